"""Menus of the tree: the main one, and that of the part a page stands in."""

from __future__ import annotations

from core.site import Site
from core.tree import DATED, Node
from core.views import Entry


class Menus:
    """The menus of one site. What many pages share is made once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.parts = parts(site)
        self._mains: dict[tuple[str, bool], tuple[Entry, ...]] = {}
        self._listed: dict[str, list[Node]] = {}

    def main(self, node: Node) -> tuple[Entry, ...]:
        """Return the main menu as seen from a page: the parts of the site, without what is below them."""
        above = node.ancestry()
        part = next((one for one in above if one in self.parts), None)
        key = (part.path if part else "", part is node)
        if key not in self._mains:
            self._mains[key] = tuple(self._entry(one, node, above) for one in self.parts)
        return self._mains[key]

    def section(self, node: Node) -> Entry | None:
        """Return the part of the site a page stands in, unfolded down to the page; None where nothing can be unfolded."""
        above = node.ancestry()
        if len(above) < 2 or not self.listed(above[1]):
            return None
        return self._unfolded(above[1], node, above)

    def listed(self, node: Node) -> list[Node]:
        """Return the pages below a page that menus show: not those that lists show by date."""
        if node.path not in self._listed:
            self._listed[node.path] = [child for child in node.children if child.kind not in DATED]
        return self._listed[node.path]

    def _entry(self, part: Node, node: Node, above: tuple[Node, ...], children: tuple[Entry, ...] = ()) -> Entry:
        address = self.site.href(part.address)
        return Entry(part.label, address, current=part is node, open=part in above, children=children)

    def _unfolded(self, part: Node, node: Node, above: tuple[Node, ...]) -> Entry:
        children = self.listed(part) if part in above else []
        return self._entry(part, node, above, tuple(self._unfolded(child, node, above) for child in children))


def parts(site: Site) -> list[Node]:
    """Return the pages of the main menu: those that project.yaml names, else all below home that the foot has not."""
    if site.project.main_menu:
        return [site.nodes[path] for path in site.project.main_menu]
    return [child for child in site.home.children if child.path not in site.project.footer]
