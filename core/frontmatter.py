"""A page's text: its fields with their lines, and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from core.problems import Problem

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"^---[ \t]*$")
# Control characters, and the two private ones that mark links in rendered text (core/markup.py).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ue000\ue001\ufffe\uffff]")

Place = tuple[str | int, ...]  # the way to a value: ("contact", "name"), ("partners", 0)


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
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        end = data.find(b"\n", error.start)
        shown = data[start : end if end >= 0 else len(data)].decode("latin-1").strip()[:60]
        shown = _UNPRINTABLE.sub("?", shown)
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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line_text in enumerate(text.split("\n"), 1):
        if found := _UNPRINTABLE.search(line_text):
            problems.append(
                Problem(
                    path,
                    number,
                    "E008",
                    f"there is an invisible character (U+{ord(found[0]):04X}) in this line.",
                    f"Delete it; it stands after “{line_text[: found.start()][-20:]}”.",
                )
            )
    return _UNPRINTABLE.sub(" ", text), problems


def read_document(data: bytes, path: str) -> tuple[Document, list[Problem]]:
    """Return a Markdown file as fields and body, and everything that is wrong with its form.

    A file whose fields cannot be read comes back without fields: the problems say why.
    """
    text, problems = decode(data, path)
    lines = text.split("\n")
    if not _FENCE.match(lines[0]):
        problems.append(
            Problem(
                path,
                1,
                "E001",
                "the page has no front matter.",
                "Begin the file with:\n---\ntitle: The title of the page\n---",
            )
        )
        return Document(path, Head(), text, 1), problems
    for number in range(1, len(lines)):
        if _FENCE.match(lines[number]):
            break
    else:
        problems.append(
            Problem(
                path, 1, "E002", "the front matter does not end.", "Write a line with only --- after the last field."
            )
        )
        return Document(path, Head(), "", 1), problems
    head, found = read_fields("\n".join(lines[1:number]), path, first_line=2)
    return Document(path, head, "\n".join(lines[number + 1 :]), number + 2), problems + found


def read_fields(text: str, path: str, first_line: int = 1) -> tuple[Head, list[Problem]]:
    """Return the fields of a YAML text with their lines."""
    head = Head()
    for number, line in enumerate(text.split("\n"), first_line):
        if line[: len(line) - len(line.lstrip())].count("\t"):
            return head, [
                Problem(path, number, "E004", "there is a tab before the text of this line.", "Replace it by spaces.")
            ]
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return head, [_unreadable(error, text, path, first_line)]
    if root is None:
        return head, []
    if not isinstance(root, yaml.MappingNode):
        message = "there are no fields here, only text."
        return head, [
            Problem(path, first_line, "E003", message, "Write each field as a name, a colon, a space and a value.")
        ]
    builder = _Builder(path, first_line, head.lines)
    head.values = builder.mapping(root, ())
    return head, builder.problems


def _refuse_depth(text: str) -> None:
    """Raise YAMLError where values stand too deep in each other: the composer would run out of stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > 8:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)  # type: ignore[arg-type]


def _unreadable(error: Exception, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    number = min(mark.line, text.count("\n")) if mark else 0
    written = text.split("\n")[number].strip()
    what = getattr(error, "problem", None) or ""
    if "\t" in written:
        return Problem(path, first_line + number, "E004", "there is a tab in this line.", "Replace it by spaces.")
    if "mapping values are not allowed" in what:
        name, _, value = written.partition(":")
        return Problem(
            path,
            first_line + number,
            "E003",
            "a colon followed by a space stands inside the value.",
            f'Put the value in double quotes: {name}: "{value.strip()}"',
        )
    return Problem(
        path,
        first_line + number,
        "E003",
        f"this line cannot be read: “{written[:70]}”.",
        "Write a field as name, colon, space, value; put a value with special signs in double quotes.",
    )


class _Builder:
    """Turns YAML nodes into plain values and notes their lines."""

    def __init__(self, path: str, first_line: int, lines: dict[Place, int]) -> None:
        self.path, self.first_line, self.lines = path, first_line, lines
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def line(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + self.first_line

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.lines.setdefault(place, self.line(node))
        # A node met twice is a reference (*name); following those can grow without bound.
        if id(node) in self.seen or (node.tag and not node.tag.startswith("tag:yaml.org,2002:")):
            message = "references (*), anchors (&) and tags (!) are not used here."
            mend = "Put the value in double quotes, or write it out."
            self.problems.append(Problem(self.path, self.line(node), "E009", message, mend))
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, number)) for number, item in enumerate(node.value)]
        empty = node.value == "" or (getattr(node, "style", None) is None and node.value in ("~", "null"))
        return None if empty else node.value

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in self._pairs(node):
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

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value
            else:
                message = "the name of a field has to be a word."
                self.problems.append(
                    Problem(self.path, self.line(key), "E003", message, "Write it as name, colon, space, value.")
                )
