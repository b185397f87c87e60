"""Permanent ids of pages: tag URIs (RFC 4151), which Atom, RSS and calendars take as they are (RFC 4287, IRIs)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_SPECIFIC = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})+")
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{1,31}:.+", re.IGNORECASE)
Fault = tuple[str, str]  # what is wrong with an id, and what to write instead


def find_authority_fault(written: str) -> Fault | None:
    """Return what is wrong with an authority of tag URIs, a domain and a date, and the remedy; None if it is one.

    >>> find_authority_fault("example.org,2026"), find_authority_fault("example.org,2026-05-01")
    (None, None)
    """
    domain, comma, day = written.partition(",")
    example = "a domain, a comma and a year, like example.org,2026"
    if "://" in written:
        host = urlsplit(domain).hostname if "[" not in domain else None
        meant = f"{host},{day.strip('/ ')}" if host and _is_day(day.strip("/ ")) else ""
        fix = f"Write {meant}." if meant and find_authority_fault(meant) is None else f"Write {example}."
        return f"“{written}” is an address on the web, not the authority of permanent ids.", fix
    if "@" in domain:
        return f"“{written}” has an e-mail address, which every feed would show.", f"Write {example}."
    if not _DOMAIN.fullmatch(domain.strip()):
        return f"“{domain.strip()}” is not the name of a domain.", f"Write {example}; letters beyond a to z as xn--…"
    if not comma:
        return f"“{written}” has no date.", f"Add a comma and a year in which the domain was yours, like {domain},2026."
    if not _is_day(day.strip()):
        return (
            f"“{day.strip()}” is no year, month or day.",
            f"Write it like {domain.strip()},2026 or {domain.strip()},2026-05-01.",
        )
    if domain != domain.strip() or day != day.strip():
        return f"“{written}” has a space in it.", f"Write {domain.strip()},{day.strip()}."
    return None


def _is_day(written: str) -> bool:
    found = _DAY.fullmatch(written)
    try:
        return bool(found and date(int(found[1]), int(found[2] or 1), int(found[3] or 1)))
    except ValueError:
        return False


def find_id_fault(written: str) -> Fault | None:
    """Return what is wrong with the id of a page and the remedy; None if it makes a URI.

    >>> find_id_fault("event/kick-off"), find_id_fault("tag:example.org,2026:a"), find_id_fault("urn:uuid:1")
    (None, None, None)
    """
    specific = written
    if written.startswith("tag:"):
        authority, colon, specific = written.removeprefix("tag:").partition(":")
        if not colon or find_authority_fault(authority):
            message = f"“{written}” is not a whole tag URI."
            return message, "Write it like tag:example.org,2026:event/kick-off, or only the part after the last colon."
    elif written.startswith("urn:"):
        if not _URN.fullmatch(written):
            return f"“{written}” is not a whole URN.", "Write it like urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6."
        specific = written.split(":", 2)[2]
    if _SPECIFIC.fullmatch(specific):
        return None
    bad = next((sign for sign in re.sub("%[0-9A-Fa-f]{2}", "", specific) if not _SPECIFIC.fullmatch(sign)), "")
    what = "a space" if bad.isspace() else f"the sign {bad}" if bad else "nothing after the colon"
    better = "/".join(filter(None, (_plain(part) for part in specific.split("/"))))
    start = written[: len(written) - len(specific)]
    fix = f"Write {start}{better}." if better else "Write small letters a to z, digits, hyphens and slashes."
    return f"“{written}” cannot be a permanent id: it has {what}.", fix


def _plain(text: str) -> str:
    """Return text as small letters, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
