"""HTML as plain text after RFC 3676: lines that flow to any width, links as numbers with their addresses at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring

from core.views.newsletter import MailView

WIDTH = 72
_HEADINGS = {"h1": "=", "h2": "=", "h3": "-", "h4": "-", "h5": "-", "h6": "-"}
_BLOCKS = frozenset(
    {"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "hr", "div", "section"}
    | {"figure", "figcaption", "details", "summary", *_HEADINGS}
)


class Flowed:
    """A text being written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.links: dict[str, int] = {}  # numbers by address

    def paragraph(self, text: str, start: str = "", quote: int = 0) -> None:
        """Add a paragraph; all its lines but the last end with a space, so that programs may join them."""
        marks = ">" * quote
        words = textwrap.wrap(f"{start}{text}", WIDTH - len(marks) - 2, break_long_words=False, break_on_hyphens=False)
        for place, line in enumerate(words):
            # A space before what would else be read as a quotation, as indented, or as the start of another mail.
            stuffed = f" {line}" if marks or line.startswith((" ", ">", "From ")) else line
            self.lines.append(f"{marks}{stuffed}" + (" " if place < len(words) - 1 else ""))

    def fixed(self, line: str, quote: int = 0) -> None:
        """Add a line that stays as it is."""
        text = line.rstrip()
        self.lines.append(">" * quote + (f" {text}" if quote or text.startswith((" ", ">", "From ")) else text))

    def gap(self) -> None:
        """Add an empty line, unless there is one."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, text: str, sign: str) -> None:
        """Add a heading with a line under it."""
        self.gap()
        self.paragraph(text)
        self.fixed(sign * min(len(text), WIDTH - 2))

    def number(self, address: str) -> int:
        """Return the number of a link: the same for the same address."""
        return self.links.setdefault(address, len(self.links) + 1)

    def html(self, html: str, level: int = 0) -> None:
        """Add the text of a piece of HTML."""
        self._blocks(fragment_fromstring(html, create_parent="div"), level)

    def _blocks(self, parent: HtmlElement, quote: int = 0) -> None:
        """Add the parts of an element: running text between blocks is a paragraph of its own."""
        running = parent.text or ""
        for element in parent:
            tag = element.tag if isinstance(element.tag, str) else ""
            if tag in _BLOCKS:
                self._running(running, quote)
                self._block(element, tag, quote)
                running = element.tail or ""
            else:
                running += self._inline(element) + (element.tail or "")
        self._running(running, quote)

    def _running(self, text: str, quote: int) -> None:
        if text := " ".join(text.split()):
            self.gap()
            self.paragraph(text, quote=quote)

    def _block(self, element: HtmlElement, tag: str, quote: int) -> None:
        if tag in _HEADINGS:
            self.heading(self._words(element), _HEADINGS[tag])
        elif tag in ("ul", "ol"):
            self.gap()
            for number, item in enumerate(element, int(element.get("start", "1"))):
                self._item(item, f"{number}. " if tag == "ol" else "- ", quote)
        elif tag == "blockquote":
            self.gap()
            self._blocks(element, quote + 1)
        elif tag == "pre":
            self.gap()
            for line in element.text_content().rstrip().split("\n"):
                self.fixed(line, quote)
        elif tag == "table":
            self.gap()
            for row in element.iter("tr"):
                self.paragraph(" | ".join(self._words(cell) for cell in row), quote=quote)
        elif tag == "hr":
            self.gap()
            self.fixed("* * *", quote)
        elif tag == "dl":
            self.gap()
            for part in element:
                self.paragraph(self._words(part), "" if part.tag == "dt" else "- ", quote)
        else:
            self._blocks(element, quote)

    def _item(self, item: HtmlElement, start: str, quote: int) -> None:
        """Add an item of a list: its own words behind the mark, what else it holds below."""
        own, below = item.text or "", []
        for child in item:
            if child.tag == "p" and not own.strip():
                own = self._words(child)
            elif child.tag in _BLOCKS:
                below.append(child)
            else:
                own += self._inline(child) + (child.tail or "")
        self.paragraph(" ".join(own.split()), start, quote)
        for child in below:
            self._block(child, str(child.tag), quote) if child.tag not in ("ul", "ol") else self._nested(
                child, start, quote
            )

    def _nested(self, items: HtmlElement, start: str, quote: int) -> None:
        mark = "-" * (start.count("-") + 1) + " "
        for item in items:
            self._item(item, mark, quote)

    def _words(self, element: HtmlElement) -> str:
        return " ".join(self._inner(element).split())

    def _inner(self, element: HtmlElement) -> str:
        return (element.text or "") + "".join(self._inline(child) + (child.tail or "") for child in element)

    def _inline(self, element: HtmlElement) -> str:
        if not isinstance(element.tag, str):
            return ""
        text = self._inner(element)
        if element.tag == "img":
            return f"[{element.get('alt')}]" if element.get("alt") else ""
        if element.tag == "br":
            return " "
        address = element.get("href", "") if element.tag == "a" else ""
        if not address or "footnote" in element.get("class", ""):
            return text
        return f"{text} [{self.number(address)}]"

    def addresses(self) -> Iterator[str]:
        """Yield the lines that say where the numbers lead."""
        for address, number in self.links.items():
            yield f"[{number}] {address}"


def plain(view: MailView, words: Mapping[str, Any]) -> str:
    """Return an issue as plain text that flows."""
    text = Flowed()
    text.paragraph(view.name)
    text.heading(view.title, "=")
    text.paragraph(", ".join(filter(None, [view.label, view.when.text])))
    text.gap()
    text.paragraph(view.summary)
    text.html(view.content)
    if view.highlights:
        text.heading(words["highlights"], "=")
    for item in view.highlights:
        card = item.card
        status = f"{words['status'][card.status]}: " if card.status else ""
        text.gap()
        text.paragraph(f"{status}{card.title} [{text.number(card.address)}]")
        kind = card.label or words["kinds"][card.kind]
        when = f"{card.when.text} {card.when.zone}".rstrip() if card.when else ""
        text.paragraph(", ".join(filter(None, [kind, when, card.place])))
        if card.repeats:
            text.paragraph(f"{words['mail']['repeats']}: {card.repeats}")
        if item.dates:
            text.paragraph(f"{words['mail']['dates']}: {'; '.join(when.text for when in item.dates)}")
        text.paragraph(card.summary)
    text.gap()
    text.fixed("* * *")
    for grant in view.grants:
        text.gap()
        text.paragraph(grant.statement)
        text.gap()
        text.paragraph(grant.disclaimer)
    text.gap()
    text.paragraph(view.run_by)
    text.gap()
    text.paragraph(f"{words['mail']['read']} [{text.number(view.address)}]")
    if view.unsubscribe:
        text.paragraph(f"{words['mail']['unsubscribe']} [{text.number(view.unsubscribe)}]")
    text.heading(words["mail"]["links"], "=")
    for line in text.addresses():
        text.fixed(line)
    return "\n".join(text.lines) + "\n"
