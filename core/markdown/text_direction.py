"""What follows from the language of a text."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

_SCRIPTS = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_LANGUAGES = frozenset({"aii", "arc", "glk", "pnb", "prs", "sam"})  # written in one of these scripts; Babel lacks them
_WITH_LANGUAGE = re.compile(
    r'<[a-z][a-z0-9]* [^<>]*?\blang="([^"]+)"[^<>]*(?=>)'
)  # in HTML as core/markdown/allowed_html.py returns it


@cache
def direction(language: str) -> str:
    """Return in which direction a language is written, as the attribute dir has it; "ltr" where that is not known.

    >>> direction("ar"), direction("he"), direction("en-GB"), direction("uz-Arab"), direction("no such language")
    ('rtl', 'rtl', 'ltr', 'rtl', 'ltr')
    >>> direction("ar-Latn"), direction("arc"), direction("ku-Arab")
    ('ltr', 'rtl', 'rtl')
    """
    first, *parts = language.split("-")
    script = next((part.title() for part in parts[:2] if len(part) == len("Arab") and part.isalpha()), "")
    if script:
        return "rtl" if script in _SCRIPTS else "ltr"
    if first.lower() in _LANGUAGES:
        return "rtl"
    for name in dict.fromkeys((language, first)):
        try:
            return str(Locale.parse(name, sep="-").text_direction)
        except (ValueError, UnknownLocaleError):
            continue
    return "ltr"


def with_directions(html: str) -> str:
    """Return the HTML of a text, in which each element with a language of its own also has the direction of that language.

    >>> with_directions('<p lang="ar">x</p><p lang="ar" dir="auto">y</p>')
    '<p lang="ar" dir="rtl">x</p><p lang="ar" dir="auto">y</p>'
    """
    if ' lang="' not in html:
        return html
    return _WITH_LANGUAGE.sub(
        lambda found: found[0] if ' dir="' in found[0] else f'{found[0]} dir="{direction(found[1])}"', html
    )
