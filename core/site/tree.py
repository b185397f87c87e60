"""From pages to the site: parents, order, addresses. One tree feeds trail, menus, lists and sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import dirname

from core.build.dependencies import BELOW
from core.documents.front_matter import Document, Head
from core.documents.kinds import DATED, address_of, name_of
from core.documents.schema import Page
from core.markdown.body import Body
from core.problems.natural_sort import natural


@dataclass(eq=False, slots=True)
class Node:
    """A page in its place. Who reads its fields, or the list of the pages below it, is noted (core/build/dependencies.py)."""

    path: str  # in the content folder, with slashes: about-us/index.md
    said: Page  # its fields, for those who write them; others ask for `page`
    kind: str
    address: str  # from the root of the site: /about-us/
    document: Document
    body: Body = field(default_factory=Body)
    parent: Node | None = None
    below: list[Node] = field(default_factory=list)  # for those who plant and fell; others ask for `children`
    findable: bool = True  # whether search engines are to show it
    noted: Sequence[set[str]] = ()  # core.build.dependencies.Reads.open of its site
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
    """Return a generated page; it is below its parent in the tree, but in none of its lists."""
    path = address.strip("/")
    document = Document(path, Head(), "", 1)
    page = Page(title=title, summary=summary or None)
    return Node(path, page, "page", address, document, parent=parent, findable=findable)


def plant(nodes: Iterable[Node], root: str) -> tuple[Node, dict[str, str]]:
    """Give every node its parent and its children their order; return the home page, and which pages are missing.

    `root` is the content folder as problems call it. A folder without a page gets an empty one, so that all the rest
    can be checked: the missing pages are these, by path, each with a page that lies below it.
    """
    by_path = {node.path: node for node in nodes}
    missing = _missing(by_path)
    for path in missing:
        page, document = Page.model_construct(title=path), Document(f"{root}/{path}", Head(), "", 1)
        by_path[path] = Node(path, page, "page", address_of(path, "page"), document)
    for path, node in sorted(by_path.items()):
        folder = dirname(path)
        if path == "index.md":
            continue
        above = dirname(folder) if node.is_index else folder
        node.parent = by_path[f"{above}/index.md" if above else "index.md"]
        node.parent.below.append(node)
    for node in by_path.values():
        node.below.sort(key=_place)
    return by_path["index.md"], missing


def _missing(paths: Iterable[str]) -> dict[str, str]:
    """Return the pages that folders need and do not have, by path, each with a page that lies below it."""
    known = set(paths)
    missing = {} if "index.md" in known else {"index.md": ""}
    for path in sorted(known):
        folder = dirname(path)
        while folder:
            index = f"{folder}/index.md"
            if index not in known:
                missing.setdefault(index, path)
            folder = dirname(folder)
    return missing


def _place(node: Node) -> tuple[object, ...]:
    """Return the sort key among siblings: the order given, then newest first for dated kinds, then the path, numbers in it as numbers."""
    page = node.page
    moment = getattr(page, "start", None) if node.kind == "event" else page.published if node.kind in DATED else None
    newest = -moment.first.toordinal() if moment is not None else 0
    order = page.order if page.order is not None else 10**6
    return (
        (node.kind in DATED, newest, order, node.path) if node.kind in DATED else (False, order, 0, natural(node.path))
    )
