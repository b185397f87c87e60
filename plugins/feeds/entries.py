"""What a feed says of a page: permanent id, true dates, the whole text with absolute addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from core.compose import Composer
from core.moments import announced
from core.schema import Event, Page
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


@lru_cache(512)  # while somebody works on one page, the entries of all others stay
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


def told(page: Page, site: Site) -> datetime:
    """Return the instant at which a page has news for subscribers: its publication, or the change of an event's state."""
    assert page.published is not None
    published = announced(page.published, site.zone)
    if isinstance(page, Event) and page.status != "scheduled" and page.updated is not None:
        return max(published, announced(page.updated, site.zone))
    return published


def entry(node: Node, composer: Composer, category: str) -> Entry:
    """Return what a feed says of a page; it must have a date of publication."""
    page, site = node.page, composer.site
    assert page.published is not None
    address = site.absolute(node.address)
    published = announced(page.published, site.zone)
    return Entry(
        id=site.identity(node),
        title=composer.told_title(node),
        address=address,
        summary=composer.told_event(page) if isinstance(page, Event) else page.summary or "",
        content=absolute(site.html(node), address),
        published=published,
        updated=max(published, announced(page.updated, site.zone)) if page.updated else published,
        category=category,
    )


def newest(site: Site, limit: int) -> list[Node]:
    """Return the pages that feeds carry and that have the newest news; the order of equal dates never changes."""
    nodes = [node for kind in KINDS for node in site.of_kind(kind) if node.page.published]

    def place(node: Node) -> tuple[float, int, str]:
        order = node.page.order if node.page.order is not None else 10**6
        return (-told(node.page, site).timestamp(), order, node.path)

    return sorted(nodes, key=place)[:limit]
