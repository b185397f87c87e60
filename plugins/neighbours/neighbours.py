"""The pages before and after a page, among those with the same parent."""

from __future__ import annotations

from core.tree import DATED, Node


def neighbours(node: Node) -> tuple[Node | None, Node | None]:
    """Return the page before and the page after; of dated pages the older one is before."""
    if node.parent is None:
        return None, None
    row = [other for other in node.parent.children if (other.kind in DATED) == (node.kind in DATED)]
    if node.kind in DATED:
        row.reverse()
    place = row.index(node)
    return (row[place - 1] if place else None), (row[place + 1] if place + 1 < len(row) else None)
