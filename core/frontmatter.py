"""A page's text: its fields with their lines, and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename
from typing import Any

import yaml

from core.characters import UNPRINTABLE, find_escapes, without, wrong_escape
from core.fences import closing, opening
from core.field_names import Begin, begin_of, is_value, known_at
from core.limits import FIELD, LINES_NAMED, VALUE_DEPTH, VALUES
from core.merges import find_merges
from core.missing_colons import problem_of, put_right, read_value
from core.problems import Problem
from core.slips import QUOTED, in_quotes, slip

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT = 100  # characters of a value that is too long
_TOO_DEEP = "too deep"

_NOT_ONE_WORD = re.compile(r"[\s:：︰∶﹕;；=]")

Place = tuple[str | int, ...]  # the way to a value: ("contact", "name"), ("partners", 0)


class Bare(str):
    """A value without quotes that programs take for yes or no; no name of a page reads “false”."""

    __slots__ = ()


_BARE = re.compile(r"true|false", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """The fields of a file as they were written: every scalar is a string, an empty one None."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, *place: str | int) -> int:
        """Return the line of a value, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


@dataclass(slots=True)
class Document:
    """A Markdown file, read."""

    path: str
    head: Head
    body: str
    body_line: int  # the line of the file on which the body starts


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a file with plain line ends, and what is wrong with its characters."""
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            Problem(
                path, 1, "E006", "the file begins with a byte order mark.", "Save it as “UTF-8” without a mark (BOM)."
            )
        )
    if wide := _wide(data):
        mend = "Save the file again with the encoding UTF-8."
        problems.append(Problem(path, 1, "E005", "the file is saved as UTF-16 (“Unicode”), not as UTF-8.", mend))
        return UNPRINTABLE.sub(" ", _plain(data.decode(wide, errors="replace").lstrip("\ufeff"))), problems
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        end = data.find(b"\n", error.start)
        shown = data[start : end if end >= 0 else len(data)].decode("cp1252", errors="replace").strip()[:60]
        shown = UNPRINTABLE.sub("?", shown)
        problems.append(
            Problem(
                path,
                line,
                "E005",
                f"this line is not UTF-8: “{shown}”.",
                "Save the file again with the encoding UTF-8.",
            )
        )
        text = data.decode("utf-8", errors="replace")
    text = _plain(text)
    return UNPRINTABLE.sub(" ", text), [*problems, *_find_unprintable(text, path)]


def _wide(data: bytes) -> str:
    """Return the name of the two-byte encoding of a file, or nothing: every other byte of plain text is zero in it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:400]
    low, high = start[1::2].count(0), start[::2].count(0)
    return "utf-16-le" if low * 3 > len(start) else "utf-16-be" if high * 3 > len(start) else ""


def _plain(text: str) -> str:
    """Return a text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_unprintable(text: str, path: str) -> Iterator[Problem]:
    """Yield one problem for all characters of a file that nobody can see."""
    found = [(n, place) for n, line in enumerate(text.split("\n"), 1) if (place := UNPRINTABLE.search(line))]
    if not found:
        return
    number, place = found[0]
    before = place.string[: place.start()][-20:]
    it = "it; it stands" if len(UNPRINTABLE.findall(place.string)) == 1 else "them; the first stands"
    others = [str(n) for n, _ in found[1:LINES_NAMED]] + ["…"] * (len(found) > LINES_NAMED)
    more = f" Lines with others: {', '.join(others)}." if others else ""
    where = f"Delete {it} after “{before}”." if before else f"Delete {it} at the beginning."
    signs = dict.fromkeys(f"U+{ord(sign):04X}" for sign in UNPRINTABLE.findall(place.string))
    what = "is an invisible character" if len(signs) == 1 else "are invisible characters"
    yield Problem(path, number, "E008", f"there {what} ({', '.join(signs)}) in this line.", where + more)


def read_document(data: bytes, path: str) -> tuple[Document, list[Problem]]:
    """Return a Markdown file as fields and body, and everything that is wrong with its form.

    A file whose fields cannot be read comes back without fields: the problems say why.
    """
    text, problems = decode(data, path)
    lines = text.split("\n")
    if merges := list(find_merges(lines, path)):
        return Document(path, Head(), "", 1), problems + merges
    first, found = opening(lines, path)
    problems += found
    if first is None:
        return Document(path, Head(), "", 1), problems
    last, begin, found = closing(lines, first, path)
    head, more = read_fields("\n".join(lines[first + 1 : last]), path, first + 2)
    return Document(path, head, "\n".join(lines[begin:]), begin + 1), problems + found + more


def read_fields(text: str, path: str, first_line: int = 1) -> tuple[Head, list[Problem]]:
    """Return the fields of a YAML text with their lines."""
    head = Head()
    if first_line == 1 and (merges := list(find_merges(text.split("\n"), path, prose=False))):
        return head, merges
    for number, line in enumerate(text.split("\n"), first_line):
        if line[: len(line) - len(line.lstrip())].count("\t"):
            return head, [
                Problem(path, number, "E004", "there is a tab before the text of this line.", "Replace it by spaces.")
            ]
    try:
        signs = list(_shortcuts(text))
        # References can grow without bound, so that they are not followed.
        root = None if any(sign == "*" for _, sign in signs) else yaml.compose(text, Loader=_Loader)
    except _TooMany:
        message = f"there are more than {VALUES} values in the fields of this file, which is more than a page can show."
        return head, [Problem(path, first_line, "E098", message, "Put them into a file of their own, and link to it.")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if wrong := wrong_escape(text, getattr(error, "problem", None), getattr(error, "problem_mark", None)):
            number, message, mend = wrong
            return head, [Problem(path, first_line + number, "E003", message, mend)]
        return _put_right(text, path, first_line, error)
    problems = [_shortcut(text, path, first_line, line, sign) for line, sign in signs]
    if root is None:
        return head, problems
    if not isinstance(root, yaml.MappingNode):
        head, found = _put_right(text, path, first_line, None)
        return head, problems + found
    builder = _Builder(path, text.split("\n"), first_line, head.lines)
    head.values = builder.mapping(root, ())
    return head, problems + builder.problems


def _put_right(text: str, path: str, first_line: int, error: Exception | None) -> tuple[Head, list[Problem]]:
    """Return the fields of a text that cannot be read, as far as only colons are missing, and what is wrong with it."""
    righted, problems = put_right(text, path, first_line) if getattr(error, "problem", "") != _TOO_DEEP else (text, [])
    if not problems:
        return Head(), [slip(text, path, first_line, error)]
    head, more = read_fields(righted, path, first_line)
    return head, problems + more


class _TooMany(Exception):
    """There are more values than anybody writes."""


def _shortcuts(text: str) -> Iterator[tuple[int, str]]:
    """Yield line (from 0) and sign of each anchor, reference and tag.

    Raises _TooMany where there are more values than anybody writes, YAMLError where they stand too deep in each other: the composer would run out of stack.
    """
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        start: Any = event.start_mark
        values += isinstance(event, yaml.ScalarEvent)
        if values > VALUES:
            raise _TooMany
        if isinstance(event, yaml.AliasEvent):
            yield start.line, "*"
        elif getattr(event, "anchor", None):
            yield start.line, "&"
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            yield start.line, "!"
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > VALUE_DEPTH:
            raise yaml.MarkedYAMLError(problem=_TOO_DEEP, problem_mark=start)


def _shortcut(text: str, path: str, first_line: int, line: int, sign: str) -> Problem:
    name, _, value = text.split("\n")[line].partition(":")
    mend = f"Put the value in double quotes: {name.strip()}: {in_quotes(value)}"
    return Problem(path, first_line + line, "E009", f"a value cannot begin with {sign}.", mend)


class _Builder:
    """Turns YAML nodes into plain values and notes their lines."""

    def __init__(self, path: str, text: list[str], first_line: int, lines: dict[Place, int]) -> None:
        self.path, self.text, self.first_line, self.lines = path, text, first_line, lines
        self.problems: list[Problem] = []

    def line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def value(self, node: Any, place: Place) -> Any:
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
