"""Why the fields of a file cannot be read: what a YAML parser stumbles over, as the slip that an editor made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.problems import Problem

FENCE = re.compile(r"---[ \t]*")
# What programs for letters make of three hyphens, and slips of the finger.
LIKE_A_FENCE = re.compile(r"[ \t]*(?:-{2,}|-*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*|- - ?-)[ \t]*")
CONFLICT = re.compile(r"(<{7}|={7}|>{7})( .*)?")
QUOTED = re.compile(r"[“„«‘‚]\s?([^“”„«»‘’‚]*)\s?[”“»’‘]")
_FIELD = re.compile(r"[A-Za-z_][\w-]*\s*:(\s|$)")
_CLOSELY = re.compile(r"([A-Za-z_][\w-]*):([^\s/].*|\u00a0.*)")
_MANY_BRACKETS = re.compile(r"[\[{]{9}")
_SPECIAL = "@`*&!%|>[]{}\"'#,"
WRITE = "Write a field as name, colon, space, value; put a value with special signs in double quotes."


def in_quotes(value: str) -> str:
    r"""Return a value in the double quotes of YAML; typographic ones around it are not part of it.

    >>> in_quotes('a "b"')
    '"a \\"b\\""'
    """
    value = value.strip()
    inner = QUOTED.fullmatch(value)
    escaped = (inner[1] if inner else value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def end_of_fields(lines: list[str]) -> int:
    """Return the index of the line on which text begins, or the number of lines where all of them are fields.

    A line is text when it is no field, comment or entry of a list, does not continue a value and stands after an
    empty line.
    """
    for number, line in enumerate(lines):
        plain = line and not line[0].isspace() and line[0] not in "#-]}\"'"
        if plain and number and not lines[number - 1].strip() and not re.match(r"[\w-]+\s*:", line):
            return number
    return len(lines)


def find_conflicts(lines: list[str], path: str, first_line: int) -> Iterator[Problem]:
    """Yield the first of the marks that a merge leaves where two people changed the same lines."""
    ours = next((number for number, line in enumerate(lines) if re.match(r"<{7} ", line)), None)
    if ours is not None and any(re.match(r">{7} ", line) for line in lines[ours:]):
        message = "two people have changed the same lines, and both versions stand here."
        mend = "Keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        yield Problem(path, first_line + ours, "E065", message, mend)


def slip(text: str, path: str, first_line: int, error: Exception | None) -> Problem:
    """Return the slip because of which a YAML text cannot be read; `error` is the parser's, if it had one."""
    lines = text.split("\n")
    number, what, context = _place(error, lines)

    def told(at: int, message: str, mend: str = WRITE, code: str = "E003") -> Problem:
        return Problem(path, first_line + at, code, message, mend)

    if "\t" in lines[number]:
        return told(number, "there is a tab in this line.", "Replace it by spaces.", "E004")
    for at, line in enumerate(lines):
        if found := _CLOSELY.fullmatch(line):
            mend = f"Write “{found[1]}: {found[2].strip()}”."
            if found[2].startswith("\u00a0"):
                return told(at, "a no-break space stands after the colon; a plain space is needed.", mend)
            return told(at, "there is no space after the colon.", mend)
    if (moved := _moved(lines)) is not None:
        return told(moved, "this line begins with spaces, so it is taken for a part of another.", "Delete the spaces.")
    written = lines[number].strip()
    name, colon, value = (part.strip() for part in written.partition(":"))
    if what == "too deep" or _MANY_BRACKETS.search(lines[number]):
        return told(
            number,
            "values stand too deep in each other here.",
            "Take the line out, or write the values with fewer brackets.",
        )
    if context in ("quote", "bracket"):
        if values := re.findall(r"[\w-]+: #[^\s,}\]]*", lines[number]):
            quoted = " and ".join(f'“{value.replace("#", chr(34) + "#")}"”' for value in values)
            return told(number, "what stands after a # is a remark, so a bracket is not closed.", f"Write {quoted}.")
        message = f"a {context} opens here and is not closed."
        return told(number, message, f"Close it in the same line, like “{closed(written)}”.")
    if error is None:
        message = "there are no fields here, only text."
        return told(
            0,
            message,
            f"Write each field as a name, a colon, a space and a value, like “title: {lines[0].strip()[:70]}”.",
        )
    if not colon and written and not written.startswith(("-", "#")):
        first, _, rest = written.partition(" ")
        mend = f"Write “{first}: {rest}”." if rest else f"Write “{first}: ” and its value, or take the line out."
        return told(number, f"there is no colon after the name of the field: “{written[:70]}”.", mend)
    if value[:1] in ('"', "'"):
        mend = f"Put all of it in quotes: {name}: {in_quotes(value)}"
        return told(number, "text stands outside of the quotes.", mend)
    if value[:1] and value[0] in _SPECIAL:
        mend = f"Put the value in double quotes: {name}: {in_quotes(value)}"
        return told(number, f"a value cannot begin with {value[0]}.", mend)
    if "mapping values are not allowed" in what or re.search(r":\s", value):
        mend = f"Put the value in double quotes: {name}: {in_quotes(value)}"
        return told(number, "a colon followed by a space stands inside the value.", mend)
    return told(number, f"this line cannot be read: “{written[:70]}”.")


def closed(line: str) -> str:
    """Return a line with the quotes and brackets that open in it closed at its end.

    >>> closed("partners: [a, b")
    'partners: [a, b]'
    """
    missing: list[str] = []
    for sign in line:
        if missing and missing[-1] in "\"'":
            if sign == missing[-1]:
                missing.pop()
        elif sign in "[{":
            missing.append({"[": "]", "{": "}"}.get(sign, sign))
        elif missing and sign == missing[-1]:
            missing.pop()
        elif sign in "\"'":
            missing.append(sign)
    return line + "".join(reversed(missing))


def _place(error: Exception | None, lines: list[str]) -> tuple[int, str, str]:
    """Return where the parser stumbled (from 0), over what, and inside of which open sign."""
    context = getattr(error, "context", None) or ""
    open_sign = "quote" if "quoted scalar" in context else "bracket" if "flow" in context else ""
    mark = getattr(error, "problem_mark", None)
    if open_sign:
        mark = getattr(error, "context_mark", None) or mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    # The parser often stumbles only on the line after.
    while number and not lines[number].strip():
        number -= 1
    return number, getattr(error, "problem", None) or "", open_sign


def _moved(lines: list[str]) -> int | None:
    """Return the line that was moved to the right though the one before it already has its value."""
    outer = [number for number, line in enumerate(lines) if _FIELD.match(line)]
    for number, line in enumerate(lines):
        if not (line[:1] == " " and _FIELD.match(line.lstrip())):
            continue
        before = next((lines[n] for n in range(number - 1, -1, -1) if lines[n].strip()), "")
        if not before and any(one > number for one in outer):
            return number
        if _FIELD.match(before) and before.partition(":")[2].strip() and before.rstrip()[-1] not in "|>[{,-":
            return number
    return None
