"""An issue as a mail: plain text and HTML in one, the same bytes for the same issue."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from hashlib import blake2b

from core.limits import MAIL_HTML
from plugins.newsletter.headers import BadAddress, host, link, person, subject

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
    try:
        domain = host(domain)
    except BadAddress:
        name = ""
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
    head = [subject(" ".join(letter.subject.splitlines()))]
    head += [_possible(partial(person, name, who)) for name, who in (("From", sender), ("To", to)) if who]
    if not to:
        message["X-Unsent"] = "1"
    message["Date"] = format_datetime(date)
    digest = blake2b(f"{letter.subject}\0{letter.html}\0{letter.text}\0{date}".encode(), digest_size=8).hexdigest()
    message["Message-ID"] = message_id(letter.id, f"test-{digest}" if to else "")
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{_possible(lambda: link(letter.unsubscribe))}>"
    message.set_content(letter.text, cte="quoted-printable", params={"format": "flowed"})
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{digest}")
    return "".join(head).encode("ascii") + message.as_bytes()


def _possible(read: Callable[[], str]) -> str:
    """Return what is read from a setting; NoMail with the reason where no mail can carry it."""
    try:
        return read()
    except BadAddress as error:
        raise NoMail(str(error)) from None
