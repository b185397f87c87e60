"""How heavy each kind of page is, in bytes as they travel: packed with Brotli, pictures and fonts as they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import brotli
from lxml import html

from tests.built import Built, Page

PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest")
MORE = 1.02  # a kind of page is called heavier when it grew by more than this
Weights = dict[str, dict[str, int]]  # kind of page -> html, css, total, requests


@cache
def _packed(name: str, data: bytes) -> int:
    return len(brotli.compress(data)) if name.endswith(PACKED) else len(data)


def packed(site: Built, address: str) -> int:
    """Return the bytes that an address costs."""
    return _packed(site.file(address), site.bytes(address))


def kind(address: str) -> str:
    """Return the kind of a page, told by its place: a page of the first level, or those below it.

    >>> [kind(address) for address in ("/", "/404.html", "/events/", "/events/kick-off/")]
    ['/', '/404.html', '/events/', '/events/…']
    """
    first, _, rest = address.strip("/").partition("/")
    return f"/{first}/…" if rest else address


def needed(page: Page) -> list[str]:
    """Return the files that have to come before a page can be read: itself, its sheets for screens, scripts that hold it up."""
    sheets = page.tree.xpath("//link[@rel='stylesheet'][not(@media='print')]/@href")
    return [page.address, *dict.fromkeys(sheets), *(script.get("src") for script in scripts_in_the_way(page))]


def scripts_in_the_way(page: Page) -> list[html.HtmlElement]:
    """Return the scripts for which a browser stops reading."""
    return [
        script
        for script in page.all("//script[@src]")
        if script.get("type") != "module" and script.get("defer") is None and script.get("async") is None
    ]


def loaded(page: Page) -> list[str]:
    """Return all that a browser asks for by itself: what is needed first, sheets, scripts, icon, pictures."""
    links = page.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' stylesheet ') or @rel='icon']/@href")
    scripts = page.tree.xpath("//script/@src")
    pictures = page.tree.xpath("//img/@src")
    return list(dict.fromkeys([page.address, *links, *scripts, *pictures]))


def of_page(site: Built, page: Page) -> dict[str, int]:
    """Return the weight of a page: HTML, style sheets for screens, all without pictures, number of requests."""
    everything = loaded(page)
    pictures = set(page.tree.xpath("//img/@src"))
    sheets = [one for one in needed(page) if one.endswith(".css")]
    return {
        "html": packed(site, page.address),
        "css": sum(packed(site, sheet) for sheet in sheets),
        "total": sum(packed(site, one) for one in everything if one not in pictures),
        "requests": len(everything),
    }


def weights(output: Path) -> Weights:
    """Return for each kind of page of a built site the weight of its heaviest page.

    `html` and `css` are what a first visit needs before it can read, `total` is all but pictures, in bytes;
    `requests` counts pictures too.
    """
    site = Built(output)
    found: Weights = {}
    for page in [*site.pages, site["/404.html"]]:
        one, name = of_page(site, page), kind(page.address)
        if name not in found or one["html"] + one["css"] > found[name]["html"] + found[name]["css"]:
            found[name] = one
    return dict(sorted(found.items()))


def heavier(now: Weights, before: Weights) -> Iterator[str]:
    """Yield which kinds of page weigh more than in the kept run, or ask for more."""
    for name, parts in now.items():
        for part, value in parts.items():
            old = before.get(name, {}).get(part)
            if old is not None and value > old * (1 if part == "requests" else MORE):
                yield f"{name}: {part} is {value}, and was {old}"
