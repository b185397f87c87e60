"""Descriptions of calendar entries as Markdown: plain text stays the lines that it was, HTML keeps what Markdown can say."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import quote, urlsplit

from core.calendar_import.meetings import ADDRESS, is_meeting, trimmed, unwrapped, without_passcode
from core.markdown.mail_addresses import find_mail_addresses

BLOCK = re.compile(r"<(?:p|div|br|li|tr|h[1-6])\b", re.IGNORECASE)
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


def decoded(text: str) -> str:
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
    for line in cleaned(decoded(text)).split("\n"):
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
