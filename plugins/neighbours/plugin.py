"""Gives each page a link to the page before it and to the one after it."""

from pelican import signals

from plugins.neighbours.neighbours import Rows


def add_neighbours(generators):
    context = generators[0].context
    composer, rows = context["composer"], Rows()

    def fill(view, node, _site):
        before, after = rows.neighbours(node)
        view.previous = composer.link(before) if before else None
        view.next = composer.link(after) if after else None

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_neighbours)
