"""HTML cut into tags, comments and text exactly as the HTML standard cuts it, with the place of each.

The parser that decides what a page holds (core/markdown/allowed_html.py) does not say where in its input a thing stood; this does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# The contents of these are not markup (or, of svg and math, markup of another kind): up to their end tag they are skipped.
OPAQUE = frozenset(
    [
        "iframe",
        "math",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "xmp",
    ]
)
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)(?P<attributes>(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\t\n\f\r >]++|(?=>))|(?![\t\n\f\r ]*+=)))*+)>"
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_BOGUS = re.compile(r"<(?:[!?]|/[^a-zA-Z])[^>]*>|</>")
_LAST_END = re.compile(r"</([^<>\s/]*)[^<>]*>\Z")
_BEGINS = re.compile(r"<[a-zA-Z!?/]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML: a start tag, an end tag, a comment, or text."""

    kind: str  # start, end, comment, text, cut (something that never ends)
    start: int  # offsets in the HTML
    end: int
    name: str = ""  # of a tag, in small letters
    attributes: str = ""  # as written
    hidden: str = ""  # what is skipped behind the start tag of an opaque element

    def written(self, html: str) -> str:
        """Return the token as it stands in the HTML."""
        return html[self.start : self.end]


def tokens(html: str) -> Iterator[Token]:
    """Yield all of some HTML; what an element of `OPAQUE` contains is left out."""
    at = 0
    while at < len(html):
        begins = _BEGINS.search(html, at)
        start = begins.start() if begins else len(html)
        if start > at:
            yield Token("text", at, start)
        if begins is None:
            return
        token = _markup(html, start)
        at = token.end
        if token.kind == "start" and token.name in OPAQUE:
            at = _behind(html, token)
            hidden = html[token.end : at]
            last = _LAST_END.search(hidden)
            own = last is not None and last[1].lower() == token.name
            token = replace(token, hidden=hidden[: last.start()] if last and own else hidden)
        yield token


def _markup(html: str, start: int) -> Token:
    """Return the token that begins with the < at `start`."""
    if found := _TAG.match(html, start):
        kind = "end" if found["end"] else "start"
        return Token(kind, start, found.end(), found["name"].lower(), found["attributes"])
    if html.startswith("<!--", start):
        found = _COMMENT.match(html, start)
        return Token("comment", start, found.end()) if found else Token("cut", start, len(html))
    if found := _BOGUS.match(html, start):
        return Token("comment", start, found.end())
    return Token("cut", start, len(html))


def _behind(html: str, opener: Token) -> int:
    """Return where what an opaque element holds ends: at its end tag, or with the text."""
    ends = re.compile(rf"</{re.escape(opener.name)}(?=[\t\n\f\r />])", re.IGNORECASE).search(html, opener.end)
    if ends is None:
        # Nothing closes it: for svg, math, select and template the rest is markup all the same.
        return opener.end if opener.name in ("svg", "math", "select", "template") else len(html)
    return _markup(html, ends.start()).end
