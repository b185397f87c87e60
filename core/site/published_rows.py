"""What a build adds to the ledger: the addresses and ids of its pages, feeds and calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.build.outputs import Output
from core.site.ledger import Row
from core.site.site import Site
from core.site.tree import Node

OWNER = re.compile(r"/calendars/(?P<calendar>.+)\.ics|/feeds/(?P<feed>.+?)(/archive-\d+)?/[^/]+")


def rows_of_site(site: Site) -> Iterator[Row]:
    """Yield what the content publishes: its pages, their headings, their old addresses, and files."""
    day = _day(site)
    for node in published_pages(site):
        yield Row("page", id_in_ledger(site, node), node.address, day)
        for heading in node.body.headings:
            yield Row("fragment", "", f"{node.address}#{heading.id}", day)
        for alias in node.page.aliases:
            yield Row("alias", "", alias, day)
    for path in site.files:
        yield Row("file", "", site.file_address(path), day)


def rows_of_outputs(outputs: Iterable[Output], site: Site) -> Iterator[Row]:
    """Yield what programs follow: feeds and calendars, and the entries that have ids of their own."""
    day = _day(site)
    for output in outputs:
        if output.kept:
            yield Row(output.kept, "", f"/{output.path}", day)
            yield from (Row("entry", name, f"/{output.path}", day) for name in output.entries)


def _day(site: Site) -> str:
    return site.now.astimezone(site.zone).date().isoformat()


def published_pages(site: Site) -> list[Node]:
    """Return the pages of a site that are published."""
    return [node for node in site.nodes.values() if node.path not in site.held_back]


def id_in_ledger(site: Site, node: Node) -> str:
    """Return the id under which programs know a page; a plain page is in no feed and has none unless it says so."""
    return site.identity(node) if node.kind != "page" or node.page.id else ""
