"""Gives each page what stands beside its text."""

from pelican import signals

from plugins.asides.asides import aside_of_events, brief_aside, list_of, own_aside, shared_aside


def add_asides(generators):
    context = generators[0].context
    composer = context["composer"]
    site = context["site"]
    shared = shared_aside(site, composer)
    brief = brief_aside(shared)
    events, of_events = list_of("event", site), aside_of_events(shared)
    context["slots"]["aside"] = lambda node: (
        of_events if node is events else own_aside(node, site, composer, shared, brief)
    )


def register():
    signals.all_generators_finalized.connect(add_asides)
