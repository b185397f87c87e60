"""Gives each page what stands beside its text."""

from pelican import signals

from plugins.sidebar.sidebar import aside_of_events, brief_aside, list_of, own_aside, shared_aside


def add_asides(generators):
    context = generators[0].context
    view_builder = context["view_builder"]
    site = context["site"]
    shared = shared_aside(site, view_builder)
    brief = brief_aside(shared)
    events, of_events = list_of("event", site), aside_of_events(shared)
    context["slots"]["aside"] = lambda node: (
        of_events if node is events else own_aside(node, site, view_builder, shared, brief)
    )


def register():
    signals.all_generators_finalized.connect(add_asides)
