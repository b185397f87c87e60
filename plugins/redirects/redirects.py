"""Old addresses that lead to their successors."""

from __future__ import annotations

from collections.abc import Iterator

from core.site import Site
from core.tree import Node


def redirects(site: Site) -> Iterator[tuple[str, Node]]:
    """Yield each old address with the page that it leads to."""
    for node in site.nodes.values():
        for alias in node.page.aliases:
            yield alias, node


def file_of_alias(alias: str) -> str:
    """Return the file that answers at an old address; one without an ending is a folder.

    >>> file_of_alias("/old/Default.aspx"), file_of_alias("/old")
    ('old/Default.aspx', 'old/index.html')
    """
    path = alias.strip("/")
    return path if "." in path.rpartition("/")[2] and not alias.endswith("/") else f"{path}/index.html".lstrip("/")
