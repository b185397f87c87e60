"""Judges the attributes of HTML elements in a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from core.limits import FAULTS_OF_A_TAG
from core.markdown.allowed_elements import CLASSES, ELEMENTS, GLOBAL, WORDS

_WRITE = {
    "a": "Write [text](path.md).",
    "img": "Write ![alternative text](picture.jpg).",
}
TAKE_OUT = "Take it out."
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
ADDRESS_MARKS = re.compile("\ue000\\d+\ue001")
_FOOTNOTE = re.compile(r"#fn(?:ref)?\d*:.*", re.DOTALL)
ATTRIBUTE = re.compile(r" ([^=\s]+)=\"([^\"]*)\"")
_FIRST_BREAK = re.compile(r"(<pre(?: [^>]*)?>)\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the HTML of a page that may not be there."""

    code: str
    at: int  # offset in the HTML
    written: str  # as it stands there; what to look for in the editor's text
    message: str
    mend: str


def serialized(html: str) -> str:
    """Return HTML as Lexbor writes it, but with no-break spaces as characters, which Markdown leaves as they are."""
    return (LexborHTMLParser(html, is_fragment=True).html or "").replace("&nbsp;", "\u00a0")


def parsed(html: str) -> str:
    r"""Return HTML as Lexbor writes what it has read; the result read again is the same.

    >>> parsed("<P title=a>x <b>y")
    '<p title="a">x <b>y</b></p>'
    >>> parsed("<p>10\u00a0kg &amp;nbsp;</p>") == "<p>10\u00a0kg &amp;nbsp;</p>"
    True
    >>> parsed("<pre>\n\nx</pre>") == parsed(parsed("<pre>\n\nx</pre>"))
    True
    """
    # A parser drops the first line break of a <pre>, and Lexbor does not write it again.
    return _FIRST_BREAK.sub(r"\1\n\n", serialized(html))


@lru_cache(maxsize=4096)
def judged(name: str, attributes: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return what is wrong with a tag: code, what is written, message, remedy."""
    values = {key: unescape(value) for key, value in ATTRIBUTE.findall(attributes)}
    return tuple(_find_wrong(name, values))


def _find_wrong(name: str, values: dict[str, str]) -> list[tuple[str, str, str, str]]:
    if (
        name not in ELEMENTS
        or (name == "a" and not _is_our_link(values))
        or (name == "img" and not _is_ours(values.get("src", "")))
    ):
        return [("E062", "", f"<{name}> is not allowed in a page.", _WRITE.get(name, TAKE_OUT))]
    found = (fault for key, value in values.items() for fault in find_wrong_in(name, key, value))
    return list(islice(found, FAULTS_OF_A_TAG))


def find_wrong_in(name: str, key: str, value: str) -> list[tuple[str, str, str, str]]:
    """Return what is wrong with one attribute of an element that a page may contain."""
    if key not in GLOBAL | ELEMENTS[name]:
        mend = f"Take out {key}= and its value; the look belongs to the theme, and nothing runs in a page."
        return [("E062", key, f"the attribute {key}= is not allowed in a page.", mend)]
    if key in WORDS and value not in WORDS[key]:
        mend = f"Take {key}= out, or write one of: {', '.join(sorted(WORDS[key]))}."
        return [("E062", key, f"{key}=“{value}” is not allowed in a page.", mend)]
    if key == "class":
        strange = [one for one in value.split() if one not in CLASSES.get(name, ())]
        return [
            ("E076", one, f"the class “{one}” is not for pages.", f"Take “{one}” out; the look belongs to the theme.")
            for one in strange
        ]
    if key in ("lang", "hreflang") and not _LANGUAGE.fullmatch(value):
        straight = value.strip("“”„‟‘’\"' ") or "en"
        mend = (
            f'Write {key}="{straight}", with straight quotes.'
            if straight != value
            else "Write its short name, such as nl or pt-BR."
        )
        return [("E062", key, f"{key}={value} names no language.", mend)]
    if key == "id" and (not value or re.search(r"\s", value)):
        return [("E075", key, f"“{value}” cannot be an id.", "Write a word without spaces.")]
    return []


def _is_ours(address: str) -> bool:
    """Whether an address was written in Markdown, so that it has been judged: a mark stands for it."""
    return address in ("\ue000\ue001", "#") or bool(ADDRESS_MARKS.fullmatch(address))


def _is_our_link(values: dict[str, str]) -> bool:
    address = values.get("href", "")
    return _is_ours(address) or bool(_FOOTNOTE.fullmatch(address))
