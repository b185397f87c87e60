"""Gives each page its trail, for people and for machines."""

from pelican import signals

from plugins.breadcrumbs.trail import breadcrumb_list, trail


def add_trails(generators):
    site, views = generators[0].context["site"], generators[0].context["views"]
    for path, view in views.items():
        view.trail = trail(site.nodes[path], site)
        if len(view.trail) > 1:
            view.graph.append(breadcrumb_list(view.trail, site))


def register():
    signals.all_generators_finalized.connect(add_trails)
