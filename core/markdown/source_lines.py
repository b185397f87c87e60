"""Finds the line of the source that a piece of the rendered text comes from."""

from __future__ import annotations

import re
from html import unescape

from core.markdown.allowed_attributes import Fault
from core.markdown.body import TAG
from core.markdown.html_faults import fault_of_comment, how_to_take_out

_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([^\s>)]+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# After a space, brackets are prose: “the budget [EUR] (without VAT)”. Only what looks like the target of a link was meant as one.
_TARGET = (
    r"<?(?:(?:https?|mailto|tel|ftp):|\.{0,2}/|#|www\.|[^\s()<>\[\]]{1,200}"
    r"(?:\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|odt|ods|csv|ics|zip|com|eu|org|net|int|gov|edu|info)\b|/[#)\]]))"
)
UNFINISHED = re.compile(rf"\]\(|\]\[|\]\s[(\[]\s?{_TARGET}|\[\^")
_WORDS = 6  # before a place that is not found by itself
WIDE = 30  # characters after the signs of a link, to tell it from others
_ENOUGH = 200  # signs of a piece of HTML, to find it again
REMARK = re.compile(r"<!--|-->|<!\[|<![a-zA-Z]|<\?")
UNREAD = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s+[a-zA-Z-]+\s*=")
HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


class SourceLines:
    """Finds again on which line of the file something stands that the parser has cut loose from its line."""

    def __init__(self, text: str, first_line: int, path: str) -> None:
        self.text, self.first_line, self.path = text, first_line, path
        self.positions: dict[str, int] = {}
        self.links: dict[str, list[int]] | None = None  # places by address, found when first asked for

    def line(self, written: str) -> int:
        """Return the line of the next place with this text: the second call finds the second place."""
        return self.find(written)[0]

    def find(self, written: str) -> tuple[int, int]:
        """Return the line of the next place with this text, and the place."""
        found = self.text.find(written, self.positions.get(written, 0))
        if found < 0:
            found = self.text.find(written)
        if found < 0:
            loose = re.search(_loose(written[:_ENOUGH]), self.text)
            found = loose.start() if loose else len(self.text) - len(self.text.lstrip())
        self.positions[written] = found + len(written)
        return self._line_at(found), found

    def line_beginning(self, sign: str, text: str) -> int:
        """Return the line that begins with a sign and with the first words of a text, after marks for quotes and lists."""
        words = re.findall(r"\w+", text)[:_WORDS]
        start = rf"^[ \t>*+-]*{re.escape(sign)}"
        for number in range(len(words), -1, -1):
            wanted = "".join(
                rf"\W+{re.escape(word)}" if place else rf"\W*{re.escape(word)}"
                for place, word in enumerate(words[:number])
            )
            if found := re.search(start + wanted, self.text, re.MULTILINE):
                return self._line_at(found.start())
        return self.line(sign)

    def line_of_html(self, fault: Fault, html: str) -> int:
        """Return the line of a piece of HTML: which of several that are equal, their order in the finished HTML says."""
        written, _, attribute = fault.written.partition("\0")
        pattern = _loose(written[:_ENOUGH])
        found = list(re.finditer(pattern, self.text))
        if found:
            before = sum(1 for _ in re.finditer(pattern, html[: fault.at]))
            tag = found[min(before, len(found) - 1)]
            # An attribute can stand on a later line than its tag begins.
            inside = re.search(rf"[\s/\"']{re.escape(attribute)}\s*=", tag[0], re.IGNORECASE) if attribute else None
            return self._line_at(tag.start() + (inside.end() - 1 if inside else 0))
        # Braces after the text become an attribute only in the finished HTML.
        for needle in (f".{attribute}", f"{attribute}=", attribute) if attribute else ():
            if needle in self.text:
                return self.line(needle)
        return self.line_before(html[: fault.at])

    def line_before(self, html: str) -> int:
        """Return the line on which some HTML, which begins with the text, ends."""
        return self._line_after(TAG.sub(" ", html))

    def _line_after(self, text: str) -> int:
        """Return the line on which the last words of a rendered text stand."""
        words = re.findall(r"\w+", unescape(text))[-_WORDS:]
        for first in range(len(words)):
            found = re.search(r"\W+".join(map(re.escape, words[first:])), self.text)
            if found:
                return self._line_at(found.end())
        return self.first_line + self.text[: len(self.text) - len(self.text.lstrip())].count("\n")

    def line_of_id(self, name: str, before: int) -> int:
        """Return the line on which an id is written, not counting so many before it; or that of the heading it is made of."""
        found = list(
            re.finditer(rf"#{re.escape(name)}(?=[\s}}])|\bid\s*=\s*[\"']?{re.escape(name)}(?=[\s\"'}}>/])", self.text)
        )
        return self._line_at(found[min(before, len(found) - 1)].start()) if found else self.first_line

    def _line_at(self, place: int) -> int:
        return self.first_line + self.text.count("\n", 0, place)

    def line_of_link(self, address: str) -> int:
        """Return the line of the next link or picture with this address, which may be spelled in other ways."""
        if self.links is None:
            self.links = {}
            for found in _LINK.finditer(self.text):
                self.links.setdefault(_ESCAPED.sub(r"\1", found[1]), []).append(found.start())
        places = self.links.get(address) or self.links.get(address.removeprefix("mailto:"))
        if not places:
            return self.line(address)
        place = places.pop(0) if len(places) > 1 else places[0]
        return self.first_line + self.text.count("\n", 0, place)


def fault_of_remark(written: str, text: str, place: int) -> tuple[str, str]:
    """Return message and remedy for what begins like a comment or an instruction at a place of a text, and stayed text."""
    if written == "-->":
        return "nothing begins the comment that ends here.", "Take out -->, or write <!-- before the comment."
    if written != "<!--":
        message = f"“{written}” begins no HTML that a page may hold."
        is_there = text.startswith(written, place)
        return message, how_to_take_out(text, place) if is_there else f"Take out {written}"
    if found := re.compile(r"<!---?>").match(text, place):
        return fault_of_comment(text, place, found[0])
    if "-->" in text[place:]:
        message = "a comment begins in this line and ends in another paragraph."
        return message, "Put <!-- at the beginning of a line of its own, with an empty line before it."
    return "a comment begins here and does not end.", "Write --> after the comment."


def _loose(written: str) -> str:
    """Return a pattern for text whose white space, references and backslashes the parser of Markdown may have changed."""
    signs = {"<": "(?:<|&lt;)", ">": "(?:>|&gt;)", "&": "(?:&|&amp;)"}

    def sign(one: str) -> str:
        return one if one.isalnum() else rf"\\?{signs.get(one) or re.escape(one)}"

    return r"\s+".join("".join(map(sign, word)) for word in re.split(r"\s+", written))
