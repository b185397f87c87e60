"""Tells search engines of events, and gives pages the script that keeps events right as time goes by."""

from pathlib import Path

from pelican import signals

from core.build.outputs import Output
from plugins.events.clock import named, squeezed
from plugins.events.structured import event


def add_events(generators):
    context = generators[0].context
    site, view_builder, outputs = context["site"], context["view_builder"], context["outputs"]
    script = squeezed(Path(generators[0].theme, "scripts", "clock.js").read_text("utf-8"))
    outputs.add(Output(named(script), script.encode))
    context["frame"]["clock"] = site.href(f"/{named(script)}")

    def fill(view, node, _site):
        if node.kind == "event":
            card = context["card_address"](node) if "card_address" in context else ""
            if thing := event(node, view_builder, card):
                view.graph.append(thing)

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_events)
