"""The register of results: one table, sorted and filtered by pages of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.documents.schema import Result
from core.problems.natural_sort import natural
from core.site.site import Site
from core.site.tree import Node, own_node
from core.views.link import Download, Link
from core.views.pagination import steps
from core.views.results import Choice, Register, Row
from core.views.view_builder import ViewBuilder

SIZE = 50  # rows of a page
SORTS = ("type", "title", "date")  # the first is the order of the register itself
COLUMNS = ("type", "date", "level", "licence", "doi", "files")


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the register."""

    address: str  # from the root of the site
    shown: str  # type; empty: all
    sort: str
    number: int


def roots(site: Site) -> list[Node]:
    """Return the pages of the folders of results; of folders in one another the outer one."""
    folders = [folder for folder, kind in site.project.folders.items() if kind == "result"]
    outer = [one for one in folders if not any(one.startswith(f"{other}/") for other in folders)]
    return [site.nodes[path] for folder in outer if (path := f"{folder}/index.md") in site.nodes]


def results(root: Node) -> list[Node]:
    """Return the results below the page of a folder, in the order of the site."""
    return [node for node in root.walk() if isinstance(node.page, Result)]


def in_order(nodes: list[Node], view_builder: ViewBuilder) -> list[Node]:
    """Return results in the order of the register itself."""
    return sorted(nodes, key=_order(SORTS[0], view_builder))


def _order(sort: str, view_builder: ViewBuilder) -> Callable[[Node], tuple[object, ...]]:
    types = list(view_builder.words["types"])

    def by_date(node: Node) -> tuple[object, ...]:
        published = node.page.published
        return (published is None, -published.first.toordinal() if published else 0, natural(node.title))

    def by_type(node: Node) -> tuple[object, ...]:
        page = node.page
        assert isinstance(page, Result)
        return (types.index(page.type), natural(page.number or ""), *by_date(node))

    return {"type": by_type, "date": by_date, "title": lambda node: (natural(node.title), node.path)}[sort]


class Registry:
    """The register of one folder of results."""

    def __init__(self, root: Node, view_builder: ViewBuilder, exports: tuple[Download, ...]) -> None:
        self.root, self.view_builder, self.exports = root, view_builder, exports
        self.nodes = results(root)
        present = {node.page.type for node in self.nodes if isinstance(node.page, Result)}
        self.types = tuple(type_ for type_ in view_builder.words["types"] if type_ in present)
        self.sorted = {sort: sorted(self.nodes, key=_order(sort, view_builder)) for sort in SORTS}
        self.filled = frozenset(column for node in self.nodes for column in _filled(self._row(node)))
        self.sorts = tuple(sort for sort in SORTS if sort == "title" or sort in self.filled)

    def read(self) -> None:
        """Note whoever asks as a reader of all results: they were put in order before."""
        for node in results(self.root):
            node.page  # noqa: B018

    def places(self) -> Iterator[Place]:
        """Yield every page of the register after the page of the folder itself."""
        for shown in ("", *(self.types if len(self.types) > 1 else ())):
            rows = len(self._rows(shown, "type"))
            for sort in self.sorts if rows > 1 else SORTS[:1]:
                for number in range(1, max(-(-rows // SIZE), 1) + 1):
                    place = Place(self.address(shown, sort, number), shown, sort, number)
                    if place.address != self.root.address:
                        yield place

    def address(self, shown: str, sort: str, number: int = 1) -> str:
        """Return where a page of the register stands."""
        parts = [f"type-{shown}"] if shown else []
        parts += [f"by-{sort}"] if sort != SORTS[0] else []
        parts += [f"page-{number}"] if number > 1 else []
        return self.root.address + "".join(f"{part}/" for part in parts)

    def node(self, place: Place) -> Node:
        """Return a page of the register as a page of the tree."""
        words = self.view_builder.words
        said = words["register"]
        title = (
            said["of_type"].format(title=self.root.title, type=words["groups"][place.shown])
            if place.shown
            else self.root.title
        )
        if place.sort != SORTS[0]:
            title = said["sorted"].format(title=title, column=said["sorts"][place.sort])
        if place.number > 1:
            title = str(words["said"]["page_number"]).format(title=title, number=place.number)
        about = words["register"]["about"].format(title=title)
        return own_node(title, place.address, self.root, about, findable=place.sort == SORTS[0])

    def register(self, place: Place) -> Register:
        """Return one page of the register."""
        href = self.view_builder.site.href
        nodes = self._rows(place.shown, place.sort)
        first = (place.number - 1) * SIZE
        count = max(-(-len(nodes) // SIZE), 1)
        addresses = [href(self.address(place.shown, place.sort, number)) for number in range(1, count + 1)]
        return Register(
            rows=tuple(map(self._row, nodes[first : first + SIZE])),
            columns=tuple(column for column in COLUMNS if column in self.filled),
            unknown=tuple(column for column in COLUMNS if column not in self.filled),
            sorts=tuple(
                Choice(sort, href(self.address(place.shown, sort)), sort == place.sort)
                for sort in (self.sorts if len(nodes) > 1 else ())
            ),
            filters=tuple(
                Choice(
                    shown, href(self.address(shown, place.sort if rows > 1 else SORTS[0])), shown == place.shown, rows
                )
                for shown in ("", *self.types)
                if len(self.types) > 1 and (rows := len(self._rows(shown, "type")))
            ),
            exports=self.exports,
            shown=place.shown,
            total=len(nodes),
            pages=steps(place.number, addresses),
            previous=Link(str(place.number - 1), addresses[place.number - 2]) if place.number > 1 else None,
            next=Link(str(place.number + 1), addresses[place.number]) if place.number < count else None,
        )

    def _rows(self, shown: str, sort: str) -> list[Node]:
        return [node for node in self.sorted[sort] if not shown or getattr(node.page, "type", "") == shown]

    def _row(self, node: Node) -> Row:
        page, view_builder = node.page, self.view_builder
        assert isinstance(page, Result)
        return Row(
            title=node.title,
            address=view_builder.site.href(node.address),
            type=page.type,
            number=page.number or "",
            when=view_builder.calendar.when(page.published) if page.published else None,
            level=page.level or "",
            licence=page.licence or "",
            doi=Link(page.doi, f"https://doi.org/{page.doi}") if page.doi else None,
            files=view_builder.files_of(node),
            unpublished=view_builder.unpublished(node),
        )


def _filled(row: Row) -> Iterator[str]:
    values = {
        "type": row.type,
        "date": row.when,
        "level": row.level,
        "licence": row.licence,
        "doi": row.doi,
        "files": row.files,
    }
    yield from (column for column, value in values.items() if value)


def first_page(registry: Registry) -> Register:
    """Return the register as it stands on the page of its folder."""
    return registry.register(Place(registry.root.address, "", SORTS[0], 1))
