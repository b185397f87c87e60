"""An issue as a mail: plain text and HTML in one, the same bytes for the same issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import blake2b

from core.limits import MAIL_HTML

_UNFIT = re.compile(r"[^A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")


class NoMail(Exception):
    """An issue cannot be mailed; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is made of."""

    id: str  # permanent, of the issue
    subject: str
    html: str
    text: str
    published: datetime
    sender: str = ""
    unsubscribe: str = ""
    notes: tuple[str, ...] = ()  # what the one who sends it should know


def message_id(identity: str, mark: str = "") -> str:
    """Return the Message-ID that belongs to a permanent id.

    >>> message_id("tag:example.org,2026:newsletter/spring")
    '<newsletter/spring.2026@example.org>'
    >>> message_id("urn:example:1", "test")
    '<test.urn-example-1@invalid>'
    """
    _, _, rest = identity.partition("tag:")
    authority, _, name = rest.partition(":")
    domain, _, year = authority.partition(",")
    own = [_UNFIT.sub("-", part) for part in ((mark, name, year) if name else (mark, identity)) if part]
    return f"<{'.'.join(own)}@{domain if name else 'invalid'}>"


def mail(letter: Letter, date: datetime, sender: str = "", to: str = "") -> bytes:
    """Return a mail as a file or a server takes it.

    One to nobody is for the file: mail programs open it as a draft, to which they add who sends it. One to somebody is
    a trial, and has a name of its own, since programs show a mail with a name that they know only once.
    """
    if (size := len(letter.html.encode())) > MAIL_HTML:
        raise NoMail(
            f"the mail has {size // 1000} kB; above {MAIL_HTML // 1000} kB mail services cut it off. Shorten the text."
        )
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if sender:
        message["From"] = _address(sender)
    if to:
        message["To"] = _address(to)
    else:
        message["X-Unsent"] = "1"
    message["Date"] = format_datetime(date)
    digest = blake2b(f"{letter.subject}\0{letter.html}\0{letter.text}\0{date}".encode(), digest_size=8).hexdigest()
    message["Message-ID"] = message_id(letter.id, f"test-{digest}" if to else "")
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
    message.set_content(letter.text, cte="quoted-printable", params={"format": "flowed"})
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest}")
    return message.as_bytes()


def _address(written: str) -> Address:
    name, address = parseaddr(written)
    if address.count("@") != 1 or not all(address.split("@")):
        raise NoMail(f"“{written}” is no address of mail.")
    return Address(name, addr_spec=address)
