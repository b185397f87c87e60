"""A page's text: its fields with their lines, and its body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from core.documents.decode import decode
from core.documents.fences import closing, opening
from core.documents.merge_markers import find_merges
from core.documents.missing_colons import put_right
from core.documents.yaml_errors import slip
from core.documents.yaml_fields import TOO_DEEP, FieldBuilder, Loader, Place, TooManyValues, shortcut, shortcuts
from core.limits import VALUES
from core.markdown.characters import wrong_escape
from core.problems.problem import Problem


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
        signs = list(shortcuts(text))
        # References can grow without bound, so that they are not followed.
        root = None if any(sign == "*" for _, sign in signs) else yaml.compose(text, Loader=Loader)
    except TooManyValues:
        message = f"there are more than {VALUES} values in the fields of this file, which is more than a page can show."
        return head, [Problem(path, first_line, "E098", message, "Put them into a file of their own, and link to it.")]
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if wrong := wrong_escape(text, getattr(error, "problem", None), getattr(error, "problem_mark", None)):
            number, message, mend = wrong
            return head, [Problem(path, first_line + number, "E003", message, mend)]
        return _put_right(text, path, first_line, error)
    problems = [shortcut(text, path, first_line, line, sign) for line, sign in signs]
    if root is None:
        return head, problems
    if not isinstance(root, yaml.MappingNode):
        head, found = _put_right(text, path, first_line, None)
        return head, problems + found
    builder = FieldBuilder(path, text.split("\n"), first_line, head.lines)
    head.values = builder.mapping(root, ())
    return head, problems + builder.problems


def _put_right(text: str, path: str, first_line: int, error: Exception | None) -> tuple[Head, list[Problem]]:
    """Return the fields of a text that cannot be read, as far as only colons are missing, and what is wrong with it."""
    righted, problems = put_right(text, path, first_line) if getattr(error, "problem", "") != TOO_DEEP else (text, [])
    if not problems:
        return Head(), [slip(text, path, first_line, error)]
    head, more = read_fields(righted, path, first_line)
    return head, problems + more
