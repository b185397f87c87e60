"""Descriptions of calendar entries as Markdown: plain text stays the lines that it was, HTML keeps what Markdown can say."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

from core.mail_addresses import find_mail_addresses
from core.meetings import ADDRESS, is_meeting, trimmed, unwrapped, without_passcode

_HTML = re.compile(
    r"</?(?:a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|o:p|ol|p|pre|s|small|span|strong|style|"
    r"sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|div|br|li|tr|h[1-6])\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ue000\ue001\ufeff\ufff9-\uffff]"
)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(\s*(https?://[^\s()<>]+)\s*\)")
_LINK = re.compile(
    rf"{_MARKDOWN_LINK.pattern}|<?({ADDRESS.pattern})>?|(?<![\w@./-])(www\.[\w-]+\.[^\s<>\"“”|\\^`{{}}]+)",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://[^\s/?#\[\]\\.@:][^\s/?#\[\]\\@:]*(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE)
_BLOCKS = ("p", "div", "ul", "ol", "li", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
_DROPPED = ("script", "style", "head", "title", "meta", "link", "iframe", "object", "embed", "svg", "math", "form", "template", "noscript", "audio", "video", "canvas", "img")  # fmt: skip


def cleaned(text: str) -> str:
    """Return a text without what nobody can see: zero-width characters, soft hyphens, control characters."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\x85", "\n")
    )
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).replace("\xa0", " ").replace("\t", " "))


def is_html(text: str) -> bool:
    """Whether a text is HTML, and not a text about it."""
    return bool(_HTML.search(text))


def plain_lines(text: str) -> str:
    """Return a description as plain lines."""
    return "\n".join(
        " ".join(line.split())
        for line in (_lines_of_html(text) if is_html(text) else cleaned(_decoded(text))).split("\n")
    )


def _decoded(text: str) -> str:
    """Return plain text in which entities of HTML are the characters that they mean."""
    return unescape(text) if _ENTITY.search(text) else text


def without_emails(text: str) -> tuple[str, bool]:
    """Return a text without e-mail addresses, and whether there were any."""
    pieces: list[str] = []
    place = 0
    for start, found in find_mail_addresses(text):
        pieces.append(text[place:start].removesuffix("mailto:"))
        place = start + len(found)
    if not place:
        return text, False
    shorter = "".join([*pieces, text[place:]])
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"<\s*>|\(\s*\)|\[\s*\](?:\(\s*\))?", "", shorter)), True


def has_email(text: str) -> bool:
    """Whether there is an e-mail address in a text."""
    return next(find_mail_addresses(text), None) is not None


def escaped(text: str, *, at_start: bool = True) -> str:
    r"""Return text in Markdown that reads as the text itself.

    >>> escaped("- *a* <b> 50 %")
    '\\- \\*a\\* &lt;b&gt; 50 %'
    """
    found = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = re.sub(r"\](?=\s?[(\[])", "&#93;", found).replace("[^", "&#91;^")
    found = re.sub(r"([`*_\[\]])", r"\\\1", found)
    found = found.replace("{", "&#123;").replace("}", "&#125;").replace("|", "&#124;").replace("~~", "&#126;&#126;")
    if not at_start:
        return found
    found = re.sub(r"^(\s*)([#+-])", r"\1\\\2", found)
    found = re.sub(r"^(\s*)([=:~])", lambda mark: f"{mark[1]}&#{ord(mark[2])};", found)
    return re.sub(r"^(\s*\d+)([.)])(?=\s|$)", r"\1\\\2", found)


def safe_address(address: str) -> str:
    """Return an address as links of pages may have it; empty where it is none of the web."""
    address = unwrapped(address.strip())
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return ""
    if is_meeting(address):
        address, _ = without_passcode(address)
    if not _WEB.fullmatch(address) or not parts.hostname or " " in parts.netloc:
        return ""
    return quote(address, safe="/#:@!$&'*+,;=~%?[]-._").replace("(", "%28").replace(")", "%29")


def from_plain(text: str, *, links: bool = True) -> str:
    """Return plain text as Markdown that shows the same lines."""
    paragraphs: list[list[str]] = [[]]
    for line in cleaned(_decoded(text)).split("\n"):
        if line.strip():
            paragraphs[-1].append(_line(" ".join(line.split()), links))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("  \n".join(lines) for lines in paragraphs if lines)


def _line(text: str, links: bool) -> str:
    pieces: list[str] = []
    place = 0
    for found in _LINK.finditer(text) if links else ():
        if found.start() < place:
            continue
        words, target, bare, short = found.groups()
        written = target or trimmed(bare or short or "")
        address = safe_address(f"https://{written}" if short else written)
        if not address or has_email(address):
            continue
        pieces.append(escaped(text[place : found.start()], at_start=not pieces))
        if words:
            pieces.append(f"[{escaped(words, at_start=False)}]({address})")
            place = found.end()
        else:
            pieces.append(
                f"<{address}>"
                if not short and address == written
                else f"[{escaped(written, at_start=False)}]({address})"
            )
            place = found.start() + found[0].index(written) + len(written)
            opened = found[0].startswith("<")
            if opened and text[place : place + 1] == ">":
                place += 1
    pieces.append(escaped(text[place:], at_start=not pieces))
    return "".join(pieces)


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
    if not _BLOCK.search(html):
        html = html.replace("\n", "<br>")  # Google and others keep plain lines between a few tags
    soup = BeautifulSoup(html, "lxml")
    for piece in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        piece.extract()  # remarks, CDATA, declarations
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for tag in soup.find_all(
        [
            "html",
            "body",
            "font",
            "span",
            "u",
            "small",
            "sub",
            "sup",
            "center",
            "abbr",
            "o:p",
            "tt",
            "s",
            "del",
            "label",
            "button",
        ]
    ):
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
    level = 1
    for tag in soup.find_all(re.compile("h[1-6]")):
        if not tag.get_text(strip=True) or tag.find_parent(["li", "blockquote"]):
            tag.name = "p"
            continue
        for broken in tag.find_all("br"):
            broken.replace_with(" ")
        level = min(max(int(tag.name[1]), 2), level + 1)
        tag.name = f"h{level}"
    return soup


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
