"""Lists that are typed with bullets as word processors write them: Markdown takes their lines for one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

# By family: two lines of one family in a paragraph are a list. A single dash can begin a line of dialogue or go on with a sentence.
_FAMILIES = (
    re.compile(r"[•‣⁃∙▪▫■□●○◦◾◽➢➤✓✔\uf0b7\uf0a7]\s*(?=\S)"),
    re.compile(r"[·]\s+(?=\S)"),
    re.compile(r"[–—]\s+(?=\S)"),
    re.compile(r"\(?[0-9]{1,2}\)\s+(?=\S)"),
    re.compile(r"\(?[a-zA-Z]\)\s+(?=\S)"),
    re.compile(r"\(?[ivx]{1,5}\)\s+(?=\S)"),
)
_BULLETS, _DASHES, _NUMBERS = _FAMILIES[0], _FAMILIES[2], _FAMILIES[3]
_APART = frozenset({"br", "div", "dl", "ol", "p", "pre", "table", "ul", "blockquote"})  # what ends a line for visitors
_ENOUGH = 2  # lines that make a list


@dataclass(frozen=True, slots=True)
class TypedList:
    """The first line of a typed list, and what to write instead."""

    sign: str  # as typed: •, 1)
    line: str  # as it is read, with the sign
    mend: str


def lines_of(paragraph: Element) -> list[str]:
    """Return the lines of a paragraph, or of a short item of a list, as they run together; a zero byte ends one that does not."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        pieces.append("\0" if child.tag in _APART else "".join(child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces).split("\n")


def typed_list(lines: Sequence[str], *, nested: bool = False) -> TypedList | None:
    r"""Return the list that is typed in the lines of a paragraph; it is `nested` in an item of a list.

    >>> typed_list(["The towns agreed on:", "• heat maps", "• a plan"]).mend
    'Begin each line with “- ” in place of “•”, and leave an empty line before the first.'
    >>> typed_list(["1) sign", "2) build"]).mend
    'Begin each line with “1. ”, “2. ” and so on in place of “1)”.'
    >>> typed_list(["– Hello, said the mayor.", "She left at once."]), typed_list(["We went by car", "– and by train."])
    (None, None)
    """
    joined = [place for place in range(len(lines)) if not place or not lines[place - 1].endswith("\0")]
    for family in _FAMILIES:
        found = [(place, begin) for place in joined if (begin := family.match(lines[place].strip("\0 \t")))]
        if len(found) >= _ENOUGH or (found and family is _BULLETS and found[0][0]):
            place, match = found[0]
            sign = match[0].strip()
            marks = f"“{sign.strip('()')}. ” and so on" if family is _NUMBERS else "“- ”"
            if family is _NUMBERS and sign.strip("()") == "1":
                marks = "“1. ”, “2. ” and so on"
            mend = f"Begin each line with {'four spaces and ' if nested else ''}{marks} in place of “{sign}”"
            mend += ", and leave an empty line before the first" if place and not nested else ""
            mend += "; if people speak, leave an empty line before each instead" if family is _DASHES else ""
            return TypedList(sign, lines[place].strip("\0 \t"), f"{mend}.")
    return None
