"""Characters that no text of the site may hold, written as they are, as escapes of YAML, or as references of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

# Control characters, marks that end a line or turn the writing direction unseen, halves of characters, places that are no
# characters, and the two private ones that mark links in rendered text (core/markdown/renderer.py). Joiners, soft hyphens and marks
# of direction for the next letter are part of many languages, and stay.
UNPRINTABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200b\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ue000\\ue001\\ufdd0-\\ufdef\\ufeff\\ud800-\\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);?")
_ESCAPE = re.compile(
    r"(?<!\\)(?:\\\\)*\\(?P<code>x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|[0abvfreNLP])"
)
_NAMED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_GOOD_ESCAPE = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|[0abtnvfreNLP_ \"/\\]|$)"
)
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Strange:
    """A reference to a character that may not be there."""

    written: str
    message: str
    mend: str


def without(text: str) -> str:
    """Return a text without the characters that it may not hold."""
    return UNPRINTABLE.sub("", text)


def find_escapes(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    r"""Yield line (from 0), escape and character of each escape of YAML that stands for a character no text may hold.

    >>> list(find_escapes([r'title: "A\e[31m \t B"']))
    [(0, '\\e', '\x1b')]
    """
    for number, line in enumerate(lines):
        for found in _ESCAPE.finditer(line):
            code = found["code"]
            sign = chr(int(code[1:], 16)) if code[0] in "xuU" and len(code) > 1 else _NAMED.get(code, " ")
            if UNPRINTABLE.search(sign):
                yield number, found[0], sign


def wrong_escape(text: str, what: str | None, mark: object) -> tuple[int, str, str] | None:
    """Return line (from 0), message and remedy where a parser of YAML stumbled over an escape; else nothing."""
    if not what or not ("escape" in what or "hexdecimal" in what or "hexadecimal" in what):
        return None
    line = int(getattr(mark, "line", 0))
    written = text.split("\n")[line]
    half = re.search(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}", written)
    if half:
        return line, f"“{half[0]}” is half of a character.", f"Write the whole character in place of “{half[0]}”."
    known = next(
        (found[0] for found in re.finditer(r"\\(?:\\|.?)", written) if not _GOOD_ESCAPE.match(written, found.start())),
        "\\",
    )
    message = f"“{known}” means nothing inside double quotes."
    return line, message, f"Write \\{known}, if a backslash is meant, or delete it."


def find_references(html: str) -> tuple[str, list[Strange]]:
    """Return HTML without references to characters that it may not hold, and what those were.

    >>> find_references("a&#1;b &amp; &#233;")[0]
    'a b &amp; &#233;'
    """
    found: list[Strange] = []

    def judged(reference: re.Match[str]) -> str:
        strange = _judged(reference[0])
        if strange is None:
            return reference[0]
        found.append(strange)
        return " "

    return (_REFERENCE.sub(judged, html), found) if "&" in html else (html, [])


@lru_cache(maxsize=256)
def _judged(reference: str) -> Strange | None:
    """Return what is wrong with a reference, or nothing."""
    meant = unescape(reference)
    if meant == reference or (meant not in ("", "\ufffd") and not UNPRINTABLE.search(meant)):
        return None
    number = reference.strip("&#;")
    code = (
        ord(meant)
        if len(meant) == 1 and meant != "\ufffd"
        else int(number[1:], 16)
        if number[:1] in "xX"
        else int(number)
    )
    message = (
        f"“{reference}” stands for a character that nobody can see (U+{code:04X})."
        if code <= 0x10FFFF
        else f"“{reference}” stands for no character."
    )
    if 0xD800 <= code <= 0xDFFF:
        message = f"“{reference}” is half of a character (U+{code:04X})."
    if meant in _TURNS:
        return Strange(
            reference,
            message,
            f'Delete “{reference}”; for words of another direction write <bdi>…</bdi> or <bdo dir="rtl">…</bdo>.',
        )
    if meant == "\u200b":
        return Strange(
            reference, message, f"Write <wbr> in its place, where a long word may break, or delete “{reference}”."
        )
    if 0xD800 <= code <= 0xDFFF:
        return Strange(reference, message, f"Write the whole character in place of “{reference}”.")
    return Strange(reference, message, f"Delete “{reference}”.")
