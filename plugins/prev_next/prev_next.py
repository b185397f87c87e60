"""The pages before and after a page, among those with the same parent."""

from __future__ import annotations

from collections.abc import Callable

from core.documents.kinds import DATED
from core.site.tree import Node
from core.views.link import Link


class Rows:
    """The rows of siblings of a site, each laid out once."""

    def __init__(self, link: Callable[[Node], Link]) -> None:
        """Take what makes a link to a page."""
        self._link = link
        self._places: dict[str, tuple[Link | None, Link | None]] = {}  # by path, of all pages of the rows laid out
        self._laid: set[str] = set()

    def before(self, node: Node) -> Link | None:
        """Return the page before a page; of dated pages the older one is before."""
        return self._neighbours(node)[0]

    def after(self, node: Node) -> Link | None:
        """Return the page after a page."""
        return self._neighbours(node)[1]

    def _neighbours(self, node: Node) -> tuple[Link | None, Link | None]:
        if node.parent is None:
            return None, None
        if node.parent.path not in self._laid:
            self._laid.add(node.parent.path)
            self._lay([child for child in reversed(node.parent.below) if child.kind in DATED])
            self._lay(node.parent.parts)
        return self._places.get(node.path, (None, None))  # a page that the house makes itself stands in no row

    def _lay(self, row: list[Node]) -> None:
        links = [None, *map(self._link, row), None]
        for place, node in enumerate(row):
            self._places[node.path] = links[place], links[place + 2]
