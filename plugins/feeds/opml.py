"""All feeds in one file, as feed readers take it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from core.site.site import Site
from plugins.feeds.feeds import Feed

ADDRESS = "/feeds/opml.xml"


def opml(feeds: Iterable[Feed], site: Site) -> bytes:
    """Return OPML 2.0; it carries no date, since nothing that it says has one."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = site.project.name
    body = etree.SubElement(root, "body")
    for feed in feeds:
        outline = etree.SubElement(body, "outline", type="rss", text=feed.title, title=feed.title)
        outline.set("xmlUrl", site.absolute(feed.address("feed.xml")))
        outline.set("htmlUrl", site.absolute(feed.page))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
