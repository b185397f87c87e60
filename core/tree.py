"""From pages to the site: parents, order, addresses. One tree feeds trail, menus, lists and sitemap."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, splitext
from typing import get_args
from urllib.parse import unquote

from core.fields import ResultType
from core.frontmatter import Document, Head
from core.host_names import read_by_hosts
from core.limits import ADDRESS, FOLDER_DEPTH, PATH_PART
from core.markup import Body
from core.natural import natural
from core.problems import Problem
from core.reads import BELOW
from core.schema import Page

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?-(?=.)")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BARE_DATE = re.compile(r"\d{4}(-\d{2}){0,2}\.md")
# Names that the house gives to pages and files of lists: the pages of a long one, and those of the register of results.
_PAGER = re.compile(rf"page-\d+|by-(date|title)|type-({'|'.join(get_args(get_args(ResultType)[0]))})")
OWN_FILE = re.compile(r"(.*/)?(register|citation)\.(bib|csl\.json|csv)")
# What the house itself writes at the top of the site.
RENAME = "Rename one of the two files, and write its new name where pages link to it."
FOLLOWED = frozenset({"feeds", "calendars"})  # folders of files that programs follow; they move when a page is renamed
RESERVED = frozenset(
    {".well-known", "theme", "404", "feeds", "calendars", "search", "subscribe", "site-index", "site-map", "pagefind"}
)
# Endings that other programs gave to pages; browsers take a file with one of them for a page only where the server says so.
_PAGES = frozenset({"", ".asp", ".aspx", ".cfm", ".cgi", ".htm", ".html", ".jsp", ".php", ".shtml"})
RESERVED_FILES = frozenset(
    {
        "_apache.conf",
        "_headers",
        "_redirects",
        "_redirects.caddy",
        "_redirects.nginx",
        "404.html",
        "atom.xml",
        "build.json",
        "favicon.ico",
        "feed.json",
        "feed.xml",
        "humans.txt",
        "robots.txt",
        "site.webmanifest",
        "sitemap.xml",
    }
)
DATED = ("event", "news", "newsletter")


@dataclass(eq=False, slots=True)
class Node:
    """A page in its place. Who reads its fields, or the list of the pages below it, is noted (core/reads.py)."""

    path: str  # in the content folder, with slashes: about-us/index.md
    said: Page  # its fields, for those who write them; others ask for `page`
    kind: str
    address: str  # from the root of the site: /about-us/
    document: Document
    body: Body = field(default_factory=Body)
    parent: Node | None = None
    below: list[Node] = field(default_factory=list)  # for those who plant and fell; others ask for `children`
    findable: bool = True  # whether search engines are to show it
    noted: Sequence[set[str]] = ()  # core.reads.Reads.open of its site
    _parts: list[Node] | None = None

    @property
    def page(self) -> Page:
        """Its fields."""
        if self.noted:
            self.noted[-1].add(self.path)
        return self.said

    @property
    def children(self) -> list[Node]:
        """The pages below it, in the order of the site."""
        if self.noted:
            self.noted[-1].add(self.path + BELOW)
        return self.below

    @property
    def parts(self) -> list[Node]:
        """The pages below it that no list shows by date. Not noted: where one is added or taken away, all is made anew."""
        if self._parts is None:
            self._parts = [child for child in self.below if child.kind not in DATED]
        return self._parts

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


def own_node(title: str, address: str, parent: Node, summary: str = "", *, findable: bool = True) -> Node:
    """Return a page that the house makes itself; it stands in the tree below its parent, but in no list of it."""
    path = address.strip("/")
    document = Document(path, Head(), "", 1)
    page = Page(title=title, summary=summary or None)
    return Node(path, page, "page", address, document, parent=parent, findable=findable)


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


def is_reserved(name: str) -> bool:
    """Whether the site itself uses this name for a page of a list, in any folder.

    >>> is_reserved("page-2"), is_reserved("page")
    (True, False)
    """
    return bool(_PAGER.fullmatch(name))


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
    names = set(by_path)
    for path, node in sorted(by_path.items()):
        problems += _find_bad_names(node, root, names)
        folder = dirname(path)
        if path == "index.md":
            continue
        above = dirname(folder) if node.is_index else folder
        node.parent = by_path[f"{above}/index.md" if above else "index.md"]
        node.parent.below.append(node)
    for node in by_path.values():
        node.below.sort(key=_place)
    problems += _find_below_draft(by_path.values(), root)
    problems += _find_collisions(by_path.values(), root)
    return by_path["index.md"], problems


def _place(node: Node) -> tuple[object, ...]:
    """Return the sort key among siblings: the order given, then newest first for dated kinds, then the path, numbers in it as numbers."""
    page = node.page
    moment = getattr(page, "start", None) if node.kind == "event" else page.published if node.kind in DATED else None
    newest = -moment.first.toordinal() if moment is not None else 0
    order = page.order if page.order is not None else 10**6
    return (
        (node.kind in DATED, newest, order, node.path) if node.kind in DATED else (False, order, 0, natural(node.path))
    )


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


def _find_bad_names(node: Node, root: str, names: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the name of a file; a better one is free, and is put into `names`, the paths that are taken."""
    name = node.key if not node.is_index else dirname(node.path).rpartition("/")[2]
    top = node.path.partition("/")[0].removesuffix(".md")
    if name and not _NAME.fullmatch(name):
        better = re.sub(
            r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        ).strip("-")
        what = "folder" if node.is_index else "file"
        whole = better if node.is_index else _free_name(node.path, name, better, names)
        it = "the folder" if node.is_index else "it"
        mend = f"Rename {it} to “{whole}”." if better else f"Rename {it}: small letters a to z, digits and hyphens."
        yield Problem(
            f"{root}/{node.path}", 1, "E045", f"the name of the {what}, “{name}”, makes no good address.", mend
        )
    elif _BARE_DATE.fullmatch(node.path.rpartition("/")[2]) and node.kind in DATED:
        mend = f"Rename it: a few words after the date become the address, like “{node.path.rpartition('/')[2].removesuffix('.md')}-meeting.md”."
        yield Problem(f"{root}/{node.path}", 1, "E045", "the name of the file is only a date.", mend)
    elif (top in RESERVED and node.path.count("/") <= 1) or _PAGER.fullmatch(name):
        yield Problem(
            f"{root}/{node.path}",
            1,
            "E046",
            f"the site itself uses the address {node.address}.",
            "Rename the file.",
        )


def _free_name(path: str, name: str, better: str, names: set[str]) -> str:
    """Return a better name for a file, with its date and ending, that no other file of its folder has; note it as taken."""
    folder, _, file = path.rpartition("/")
    date = file.removesuffix(f"{name}.md")
    endings = ("", "-copy", *(f"-copy-{number}" for number in range(2, len(names) + 2)))
    whole = next(one for end in endings if f"{folder}/{(one := f'{date}{better}{end}.md')}".lstrip("/") not in names)
    names.add(f"{folder}/{whole}".lstrip("/"))
    return whole


def _find_below_draft(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    for node in nodes:
        if node.page.draft:
            if node.parent is None:
                line, mend = node.document.head.line("draft"), "Take the line out."
                yield Problem(f"{root}/{node.path}", line, "E042", "the home page cannot be a draft.", mend, "draft")
            continue
        for above in node.ancestry()[1:-1]:
            if above.page.draft:
                message = f"the page is published, but the page above it ({above.path}) is a draft."
                mend = f"Take “draft: true” out of {root}/{above.path}, or add the line “draft: true” here."
                yield Problem(f"{root}/{node.path}", node.document.head.line("draft"), "E042", message, mend)
                break


def is_page(alias: str) -> bool:
    """Whether a page stood at an old address, not a download, feed or calendar.

    >>> is_page("/old/Default.aspx"), is_page("/old/"), is_page("/old.ics")
    (True, True, False)
    """
    return alias.endswith("/") or splitext(alias)[1].lower() in _PAGES


def file_at(address: str) -> str:
    """Return the file that answers at an address; one without an ending is a folder.

    >>> file_at("/"), file_at("/old"), file_at("/Default.aspx"), file_at("/old.html"), file_at("/old.ics")
    ('index.html', 'old/index.html', 'Default.aspx', 'old.html', 'old.ics')
    """
    path = address.strip("/")
    if address.endswith("/") or "." not in path.rpartition("/")[2]:
        return f"{path}/index.html".lstrip("/")
    return path


def _find_collisions(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    """Yield pages that would be published at one address, and old addresses that are none or are taken."""
    ordered = sorted(nodes, key=lambda node: node.path)
    taken: dict[str, Node] = {}
    for node in ordered:
        first = taken.setdefault(same_place(file_at(node.address)), node)
        if first is not node:
            message = f"its address, {node.address}, is that of {root}/{first.path} too."
            if node.kind in DATED and _DATE.match(node.path.rpartition("/")[2]):
                message += " The date in the name of a file is no part of its address."
            yield Problem(f"{root}/{node.path}", 1, "E041", message, RENAME)
    owners = dict(taken)
    folders = {above: node for place, node in taken.items() for above in _above(place)}
    for node in ordered:
        for number, alias in enumerate(node.page.aliases):
            place = same_place(file_at(alias))
            fault = _no_alias(alias) or _taken_alias(alias, node, owners, taken, folders, root)
            if fault is None:
                owners[place] = node
                folders.update(dict.fromkeys(_above(place), node))
                continue
            line = node.document.head.line("aliases", number)
            yield Problem(f"{root}/{node.path}", line, *fault, "aliases")


def _above(place: str) -> Iterator[str]:
    """Yield the folders in which a file of the output lies."""
    while place := place.rpartition("/")[0]:
        yield place


def _no_alias(alias: str) -> tuple[str, str, str] | None:
    """Return code, message and mend for an old address that could not be one of this site."""
    parts = alias.split("/")
    if not alias.startswith("/") or "//" in alias or {".", ".."} & {*parts} or re.search(r"[\s?#\\]", alias):
        return (
            "E044",
            f"“{alias}” is no address of this site.",
            "Write it like /old/address/, without host, spaces, ? and #.",
        )
    if "%" in alias and unquote(alias) != alias:
        return "E044", f"“{alias}” has signs in disguise.", f"Write it as people read it: “{unquote(alias)}”."
    if bad := re.search(r'[<>:"|*]', alias):
        mend = "Leave it out: not every computer can have a file of that name."
        return "E044", f"“{alias}” has the sign {bad[0]}.", mend
    if (
        len(parts) > FOLDER_DEPTH
        or len(alias.encode()) > ADDRESS
        or any(len(part.encode()) > PATH_PART for part in parts)
    ):
        return "E044", f"“{alias[:60]}…” is too long.", "Leave it out: no computer can have a file of that name."
    if (
        file_at(alias) in RESERVED_FILES
        or (parts[1].removesuffix(".html") in RESERVED and (parts[1] not in FOLLOWED or is_page(alias)))
        or _PAGER.fullmatch([part for part in parts if part][-1] if alias.strip("/") else "")
    ):
        return "E046", f"the site itself uses the address {alias}.", "Take the line out."
    if read_by_hosts(alias):
        return "E087", f"“{alias}” has a name that web hosts and other services read and act on.", "Take the line out."
    return None


def _taken_alias(
    alias: str,
    node: Node,
    owners: Mapping[str, Node],
    pages: Mapping[str, Node],
    folders: Mapping[str, Node],
    root: str,
) -> tuple[str, str, str] | None:
    """Return code, message and mend for an old address at which there is something already."""
    place = same_place(file_at(alias))
    if (owner := pages.get(place)) is node:
        if alias.rstrip("/") != node.address.rstrip("/") and not alias.endswith("index.html"):
            message = f"“{alias}” differs from the page's own address, {node.address}, only in capitals or in the form of an accent; many hosts take both for one."
            return "E043", message, "Take the line out."
        return "E043", f"“{alias}” is the page's own address: it would lead in a circle.", "Take the line out."
    if owner is not None:
        message = f"“{alias}” is the address of {root}/{owner.path}, which is a page of its own."
        return "E043", message, "Take the line out, or rename that page."
    if (owner := owners.get(place)) is node:
        return "E043", f"“{alias}” stands here twice.", "Take one of the two out."
    if owner is not None:
        message = f"“{alias}” is an alias of {root}/{owner.path} too."
        return "E043", message, "Keep it on one of the two pages."
    within = next((owners[above] for above in _above(place) if above in owners), None) or folders.get(place)
    if within is not None:
        message = f"“{alias}” and an address of {root}/{within.path} cannot both be: one is a file, the other a folder of that name."
        return "E043", message, "Keep one of the two."
    return None
