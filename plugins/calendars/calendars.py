"""Which calendars there are: one for each event, and for all events, each work package, partner and city one to follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.documents.schema import Event
from core.site.relations import Relations, followed_as
from core.site.site import Site
from core.site.tree import Node
from core.views.event import Subscription
from core.views.view_builder import ViewBuilder

ALL = "/calendars/events.ics"
_OURS = re.compile(r"[a-z-]+/[a-z0-9-]+")


def has_day(node: Node) -> bool:
    """Whether a page is an event whose day is known."""
    return isinstance(node.page, Event) and node.page.start.day is not None


def events_of(node: Node, site: Site, belonging: Relations) -> list[Node]:
    """Return the events with a day that belong on the calendar of a page."""
    every = (
        site.of_kind("event", expired=True) if shows_all(node, site) else belonging.members(node, "event", expired=True)
    )
    return [other for other in every if has_day(other)]


def shows_all(node: Node, site: Site) -> bool:
    """Whether a page is that of the folder of events."""
    return node.is_index and site.project.folders.get(node.path.removesuffix("/index.md")) == "event"


def address_of(node: Node, site: Site) -> str:
    """Return where the calendar of a page stands; empty for a page that has none.

    What one can follow keeps its address while the page keeps its id: subscribers would be left with a dead one.
    """
    if node.kind == "event":
        return f"{node.address}{node.key}.ics"
    if shows_all(node, site):
        return ALL
    name = followed_as(node, site)
    return f"/calendars/{name}.ics" if name else ""


def subscription(title: str, address: str, site: Site, *, follow: bool) -> Subscription:
    """Return a calendar as pages show it; only those that one can follow have an address for that."""
    web = site.absolute(address)
    return Subscription(title, site.href(address), f"webcal:{web.partition(':')[2]}" if follow else "")


def sources_of(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the paths of the files that a calendar is made from."""
    return ("project.yaml", *(node.path for node in nodes))


def years_of(site: Site) -> tuple[int, int]:
    """Return the first and the last year in which the site has events."""
    pages = [node.page for node in site.of_kind("event", expired=True) if isinstance(node.page, Event)]
    ends = [page.repeats.until.year if page.repeats else (page.end or page.start).year for page in pages]
    return min((page.start.year for page in pages), default=0), max(ends, default=0)


def organiser(node: Node, view_builder: ViewBuilder) -> str:
    """Return who invites to an event, by name; empty where nobody is named."""
    written = node.page.organiser if isinstance(node.page, Event) else None
    return view_builder.partner(written).label if written else ""


def uid(node: Node, site: Site) -> str:
    """Return the name of an event that never changes; one that came from another calendar keeps the name it had there."""
    written = node.page.id
    return site.identity(node) if written is None or _OURS.fullmatch(written) else written
