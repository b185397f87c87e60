"""Gives each page a link to the page before it and to the one after it."""

from pelican import signals

from plugins.prev_next.prev_next import Rows


def add_neighbours(generators):
    context = generators[0].context
    rows = Rows(context["view_builder"].link)
    context["slots"].update(previous=rows.before, next=rows.after)


def register():
    signals.all_generators_finalized.connect(add_neighbours)
