"""Which feeds there are, where they stand, what is in them, and what of it lies in archives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.build.dependencies import TrackedCache
from core.limits import FEED_ENTRIES
from core.site.relations import Relations, followed_as, owns
from core.site.site import Site
from core.site.tree import Node
from core.views.layout import Feed as Link
from plugins.feeds.entries import KINDS, published, told

PLURALS = {"news": "news", "newsletter": "newsletters", "event": "events"}
FORMATS = {"feed.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}


@dataclass(frozen=True)
class Feed:
    """Pages that programs can follow together. Its addresses never change while its page keeps its id."""

    name: str  # everything, news, work-packages/work-package-4; part of its addresses
    title: str
    short: str  # the title where the site is known
    owner: Node  # the page that it is about
    nodes: tuple[Node, ...]  # all that was ever in it, in the order in which archives take them
    newest: tuple[Node, ...]  # what of it is still valid, the newest news first
    site: Site

    @property
    def id(self) -> str:
        """Its permanent id."""
        return f"tag:{self.site.project.id_authority}:feeds/{self.name}"

    def address(self, file: str) -> str:
        """Return where it stands in one of the formats; the oldest of all feeds stands where it always stood."""
        folder = "" if self.name == "everything" else f"feeds/{self.name}/"
        return f"/{folder}{file}"

    def archive_address(self, number: int) -> str:
        """Return where an archive stands; the oldest entries are in number 1."""
        return f"/feeds/{self.name}/archive-{number}/atom.xml"

    @property
    def page(self) -> str:
        """The address of the page that shows the same to people."""
        return f"/subscribe/{self.name}/"

    @cached_property
    def archives(self) -> tuple[tuple[Node, ...], ...]:
        """The older entries, in archives that are full and therefore stay as they are."""
        full = (len(self.nodes) - 1) // FEED_ENTRIES
        return tuple(self.nodes[FEED_ENTRIES * number : FEED_ENTRIES * (number + 1)] for number in range(full))

    @cached_property
    def current(self) -> tuple[Node, ...]:
        """What the feed itself holds, newest first: what has the newest news, and all that no archive holds yet.

        The two differ only where something old was put up late.
        """
        rest = {node.path for node in self.nodes[FEED_ENTRIES * len(self.archives) :]}
        return tuple(node for place, node in enumerate(self.newest) if place < FEED_ENTRIES or node.path in rest)

    def link(self, file: str) -> Link:
        """Return it in one of the formats as pages name it."""
        address = self.address(file)
        name = {"feed.xml": "", "atom.xml": " (Atom)", "feed.json": " (JSON)"}[file]
        return Link(f"{self.title}{name}", self.site.href(address), FORMATS[file], self.site.absolute(address))


def carried(site: Site) -> list[Node]:
    """Return all pages that feeds carry."""
    return [node for kind in KINDS for node in site.of_kind(kind, expired=True) if node.page.published]


@dataclass(frozen=True, slots=True)
class When:
    """When a page was put up and when it had news, in seconds since 1970; its place among those of equal dates."""

    published: float
    told: float
    order: int
    identity: str


Times = Callable[[Node], When]


def times_of(site: Site, kept: TrackedCache[When]) -> Times:
    """Return what tells the times of a page; what it told before is kept."""

    def when(node: Node) -> When:
        page = node.page
        order = page.order if page.order is not None else 10**6
        return When(published(page, site).timestamp(), told(page, site).timestamp(), order, site.identity(node))

    return lambda node: kept.get(node.path, lambda: when(node))


def newest_first(nodes: Iterable[Node], times: Times) -> list[Node]:
    """Return pages with the newest news first; the order of equal dates never changes."""

    def place(node: Node) -> tuple[float, int, str]:
        when = times(node)
        return (-when.told, when.order, when.identity)

    return sorted(nodes, key=place)


def oldest_first(nodes: Iterable[Node], times: Times, site: Site) -> list[Node]:
    """Return pages in the order in which they were put up.

    What was put up when is in the ledger, so that an old page which is put up late comes last, and no archive that is
    full has to take it in.
    """
    known = {row.id: row.first_published for row in site.ledger if row.kind == "page" and row.id}

    def place(node: Node) -> tuple[str, float, int, str]:
        when = times(node)
        # With equal dates a smaller `order` stands higher, so it is newer.
        return (known.get(when.identity, "9999"), when.published, -when.order, when.identity)

    return sorted(nodes, key=place)


def feeds_of(site: Site, words: Mapping[str, Any], belonging: Relations, times: Times) -> list[Feed]:
    """Return all feeds that have entries, those of the whole site first."""
    said, project = words["feeds"], site.project.name
    nodes = carried(site)
    oldest, newest = oldest_first(nodes, times, site), newest_first(nodes, times)

    def feed(name: str, title: str, owner: Node, mine: Iterable[Node]) -> Feed:
        short = said["short"].get(name, owner.label)
        paths = {node.path for node in mine}
        ordered = (tuple(node for node in every if node.path in paths) for every in (oldest, newest))
        all_of_it, news = ordered
        return Feed(
            name, title, short, owner, all_of_it, tuple(node for node in news if node.path not in site.expired), site
        )

    feeds = [feed("everything", str(words["said"]["feed"]).format(name=project), site.home, nodes)]
    for kind in KINDS:
        title = str(said[kind]).format(name=project)
        feeds.append(feed(PLURALS[kind], title, _folder(kind, site), site.of_kind(kind, expired=True)))
    for owner in belonging.owners.values():
        title = str(said["of"]).format(name=project, title=owner.label)
        feeds.append(feed(followed_as(owner, site), title, owner, belonging.members(owner, *KINDS, expired=True)))
    return [one for one in feeds if one.nodes]


def _folder(kind: str, site: Site) -> Node:
    """Return the page that lists a kind; home where there is none."""
    folder = next((folder for folder, of in site.project.folders.items() if of == kind), "")
    return site.nodes.get(f"{folder}/index.md", site.home)


class Announcements:
    """Which feeds the pages of a site name in their heads."""

    def __init__(self, site: Site, feeds: Mapping[str, Feed], pages: Mapping[str, Feed]) -> None:
        """Take the feeds by their name, and by the path of their own page."""
        self._site, self._feeds, self._pages = site, feeds, pages
        self._announced: dict[str, tuple[Link, ...]] = {}  # by the name of the feed

    def on(self, node: Node) -> tuple[Link, ...]:
        """Return the feeds that a page names, the most specific first: one in all formats, and that of everything."""
        own = self._pages.get(node.path)
        feed = own or self._feeds.get(_name_on(node, self._site)) or self._feeds.get("everything")
        if feed is None:
            return ()
        if feed.name not in self._announced:
            others = () if feed.name == "everything" else (self._feeds["everything"].link("feed.xml"),)
            self._announced[feed.name] = (*(feed.link(file) for file in FORMATS), *others)
        return self._announced[feed.name]


def _name_on(node: Node, site: Site) -> str:
    """Return the name of the feed that fits a page best."""
    kind = node.kind if node.kind in KINDS else _kind_of_folder(node, site)
    return PLURALS[kind] if kind else followed_as(node, site) if owns(node, site) else "everything"


def _kind_of_folder(node: Node, site: Site) -> str:
    kind = site.project.folders.get(node.path.removesuffix("/index.md"), "") if node.is_index else ""
    return kind if kind in KINDS else ""
