"""What follows from the language of a text."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def direction(language: str) -> str:
    """Return in which direction a language is written, as the attribute dir has it; "ltr" where that is not known.

    >>> direction("ar"), direction("he"), direction("en-GB"), direction("uz-Arab"), direction("no such language")
    ('rtl', 'rtl', 'ltr', 'rtl', 'ltr')
    """
    try:
        return str(Locale.parse(language, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "ltr"
