"""Pictures in pages: each with its size, so that nothing jumps, and with the files to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from markupsafe import Markup, escape

from core.markdown.allowed_elements import VOID
from core.views.picture import Picture

# core/markdown/allowed_html.py escapes < and > in text and attribute values.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [^>]*)?)>")
_ATTRIBUTE = re.compile(r" ([^=\s]+)=\"([^\"]*)\"")
AT_THE_TOP = 2  # parts of a text that are seen without scrolling


def with_pictures(html: str, pictures: Mapping[str, Picture], eager: bool) -> Markup:
    """Return the text of a page with its pictures, by address, ready for browsers.

    Pictures wait until they come near the window; those at the top of the text, when nothing else is above, do not.
    """
    depth = tops = 0

    def replaced(tag: re.Match[str]) -> str:
        nonlocal depth, tops
        if tag["end"]:
            depth -= 1
            return tag[0]
        tops += depth == 0
        if tag["name"] == "img":
            return _shown(tag["attributes"], pictures, eager and tops <= AT_THE_TOP)
        depth += tag["name"] not in VOID
        return tag[0]

    return Markup(_TAG.sub(replaced, html))


def _shown(attributes: str, pictures: Mapping[str, Picture], at_once: bool) -> str:
    """Return a picture of a text with its size and the files to choose from."""
    values = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    picture = pictures.get(values.get("src", ""))
    if at_once:
        values.pop("loading", None)
    if picture is None:
        return _tag("img", values)
    values["decoding"] = "async"
    if "width" not in values and "height" not in values:
        values |= {"width": str(picture.width), "height": str(picture.height)}
    if not picture.sources:
        return _tag("img", values)
    values["src"] = picture.address
    sources = [
        _tag("source", {"type": one.type, "srcset": one.srcset, "sizes": picture.sizes}, end="/>")
        for one in picture.sources
    ]
    return f"<picture>{''.join(sources)}{_tag('img', values)}</picture>"


def _tag(name: str, attributes: Mapping[str, str], end: str = ">") -> str:
    """Return a start tag; an `end` of /> keeps readers of XML and of old HTML from looking for an end tag."""
    return f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}{end}"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'
