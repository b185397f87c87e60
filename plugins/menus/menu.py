"""Menus of the tree: the main one, and that of the part a page stands in."""

from __future__ import annotations

from core.build.dependencies import TrackedCache
from core.site.site import Site
from core.site.tree import Node
from core.views.layout import MenuItem


class Menus:
    """The menus of one site. What many pages share is made once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.parts = parts(site)
        self._mains: TrackedCache[tuple[MenuItem, ...]] = TrackedCache(site.reads)
        self._folded: TrackedCache[MenuItem] = TrackedCache(site.reads)

    def main(self, node: Node) -> tuple[MenuItem, ...]:
        """Return the main menu as seen from a page: the parts of the site, without what is below them."""
        above = node.ancestry()
        part = next((one for one in above if one in self.parts), None)
        key = (part.path if part else "", part is node)
        return self._mains.get(key, lambda: tuple(self._entry(one, node, above) for one in self.parts))

    def section(self, node: Node) -> MenuItem | None:
        """Return the part of the site a page stands in, unfolded down to the page; None where nothing can be unfolded."""
        above = node.ancestry()
        if len(above) < 2 or not above[1].parts:
            return None
        return self._unfolded(above, 1)

    def _entry(self, part: Node, node: Node, above: tuple[Node, ...], children: tuple[MenuItem, ...] = ()) -> MenuItem:
        address = self.site.href(part.address)
        return MenuItem(part.label, address, current=part is node, open=part in above, children=children)

    def _unfolded(self, above: tuple[Node, ...], depth: int) -> MenuItem:
        """Return a page on the way down to the last one of these, with all that is listed below it."""
        on_the_way = above[depth + 1] if depth + 1 < len(above) else None
        children = tuple(
            self._unfolded(above, depth + 1) if child is on_the_way else self._closed(child)
            for child in above[depth].parts
        )
        return self._entry(above[depth], above[-1], above, children)

    def _closed(self, node: Node) -> MenuItem:
        """Return a page that does not lead to the one that is shown; it is the same in all menus."""
        return self._folded.get(node.path, lambda: MenuItem(node.label, self.site.href(node.address)))


def parts(site: Site) -> list[Node]:
    """Return the pages of the main menu: those that project.yaml names, else all below home that the foot has not."""
    if site.project.main_menu:
        return [site.nodes[path] for path in site.project.main_menu if path not in site.expired]
    return [child for child in site.home.children if child.path not in site.project.footer]
