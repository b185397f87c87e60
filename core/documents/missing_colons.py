"""Fields whose colon is missing: found where the parser stumbles, and put right to see what else there is."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from typing import Any

import yaml

from core.documents.field_names import Begin, begin_of, known_at, known_within
from core.documents.yaml_errors import in_quotes
from core.problems.problem import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 20_000  # characters of fields that are tried: more than anybody writes
_MOST = 12  # lines of one file that are put right, and lines before a mistake that are tried


def problem_of(path: str, line: int, begin: Begin, *, goes_on: bool = False) -> Problem:
    """Return the problem of a field without its colon; it `goes_on` where its value stands in the lines below."""
    value = as_value(begin.value)
    mend = f"Write “{begin.name}: {value}”." if value else f"Write “{begin.name}:”."
    if not value and not goes_on:
        mend = f"Write “{begin.name}: ” and its value, or take the line out."
    sign = begin.separator.strip(" \t\u00a0")
    if begin.separator.startswith(":\u00a0"):
        message = "a no-break space stands after the colon; a plain space is needed."
        return Problem(path, line, "E003", message, mend)
    if sign == ":":
        return Problem(path, line, "E003", "there is no space after the colon.", mend)
    if sign:
        message = f"“{sign}” stands after the name of the field, where a colon and a space are needed."
    else:
        message = f"there is no colon after the name of the field: “{begin.name}”."
    return Problem(path, line, "E018", message, mend, begin.name)


def as_value(written: str) -> str:
    """Return a value as it can stand behind its name: in quotes where YAML would read something else from it.

    >>> as_value("2014-05-12"), as_value('"A: b"'), as_value("Energy: a plan"), as_value("[a, b]")
    ('2014-05-12', '"A: b"', '"Energy: a plan"', '[a, b]')
    """
    written = written.strip()
    try:
        root: Any = yaml.compose(f"x: {written}", Loader=_Loader)
        value = root.value[0][1]
    except (yaml.YAMLError, TypeError, IndexError):
        return in_quotes(written)
    if isinstance(value, yaml.ScalarNode) and not value.style and value.value != written:
        return in_quotes(written)
    return written


def read_value(written: str) -> Any:
    """Return what a value in one line says: a text, or a list."""
    node: Any = yaml.compose(as_value(written), Loader=_Loader) if written.strip() else None

    def plain(one: Any) -> Any:
        if isinstance(one, yaml.MappingNode):
            return {key.value: plain(value) for key, value in one.value if isinstance(key, yaml.ScalarNode)}
        if isinstance(one, yaml.SequenceNode):
            return [plain(item) for item in one.value]
        return one.value

    return plain(node) if node is not None else None


def put_right(text: str, path: str, first_line: int) -> tuple[str, list[Problem]]:
    """Return a YAML text that cannot be read with the colons that are missing, and a problem for each of them.

    A colon counts as missing only where the parser comes further with it.
    """
    if len(text) > _LONGEST:
        return text, []
    lines = text.split("\n")
    problems: list[Problem] = []
    stumbled = _stumbles(lines)
    while stumbled and len(problems) < _MOST:
        candidates = list(_candidates(lines, stumbled[0], basename(path)))
        # Each line alone first; then several that stand above each other, which YAML reads as one text.
        several = [candidates[:count] for count in range(2, len(candidates) + 1)]
        for tried in [*([one] for one in candidates), *several]:
            righted = list(lines)
            for number, begin in tried:
                righted[number] = f"{begin.indent}{begin.name}: {as_value(begin.value)}".rstrip()
            now = _stumbles(righted)
            if now is None or now[0] > stumbled[0]:
                lines, stumbled = righted, now
                for number, begin in tried:
                    goes_on = _goes_on(lines, number)
                    problems.append(problem_of(path, first_line + number, begin, goes_on=goes_on))
                break
        else:
            break
    return "\n".join(lines), problems


def _candidates(lines: list[str], last: int, file: str) -> Iterator[tuple[int, Begin]]:
    """Yield the lines that may lack a colon, from the one at which the parser stumbled backwards."""
    for number in range(min(last, len(lines) - 1), max(-1, last - _MOST), -1):
        line = lines[number]
        inside = line[:1] in (" ", "-")
        known = known_at(file, ()) | known_within(file) if inside else known_at(file, ())
        if begin := begin_of(line, known, free=inside and file == "project.yaml"):
            yield number, begin


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the line after this one belongs to the value that begins here."""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    depth = len(lines[number]) - len(lines[number].lstrip())
    return after.lstrip().startswith("- ") or (bool(after.strip()) and len(after) - len(after.lstrip()) > depth)


def _stumbles(lines: list[str]) -> tuple[int, int] | None:
    """Return where the parser stumbles, as line and column from 0; None where the text can be read as fields."""
    mapping = True
    try:
        for number, event in enumerate(yaml.parse("\n".join(lines), Loader=_Loader)):
            if number == 2:  # after the beginnings of the stream and of the document
                mapping = isinstance(event, yaml.MappingStartEvent)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        return (mark.line, mark.column) if mark else (0, 0)
    return None if mapping else (len(lines) - 1, 0)
