"""Gives each page what stands beside its text."""

from pelican import signals

from plugins.asides.asides import own_aside, shared_aside


def add_asides(generators):
    context = generators[0].context
    site, views, composer = context["site"], context["views"], context["composer"]
    shared = shared_aside(site, composer)
    for path, view in views.items():
        view.aside = own_aside(site.nodes[path], site, composer, shared)


def register():
    signals.all_generators_finalized.connect(add_asides)
