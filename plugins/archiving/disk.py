"""A built site made to open from a folder: every address becomes the way from one file to another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urlsplit

from lxml import html

_ATTRIBUTES = ("href", "src", "poster", "data", "action", "content")
_LISTS = ("srcset", "imagesrcset")


def write_for_disk(site: Path, place: Path, base: str) -> None:
    """Write a copy of a built site whose pages find each other without a server.

    `base` is the path below which the site is put up, with a slash at its end. What only servers read is left out.
    """
    files = sorted(path for path in site.rglob("*") if path.is_file())
    names = {path.relative_to(site).as_posix() for path in files}
    old = {line.split()[0] for line in (site / "_redirects").read_text("utf-8").splitlines()}
    for name in sorted(names):
        if name.startswith(("_", ".")):
            continue
        data = (site / name).read_bytes()
        if name.endswith(".html") or quote(f"/{name}") in old:
            data = _relative(data, name, base, names)
        elif name.endswith(".css"):
            data = _relative_sheet(data.decode(), name, base).encode()
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)


def way(address: str, page: str, base: str, names: Iterable[str]) -> str:
    """Return an address of the site as the way from a page's file; an address of elsewhere as it is.

    >>> way("/news/?page=2#top", "about/index.html", "/", {"news/index.html"})
    '../news/index.html#top'
    >>> way("https://example.org/", "index.html", "/", set())
    'https://example.org/'
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith(base):
        return address
    name = unquote(parts.path.removeprefix(base))
    if not name or name.endswith("/") or f"{name}/index.html" in names:
        name = f"{name.rstrip('/')}/index.html".lstrip("/")
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return quote(relpath(name, dirname(page) or ".")) + fragment


def _relative(data: bytes, name: str, base: str, names: set[str]) -> bytes:
    tree = html.document_fromstring(data.decode())
    for element in tree.iter():
        for attribute in _ATTRIBUTES:
            if value := element.get(attribute):
                element.set(attribute, _value(element, attribute, value, name, base, names))
        for attribute in _LISTS:
            if value := element.get(attribute):
                several = (one.split() for one in value.split(","))
                ways = (" ".join([way(address, name, base, names), *size]) for address, *size in several)
                element.set(attribute, ", ".join(ways))
    return html.tostring(tree, encoding="utf-8", doctype="<!doctype html>")


def _value(element: html.HtmlElement, attribute: str, value: str, name: str, base: str, names: set[str]) -> str:
    if attribute != "content":
        return way(value, name, base, names)
    if element.get("http-equiv", "").lower() != "refresh":
        return value
    wait, _, address = value.partition("url=")
    return f"{wait}url={way(address, name, base, names)}"


def _relative_sheet(text: str, name: str, base: str) -> str:
    def found(match: re.Match[str]) -> str:
        return f"url({match[1]}{way(match[2], name, base, ())}{match[1]})"

    return re.sub(r"url\(\s*([\"']?)([^\"')]+)\1\s*\)", found, text)
