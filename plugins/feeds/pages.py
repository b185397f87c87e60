"""The pages for people: how to subscribe, and what each feed holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.site.tree import Node
from core.views.feed import FeedItem, Offer, Offers
from core.views.page import PageView
from core.views.view_builder import ViewBuilder
from plugins.feeds.entries import Entries
from plugins.feeds.feeds import FORMATS, Feed

ADDRESS = "/subscribe/"
_SORTS = ("work-packages", "cities", "partners")  # the first part of the name of a feed


def offer(feed: Feed, view: PageView, words: Mapping[str, Any]) -> Offer:
    """Return a feed in all its formats, with the calendar of its page."""
    about = words["subscribe"]["about"]
    return Offer(
        title=feed.short,
        about=str(about.get(feed.name, about["of"])).format(name=feed.owner.title),
        page=feed.site.href(feed.page),
        feeds=tuple(feed.link(file) for file in FORMATS),
        calendars=tuple(calendar for calendar in view.calendars if calendar.webcal),
    )


def offers(feeds: Sequence[Feed], views: Mapping[str, PageView], words: Mapping[str, Any]) -> tuple[Offers, ...]:
    """Return everything one can subscribe to, the whole site first."""
    found = []
    for sort in ("site", *_SORTS):
        mine = [feed for feed in feeds if sort == (feed.name.partition("/")[0] if "/" in feed.name else "site")]
        if mine:
            found.append(Offers(sort, tuple(offer(feed, views[feed.owner.path], words) for feed in mine)))
    return tuple(found)


def items(nodes: Sequence[Node], entries: Entries, view_builder: ViewBuilder) -> tuple[FeedItem, ...]:
    """Return the entries of a feed as people read them."""
    return tuple(_item(node, entries, view_builder) for node in nodes)


def _item(node: Node, entries: Entries, view_builder: ViewBuilder) -> FeedItem:
    entry = entries.entry(node)
    assert node.page.published is not None
    when = view_builder.calendar.when(node.page.published)
    return FeedItem(node.kind, entry.title, view_builder.site.href(node.address), when, entry.summary)
