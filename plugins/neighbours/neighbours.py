"""The pages before and after a page, among those with the same parent."""

from __future__ import annotations

from core.tree import DATED, Node


class Rows:
    """The rows of siblings of a site, each laid out once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, bool], tuple[list[Node], dict[str, int]]] = {}

    def neighbours(self, node: Node) -> tuple[Node | None, Node | None]:
        """Return the page before and the page after; of dated pages the older one is before."""
        if node.parent is None:
            return None, None
        key = (node.parent.path, node.kind in DATED)
        if key not in self._rows:
            row = [other for other in node.parent.children if (other.kind in DATED) == key[1]]
            if key[1]:
                row.reverse()
            self._rows[key] = row, {other.path: place for place, other in enumerate(row)}
        row, places = self._rows[key]
        place = places.get(node.path)
        if place is None:  # a page that the house makes itself stands in no row
            return None, None
        return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)
