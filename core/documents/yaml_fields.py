"""Builds fields from YAML events and notes the line of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from typing import Any

import yaml

from core.documents.field_names import Begin, begin_of, is_value, known_at
from core.documents.missing_colons import problem_of, read_value
from core.documents.yaml_errors import QUOTED, in_quotes
from core.limits import FIELD, VALUE_DEPTH, VALUES
from core.markdown.characters import UNPRINTABLE, find_escapes, without
from core.problems.problem import Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT = 100  # characters of a value that is too long
TOO_DEEP = "too deep"

_NOT_ONE_WORD = re.compile(r"[\s:：︰∶﹕;；=]")

Place = tuple[str | int, ...]  # the way to a value: ("contact", "name"), ("partners", 0)


class Bare(str):
    """A value without quotes that programs take for yes or no; no name of a page reads “false”."""

    __slots__ = ()


_BARE = re.compile(r"true|false", re.IGNORECASE)


class TooManyValues(Exception):
    """There are more values than anybody writes."""


def shortcuts(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and sign of each anchor, reference and tag.

    Raises _TooMany where there are more values than anybody writes, YAMLError where they stand too deep in each other: the composer would run out of stack.
    """
    depth = values = 0
    for event in yaml.parse(text, Loader=Loader):
        start: Any = event.start_mark
        values += isinstance(event, yaml.ScalarEvent)
        if values > VALUES:
            raise TooManyValues
        if isinstance(event, yaml.AliasEvent):
            yield start.line, "*"
        elif getattr(event, "anchor", None):
            yield start.line, "&"
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield start.line, "!"
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > VALUE_DEPTH:
            raise yaml.MarkedYAMLError(problem=TOO_DEEP, problem_mark=start)


def shortcut(text: str, path: str, first_line: int, line: int, sign: str) -> Problem:
    """Return the problem of a shortcut of YAML that editors do not mean."""
    name, _, value = text.split("\n")[line].partition(":")
    mend = f"Put the value in double quotes: {name.strip()}: {in_quotes(value)}"
    return Problem(path, first_line + line, "E009", f"a value cannot begin with {sign}.", mend)


class FieldBuilder:
    """Turns YAML nodes into plain values and notes their lines."""

    def __init__(self, path: str, text: list[str], first_line: int, lines: dict[Place, int]) -> None:
        self.path, self.text, self.first_line, self.lines = path, text, first_line, lines
        self.problems: list[Problem] = []

    def line(self, node: yaml.Node) -> int:
        """Return the line of a node in its file."""
        return int(node.start_mark.line) + self.first_line

    def value(self, node: Any, place: Place) -> Any:
        """Return the value of a node, and note the line of its place."""
        self.lines.setdefault(place, self.line(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, number)) for number, item in enumerate(node.value)]
        if len(node.value) > FIELD:
            return self.cut(node, place)
        # A plain scalar has the style None or "", depending on the loader.
        if node.style:
            return self.printable(node, place) or None
        if (group := self._group_without_colons(node, place)) is not None:
            return group
        return self.plain(node, place)

    def cut(self, node: Any, place: Place) -> str:
        """Return the first characters of a value that is too long, so that nothing else has to read all of it."""
        name = next((part for part in reversed(place) if isinstance(part, str)), "")
        message = f"this value has {len(node.value):,} characters; {FIELD:,} are allowed."
        mend = "Make it shorter; what else is to be said belongs into the text of the page."
        self.problems.append(Problem(self.path, self.lines[place], "E112", message, mend, name))
        return without(node.value[:_KEPT])

    def printable(self, node: Any, place: Place) -> str:
        """Return the text of a scalar in quotes, without the invisible characters that are written in it as escapes."""
        if not UNPRINTABLE.search(node.value):
            return str(node.value)
        name = next((part for part in reversed(place) if isinstance(part, str)), "")
        first, last = node.start_mark.line, node.end_mark.line
        for line, written, sign in find_escapes(self.text[first : last + 1]):
            message = f"“{written}” stands for a character that nobody can see (U+{ord(sign):04X})."
            number = self.first_line + first + line
            self.problems.append(Problem(self.path, number, "E008", message, f"Delete “{written}”.", name))
        return without(node.value)

    def plain(self, node: Any, place: Place) -> str | None:
        """Return the value of a scalar without quotes as it was meant."""
        line = self.lines[place]
        name = next((part for part in reversed(place) if isinstance(part, str)), "")
        written = self.text[node.end_mark.line]
        rest = written[node.end_mark.column :]
        if not node.value:  # an empty value ends at its colon, or where the next one begins
            written = self.text[line - self.first_line]
            rest = written[written.find(":") + 1 :]
        if re.match(r"\s+#", rest):
            meant = (node.value + rest).strip()
            message = f"what stands after the # would be lost: “{rest.strip()}”."
            mend = f"Put the value in double quotes: {name}: {in_quotes(meant)}"
            self.problems.append(Problem(self.path, line, "E017", message, mend, name))
            return str(meant)
        if inner := QUOTED.fullmatch(node.value):
            mend = f"Write “{name}: {inner[1]}”."
            message = f"typographic quotes stand around the value; they would be shown: {node.value}."
            self.problems.append(Problem(self.path, line, "E016", message, mend, name))
            return str(inner[1])
        if node.value in ("", "~", "null"):
            return None
        return Bare(node.value) if _BARE.fullmatch(node.value) else str(node.value)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        """Return the fields of a mapping; a field that is there twice is a problem."""
        values: dict[str, Any] = {}
        names = {key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        for key, value in self._pairs(node):
            if begin := self._without_colon(key, value, place, names):
                line = self.lines[(*place, begin.name)] = self.line(key)
                self.problems.append(problem_of(self.path, line, begin))
                values[begin.name] = read_value(begin.value)
                continue
            key.value = self.printable(key, (*place, "")).replace("\n", " ")
            where = (*place, key.value)
            if key.value in values:
                first = self.lines[where]
                message = f"the field stands here a second time (first in line {first})."
                self.problems.append(
                    Problem(self.path, self.line(key), "E007", message, "Keep one of the two.", key.value)
                )
                continue
            self.lines[where] = self.line(key)
            values[key.value] = self.value(value, where)
        return values

    def _without_colon(self, key: Any, value: Any, place: Place, names: set[str]) -> Begin | None:
        """Return the field whose colon is missing, so that another one in its value was taken for it; None where none is."""
        if key.style or not _NOT_ONE_WORD.search(key.value):
            return None
        begin = begin_of(key.value, known_at(basename(self.path), place))
        if begin is None or begin.name in names or begin.name.replace("_", " ") == key.value.casefold():
            return None
        if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
            return begin if begin.value else None
        if begin.separator.isspace() and not is_value(begin.value):
            return None
        first, last = key.end_mark, value.end_mark
        if first.line not in (last.line, value.start_mark.line):
            return None
        end = last.column if last.line == first.line else None
        return begin._replace(value=begin.value + self.text[first.line][first.column : end].rstrip())

    def _group_without_colons(self, node: Any, place: Place) -> dict[str, Any] | None:
        """Return the fields of a group that was read as one text because their colons are missing; None where it is a text."""
        if not place or (isinstance(place[-1], str) and self.lines[place] == self.lines.get(place[:-1], 0)):
            return None
        if not _NOT_ONE_WORD.search(node.value) or not (known := known_at(basename(self.path), place)):
            return None
        first = node.start_mark
        lines = [self.text[first.line][first.column :], *self.text[first.line + 1 : node.end_mark.line + 1]]
        begins = [begin_of(line.strip(), known) for line in lines if line.strip()]
        values: dict[str, Any] = {}
        for number, begin in enumerate(begins):
            if begin is None or not begin.value:
                return None
            values[begin.name] = read_value(begin.value)
            self.lines[(*place, begin.name)] = self.first_line + first.line + number
        for number, begin in enumerate(begins):
            if begin is not None:
                self.problems.append(problem_of(self.path, self.first_line + first.line + number, begin))
        return values

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value
            else:
                message = "the name of a field has to be a word."
                self.problems.append(
                    Problem(self.path, self.line(key), "E003", message, "Write it as name, colon, space, value.")
                )
