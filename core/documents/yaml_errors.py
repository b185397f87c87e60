"""Why the fields of a file cannot be read: what a YAML parser stumbles over, as the slip that an editor made."""

from __future__ import annotations

import re

from core.problems.problem import Problem

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


_Slip = tuple[int, str, str]  # which line, counted from 0, what is wrong, what to write


def slip(text: str, path: str, first_line: int, error: Exception | None) -> Problem:
    """Return the slip because of which a YAML text cannot be read; `error` is the parser's, if it had one."""
    lines = text.split("\n")
    number, what, context = _place(error, lines)
    code = "E003"
    if "\t" in lines[number]:
        found, code = (number, "there is a tab in this line.", "Replace it by spaces."), "E004"
    else:
        found = (
            _no_space(lines)
            or _indented(lines, number)
            or _open_or_deep(lines, number, what, context)
            or (_no_fields(lines) if error is None else _unreadable(lines, number, what))
        )
    at, message, mend = found
    return Problem(path, first_line + at, code, message, mend)


def _no_space(lines: list[str]) -> _Slip | None:
    """Return the slip of a colon without a space after it."""
    for at, line in enumerate(lines):
        if found := _CLOSELY.fullmatch(line):
            mend = f"Write “{found[1]}: {found[2].strip()}”."
            if found[2].startswith("\u00a0"):
                return at, "a no-break space stands after the colon; a plain space is needed.", mend
            return at, "there is no space after the colon.", mend
    return None


def _indented(lines: list[str], number: int) -> _Slip | None:
    """Return the slip of a line that is indented and should not be, or otherwise than those around it."""
    if (moved := _moved(lines)) is not None:
        return moved, "this line begins with spaces, so it is taken for a part of another.", "Delete the spaces."
    if (depth := _uneven(lines, number)) is not None:
        inner = lines[number].lstrip()
        wrong = len(lines[number]) - len(inner)
        message = f"this line is indented by {_spaces(wrong)}, which fits no line above."
        if inner.startswith("- "):
            message = "this entry of the list does not stand below the one before it."
        return number, message, f"Indent it by {_spaces(depth)}: “{' ' * depth}{inner[:70]}”."
    if (stray := _stray(lines, number)) is not None:
        return stray, f"this line is no field: “{lines[stray][:70]}”.", "Write it at the end of the line before."
    return None


def _open_or_deep(lines: list[str], number: int, what: str, context: str) -> _Slip | None:
    """Return the slip of a quote or bracket that is not closed, or of too many brackets."""
    if what == "too deep" or _MANY_BRACKETS.search(lines[number]):
        mend = "Take the line out, or write the values with fewer brackets."
        return number, "values stand too deep in each other here.", mend
    if context not in ("quote", "bracket"):
        return None
    if values := re.findall(r"[\w-]+: #[^\s,}\]]*", lines[number]):
        quoted = " and ".join(f'“{value.replace("#", chr(34) + "#")}"”' for value in values)
        return number, "what stands after a # is a remark, so a bracket is not closed.", f"Write {quoted}."
    mend = f"Close it in the same line, like “{closed(lines[number].strip())}”."
    return number, f"a {context} opens here and is not closed.", mend


def _no_fields(lines: list[str]) -> _Slip:
    mend = f"Write each field as a name, a colon, a space and a value, like “title: {lines[0].strip()[:70]}”."
    return 0, "there are no fields here, only text.", mend


def _unreadable(lines: list[str], number: int, what: str) -> _Slip:
    """Return the slip in a line that the parser cannot read: a colon is missing, or its value needs quotes."""
    written = lines[number].strip()
    name, colon, value = (part.strip() for part in written.partition(":"))
    if not colon and written and not written.startswith(("-", "#")):
        first, _, rest = written.partition(" ")
        mend = f"Write “{first}: {rest}”." if rest else f"Write “{first}: ” and its value, or take the line out."
        return number, f"there is no colon after the name of the field: “{written[:70]}”.", mend
    if value[:1] in ('"', "'"):
        return number, "text stands outside of the quotes.", f"Put all of it in quotes: {name}: {in_quotes(value)}"
    mend = f"Put the value in double quotes: {name}: {in_quotes(value)}"
    if value[:1] and value[0] in _SPECIAL:
        return number, f"a value cannot begin with {value[0]}.", mend
    if "mapping values are not allowed" in what or re.search(r":\s", value):
        return number, "a colon followed by a space stands inside the value.", mend
    return number, f"this line cannot be read: “{written[:70]}”.", WRITE


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


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count} spaces"


def _uneven(lines: list[str], number: int) -> int | None:
    """Return by how many spaces a line should be indented that does not stand below others of its group."""
    depth = _depth(lines[number])
    above = next((line for line in reversed(lines[:number]) if line.strip() and not line.lstrip().startswith("#")), "")
    before, is_entry = _depth(above), lines[number].lstrip().startswith("- ")
    if is_entry:
        return before if above.lstrip().startswith("- ") and depth < before else None
    if not (":" in lines[number] and above and depth):
        return None
    if above.lstrip().startswith("- "):
        before += 2
    if depth > before:
        value = above.partition(":")[2].strip()
        return before if before and value and value[0] not in "|>[{" and above.rstrip()[-1] not in "[{," else None
    levels = {before}
    for line in reversed(lines[:number]):
        if line.strip() and _depth(line) < min(levels):
            levels.add(_depth(line) + 2 * line.lstrip().startswith("- "))
            levels.add(_depth(line))
    return None if depth in levels else min(levels, key=lambda level: (abs(level - depth), -level))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _stray(lines: list[str], number: int) -> int | None:
    """Return the line at or above the place of a mistake that is no field, comment or entry, and follows a field with a value."""
    for at in (number, number - 1):
        if at < 1 or not lines[at] or lines[at][0] in " \t#-]}\"'" or re.match(r"[\w-]+\s*:", lines[at]):
            continue
        before = lines[at - 1].partition(":")
        return at if _FIELD.match(lines[at - 1]) and before[2].strip() and " " in lines[at].strip() else None
    return None
