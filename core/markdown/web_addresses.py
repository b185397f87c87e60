"""Addresses on the web: which ones can be asked for, and how they are written so that every program understands them."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import idna

from core.limits import HOST_NAME

WEB = ("http", "https")
# What RFC 3986 allows as it is. A percent sign is kept where two hexadecimal digits follow it.
_SAFE = "%/:@!$&'()*+,;=~"
_URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")
_PORTS = {"http": 80, "https": 443}
Fault = tuple[str, str]  # what is wrong with an address, and what to write instead


def find_fault(address: str) -> Fault | None:
    """Return what is wrong with an http or https address and the remedy; None where it can be asked for."""
    parts = _split(address)
    scheme, _, rest = address.partition(":")
    if parts is None or not rest.startswith("//") or not parts.hostname:
        return f"“{address}” is not an address on the web.", _remedy(scheme, rest)
    if parts.username is not None:
        plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        what = "a password" if parts.password else "a user name"
        return f"the address has {what} in it, which everybody would see.", f"Write it without: {plain}"
    port = parts.netloc.rpartition("]")[2].partition(":")[2]
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536):
        plain = urlunsplit(parts._replace(netloc=parts.netloc.removesuffix(f":{port}")))
        message = f"“{address}”: the port, “{port}”, is not a number from 1 to 65535."
        return message, f"Write the number, or leave the port out: {plain}"
    if _host(parts.hostname) is None:
        return f"“{address}”: there can be no host “{parts.hostname}”.", _AS_IN_THE_BROWSER
    return None


_AS_IN_THE_BROWSER = "Write it as it stands in the address line of the browser: https://example.org/page."


def _remedy(scheme: str, rest: str) -> str:
    """Return what to write for an address that names no host, such as https:/example.org/page."""
    meant = f"{scheme.lower()}://{rest.lstrip('/')}"
    parts = _split(meant)
    known = scheme.lower() in WEB and parts and parts.hostname and "." in parts.hostname and not find_fault(meant)
    return f"Write {meant}." if known and rest.strip("/") else _AS_IN_THE_BROWSER


def _split(address: str) -> SplitResult | None:
    """Return the parts of an address; None where it has none."""
    if re.search(r"[\x00-\x1f\x7f\\]", address.partition("?")[0].partition("#")[0]):
        return None
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _host(name: str) -> str | None:
    """Return the name of a host as the network knows it, letters beyond ASCII encoded; None where it cannot be one.

    >>> _host("Łódź.example"), _host("[::1]"), _host("a b.example")
    ('xn--d-uga0v4h.example', '[::1]', None)
    """
    if ":" in name:  # an address of IPv6, which urlsplit has looked at
        return name.lower()
    plain = name.rstrip(".").lower()
    if plain.isascii():
        good = re.fullmatch(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*", plain)
        return name.lower() if good and len(plain) <= HOST_NAME else None
    try:
        return idna.encode(plain, uts46=True).decode()
    except (idna.IDNAError, UnicodeError):
        return None


def to_uri(address: str) -> str:
    """Return any address as a URI (RFC 3986): what is not ASCII encoded, the host by IDNA, the rest in percent.

    What is a URI already, a relative one too, comes back as it is.

    >>> to_uri("https://münchen.example/größe?a b#ä"), to_uri("tel:+32 9 123"), to_uri("/a b/")
    ('https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe?a%20b#%C3%A4', 'tel:+329123', '/a%20b/')
    """
    if _URI.fullmatch(address) and address.count("#") <= 1:
        return address
    found = _SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    if scheme == "tel":  # RFC 3966 has no spaces, in no encoding
        address = re.sub(r"\s+", "", address)
    parts = _split(address)
    if parts is None:
        return _encoded(address, "?#")
    netloc = parts.netloc
    if scheme in WEB and parts.hostname and not parts.hostname.isascii() and (host := _host(parts.hostname)):
        netloc = re.sub(re.escape(parts.hostname), host, netloc, flags=re.IGNORECASE)
    path, query, fragment = _encoded(parts.path), _encoded(parts.query, "?"), _encoded(parts.fragment, "?")
    return urlunsplit(parts._replace(netloc=netloc, path=path, query=query, fragment=fragment))


def _encoded(text: str, also: str = "") -> str:
    return quote(_STRAY_PERCENT.sub("%25", text.strip()), safe=_SAFE + also)


def readable(address: str) -> str:
    """Return an address as people read it: hosts and signs beyond ASCII decoded, all else as it is.

    >>> readable("https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe%20a")
    'https://münchen.example/größe%20a'
    """
    if "%" not in address and "xn--" not in address:
        return address
    shown = _BEYOND_ASCII.sub(_decoded, address)
    host = (_split(address) or SplitResult("", "", "", "", "")).hostname or ""
    if "xn--" in host:
        with suppress(idna.IDNAError, UnicodeError):
            shown = shown.replace(host, idna.decode(host), 1)
    return shown


def _decoded(found: re.Match[str]) -> str:
    text = unquote(found[0], errors="replace")
    return text if text.isprintable() and "\ufffd" not in text else found[0]


def find_site_fault(address: str) -> Fault | None:
    """Return what is wrong with the address at which a whole site is published, and the remedy."""
    if (fault := find_fault(address)) is not None:
        return fault
    if re.search(r"\s", address):
        return f"“{address}” has a space in it.", f"Write it without, or encoded: {to_uri(address)}"
    plain, sign, _ = re.sub("[?#]", " ", address, count=1).partition(" ")
    if sign:
        what = "a query (what follows ?)" if address[len(plain)] == "?" else "a fragment (what follows #)"
        return f"the address of a site cannot have {what}.", f"Write it without: {plain}"
    if {"..", "."} & {*urlsplit(address).path.split("/")} or "//" in urlsplit(address).path:
        return f"“{address}” goes by a detour.", "Write the path without “//” and dots, like https://example.org/site/"
    return None


def site_address(address: str) -> str:
    """Return the address of a site in its one form: small letters, no port that goes without saying, a slash at the end.

    >>> site_address("HTTPS://Example.ORG:443/Step"), site_address("https://żory.example/é/")
    ('https://example.org/Step/', 'https://xn--ory-22a.example/%C3%A9/')
    """
    parts = urlsplit(to_uri(address))
    host = parts.hostname or ""
    port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme.lower()) else ""
    netloc = (f"[{host}]" if ":" in host else host) + port
    return urlunsplit((parts.scheme.lower(), netloc, parts.path.rstrip("/") + "/", "", ""))
