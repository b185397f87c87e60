"""Front matter as other site generators write it: TOML between plus signs, or fields without lines of dashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from posixpath import basename

from core.documents.field_names import known_at
from core.documents.missing_colons import as_value
from core.problems.problem import Problem

_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
# What Pelican, Hugo and Jekyll call the fields that pages here have under another name.
_NAMES = {
    "date": "published",
    "publishdate": "published",
    "modified": "updated",
    "lastmod": "updated",
    "description": "summary",
    "weight": "order",
    "expirydate": "expires",
}


def find_foreign(lines: list[str], start: int, path: str) -> Problem | None:
    """Return the problem of a page whose fields stand there in the form of another program; None where they do not.

    `start` is the first line that is not empty, from 0.
    """
    if re.fullmatch(r"\+\+\+\s*", lines[start]):
        return _toml(lines, start, path)
    if not _PAIR.fullmatch(lines[start]):
        return None
    end = start
    while end < len(lines) and (_PAIR.fullmatch(lines[end]) or (end > start and lines[end][:1] in (" ", "-", "\t"))):
        if re.fullmatch(r"-{2,}\s*", lines[end]):
            break
        end += 1
    pairs = [_PAIR.fullmatch(line) for line in lines[start:end]]
    known = known_at(basename(path), ())
    names = [pair[1] for pair in pairs if pair]
    if not any(name.casefold() in known or name.casefold() in _NAMES for name in names):
        return None
    if end < len(lines) and lines[end].strip() == "---":
        message = "the line of three dashes that opens the front matter is missing."
        return Problem(path, start + 1, "E001", message, "Write a line with only --- before this one.")
    if all(name in known for name in names):
        message = "the fields of the page stand there without lines of three dashes around them."
        mend = f"Write a line with only --- before this one, and another after line {end}."
        return Problem(path, start + 1, "E001", message, mend)
    message = "the fields of the page stand there in the form of another program, without lines of three dashes."
    return _rewrite(path, start, end, message, {pair[1]: pair[2] for pair in pairs if pair})


def _toml(lines: list[str], start: int, path: str) -> Problem:
    """Return the problem of fields in TOML."""
    end = next((n for n in range(start + 1, len(lines)) if lines[n].strip() == "+++"), start)
    message = "the front matter is TOML, as “+++” says; the fields of a page are YAML here."
    try:
        values = tomllib.loads("\n".join(lines[start + 1 : end]))
    except tomllib.TOMLDecodeError:
        values = {}
    return _rewrite(path, start, end + 1, message, {name: _written(value) for name, value in values.items()})


def _written(value: object) -> str:
    """Return a value of TOML as it is written in YAML; empty where it is a group of values."""
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return f"{value:%Y-%m-%d}"
        case str() | int() | float() | date():
            return str(value)
        case list():
            return f"[{', '.join(_written(one) for one in value)}]"
        case _:
            return ""


def _rewrite(path: str, start: int, end: int, message: str, written: Mapping[str, str]) -> Problem:
    """Return a problem with the lines that can take the place of those from `start` to before `end`, from 0."""
    known = known_at(basename(path), ())
    fields: dict[str, str] = {}
    for name, value in written.items():
        own = _NAMES.get(name.casefold(), name.casefold())
        if own in known and value.strip() and own not in fields:
            fields[own] = f"{own}: {as_value(value)}"
    if "title" not in fields:
        fields = {"title": "title: The title of the page"} | fields
    place = f"lines {start + 1} to {end}" if end > start + 1 else f"line {start + 1}"
    mend = "\n".join([f"Write in the place of {place}:", "---", *fields.values(), "---"])
    if left := _joined(name for name in written if _NAMES.get(name.casefold(), name.casefold()) not in known):
        mend += f"\nThere is no field here for: {left}."
    return Problem(path, start + 1, "E001", message, mend)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
