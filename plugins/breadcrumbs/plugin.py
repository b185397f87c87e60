"""Gives each page its trail, for people and for machines."""

from pelican import signals

from plugins.breadcrumbs.trail import Trails, breadcrumb_list


def add_trails(generators):
    context = generators[0].context
    trails = Trails(context["site"])

    def fill(view, node, site):
        view.trail = trails.trail(node)
        if len(view.trail) > 1:
            view.graph.append(breadcrumb_list(view.trail, site))

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_trails)
