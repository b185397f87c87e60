"""The names that fields can have, and where one is written without its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

# What stands between a name and its value where the colon is missing, or is not one.
_SEPARATOR = r"(?P<separator>[ \t\u00a0]*[：︰∶﹕;；=][ \t\u00a0]*|[ \t\u00a0]+[-–—][ \t\u00a0]+|:\u00a0[ \t\u00a0]*|:(?=\S)|[ \t\u00a0]+|$)"
_BEGIN = re.compile(rf"(?P<indent>\s*(?:-[ \t]+)?)(?P<name>[A-Za-z_][\w-]*){_SEPARATOR}(?P<value>.*)")
_SMALL_WORDS = ("of", "for", "in", "on", "at", "to", "and", "or", "is", "with", "by")


class Begin(NamedTuple):
    """A line that begins with the name of a field and has no colon with a space after it."""

    indent: str  # with the hyphen of a list
    name: str  # as fields are called
    separator: str
    value: str  # what stands behind


_MODELS: dict[str, tuple[type, ...]] = {}  # by the name of a file; pages of all kinds are one


def declare(file: str, *models: type) -> None:
    """Say which models a file of this name can be read as; called where the models are defined."""
    _MODELS[file] = models
    _known_at.cache_clear()


def known_at(file: str, place: tuple[str | int, ...]) -> frozenset[str]:
    """Return the names of the fields that can stand at a place of a file; pages of all kinds are one.

    >>> from core.documents import project, schema  # they declare their fields
    >>> sorted(known_at("page.md", ("contact",))), "lat" in known_at("project.yaml", ("cities", "northport"))
    (['name', 'partner'], True)
    """
    return _known_at("page.md" if file.endswith(".md") else file, place)


@cache
def _known_at(file: str, place: tuple[str | int, ...]) -> frozenset[str]:
    models = _MODELS.get(file) or _MODELS["page.md"]
    for part in place:
        fields = [model.model_fields for model in models]  # type: ignore[attr-defined]
        if inner := tuple(one for known in fields if part in known for one in models_in(known[part].annotation)):
            models = inner
        elif any(part in known for known in fields):
            return frozenset()
    return frozenset(name for model in models for name in model.model_fields)  # type: ignore[attr-defined]


@cache
def known_within(file: str) -> frozenset[str]:
    """Return the names of the fields that can stand somewhere inside of another field of a file."""
    names: set[str] = set()
    places: list[tuple[str | int, ...]] = [(name,) for name in known_at(file, ())]
    while places:
        place = places.pop()
        inner = known_at(file, place)
        names |= inner
        places += [(*place, name) for name in inner if len(place) < 4]
    return frozenset(names)


def begin_of(line: str, known: frozenset[str], *, free: bool = False) -> Begin | None:
    """Return how a line begins that has the name of a field without its colon; None where it has none.

    With `free`, any word can be a name, as those of cities and folders in project.yaml.
    """
    found = _BEGIN.fullmatch(line)
    if not found:
        return None
    name = next((one for one in known if one.casefold() == found["name"].casefold()), found["name"] if free else "")
    return Begin(found["indent"], name, found["separator"], found["value"].strip()) if name else None


def is_value(rest: str) -> bool:
    """Whether words that stand between a name and a colon are the beginning of a value, not a part of the name.

    >>> is_value("Press"), is_value("date"), is_value("of the page")
    (True, False, False)
    """
    words = rest.split()
    return bool(words) and (not words[0][0].islower() or (len(words) > 2 and words[0] not in _SMALL_WORDS))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a type is made of: `tuple[Material, ...]` has one."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
