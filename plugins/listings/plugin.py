"""Gives pages their lists: sub-pages as cards, news by date, events by time, on pages of twenty."""

from dataclasses import replace

from pelican import signals

from plugins.listings.pages import (
    FurtherPages,
    children,
    count_events,
    event_listings,
    folder_kind,
    listings,
    newest,
    pages_for,
)


def add_listings(generators):
    context = generators[0].context
    belonging, view_builder = context["belonging"], context["view_builder"]

    def fill(view, node, site):
        if node is not site.home:
            view.children = children(node, view_builder)
        pages = ()
        kind = folder_kind(node, site)
        if kind == "event":
            pages = event_listings(view.address, [child for child in node.children if child.kind == kind], view_builder)
        elif kind:
            pages = listings(view.address, kind, newest(node, kind, view_builder))
            pages = (replace(pages[0], empty="" if pages[0].total else kind), *pages[1:])
        elif own := belonging.members(node, "event"):
            pages = event_listings(view.address, own, view_builder)
            pages = (replace(pages[0], heading="events"), *pages[1:])
            if node.kind == "work-package":  # whether anything is to come is said beside its text
                pages = (replace(pages[0], empty="", later=""), *pages[1:])
        if pages:
            view.listing = pages[0]
            said = view_builder.words["said"]["page_number"]
            further = FurtherPages(view, pages, lambda number: said.format(title=node.title, number=number))
            context["further_views"][node.path] = further

    def count(node):
        kind = folder_kind(node, context["site"])
        if kind == "event":
            return pages_for(count_events((child for child in node.children if child.kind == kind), view_builder))
        if kind:
            return pages_for(sum(child.kind == kind for child in node.children))
        return pages_for(count_events(belonging.members(node, "event"), view_builder))

    context["fillers"].append(fill)
    context["counters"].append(count)


def register():
    signals.all_generators_finalized.connect(add_listings)
