"""HTML descriptions of calendar entries as Markdown."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

from core.calendar_import.text import BLOCK, cleaned, decoded, escaped, from_plain, has_email, safe_address

_HTML = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|o:p|ol|p|pre|s|small|span|strong|style|"
    r"sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCKS = ("p", "div", "ul", "ol", "li", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
_UNWRAPPED = [
    *("html", "body", "font", "span", "u", "small", "sub", "sup", "center"),
    *("abbr", "o:p", "tt", "s", "del", "label", "button"),
]
_DROPPED = ("script", "style", "head", "title", "meta", "link", "iframe", "object", "embed", "svg", "math", "form", "template", "noscript", "audio", "video", "canvas", "img")  # fmt: skip


def is_html(text: str) -> bool:
    """Whether a text is HTML, and not a text about it."""
    return bool(_HTML.search(text))


def plain_lines(text: str) -> str:
    """Return a description as plain lines."""
    return "\n".join(
        " ".join(line.split())
        for line in (_lines_of_html(text) if is_html(text) else cleaned(decoded(text))).split("\n")
    )


class _Converter(MarkdownConverter):
    """HTML to the Markdown that pages of this site may have."""

    def escape(self, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 (markdownify's way of calling)
        return escaped(text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Return a link, or only its words where it leads to nothing that a page may link to."""
        address = safe_address(str(el.get("href") or ""))
        words = " ".join(text.split())
        if not address or has_email(address):
            return text
        if not words:
            return ""
        around = (" " if text[:1].isspace() else "", " " if text[-1:].isspace() else "")
        shown = el.get_text().strip()
        same = shown in (address, str(el.get("href")))
        return f"{around[0]}{f'<{address}>' if same else f'[{words}]({address})'}{around[1]}"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Return an entry of a list; four spaces keep what is nested in it where it belongs."""
        inside = (text or "").strip()
        if not inside:
            return ""
        mark = "-   "
        if el.parent is not None and el.parent.name == "ol":
            mark = f"{1 + len(el.find_previous_siblings('li'))}.".ljust(4)
        lines = inside.split("\n")
        return mark + "\n".join([lines[0], *(f"    {line}" if line.strip() else "" for line in lines[1:])]) + "\n"


def from_html(html: str) -> str:
    """Return HTML as Markdown: no pictures, no raw HTML, headings from the second level, links that are safe."""
    soup = _soup(html)
    try:
        text = _Converter(heading_style="atx", bullets="-", newline_style="spaces", autolinks=False).convert_soup(soup)
    except RecursionError:  # elements in hundreds of elements: no text that anybody wrote
        return from_plain(plain_lines(html))
    lines = [line if line.endswith("  ") and line.strip() else line.rstrip() for line in str(text).split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r" +\n\n", "\n\n", joined)


def _lines_of_html(html: str) -> str:
    soup = _soup(html)
    for tag in soup.find_all(["br", "p", "div", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return re.sub(r"\n{2,}", "\n\n", soup.get_text()).strip()


def _soup(html: str) -> Any:
    """Return HTML as a tree with what Markdown can say, and nothing else."""
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if not BLOCK.search(html):
        html = html.replace("\n", "<br>")  # Google and others keep plain lines between a few tags
    soup = BeautifulSoup(html, "lxml")
    for piece in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        piece.extract()  # remarks, CDATA, declarations
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for tag in soup.find_all(_UNWRAPPED):
        tag.unwrap()
    _flatten_tables(soup)
    for tag in soup.find_all("pre"):
        for piece in tag.find_all(string=True):
            lines = [part for line in str(piece).split("\n") for part in (soup.new_tag("br"), NavigableString(line))]
            piece.replace_with(*lines[1:])
        tag.name = "p"
    for tag in soup.find_all(["b", "strong", "i", "em"]):
        if tag.find(_BLOCKS) is not None:
            tag.unwrap()  # Markdown emphasises within one paragraph only
    for piece in soup.find_all(string=True):
        piece.replace_with(NavigableString(re.sub(r"\s+", " ", cleaned(str(piece)))))
    _level_headings(soup)
    return soup


def _level_headings(soup: Any) -> None:
    """Let headings begin on the second level and skip none; one without words, in a list or a quote is a paragraph."""
    level = 1
    for tag in soup.find_all(re.compile("h[1-6]")):
        if not tag.get_text(strip=True) or tag.find_parent(["li", "blockquote"]):
            tag.name = "p"
            continue
        for broken in tag.find_all("br"):
            broken.replace_with(" ")
        level = min(max(int(tag.name[1]), 2), level + 1)
        tag.name = f"h{level}"


def _flatten_tables(soup: Any) -> None:
    """Turn tables into lines: in mails and invitations they place things on a page more often than they tabulate."""
    for cell in soup.find_all(["td", "th"]):
        if cell.find_next_sibling(["td", "th"]) is not None:
            cell.insert_after(" ")
        cell.unwrap()
    for row in soup.find_all("tr"):
        row.name = "p"
    for tag in soup.find_all(["table", "tbody", "thead", "tfoot", "caption", "colgroup", "col"]):
        tag.unwrap()
