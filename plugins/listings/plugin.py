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
    belonging, composer = context["belonging"], context["composer"]

    def fill(view, node, site):
        if node is not site.home:
            view.children = children(node, composer)
        pages = ()
        kind = folder_kind(node, site)
        if kind == "event":
            pages = event_listings(view.address, [child for child in node.children if child.kind == kind], composer)
        elif kind:
            pages = listings(view.address, kind, newest(node, kind, composer))
            pages = (replace(pages[0], empty="" if pages[0].total else kind), *pages[1:])
        elif own := belonging.members(node, "event"):
            pages = event_listings(view.address, own, composer)
            pages = (replace(pages[0], heading="events"), *pages[1:])
            if node.kind == "work-package":  # whether anything is to come is said beside its text
                pages = (replace(pages[0], empty="", later=""), *pages[1:])
        if pages:
            view.listing = pages[0]
            said = composer.words["said"]["page_number"]
            further = FurtherPages(view, pages, lambda number: said.format(title=node.title, number=number))
            context["further_views"][node.path] = further

    def count(node):
        kind = folder_kind(node, context["site"])
        if kind == "event":
            return pages_for(count_events((child for child in node.children if child.kind == kind), composer))
        if kind:
            return pages_for(sum(child.kind == kind for child in node.children))
        return pages_for(count_events(belonging.members(node, "event"), composer))

    context["fillers"].append(fill)
    context["counters"].append(count)


def register():
    signals.all_generators_finalized.connect(add_listings)
