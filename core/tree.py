"""From pages to the site: parents, order, addresses. One tree feeds trail, menus, lists and sitemap."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname

from core.frontmatter import Document, Head
from core.markup import Body
from core.problems import Problem
from core.schema import Page

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?-(?=.)")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PAGER = re.compile(r"page-\d+")
# What the house itself writes at the top of the site.
RESERVED = frozenset({"theme", "404", "feeds", "calendars", "search", "subscribe", "site-index", "pagefind"})
DATED = ("event", "news", "newsletter")


@dataclass(eq=False, slots=True)
class Node:
    """A page in its place."""

    path: str  # in the content folder, with slashes: about-us/index.md
    page: Page
    kind: str
    address: str  # from the root of the site: /about-us/
    document: Document
    body: Body = field(default_factory=Body)
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading of the page; its path where the editor forgot the title."""
        return self.page.title or self.path

    @property
    def label(self) -> str:
        """The name in menus and in the trail."""
        return self.page.menu or self.title

    @property
    def is_index(self) -> bool:
        """Whether it is the page of a folder."""
        return self.path.endswith("index.md")

    @property
    def key(self) -> str:
        """The name by which other pages refer to it: its file's name without date and ending."""
        return name_of(self.path, self.kind)

    def ancestry(self) -> tuple[Node, ...]:
        """Return the nodes from home to this one, both included."""
        return (*self.parent.ancestry(), self) if self.parent else (self,)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the site."""
        yield self
        for child in self.children:
            yield from child.walk()


def name_of(path: str, kind: str) -> str:
    """Return the last part of the address of a file: its name, of dated kinds without the date.

    >>> name_of("events/2014-06-10-meeting.md", "event")
    'meeting'
    """
    name = path.rpartition("/")[2].removesuffix(".md")
    return _DATE.sub("", name) if kind in DATED else name


def address_of(path: str, kind: str) -> str:
    """Return the address of a file.

    >>> address_of("about-us/index.md", "page"), address_of("index.md", "page"), address_of("a/b.md", "page")
    ('/about-us/', '/', '/a/b/')
    """
    folder = dirname(path)
    base = f"/{folder}/" if folder else "/"
    return base if path.rpartition("/")[2] == "index.md" else f"{base}{name_of(path, kind)}/"


def kind_of(path: str, folders: Mapping[str, str]) -> str:
    """Return the kind of a file: that of the nearest folder that has one; a folder's own page is a page."""
    folder = dirname(path)
    if path.rpartition("/")[2] == "index.md":
        return "page"
    while folder:
        if folder in folders:
            return folders[folder]
        folder = dirname(folder)
    return "page"


def same_place(address: str) -> str:
    """Return what two addresses have in common that a file system or a reader would take for one."""
    return unicodedata.normalize("NFC", address).casefold()


def plant(nodes: Iterable[Node], root: str) -> tuple[Node, list[Problem]]:
    """Give every node its parent and its children their order; return the home page and what is wrong.

    `root` is the content folder as problems call it. Where a folder has no page, an empty one stands in for it,
    so that all the rest can be checked.
    """
    by_path = {node.path: node for node in nodes}
    problems = list(_find_missing_index(by_path, root))
    for path in [problem.path.removeprefix(f"{root}/") for problem in problems]:
        page, document = Page.model_construct(title=path), Document(f"{root}/{path}", Head(), "", 1)
        by_path[path] = Node(path, page, "page", address_of(path, "page"), document)
    for path, node in sorted(by_path.items()):
        problems += _find_bad_names(node, root)
        folder = dirname(path)
        if path == "index.md":
            continue
        above = dirname(folder) if node.is_index else folder
        node.parent = by_path[f"{above}/index.md" if above else "index.md"]
        node.parent.children.append(node)
    for node in by_path.values():
        node.children.sort(key=_place)
    problems += _find_below_draft(by_path.values(), root)
    problems += _find_collisions(by_path.values(), root)
    return by_path["index.md"], problems


def _place(node: Node) -> tuple[object, ...]:
    """Return the sort key among siblings: the order given, then newest first for dated kinds, then the path."""
    page = node.page
    moment = getattr(page, "start", None) if node.kind == "event" else page.published if node.kind in DATED else None
    newest = -moment.first.toordinal() if moment is not None else 0
    order = page.order if page.order is not None else 10**6
    return (node.kind in DATED, newest, order, node.path) if node.kind in DATED else (False, order, 0, node.path)


def _find_missing_index(by_path: Mapping[str, Node], root: str) -> Iterator[Problem]:
    if "index.md" not in by_path:
        yield Problem(
            f"{root}/index.md",
            1,
            "E040",
            "the site has no home page.",
            "Add this file: front matter with a title, then the text.",
        )
    told = set()
    for path in sorted(by_path):
        folder = dirname(path)
        while folder:
            index = f"{folder}/index.md"
            if index not in by_path and folder not in told:
                told.add(folder)
                message = f"the folder has pages (such as {path}) but no page of its own."
                yield Problem(
                    f"{root}/{index}", 1, "E040", message, "Add this file: front matter with a title, then the text."
                )
            folder = dirname(folder)


def _find_bad_names(node: Node, root: str) -> Iterator[Problem]:
    name = node.key if not node.is_index else dirname(node.path).rpartition("/")[2]
    top = node.path.partition("/")[0].removesuffix(".md")
    if name and not _NAME.fullmatch(name):
        better = re.sub(
            r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        ).strip("-")
        what = "folder" if node.is_index else "file"
        mend = f"Rename it to “{better}”." if better else "Use small letters a to z, digits and hyphens."
        yield Problem(
            f"{root}/{node.path}", 1, "E045", f"the name of the {what}, “{name}”, makes no good address.", mend
        )
    elif (top in RESERVED and node.path.count("/") <= 1) or _PAGER.fullmatch(name):
        yield Problem(
            f"{root}/{node.path}",
            1,
            "E046",
            f"the site itself uses the address {node.address}.",
            "Choose another name for the file.",
        )


def _find_below_draft(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    for node in nodes:
        if node.page.draft:
            continue
        for above in node.ancestry()[:-1]:
            if above.page.draft:
                message = f"the page is published, but the page above it ({above.path}) is a draft."
                mend = f"Take “draft: true” out of {root}/{above.path}, or make this page a draft too."
                yield Problem(f"{root}/{node.path}", node.document.head.line("draft"), "E042", message, mend)
                break


def _find_collisions(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    """Yield pages that would be published at one address, and old addresses that are taken."""
    taken: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda node: node.path):
        first = taken.setdefault(same_place(node.address), node)
        if first is not node:
            message = f"its address, {node.address}, is that of {root}/{first.path} too."
            yield Problem(f"{root}/{node.path}", 1, "E041", message, "Rename one of the two files.")
    aliases: dict[str, Node] = {}
    for node in sorted(nodes, key=lambda node: node.path):
        lines = node.document.head
        for number, alias in enumerate(node.page.aliases):
            line = lines.line("aliases", number)
            if not alias.startswith("/") or "//" in alias or ".." in alias.split("/") or re.search(r"[\s?#\\]", alias):
                mend = "Write it like /old/address/, without host, spaces, ? and #."
                yield Problem(
                    f"{root}/{node.path}", line, "E044", f"“{alias}” is no address of this site.", mend, "aliases"
                )
                continue
            place = same_place(alias if alias.rpartition("/")[2].count(".") else alias.rstrip("/") + "/")
            owner = taken.get(place)
            if owner is node:
                message = f"“{alias}” is the page's own address: it would lead in a circle."
                yield Problem(f"{root}/{node.path}", line, "E043", message, "Take the line out.", "aliases")
            elif owner is not None:
                message = f"“{alias}” is the address of {root}/{owner.path}, which is a page of its own."
                yield Problem(
                    f"{root}/{node.path}", line, "E043", message, "Take the line out, or rename that page.", "aliases"
                )
            elif (other := aliases.setdefault(place, node)) is not node or lines.line("aliases", number) != line:
                message = f"“{alias}” is an alias of {root}/{other.path} too."
                yield Problem(
                    f"{root}/{node.path}", line, "E043", message, "Keep it on one of the two pages.", "aliases"
                )
