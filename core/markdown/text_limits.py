"""Text of which there is too much: a Markdown parser would need minutes for it, or run out of stack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core import limits
from core.problems.problem import Problem

_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+|(?:_[ \t]*)+)")
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d+\.(?=[ \t])))*")
_SIGNS = re.compile(r"\\.|[\[\]()<>]", re.DOTALL)
# Of each at most so many in a page: the time for more grows with the square of their number.
_MANY = (
    ("rules across the page", limits.RULES, re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$", re.MULTILINE)),
    ("headings", limits.HEADINGS, re.compile(r"^#{1,6}|^(?:=+|-+)[ \t]*$", re.MULTILINE)),
    ("footnotes", limits.FOOTNOTES, re.compile(r"\[\^")),
    ("HTML tags", limits.HTML_TAGS, re.compile(r"</?[a-zA-Z!?]")),
    ("abbreviations", limits.ABBREVIATIONS, re.compile(r"^\*\[", re.MULTILINE)),
    ("definitions", limits.DEFINITIONS, re.compile(r"^[ \t]*:[ \t]", re.MULTILINE)),
    ("addresses of links", limits.LINK_DEFINITIONS, re.compile(r"^ {0,3}\[[^\]\n]*\]:", re.MULTILINE)),
)
_DEEPER = frozenset(" \t>-+*0123456789")  # what a line that stands in a quote or a list can begin with
_SHORTER = "Make two pages or two paragraphs of it, or take out what was pasted by mistake."


def find_excess(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield what is too long, too many or too deep in a text to be read; such a text is not turned into a page."""

    def problem(line: int, message: str) -> Problem:
        return Problem(path, line, "E066", message, _SHORTER)

    if len(text) > limits.PAGE:
        yield problem(first_line, f"the text has {len(text):,} characters; {limits.PAGE:,} are allowed.")
        return
    if text.count("\n") > limits.PAGE_LINES:
        yield problem(first_line, f"the text has {text.count(chr(10)):,} lines; {limits.PAGE_LINES:,} are allowed.")
        return
    for line, name, count, limit in _find_many(text):
        yield problem(first_line + line, f"there are {count} {name} in one page; {limit} are allowed.")
    start = first_line
    for block in re.split(r"(\n[ \t]*\n)", text):
        too_long = too_deep = False
        for number, line in enumerate(block.split("\n"), start):
            if len(line) > limits.LINE:
                too_long = True
                yield problem(number, f"this line has {len(line):,} characters; {limits.LINE:,} are allowed.")
            elif not too_deep and line[:1] in _DEEPER and (depth := _depth(line)) > limits.DEPTH:
                too_deep = True
                yield problem(number, f"lists or quotes stand {depth} deep in each other; {limits.DEPTH} are allowed.")
        begin = start + block[: len(block) - len(block.lstrip())].count("\n")
        for mark in "*_`\\" if len(block) > limits.EMPHASIS_MARKS and not too_long else "":
            if block.count(mark) > limits.EMPHASIS_MARKS:
                yield problem(begin, f"this paragraph has more than {limits.EMPHASIS_MARKS:,} times the sign {mark}.")
        if not too_long and (found_at := _unclosed(block)) is not None:
            line = start + block.count("\n", 0, found_at)
            yield problem(
                line,
                f"more than {limits.OPEN_BRACKETS} brackets are open in this paragraph, or {limits.DEPTH} in each other.",
            )
        start += block.count("\n")


def _find_many(text: str) -> Iterator[tuple[int, str, int, int]]:
    """Yield of what a text has too many: the line of the first one too many, its name, how many there are and may be."""
    for name, limit, sign in _MANY:
        found = list(sign.finditer(text))
        if len(found) > limit:
            yield text.count("\n", 0, found[limit].start()), name, len(found), limit


def _depth(line: str) -> int:
    """Return how deep a line stands in quotes and lists."""
    marks = "" if _RULE.fullmatch(line) or not (found := _MARKS.match(line)) else found[0]
    indent = len(marks) - len(marks.lstrip(" \t"))
    return len(re.findall(r"[>+*.-]", marks)) + len(marks[:indent].expandtabs(4)) // 4


def _unclosed(block: str) -> int | None:
    """Return where the one bracket too many stands, in a run of text without an empty line."""
    if block.count("[") + block.count("(") + block.count("<") <= limits.DEPTH:
        return None
    depth = {"[": 0, "(": 0, "<": 0}
    opened = dict.fromkeys(depth, 0)
    for sign in _SIGNS.finditer(block):
        match sign[0]:
            case "[" | "(" | "<" as one:
                depth[one] += 1
                opened[one] = max(opened[one], depth[one])
                limit = (
                    limits.DEPTH if one == "[" and block[sign.end() : sign.end() + 1] == "[" else limits.OPEN_BRACKETS
                )
                if depth[one] > limit:
                    return sign.start()
            case "]" | ")" | ">" as one:
                pair = {"]": "[", ")": "(", ">": "<"}[one]
                depth[pair] = max(depth[pair] - 1, 0)
    return None
