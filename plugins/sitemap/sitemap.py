"""sitemap.xml: every page that visitors may find, with the day it last changed where that is known."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from core.site import Site
from core.tree import Node

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(nodes: Iterable[Node], site: Site) -> bytes:
    """Return the sitemap of all pages of the tree."""
    root = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap={None: NAMESPACE})
    for node in nodes:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = site.absolute(node.address)
        changed = node.page.updated or node.page.published
        if changed is not None and changed.day is not None:
            etree.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = changed.first.isoformat()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read, and here is the map."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.absolute('/sitemap.xml')}\n".encode()
