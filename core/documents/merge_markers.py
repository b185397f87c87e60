"""The marks that a merge leaves in a file where two people have changed the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.problems.problem import Problem

_SIGNS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_MARK = re.compile(r"\s*(<{7}|\|{7}|={7}|>{7})(?:[ \t]+(\S.*?))?[ \t]*")
# What git writes behind a mark: the name of a branch, a commit with its subject, one of a few phrases.
_LABEL = re.compile(
    r"\S+|[0-9a-f]{7,40}[ .(].*|(Stashed|Incoming|Current|Upstream|Updated|Local|Remote)\b.*", re.IGNORECASE
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_KEEP_ONE = "Keep one of the two"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that may be the mark of a merge."""

    line: int  # from 0
    sign: str  # its first character
    label: str


def find_merges(lines: Sequence[str], path: str, *, prose: bool = True, keep: str = _KEEP_ONE) -> Iterator[Problem]:
    """Yield one problem for each conflict of a merge that was not resolved, at the line of its first mark.

    In `prose`, which is Markdown, a code block may show such marks, and some of them may be an underlined heading, a
    row of a table or a quote. `keep` is what to do with the two versions.
    """
    if not any(line.lstrip()[:7] in _SIGNS for line in lines):
        return
    for conflict in _conflicts(_marks(lines, prose)):
        if prose and all(_is_markdown(lines, mark) for mark in conflict):
            continue
        # Where the first mark is gone, all rows of equals signs but the last belong to headings.
        equals = (
            [at for at, mark in enumerate(conflict) if mark.sign == "="] if conflict[0].sign != "<" and prose else []
        )
        marks = conflict[equals[-1] if equals else 0 :]
        first, last = marks[0], marks[-1]
        if len(marks) == 1:
            message = f"a merge has left this mark behind: “{lines[first.line].strip()[:70]}”."
            yield Problem(path, first.line + 1, "E065", message, "Delete this line.")
            continue
        message = f"a merge could not join what two people wrote in the same lines: both versions stand in lines {first.line + 1} to {last.line + 1}."
        signs = [sign for sign in _SIGNS if any(mark.sign == sign[0] for mark in marks)]
        listed = f"{', '.join(signs[:-1])} and {signs[-1]}" if len(signs) > 1 else signs[0]
        mend = f"{keep}, and delete the lines that begin with {listed}."
        yield Problem(path, first.line + 1, "E065", message, mend)


def _marks(lines: Sequence[str], prose: bool) -> list[_Mark]:
    """Return the lines that may be marks; not those that a code block shows from beginning to end."""
    found: list[_Mark] = []
    fence, inside = "", 0  # the sign that closes the code block, and how many marks there were before it
    for number, line in enumerate(lines):
        if prose and (match := _FENCE.fullmatch(line)):
            if not fence:
                fence, inside = match[1], len(found)
            elif match[1].startswith(fence) and not match[2].strip():
                fence = ""
                if _is_example([mark.sign for mark in found[inside:]], [mark.sign for mark in found[:inside]]):
                    del found[inside:]
            continue
        if (mark := _MARK.fullmatch(line)) and (mark[1] != "=======" or not mark[2]):
            found.append(_Mark(number, mark[1][0], mark[2] or ""))
    return found


def _is_example(inside: Sequence[str], before: Sequence[str]) -> bool:
    """Whether the marks in a code block are shown as an example: no conflict begins before the block and ends in it."""
    return before.count("<") <= before.count(">") and inside.count("<") >= inside.count(">")


def _conflicts(marks: Iterable[_Mark]) -> Iterator[list[_Mark]]:
    """Yield the marks of each conflict. One ends with its last mark, or where the next one begins."""
    current: list[_Mark] = []
    for mark in marks:
        if mark.sign == "<" and current:
            yield current
            current = []
        current.append(mark)
        if mark.sign == ">":
            yield current
            current = []
    if current:
        yield current


def _is_markdown(lines: Sequence[str], mark: _Mark) -> bool:
    """Whether a single mark is what it is in Markdown: the line below a heading, a row of a table, a quote in a quote."""
    before = lines[mark.line - 1].strip() if mark.line else ""
    after = lines[mark.line + 1].strip() if mark.line + 1 < len(lines) else ""
    match mark.sign:
        case "=":
            return bool(before) and before != "---"
        case "|":
            return before.startswith("|") or after.startswith("|")
        case ">":
            return before.startswith(">") or after.startswith(">") or not _LABEL.fullmatch(mark.label or "-")
        case _:
            return False
