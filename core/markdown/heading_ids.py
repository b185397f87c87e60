"""The ids of a page: of its headings, made from their own letters, and those that the theme needs for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

# The ids of the theme's own templates; tests/theme/test_ids.py compares them with the templates and with whole sites.
_THEME = frozenset(
    [
        "access-report",
        "city-map-title",
        "coming",
        "main",
        "register",
        "register-show",
        "register-sort",
        "running",
        "search-q",
        "time-line-title",
    ]
)
# Not with _ and a number behind it, which makes an id differ from those of the theme (Python-Markdown’s `unique`).
_THEME_PATTERN = re.compile(r"(all|past|search|letter)-[a-z0-9-]+(_[a-z]+)*")


def is_of_theme(name: str) -> bool:
    """Whether an id belongs to the theme, so that nothing in a page's text may have it.

    >>> is_of_theme("main"), is_of_theme("past-2026"), is_of_theme("past")
    (True, True, False)
    """
    return name in _THEME or bool(_THEME_PATTERN.fullmatch(name))


def slug(text: str) -> str:
    """Return the id for a heading: its letters and digits, of any script, with hyphens between the words.

    >>> slug("Who we are?"), slug("Größe & Στόχοι"), slug("हिन्दी"), slug("🎉")
    ('who-we-are', 'größe-στόχοι', 'हिन्दी', '')
    """
    return re.sub(r"[-\s]+", "-", _words(normalize("NFKC", text)).strip())


def forge_ids(headings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the id of each heading by the one that forges such as GitHub give it; headings are pairs of text and id.

    >>> forge_ids([("Q & A", "q-a"), ("Aims", "aims"), ("Aims", "aims_1")])
    {'q--a': 'q-a', 'aims': 'aims', 'aims-1': 'aims_1'}
    """
    found: dict[str, str] = {}
    for text, name in headings:
        first = _words(normalize("NFC", text)).strip().replace(" ", "-")
        number, own = 0, first
        while own in found:
            number += 1
            own = f"{first}-{number}"
        found[own] = name
    return found


def _words(text: str) -> str:
    """Return the letters, digits, hyphens and white space of a text, in small letters."""
    if text.isascii():
        return re.sub(r"[^\w\s-]", "", text).lower()
    return "".join(
        sign
        for sign in text.lower()
        if sign in "-_" or sign.isspace() or category(sign)[0] in "LM" or category(sign) in ("Nd", "Pc")
    )
