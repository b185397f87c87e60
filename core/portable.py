"""The text of a page made fit for other places: feed readers, mail programs."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import etree
from markupsafe import Markup

# What only helps on our own page.
_OURS = ("id", "tabindex", "role", "aria-labelledby", "loading")
_TOUCHED = etree.XPath(f".//*[{' or '.join(f'@{name}' for name in ('href', 'src', 'srcset', *_OURS))}]")


def absolute(html: str, address: str) -> str:
    """Return HTML in which every address is absolute and nothing is left that only helps on our own page."""
    parser = etree.HTMLParser(encoding="utf-8")
    root = etree.fromstring(f"<html><body><div>{html.strip()}</div></body></html>".encode(), parser)[0][0]
    for element in _TOUCHED(root):
        attributes = element.attrib
        for name in ("href", "src"):
            if name in attributes:
                attributes[name] = urljoin(address, attributes[name])
        if "srcset" in attributes:
            parts = [part.split(maxsplit=1) for part in attributes["srcset"].split(",") if part.strip()]
            attributes["srcset"] = ", ".join(" ".join([urljoin(address, part[0]), *part[1:]]) for part in parts)
        for name in _OURS:
            if name in attributes:
                del attributes[name]
    pieces = [etree.tostring(child, method="html", encoding="unicode") for child in root]
    return "".join([Markup.escape(root.text or ""), *pieces]).strip()
