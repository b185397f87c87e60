"""Kinds of field that only project.yaml has."""

from __future__ import annotations

import re
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, Field

from core.documents.field_values import mistake
from core.documents.model import Part
from core.documents.schema import KINDS
from core.files.file_kinds import is_allowed_ending
from core.problems.problem import guess


def read_colour(value: Any) -> str:
    """Return a colour as #rrggbb."""
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return value.lower()
    raise mistake(
        "E013", f"“{value}” is not a colour.", 'Write it as # and six digits or letters a to f, in quotes: “"#0b5394"”.'
    )


def read_language(value: Any) -> str:
    """Return a language that Babel knows."""
    try:
        Locale.parse(str(value), sep="-")
    except (ValueError, UnknownLocaleError):
        mend = "Write it like the lang attribute of a page, like “en” or “en-GB”."
        raise mistake("E013", f"“{value}” is not a language.", mend) from None
    return str(value)


def read_kind(value: Any) -> Any:
    """Return a kind of page."""
    if not isinstance(value, str) or value not in KINDS:
        near = guess(str(value), KINDS)
        raise mistake(
            "E014", f"there is no kind of page “{value}”.", near or f"Write one of these: {', '.join(KINDS)}."
        )
    return value


def read_downloads(endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the endings of downloads that the project allows besides the usual ones."""
    for ending in endings:
        plain = ending.lower().removeprefix(".")
        if plain != ending:
            raise mistake(
                "E013",
                f"“{ending}” is no ending of a file's name.",
                f"Write it in small letters, without its dot: {plain}",
            )
        if not is_allowed_ending(ending):
            message = f"“{ending}” can never be allowed: browsers, web servers or computers run such files."
            raise mistake("E013", message, f"Take “{ending}” out of the list; a program may be published in a .zip.")
    return endings


Colour = Annotated[str, BeforeValidator(read_colour)]


class Colours(Part):
    """One colour for light surroundings and one for dark ones."""

    light: Colour = Field(description="On a light ground.", examples=["#0b5394"])
    dark: Colour = Field(description="On a dark ground.", examples=["#9cc9ff"])
