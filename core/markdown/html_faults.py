"""Explains what is wrong with HTML that an editor wrote, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import cast

from core.markdown.allowed_attributes import (
    ADDRESS_MARKS,
    ATTRIBUTE,
    TAKE_OUT,
    Fault,
    find_wrong_in,
    judged,
    parsed,
    serialized,
)
from core.markdown.allowed_elements import ELEMENTS, INNER_TABLE, VOID
from core.markdown.html_tokens import OPAQUE, Token, tokens

# What stands in these is no text of the page.
_WITH_CONTENT = OPAQUE | {"audio", "canvas", "object", "video"} - {"plaintext"}
_SHOWS = frozenset({"audio", "embed", "iframe", "object", "video"})  # something from elsewhere
_STRAY = re.compile(r"[<\"'`=]")  # in the name of an attribute: its tag is not what the editor took it for


@dataclass(slots=True)
class _Open:
    name: str
    token: Token
    piece: int  # the place of its start tag in the pieces
    implied: bool = False


@dataclass(slots=True)
class FaultFinder:
    """Reads HTML tag by tag: what is wrong, with its place; and the rest, every element closed, in the way of Lexbor."""

    html: str
    faults: list[Fault] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)  # of each piece
    open: list[_Open] = field(default_factory=list)
    doubtful: bool = False  # whether tags have been skipped, so that the next ones need not fit together
    late: dict[str, list[Fault]] = field(default_factory=dict)  # elements closed by the end of one around them

    def read(self) -> None:
        """Read it all."""
        dropped: list[str] = []
        for token in tokens(self.html):
            match token.kind:
                case "text":
                    self._text(token)
                case "comment":
                    self._comment(token)
                case "cut":
                    first = token.written(self.html).split("\n", 1)[0][:60]
                    what = "comment" if first.startswith("<!--") else "tag"
                    mend = (
                        "Write --> after the comment."
                        if what == "comment"
                        else "Write > after it, and close its quotes."
                    )
                    self._fault(
                        "E074" if what == "comment" else "E073", token, f"a {what} begins here and does not end.", mend
                    )
                case "start":
                    self._start(token, dropped)
                case "end" if token.name in dropped:
                    dropped.remove(token.name)
                case "end":
                    self._end(token)
        while self.open:
            self._close(self.open.pop(), None)

    def _fault(self, code: str, token: Token, message: str, mend: str, written: str = "") -> Fault:
        fault = Fault(code, token.start, written or token.written(self.html), message, mend)
        self.faults.append(fault)
        return fault

    def _piece(self, text: str, token: Token) -> None:
        self.pieces.append(text)
        self.places.append(token)

    def _text(self, token: Token) -> None:
        text = token.written(self.html)
        if (
            self.open
            and self.open[-1].name == "pre"
            and self.open[-1].piece == len(self.pieces) - 1
            and text[:1] == "\n"
        ):
            text = text[1:]
            text = f"\n{text}" if text[:1] == "\n" else text
        # Text alone is read by Lexbor too, for the sake of the references in it.
        self._piece(_text_alone(text) if "&" in text or "<" in text or ">" in text else text, token)

    def _comment(self, token: Token) -> None:
        written = token.written(self.html)
        if re.fullmatch(r"<!--(?!-?>).*(?<!-!)-->", written, re.DOTALL):
            return
        if written.startswith("<!--"):
            self._fault("E074", token, *fault_of_comment(self.html, token.start, written))
        else:
            first = written.split("\n", 1)[0][:60]
            mend = how_to_take_out(self.html, token.start)
            self._fault("E074", token, f"“{first}” is not allowed in a page.", mend)

    def _start(self, token: Token, dropped: list[str]) -> None:
        attributes = _attributes_alone(token.attributes) if token.attributes.strip("\t\n\f\r /") else ""
        if any(_STRAY.search(key) for key, _ in ATTRIBUTE.findall(attributes)) or re.search(
            r"=<[a-z]", token.attributes
        ):
            message = f"the attributes of <{token.name}> cannot be read."
            self._fault(
                "E073", token, message, 'Write each one as name="value", in straight quotes, with a space before it.'
            )
            dropped += [token.name, *re.findall(r"<([a-z]+)", token.attributes)]
            return
        wrong = judged(token.name, ADDRESS_MARKS.sub("\ue000\ue001", attributes))
        for code, written, message, mend in wrong:
            mend = how_to_take_out(self.html, token.start) if mend == TAKE_OUT else mend  # noqa: PLW2901
            self._fault(code, token, message, mend, f"{token.written(self.html)}\0{written}" if written else "")
        if any(not written for _, written, _, _ in wrong):
            if token.name not in OPAQUE:
                dropped.append(token.name)
            self.doubtful |= "</" in token.hidden
            return
        if wrong:
            attributes = "".join(
                f' {key}="{value}"'
                for key, value in ATTRIBUTE.findall(attributes)
                if not find_wrong_in(token.name, key, unescape(value))
            )
        self._imply(token)
        self._piece(f"<{token.name}{attributes}>", token)
        if token.name not in VOID:
            self.open.append(_Open(token.name, token, len(self.pieces) - 1))

    def _imply(self, token: Token) -> None:
        """Open or close what HTML lets people leave out in tables."""
        if self.open and self.open[-1].implied and token.name in INNER_TABLE - {"tbody"} | {"tbody"}:
            self._piece(f"</{self.open.pop().name}>", token)
        needed = {"tr": "tbody", "col": "colgroup"}.get(token.name)
        if self.open and self.open[-1].implied and self.open[-1].name != needed and token.name in ("tr", "col"):
            self._piece(f"</{self.open.pop().name}>", token)
        if needed and self.open and self.open[-1].name == "table":
            self._piece(f"<{needed}>", token)
            self.open.append(_Open(needed, token, len(self.pieces) - 1, implied=True))

    def _end(self, token: Token) -> None:
        name = token.name
        if name not in ELEMENTS:
            self._fault("E062", token, f"</{name}> is not allowed in a page.", f"Take out </{name}>.")
        elif name in VOID:
            self._fault(
                "E062",
                token,
                f"</{name}> does not exist in HTML.",
                f"Write <{name}>." if name != "col" else f"Take out </{name}>.",
            )
        elif self.doubtful and all(one.name != name for one in self.open):
            pass
        elif all(one.name != name or one.implied for one in self.open):
            if late := self.late.get(name):
                fault = late.pop()
                self.faults[self.faults.index(fault)] = Fault(
                    "E073",
                    fault.at,
                    fault.written,
                    f"<{name}> is opened here and closed behind the end of what is around it.",
                    f"Write </{name}> where its text ends, before the end tag of what is around it.",
                )
            else:
                self._fault("E062", token, f"</{name}> closes what is not open.", f"Take out </{name}>.")
        else:
            while (one := self.open.pop()).name != name or one.implied:
                self._close(one, token)
            self._piece(f"</{name}>", token)

    def _close(self, one: _Open, by: Token | None) -> None:
        self._piece(f"</{one.name}>", by or one.token)
        if one.implied or self.doubtful:
            return
        fault = self._fault(
            "E062", one.token, f"<{one.name}> is opened here and not closed.", f"Write </{one.name}> after its text."
        )
        self.late.setdefault(one.name, []).append(fault)

    def compare(self) -> None:
        """Find the first place at which browsers build something else than what is written."""
        expected = "".join(self.pieces)
        built = parsed(expected)
        if built == expected:
            return
        differs = next(
            (n for n, (a, b) in enumerate(zip(expected, built, strict=False)) if a != b), min(len(expected), len(built))
        )
        at = 0
        around: list[Token] = []
        for piece, token in zip(self.pieces, self.places, strict=True):
            if at + len(piece) > differs or piece is self.pieces[-1]:
                self._misplaced(token, around[-1] if around else None)
                return
            at += len(piece)
            if (
                token.kind == "start"
                and piece.startswith("<")
                and not piece.startswith("</")
                and token.name not in VOID
            ):
                around.append(token)
            elif piece.startswith("</") and around:
                around.pop()

    def _misplaced(self, token: Token, around: Token | None) -> None:
        if token.name == "a":
            message = "a link or a footnote stands in the words of another link."
            self._fault("E073", token, message, "Write one behind the other.")
            return
        if token.name == "table" or (around and around.name == "table" and token.kind != "start"):
            token = token if token.name == "table" else around or token
            message = "something stands in this table outside of its cells."
            self._fault("E073", token, message, "Put it into a cell, or before the table.")
            return
        if token.kind != "start":
            token, around = around or token, None
        inside = f" inside <{around.name}>" if around else " here"
        message = f"<{token.name}> cannot stand{inside}: browsers would build something else from it."
        mend = (
            f"Write <{token.name}> at the beginning of a line, with an empty line before it."
            if around and around.name == "p"
            else "Put it where HTML allows it, or take it out."
        )
        self._fault("E073", token, message, mend)


def how_to_take_out(html: str, start: int) -> str:
    """Return a remedy for what may not stand in a page: how far what begins at `start` reaches.

    >>> how_to_take_out("<script>x()</script>", 0), how_to_take_out("<center>x</center>", 0), how_to_take_out("<base>", 0)
    ('Take out everything from <script> to </script>.', 'Take out the tags <center> and </center>.', 'Take out the tag <base>.')
    """
    if (tag := re.compile(r"<([a-zA-Z][^\t\n\f\r />]*)").match(html, start)) is None:
        opening = cast("re.Match[str]", re.compile(r"<(?:!\[CDATA\[|\?[\w-]*|!\[?\w*|/)").match(html, start))[0]
        end = "]]>" if opening == "<![CDATA[" else "?>" if opening.startswith("<?") else ">"
        whole = end in html[start:]
        return f"Take out everything from {opening} to the next {end}" if whole else f"Take out {opening}"
    name = tag[1].lower()
    instead = "; link to the page or the film instead" if name in _SHOWS else ""
    closed = re.compile(rf"</{re.escape(name)}(?=[\t\n\f\r />])", re.IGNORECASE).search(html, tag.end())
    if not closed:
        return f"Take out the tag <{name}>{instead}."
    if name in _WITH_CONTENT:
        return f"Take out everything from <{name}> to </{name}>{instead}."
    return f"Take out the tags <{name}> and </{name}>."


def fault_of_comment(html: str, start: int, comment: str) -> tuple[str, str]:
    """Return message and remedy for a comment that HTML ends at another place than it seems: <!--> or --!>.

    >>> fault_of_comment("<!--> x -->", 0, "<!-->")[1]
    'Write <!-- in place of <!-->'
    """
    shown = comment if len(comment) <= 40 else f"{comment[:20]} … {comment[-12:]}"
    message = " ".join(f"HTML ends the comment “{shown}” here; what follows is no part of it.".split())
    if comment not in ("<!-->", "<!--->"):
        return message, "Write --> in place of --!>"
    more = "" if "-->" in html[start + len(comment) :] else ", and --> after the comment"
    return message, f"Write <!-- in place of {comment}{more}"


@lru_cache(maxsize=1024)
def _text_alone(text: str) -> str:
    """Return a text as Lexbor writes it."""
    return serialized(text.replace("<", "&lt;"))


@lru_cache(maxsize=1024)
def _attributes_alone(attributes: str) -> str:
    """Return the attributes of a tag as Lexbor writes them."""
    return (serialized(f"<b{attributes}></b>") or "<b></b>")[2:-5]
