"""What HTML a page may hold: words with a meaning. Nothing that runs, loads or looks; that is the theme's.

A text is judged when it is finished, by a parser that builds from HTML what browsers build (Lexbor), and published as that
parser writes it. So nothing can differ between what was judged and what a visitor's browser makes of it.
"""

from __future__ import annotations

import re
from html import escape

from core.markdown.allowed_attributes import ADDRESS_MARKS, Fault, judged, parsed
from core.markdown.html_faults import FaultFinder

# Lexbor escapes < and > in text and attribute values, so this finds every tag.
_TAG = re.compile(r"<([a-z][^\s>]*)((?: [^>]*)?)>")
_NO_TAG = re.compile(r"<(?![a-z/])")  # a comment, or an instruction


def allowed(html: str) -> tuple[str, list[Fault]]:
    """Return the HTML of a page as it may be published, and what is wrong with it.

    Comments are taken out. What is wrong is left out as well; where that is not possible, all of it is shown as text.
    """
    written = parsed(html)
    if written == html and not _NO_TAG.search(html) and not any(_faults_of_tags(html)):
        return html, []
    reader = FaultFinder(html)
    reader.read()
    if not reader.faults:
        reader.compare()
    result = parsed("".join(reader.pieces))
    if _NO_TAG.search(result) or parsed(result) != result or any(_faults_of_tags(result)):
        message = "browsers would read this HTML in another way than it is written."
        reader.faults.append(Fault("E073", 0, "<", message, "Take the HTML out, or write it in a simpler way."))
        result = f"<pre>{escape(html)}</pre>"
    return result, sorted(reader.faults, key=lambda fault: fault.at)


def _faults_of_tags(html: str) -> list[tuple[str, str, str, str]]:
    """Return what is wrong with any tag of HTML as Lexbor writes it."""
    return [
        fault
        for name, attributes in set(_TAG.findall(ADDRESS_MARKS.sub("\ue000\ue001", html)))
        for fault in judged(name, attributes)
    ]
