"""The look of the mail edition: written into each element, since many mail programs drop style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import css_inline

from core.documents.project_fields import Colours

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PAIR = re.compile(r"light-dark\(([^,()]+),\s*([^,()]+)\)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
# On a phone: narrow margins, and the emblem above the acknowledgement.
_NARROW = (
    ".cell{padding-left:16px!important;padding-right:16px!important}"
    ".emblem,.beside{display:block!important;width:auto!important}.emblem{padding-bottom:12px!important}"
)
_BRAND = Colours(light="#12456b", dark="#9ccbf2")


class Sheet(NamedTuple):
    """A style sheet for mail programs."""

    light: str  # for each element
    dark: str  # for the head: what differs in dark surroundings, and on narrow screens


def sheet(source: str, brand: Colours | None) -> Sheet:
    """Return the sheet of the theme, which is flat and says colours as light-dark(), in a form that mail programs know.

    What is written into an element is stronger than a rule, so the rules for dark surroundings have to be important.
    """
    pair = brand or _BRAND
    source = _REMARK.sub("", source).replace("var(--brand)", f"light-dark({pair.light}, {pair.dark})")
    light = _PAIR.sub(r"\1", _squeezed(source))
    dark = "".join(_dark(source))
    narrow = f"@media (max-width:480px){{{_NARROW}}}"
    scheme = ":root{color-scheme:light dark;supported-color-schemes:light dark}"
    return Sheet(light, f"{scheme}{narrow}@media (prefers-color-scheme:dark){{{dark}}}")


def _dark(source: str) -> Iterator[str]:
    for which, what in _RULE.findall(source):
        parts = [part for part in what.split(";") if "light-dark(" in part]
        if parts:
            said = ";".join(_PAIR.sub(r"\2", _squeezed(part)) + "!important" for part in parts)
            yield f"{_squeezed(which)}{{{said}}}"


def _squeezed(css: str) -> str:
    return re.sub(r"\s*([:;,{}])\s*", r"\1", " ".join(css.split())).rstrip(";")


def dressed(html: str, look: Sheet) -> str:
    """Return a mail with its look in each element."""
    inliner = css_inline.CSSInliner(extra_css=look.light, load_remote_stylesheets=False)
    return inliner.inline(html).replace("</head>", f"<style>{look.dark}</style></head>", 1)
