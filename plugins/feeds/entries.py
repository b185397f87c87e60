"""What a feed says of a page: permanent id, true dates, the whole text with absolute addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from core.dates import Moment
from core.site import Site
from core.tree import Node

KINDS = ("news", "newsletter", "event")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    id: str
    title: str
    address: str  # absolute
    summary: str
    content: str  # HTML, every address absolute
    published: datetime  # UTC
    updated: datetime  # UTC
    category: str


def instant(moment: Moment, site: Site) -> datetime:
    """Return the instant that stands for a date in a feed, which knows no other dates.

    Noon of the day in the project's zone, so that nearly all the world reads the same day; where only month or
    year are known, noon of their last day: by then it was out, and nothing old looks new.
    """
    if moment.at is not None:
        return moment.begins(site.zone)
    return datetime.combine(moment.last, time(12), site.zone).astimezone(UTC)


def absolute(html: str, address: str) -> str:
    """Return HTML in which every address is absolute and nothing is left that only helps on our own page."""
    soup = BeautifulSoup(html, "lxml")
    for element in soup.find_all(True):
        for name in ("href", "src"):
            if element.has_attr(name):
                element[name] = urljoin(address, str(element[name]))
        for name in ("id", "tabindex", "role", "aria-labelledby", "loading"):
            del element[name]
    return "".join(str(child) for child in soup.body.children) if soup.body else ""


def entry(node: Node, site: Site, category: str) -> Entry:
    """Return what a feed says of a page; it must have a date of publication."""
    page = node.page
    assert page.published is not None
    address = site.absolute(node.address)
    published = instant(page.published, site)
    return Entry(
        id=site.identity(node),
        title=node.title,
        address=address,
        summary=page.summary or "",
        content=absolute(site.html(node), address),
        published=published,
        updated=max(published, instant(page.updated, site)) if page.updated else published,
        category=category,
    )


def newest(site: Site, limit: int) -> list[Node]:
    """Return the newest pages that feeds carry, the newest first; the order of equal dates never changes."""
    nodes = [node for kind in KINDS for node in site.of_kind(kind) if node.page.published]

    def place(node: Node) -> tuple[float, int, str]:
        assert node.page.published is not None
        order = node.page.order if node.page.order is not None else 10**6
        return (-instant(node.page.published, site).timestamp(), order, node.path)

    return sorted(nodes, key=place)[:limit]
