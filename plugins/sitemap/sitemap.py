"""sitemap.xml: every page that visitors may find, with the day it last changed where that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from core.site.site import Site
from core.site.tree import Node

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def entries(nodes: Iterable[Node], site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address of each page and the day on which it last changed; an empty text where that is not known."""
    for node in nodes:
        page = node.page
        changed = page.updated or page.published
        known = changed is not None and changed.day is not None
        yield site.absolute(node.address), changed.first.isoformat() if changed is not None and known else ""


def sitemap(entries: Iterable[tuple[str, str]]) -> bytes:
    """Return the sitemap of pages by address and day."""
    root = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap={None: NAMESPACE})
    for address, changed in entries:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}url")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = address
        if changed:
            etree.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = changed
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def robots(site: Site) -> bytes:
    """Return robots.txt: everything may be read, and here is the map."""
    return f"User-agent: *\nAllow: /\nSitemap: {site.absolute('/sitemap.xml')}\n".encode()
