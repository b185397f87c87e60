"""Addresses that the site reserves for itself, and what kind of thing an address names."""

from __future__ import annotations

import re
from posixpath import splitext
from typing import get_args

from core.documents.fields import ResultType

# Names that the house gives to pages and files of lists: the pages of a long one, and those of the register of results.
LIST_PAGE = re.compile(rf"page-\d+|by-(date|title)|type-({'|'.join(get_args(get_args(ResultType)[0]))})")
OWN_FILE = re.compile(r"(.*/)?(register|citation)\.(bib|csl\.json|csv)")
FOLLOWED = frozenset({"feeds", "calendars"})  # folders of files that programs follow; they move when a page is renamed
RESERVED = frozenset(
    {".well-known", "theme", "404", "feeds", "calendars", "search", "subscribe", "site-index", "site-map", "pagefind"}
)
# Endings that other programs gave to pages; browsers take a file with one of them for a page only where the server says so.
_PAGES = frozenset({"", ".asp", ".aspx", ".cfm", ".cgi", ".htm", ".html", ".jsp", ".php", ".shtml"})
RESERVED_FILES = frozenset(
    {
        "_apache.conf",
        "_headers",
        "_redirects",
        "_redirects.caddy",
        "_redirects.nginx",
        "404.html",
        "atom.xml",
        "build.json",
        "favicon.ico",
        "feed.json",
        "feed.xml",
        "humans.txt",
        "robots.txt",
        "site.webmanifest",
        "sitemap.xml",
    }
)


def is_reserved(name: str) -> bool:
    """Whether the site itself uses this name for a page of a list, in any folder.

    >>> is_reserved("page-2"), is_reserved("page")
    (True, False)
    """
    return bool(LIST_PAGE.fullmatch(name))


def is_page(alias: str) -> bool:
    """Whether a page stood at an old address, not a download, feed or calendar.

    >>> is_page("/old/Default.aspx"), is_page("/old/"), is_page("/old.ics")
    (True, True, False)
    """
    return alias.endswith("/") or splitext(alias)[1].lower() in _PAGES
