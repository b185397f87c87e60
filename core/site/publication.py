"""When a page appears on the site and until when it is valid, and what does not fit with that."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.dates.partial_date import PartialDate
from core.documents.schema import Page
from core.site.site import Site
from core.site.tree import Node


def appears(page: Page, zone: ZoneInfo) -> datetime | None:
    """Return the instant, in UTC, at which a page is published; None where it has no date and always is.

    A day begins at midnight in the zone. Of a month or year nobody knows the day: the page is there when it is over.
    """
    moment: PartialDate | None = page.published
    if moment is None:
        return None
    return moment.begins(zone) if moment.day is not None else moment.is_over(zone)


def ahead_of(nodes: list[Node], zone: ZoneInfo, now: datetime) -> dict[str, datetime]:
    """Return the pages that are not published yet, by path, each with the instant at which it appears."""
    last = now.astimezone(zone).date()
    found: dict[str, datetime] = {}
    for node in nodes:
        moment = node.page.published
        # Only what may be ahead is worth the arithmetic of zones: a page of an earlier day is not.
        if moment is not None and (moment.last >= last) and (instant := appears(node.page, zone)) and instant > now:
            found[node.path] = instant
    return found


def expiry_of(nodes: list[Node], zone: ZoneInfo) -> dict[str, datetime]:
    """Return the instants, in UTC, from which pages are no longer valid, by path; of a day it is its beginning."""
    return {node.path: node.page.expires.begins(zone) for node in nodes if node.page.expires is not None}


def written(moment: PartialDate | None) -> str:
    """Return a date as an editor writes it.

    >>> written(PartialDate(2026, 12, 24))
    '2026-12-24'
    """
    return str(moment).replace("T", " ")


def is_late_for(site: Site, target: Node, node: Node) -> bool:
    """Whether a page will be published at a time when another page, which it belongs to or links to, is not there yet."""
    if target.path not in site.ahead or node.page.draft:
        return False
    mine = site.ahead.get(node.path)
    return mine is None or mine < site.ahead[target.path]


def since(site: Site, target: Node) -> str:
    """Return when a page that is not there yet will be, and the line that says so."""
    line = target.document.head.line("published")
    return f"not published before {written(target.page.published)} ({site.label}/{target.path}:{line})"
