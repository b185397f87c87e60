"""Gives each page a link to the page before it and to the one after it."""

from pelican import signals

from plugins.neighbours.neighbours import neighbours


def add_neighbours(generators):
    context = generators[0].context
    site, views, composer = context["site"], context["views"], context["composer"]
    for path, view in views.items():
        before, after = neighbours(site.nodes[path])
        view.previous = composer.link(before) if before else None
        view.next = composer.link(after) if after else None


def register():
    signals.all_generators_finalized.connect(add_neighbours)
