"""What a built site points to, and which of it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from tests.built import Built, Page

ATTRIBUTES = ("href", "src", "poster", "data", "action", "cite")


def pointers(page: Page) -> Iterator[str]:
    """Yield every address that a page names for its visitors' programs."""
    for name in ATTRIBUTES:
        yield from page.tree.xpath(f"//@{name}")
    for several in page.tree.xpath("//@srcset | //@imagesrcset"):
        yield from (one.split()[0] for one in several.split(","))


def dead_links(built: Built, origin: str) -> list[str]:
    """Return what the site itself should answer and does not: pages, fragments, pictures, sheets.

    `origin` is the address at which the site will stand, with a slash at its end.
    """
    dead = []
    for address in built.addresses:
        page = built[address]
        for written in pointers(page):
            target = urljoin(urljoin(origin, address.lstrip("/")), written.strip())
            if not target.startswith(origin):
                continue
            parts = urlsplit(target)
            path = "/" + unquote(parts.path.removeprefix(urlsplit(origin).path))
            if not built.has(path):
                dead.append(f"{address}: {written} is not there")
            elif parts.fragment and built.file(path).endswith(".html") and parts.fragment not in built[path].ids:
                dead.append(f"{address}: {written} has no such fragment")
    return dead + list(_dead_in_sheets(built))


def _dead_in_sheets(built: Built) -> Iterator[str]:
    for path, data in built.files.items():
        if path.endswith(".css"):
            for written in re.findall(r"url\(\s*[\"']?([^\"')]+)", data.decode()):
                if not written.startswith(("data:", "#")) and not built.has(urljoin(f"/{path}", written)):
                    yield f"{path}: {written} is not there"
