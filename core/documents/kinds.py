"""The kind, the name and the address of a page, from the path of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import dirname

DATE_PREFIX = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?-(?=.)")
DATED = ("event", "news", "newsletter")


def name_of(path: str, kind: str) -> str:
    """Return the last part of the address of a file: its name, of dated kinds without the date.

    >>> name_of("events/2014-06-10-meeting.md", "event")
    'meeting'
    """
    name = path.rpartition("/")[2].removesuffix(".md")
    return DATE_PREFIX.sub("", name) if kind in DATED else name


def address_of(path: str, kind: str) -> str:
    """Return the address of a file.

    >>> address_of("about-us/index.md", "page"), address_of("index.md", "page"), address_of("a/b.md", "page")
    ('/about-us/', '/', '/a/b/')
    """
    folder = dirname(path)
    base = f"/{folder}/" if folder else "/"
    return base if path.rpartition("/")[2] == "index.md" else f"{base}{name_of(path, kind)}/"


def kind_of(path: str, folders: Mapping[str, str]) -> str:
    """Return the kind of a file: that of the nearest folder that has one; a folder's own page is a page."""
    folder = dirname(path)
    if path.rpartition("/")[2] == "index.md":
        return "page"
    while folder:
        if folder in folders:
            return folders[folder]
        folder = dirname(folder)
    return "page"
