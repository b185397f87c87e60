"""The lines that open and close the front matter of a page, and what stands there instead of them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from posixpath import basename

from core.documents.field_names import begin_of, known_at
from core.documents.foreign_front_matter import find_foreign
from core.documents.yaml_errors import closed
from core.problems.problem import Problem, nearest

FENCE = re.compile(r"---[ \t]*")
# What programs for letters make of three hyphens, and slips of the finger.
_LIKE_A_FENCE = re.compile(r"[ \t]*(?:-{2,}|-*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*|- - ?-)[ \t]*")
# What closes fields in other programs, or looks like a line.
_OTHER_FENCE = re.compile(r"(?:\.{3,}|…|\*{3,}|\+{3,}|_{2,}|={2,}|\* \* \*|- - -|;{3})[ \t]*")
_FENCE_WITH_TEXT = re.compile(r"---[ \t]*[^\s|:-].*")
_FIELD = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:\s+(?P<value>.*))?")
_PART = re.compile(r"\s+(?:- |[A-Za-z_][\w-]*:(?:\s|$))")  # of a mapping or a list, below the name of its field
_ENTRY = re.compile(r"-(\s|$)")
# How a line of Markdown begins that can be no field: a table, quote, picture, link, tag, list, code, bold words.
_MARKDOWN = re.compile(r"[|>!\[<*+`~_\\(]|\d+[.)]\s|\W*$|https?:")
_HYPHENS = "Write --- (three hyphens); programs for letters turn them into longer dashes."


def opening(lines: list[str], path: str) -> tuple[int | None, list[Problem]]:
    """Return the line (from 0) of dashes that opens the front matter, and what is wrong with it."""
    if FENCE.fullmatch(lines[0]):
        return 0, []
    number = next((number for number, line in enumerate(lines) if line.strip()), None)
    if number is None:
        mend = "Write its fields and its text, or delete it."
        return None, [Problem(path, 1, "E001", "the file is empty.", mend)]
    start = lines[number]
    if FENCE.fullmatch(start.strip()):
        message = (
            f"the front matter begins only in line {number + 1}." if number else "a space stands before the dashes."
        )
        mend = "Delete what stands before the three dashes, empty lines and spaces too."
        return number, [Problem(path, 1, "E001", message, mend)]
    if _LIKE_A_FENCE.fullmatch(start):
        message = f"the front matter is opened by “{start.strip()}”, not by three plain dashes."
        return number, [Problem(path, number + 1, "E001", message, _HYPHENS)]
    if start.startswith("---"):
        mend = f"Write --- alone in its line, and “{start.lstrip('- ')}” in the next one."
        return None, [Problem(path, number + 1, "E001", "the line of three dashes has other text in it.", mend)]
    if (foreign := find_foreign(lines, number, path)) is not None:
        return None, [foreign]
    mend = "Begin the file with:\n---\ntitle: The title of the page\n---"
    if title := re.fullmatch(r"#[ \t]+(.+?)[ \t#]*", start):
        mend = (
            f"Write in place of the heading “{title[1]}”:\n---\ntitle: {json.dumps(title[1], ensure_ascii=False)}\n---"
        )
    return None, [Problem(path, 1, "E001", "the page has no front matter.", mend)]


def closing(lines: list[str], first: int, path: str) -> tuple[int, int, list[Problem]]:
    """Return the lines (from 0) after the last field and of the beginning of the text, and what is wrong there."""
    known = known_at(basename(path), ())
    fence = next((n for n in range(first + 1, len(lines)) if _LIKE_A_FENCE.fullmatch(lines[n])), len(lines))
    other = next((n for n in range(first + 1, fence) if _is_other(lines[n])), None)
    if other is not None and end_of_fields(lines[first + 1 : other], known, is_closed=True) == other - first - 1:
        if _FENCE_WITH_TEXT.fullmatch(lines[other]):
            mend = f"Write --- alone in its line, and “{lines[other].lstrip('- ')}” in the next one."
            message = "the line of three dashes that closes the front matter has other text in it."
        else:
            mend = "Write --- (three hyphens)."
            message = f"the front matter is closed by “{lines[other].strip()}”, not by three plain dashes."
        return other, other + 1, [Problem(path, other + 1, "E002", message, mend)]
    last = first + 1 + end_of_fields(lines[first + 1 : fence], known, is_closed=fence < len(lines))
    if last < fence or fence == len(lines):
        while not lines[last - 1].strip():
            last -= 1
        mend = "Write a line with only --- after this one."
        return last, last, [Problem(path, last, "E002", "the front matter does not end after its last field.", mend)]
    if FENCE.fullmatch(lines[fence]):
        return fence, fence + 1, []
    message = f"the front matter is closed by “{lines[fence].strip()}”, not by three plain dashes."
    return fence, fence + 1, [Problem(path, fence + 1, "E002", message, _HYPHENS)]


def _is_other(line: str) -> bool:
    return bool(_OTHER_FENCE.fullmatch(line) or _FENCE_WITH_TEXT.fullmatch(line))


def end_of_fields(lines: Sequence[str], known: frozenset[str], *, is_closed: bool) -> int:
    """Return the index of the line on which text begins, or the number of lines where all of them are fields.

    `lines` are those from the first field to the next line of dashes, or to the end of the file where none `is_closed`
    by one: the dashes may be a rule in the text, which has an empty line before it.
    """
    if not any(map(_FIELD.fullmatch, lines)):
        return len(lines)
    last_known = max((n for n, line in enumerate(lines) if _is_known(line, known)), default=-1)
    text = _find_text(lines, known, last_known, is_closed and bool(lines[-1].strip()))
    end = len(lines) if text is None else text
    # Headings look like remarks of YAML.
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    after = lines[end:]
    has_headings = any(line.startswith("##") for line in after) and not all(line.strip() for line in after)
    if text is not None or (has_headings if is_closed else any(line.strip() for line in after)):
        return end
    return len(lines)


def _find_text(lines: Sequence[str], known: frozenset[str], last_known: int, is_closed: bool) -> int | None:
    """Return the line that is certainly text, not a field or a part of one; None where there is none."""
    after_blank = has_field = False
    takes_list = takes_block = False  # the last field has no value in its own line
    pending = ""  # a value in brackets or quotes that goes over several lines
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank, pending = True, ""
            continue
        if line[0] == "#":
            continue
        before_known = number < last_known
        field = _FIELD.fullmatch(line)
        follows = lines[number + 1] if number + 1 < len(lines) else ""
        if line[0].isspace() or (pending and not field):
            if after_blank and not takes_block and not before_known and line.startswith("    ") and has_field:
                return number
            pending, takes_list = _pending(f"{pending} {line}") if pending else "", False
        elif field and (_is_field(field, known, after_blank, is_closed or before_known) or _is_foreign(field, follows)):
            value = (field["value"] or "").strip()
            has_field, takes_list, pending = True, not value or value[0] == "#", _pending(value)
            takes_block = takes_list or value[0] in "|>"
        elif has_field and not before_known and _is_text(line, known, after_blank, takes_list, is_closed):
            return number
        elif begin := begin_of(line, known):
            has_field, takes_list = True, not begin.value
            takes_block = takes_list
        after_blank = False
    return None


def _pending(value: str) -> str:
    """Return a value that begins with a bracket or a quote as long as it is not closed."""
    value = value.strip()
    return value if value[:1] in ("[", "{", '"', "'") and closed(value) != value else ""


def _is_known(line: str, known: frozenset[str]) -> bool:
    """Whether a line is a field that pages have."""
    field = _FIELD.fullmatch(line)
    return field is not None and field[1] in known


def _is_field(field: re.Match[str], known: frozenset[str], after_blank: bool, certain: bool) -> bool:
    """Whether a line that has the form of a field is one: its name is known, or nearly, or it stands where only fields do."""
    name = field[1]
    if name in known or (certain and not after_blank):
        return True
    near = bool(nearest(name, known, 0.75))
    if after_blank:
        return certain or (near and name.islower())
    return near or (name.islower() and len((field["value"] or "").split()) < 6)


def _is_foreign(field: re.Match[str], follows: str) -> bool:
    """Whether a line can only be a field that other programs know: one word after it, or its parts in indented lines."""
    value = (field["value"] or "").split()
    return field[1].islower() and (bool(_PART.match(follows)) if not value else len(value) == 1 and len(value[0]) < 20)


def _is_text(line: str, known: frozenset[str], after_blank: bool, takes_list: bool, is_closed: bool) -> bool:
    """Whether a line that is no field and is not indented is text of the page; no field that is known follows."""
    if _ENTRY.match(line):
        return not is_closed if after_blank else not (takes_list or is_closed)
    if line[0] in "]}\"'" and not after_blank:
        return not is_closed
    if after_blank or is_closed:
        return after_blank
    begin = begin_of(line, known)
    return bool(_MARKDOWN.match(line)) or begin is None or not line.startswith(begin.name)
