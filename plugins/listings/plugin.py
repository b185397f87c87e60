"""Gives the pages of folders their lists: sub-pages as cards, events and news by date on pages of twenty."""

from pelican import signals

from core.agenda import agenda, groups
from plugins.listings.pages import children, folder_kind, listing_views, newest


def add_listings(generators):
    context = generators[0].context
    site, views, composer = context["site"], context["views"], context["composer"]
    for path, view in views.items():
        node = site.nodes[path]
        if node is not site.home:
            view.children = children(node, composer)
        if kind := folder_kind(node, site):
            context["further_views"][path] = _fill(view, node, kind, site, composer)


def _fill(view, node, kind, site, composer):
    nodes = [child for child in node.children if child.kind == kind]
    if kind == "event":
        found, ahead = groups(nodes, site, composer), agenda(nodes, site)
        empty = "" if ahead["coming"] or ahead["running"] else "coming"
    else:
        found, empty = newest(node, kind, composer), "" if nodes else kind
    said = composer.words["said"]["page_number"]
    views = listing_views(view, kind, found, empty, lambda number: said.format(title=view.title, number=number))
    return list(views)[1:]


def register():
    signals.all_generators_finalized.connect(add_listings)
