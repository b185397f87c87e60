"""The text of a page made fit for other places: feed readers, mail programs."""

from __future__ import annotations

from collections.abc import Container
from urllib.parse import urljoin

from lxml import etree

# What only helps on our own page.
_OURS = ("id", "tabindex", "role", "aria-labelledby", "loading")
_BEFORE, _AFTER = "<div>", "</div>"


def absolute(html: str, address: str, kept: Container[str] = ()) -> str:
    """Return HTML in which every address is absolute and nothing is left that only helps on our own page, but what is kept."""
    parser = etree.HTMLParser(encoding="utf-8")
    root = etree.fromstring(f"<html><body>{_BEFORE}{html.strip()}{_AFTER}</body></html>".encode(), parser)[0][0]
    for element in root.iter(etree.Element):
        attributes = element.attrib
        if not attributes:
            continue
        for name in ("href", "src"):
            if name in attributes:
                attributes[name] = urljoin(address, attributes[name])
        if "srcset" in attributes:
            parts = [part.split(maxsplit=1) for part in attributes["srcset"].split(",") if part.strip()]
            attributes["srcset"] = ", ".join(" ".join([urljoin(address, part[0]), *part[1:]]) for part in parts)
        for name in _OURS:
            if name in attributes and name not in kept:
                del attributes[name]
    written = etree.tostring(root, method="html", encoding="unicode", with_tail=False)
    return str(written)[len(_BEFORE) : -len(_AFTER)].strip()
