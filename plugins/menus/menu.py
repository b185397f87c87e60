"""Menus of the tree: the main one, and that of the part a page stands in."""

from __future__ import annotations

from core.site import Site
from core.tree import DATED, Node
from core.views import Entry


def main_menu(node: Node, site: Site) -> tuple[Entry, ...]:
    """Return the main menu as seen from a page: the parts of the site, without what is below them."""
    above = node.ancestry()
    return tuple(_entry(part, node, above, site) for part in parts(site))


def parts(site: Site) -> list[Node]:
    """Return the pages of the main menu: those that project.yaml names, else all below home that the foot has not."""
    if site.project.main_menu:
        return [site.nodes[path] for path in site.project.main_menu]
    return [child for child in site.home.children if child.path not in site.project.footer]


def section_menu(node: Node, site: Site) -> Entry | None:
    """Return the part of the site that a page stands in, unfolded down to the page; None where there is nothing to unfold."""
    above = node.ancestry()
    if len(above) < 2 or not listed(above[1]):
        return None
    return _unfolded(above[1], node, above, site)


def listed(node: Node) -> list[Node]:
    """Return the pages below a page that menus show: not those that lists show by date."""
    return [child for child in node.children if child.kind not in DATED]


def _entry(part: Node, node: Node, above: tuple[Node, ...], site: Site, children: tuple[Entry, ...] = ()) -> Entry:
    return Entry(part.label, site.href(part.address), current=part is node, open=part in above, children=children)


def _unfolded(part: Node, node: Node, above: tuple[Node, ...], site: Site) -> Entry:
    children = listed(part) if part in above else []
    return _entry(part, node, above, site, tuple(_unfolded(child, node, above, site) for child in children))
