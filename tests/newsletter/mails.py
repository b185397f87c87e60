"""A mail as a mail program reads it."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

from lxml import html


def read(source: Path | bytes) -> EmailMessage:
    """Return a mail; it must be without defects."""
    data = source.read_bytes() if isinstance(source, Path) else source
    mail = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert [defect for part in mail.walk() for defect in part.defects] == []
    return mail


def text_of(mail: EmailMessage) -> str:
    """Return the plain text as programs show it that know RFC 3676: lines that flow are joined."""
    part = mail.get_body(("plain",))
    assert part is not None
    assert part.get_content_type() == "text/plain"
    assert part["Content-Type"].params["format"] == "flowed"
    found: list[str] = []
    flows = False
    for line in part.get_content().replace("\r\n", "\n").split("\n"):
        quote = re.match(">*", line)[0]
        words = line[len(quote) :].removeprefix(" ")
        found[len(found) - flows :] = [found[-1] + words if flows else (f"{quote} {words}" if quote else words)]
        flows = line.endswith(" ") and line != "-- "
    return "\n".join(line.rstrip() for line in found)


def html_of(mail: EmailMessage) -> str:
    """Return the HTML."""
    part = mail.get_body(("html",))
    assert part is not None
    return part.get_content()


def tree_of(mail: EmailMessage) -> html.HtmlElement:
    """Return the HTML as a tree."""
    return html.document_fromstring(html_of(mail))


def shown(element: html.HtmlElement) -> str:
    """Return the text of an element; what stands in two elements is two words."""
    return " ".join(" ".join(element.itertext()).split())


def words(text: str) -> list[str]:
    """Return the words of a text, without signs."""
    return re.findall(r"\w+", text)
