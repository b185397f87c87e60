"""The headers of a mail in ASCII: subjects, names and addresses in any script arrive as they were written."""

from __future__ import annotations

import re
from email.header import Header
from urllib.parse import quote, urlsplit, urlunsplit

import idna

_LINE = 75  # characters
_NAMED = re.compile(r"(.*?)\s*<([^<>]*)>", re.DOTALL)
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~ -]+", re.ASCII)  # a name that needs no quotation marks


class BadAddress(ValueError):
    """An address that no mail can carry; its text says why and what to do."""


def subject(text: str) -> str:
    """Return the header of a subject. Python's own folding of mails loses spaces between two parts that it encodes."""
    return f"Subject: {encoded(text, 9)}\r\n"


def person(name: str, written: str) -> str:
    """Return the header of a sender or receiver: its name, and who it is with or without a name of their own."""
    shown, found = address(written)
    if not shown:
        return f"{name}: {found}\r\n"
    plain = shown.isascii() and "=?" not in shown
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    first = f"{name}: " + (f'"{escaped}"' if plain and not _ATOMS.fullmatch(shown) else encoded(shown, len(name) + 2))
    gap = " " if len(first.rpartition("\n")[2]) + len(found) + 3 <= _LINE else "\r\n "
    return f"{first}{gap}<{found}>\r\n"


def encoded(text: str, used: int) -> str:
    """Return a text as RFC 2047 wants it, with lines of 75 characters at most; `used` of the first are taken.

    A text in ASCII stays as it is. Any other is encoded as a whole: a space between two encoded parts is none.
    """
    plain = text.isascii() and "=?" not in text and text == " ".join(text.split())
    return Header(text, "ascii" if plain else "utf-8", _LINE, "x" * used).encode(linesep="\r\n")


def address(written: str) -> tuple[str, str]:
    """Return the name and the address of somebody, the latter as mail servers know it; BadAddress where there is none.

    >>> address("Énergie <infolettre@énergie.example>")
    ('Énergie', 'infolettre@xn--nergie-9ua.example')
    """
    parts = _NAMED.fullmatch(written.strip())
    name, found = parts.groups() if parts else ("", written.strip())
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    local, _, domain = found.rpartition("@")
    if not local or not domain or re.search(r"[\s@<>()\[\],;:\\\"]", local):
        raise BadAddress(f"“{written}” is no address of mail.")
    if not local.isascii() or not local.isprintable():
        raise BadAddress(
            f"“{local}” of the address {found} has letters that many mail servers do not accept before the @. "
            "Use an address whose part before the @ has only letters without accents, digits and . _ + -"
        )
    return name, f"{local}@{host(domain)}"


def host(name: str) -> str:
    """Return the name of a host as servers know it: one in any script as xn--…; BadAddress where that cannot be.

    >>> host("Énergie.example"), host("example.org")
    ('xn--nergie-9ua.example', 'example.org')
    """
    try:
        return idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        raise BadAddress(f"“{name}” is no name of a host.") from None


def link(written: str) -> str:
    """Return a web or mailto: address in ASCII.

    >>> link("https://énergie.example/désabonner?x=é")
    'https://xn--nergie-9ua.example/d%C3%A9sabonner?x=%C3%A9'
    """
    safe = "/?:@!$&'()*+,;=~%-._"
    try:
        scheme, netloc, path, query, fragment = urlsplit(written.strip())
    except ValueError:
        raise BadAddress(f"“{written}” is no address.") from None
    if scheme == "mailto":
        path = address(path)[1]
    if netloc and not netloc.isascii():
        name, colon, port = netloc.partition(":")
        netloc = f"{host(name)}{colon}{port}"
    return urlunsplit((scheme, netloc, quote(path, safe=safe), quote(query, safe=safe), quote(fragment, safe=safe)))
