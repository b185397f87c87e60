"""What a feed says of a page: permanent id, true dates, the whole text with absolute addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from core.build.dependencies import TrackedCache
from core.checks.near_paths import target_of
from core.dates.instants import announced
from core.documents.schema import Event, News, Page
from core.hosting.headers import media_type
from core.markdown.absolute_urls import absolute
from core.site.site import Site, cities_of
from core.site.tree import Node
from core.views.feed import Enclosure, EntryView
from core.views.link import Link
from core.views.view_builder import ViewBuilder

KINDS = ("news", "newsletter", "event")
_NOON = 12 * 60 - 1  # minutes; more would be another day


@dataclass(frozen=True, slots=True)
class Author:
    """Who stands behind an entry: a partner, or the project."""

    name: str
    address: str  # absolute; empty where there is none


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed."""

    id: str
    title: str
    address: str  # absolute
    summary: str
    view: EntryView  # its text, to be made into HTML when a file needs it
    published: str  # instant in UTC, as in 2014-06-10T10:00:00+00:00
    updated: str
    categories: tuple[str, ...]
    authors: tuple[Author, ...]


def published(page: Page, site: Site) -> datetime:
    """Return the instant, in UTC, at which programs take a page to have been published.

    Where only a month or a year is known, many pages have the same instant, and programs would show them in any order:
    so each is earlier by the minutes that its `order` says. Within the noon hours the day stays the same.
    """
    assert page.published is not None
    found = announced(page.published, site.zone, site.now)
    if page.published.day is None and page.order is not None:
        return found - timedelta(minutes=max(0, min(page.order, _NOON)))
    return found


def updated(page: Page, site: Site) -> datetime:
    """Return the instant, in UTC, at which a page was last changed, its publication included."""
    return (
        max(published(page, site), announced(page.updated, site.zone, site.now))
        if page.updated
        else published(page, site)
    )


def told(page: Page, site: Site) -> datetime:
    """Return the instant at which a page has news for subscribers: its publication, or the change of an event's state."""
    if isinstance(page, Event) and page.status != "scheduled":
        return updated(page, site)
    return published(page, site)


class Entries:
    """The entries of one site. Each is made once, and again when the words of its page have changed."""

    def __init__(
        self,
        view_builder: ViewBuilder,
        render: Callable[[EntryView], bytes],
        published_file: Callable[[str], bytes],
        digest: Callable[[Entry], bytes],
        known: TrackedCache[tuple[Entry, bytes]],
    ) -> None:
        """Take what makes the text of an entry into HTML, what digests one, and where entries are kept.

        `published_file` gives the bytes of a file of the site: pictures are put up without what a camera wrote into them.
        """
        self.view_builder, self.site = view_builder, view_builder.site
        self.render, self.published_file = render, published_file
        self._digest, self._known = digest, known
        self._contents: dict[str, tuple[Entry, str]] = {}

    def entry(self, node: Node) -> Entry:
        """Return what a feed says of a page; it must have a date of publication."""
        return self._made(node)[0]

    def digest(self, node: Node) -> bytes:
        """Return the digest of what a feed says of a page."""
        return self._made(node)[1]

    def _made(self, node: Node) -> tuple[Entry, bytes]:
        def make() -> tuple[Entry, bytes]:
            entry = self._entry(node)
            return entry, self._digest(entry)

        return self._known.get(node.path, make, node.body)

    def _entry(self, node: Node) -> Entry:
        page, site, view_builder = node.page, self.site, self.view_builder
        event = view_builder.told_event(page) if isinstance(page, Event) else ""
        view = EntryView(
            template="feed-entry",
            told=event,
            picture=self._picture(node),
            content=Markup(site.html(node)),
            link=Link(page.link, page.link) if isinstance(page, News) and page.link else None,
            highlights=view_builder.highlights(node),
            materials=tuple(view_builder.materials(node)),
        )
        return Entry(
            id=site.identity(node),
            title=view_builder.told_title(node),
            address=site.absolute(node.address),
            summary=event or page.summary or "",
            view=view,
            published=published(page, site).isoformat(),
            updated=updated(page, site).isoformat(),
            categories=tuple(self._categories(node)),
            authors=self._authors(page),
        )

    def _picture(self, node: Node) -> Enclosure | None:
        page, site = node.page, self.site
        if not page.image:
            return None
        path = target_of(node, page.image)
        address = site.file_address(path)
        size = len(self.published_file(address.lstrip("/")))
        return Enclosure(site.absolute(address), page.image_alt or "", media_type(path), size)

    def _categories(self, node: Node) -> list[str]:
        words, site = self.view_builder.words, self.site
        packages = [
            str(words["said"]["work_package"]).format(number=number)
            for number in getattr(node.page, "work_packages", ())
        ]
        cities = [site.project.cities[key].name for key in cities_of(site, node)]
        return list(dict.fromkeys([str(words["kinds"][node.kind]), *packages, *cities]))

    def _authors(self, page: Page) -> tuple[Author, ...]:
        """Return the organiser, else the partners that are named, else the project."""
        organiser = getattr(page, "organiser", None)
        keys = [organiser] if organiser else getattr(page, "partners", ())
        partners = self.site.partners
        named = [
            Author(partners[key].title, self.site.absolute(partners[key].address))
            if key in partners
            else Author(key, "")
            for key in keys
        ]
        return tuple(named) or (Author(self.site.project.name, self.site.absolute("/")),)

    def content(self, entry: Entry) -> str:
        """Return the whole text of an entry as HTML, every address absolute."""
        made = self._contents.get(entry.id)
        if made is None or made[0] is not entry:
            made = self._contents[entry.id] = entry, absolute(self.render(entry.view).decode(), entry.address)
        return made[1]
