"""Gives each page what stands beside its text."""

from pelican import signals

from plugins.asides.asides import brief_aside, own_aside, shared_aside


def add_asides(generators):
    context = generators[0].context
    composer = context["composer"]
    site = context["site"]
    shared = shared_aside(site, composer)
    brief = brief_aside(shared)
    context["slots"]["aside"] = lambda node: own_aside(node, site, composer, shared, brief)


def register():
    signals.all_generators_finalized.connect(add_asides)
