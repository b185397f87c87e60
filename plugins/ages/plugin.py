"""Lets pages that nobody has touched for long say so."""

from pelican import signals

from core.site.staleness import is_old, last_touched


def add_ages(generators):
    context = generators[0].context
    calendar = context["view_builder"].calendar

    def fill(view, node, site):
        if is_old(node, site):
            view.age = calendar.when(last_touched(node))

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_ages)
