"""A page for the end of a project: nothing that waits for something to come, nothing to subscribe to."""

from __future__ import annotations

from dataclasses import replace

from core.views.layout import Layout
from core.views.listing import Listing
from core.views.page import PageView


def freeze(view: PageView) -> PageView:
    """Take out of a view what only a living site can keep; return it."""
    view.feeds = ()
    view.calendars = ()
    view.until = ""
    view.aside = replace(view.aside, events=(), events_address="", events_until="", events_as_of=None)
    if view.listing is not None:
        view.listing = _frozen(view.listing)
    return view


def lives_on(view: PageView) -> bool:
    """Whether a page is of use in an archive: one that only tells how to subscribe, or that needs a server, is not."""
    return not view.offers and view.offer is None and view.template != "search"


def _frozen(listing: Listing) -> Listing:
    # What was still to come when the site was frozen is told with its date, not as something to come.
    groups = tuple(
        replace(group, heading="", label=group.label if group.state == "past" else "", state="", year="")
        for group in listing.groups
        if group.cards
    )
    return replace(listing, groups=groups, empty="", later="", until="")


def freeze_frame(frame: Layout) -> Layout:
    """Return the frame without what only a living site can keep; its `frozen` says the day."""
    return replace(frame, feeds=(), clock="", search="", search_script="", lost_script="", places="", font="")
