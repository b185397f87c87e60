"""One address on the web asked whether it is still there: within a deadline, and never in a private network unless allowed."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from core.limits import LINK_REDIRECTS, LINK_SECONDS
from core.markdown.web_addresses import WEB, find_fault, to_uri

AGENT = "Mozilla/5.0 (compatible; link check of a static site)"
DEADLINE = float(LINK_SECONDS)  # for one address, with all that it redirects to
NO_SUCH_HOST = 0.0  # status of an address whose host has no entry in DNS
_MOVED = {301, 302, 303, 307, 308}
_NO_NAME = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_NAT64 = ip_network("64:ff9b::/96")  # IPv6 addresses that stand for the IPv4 address in their last 32 bits


class PrivateAddress(Exception):
    """The address, or one that it redirects to, lies on this machine or in a private network."""


def visit(address: str, *, private: bool = False, deadline: float = DEADLINE) -> float | None:
    """Return the HTTP status of an address; NO_SUCH_HOST, or None where nobody can say.

    Nothing of an answer is read but its head. Raises PrivateAddress instead of visiting one, unless `private` allows it.
    """
    end = monotonic() + deadline
    status: float | None = None
    for method in ("HEAD", "GET"):  # some hosts answer only the second
        try:
            status = _follow(method, to_uri(address), private, end)
        except socket.gaierror as error:
            return NO_SUCH_HOST if error.errno in _NO_NAME else None
        except (OSError, ValueError, http.client.HTTPException):
            return None  # garbage, a closed connection, a certificate, a deadline: the next visit may tell more
        if status is None or status < 400:
            break
    return status


def _follow(method: str, address: str, private: bool, end: float) -> float | None:
    """Return the status at the end of all redirects; None where they have no end or leave the web."""
    for _ in range(LINK_REDIRECTS):
        if urlsplit(address).scheme not in WEB or find_fault(address) is not None:
            return None
        status, location = _ask(method, urlsplit(address), private, end)
        if status not in _MOVED or not location:
            return float(status)
        # A location in letters beyond ASCII arrives as Latin-1.
        with suppress(UnicodeError):
            location = location.encode("latin-1").decode("utf-8")
        address = to_uri(urljoin(address, location)).partition("#")[0]
    return None


def _ask(method: str, parts: SplitResult, private: bool, end: float) -> tuple[int, str]:
    """Return status and location of one answer."""
    host = parts.hostname or ""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
    proxy = "" if proxy_bypass(host) else getproxies().get(parts.scheme, "")
    with _connected(parts, proxy, private, end) as connection:
        connection.request(method, parts.geturl() if proxy and parts.scheme == "http" else path, headers=headers)
        answer = connection.getresponse()
        if monotonic() >= end:
            raise TimeoutError
        return answer.status, answer.getheader("Location") or ""


@contextmanager
def _connected(parts: SplitResult, proxy: str, private: bool, end: float) -> Iterator[http.client.HTTPConnection]:
    """Open a connection that is closed at the deadline, whatever the host does meanwhile."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    # Behind a proxy names are looked up there, so that only written addresses can be judged.
    places = [(host, port)] if proxy else _places(host, port, private)
    if proxy and not private and _is_written_private(host):
        raise PrivateAddress(host)
    if proxy:
        at = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        places = [(at.hostname or "", at.port or 80)]
    sockets: list[socket.socket] = []

    def stop() -> None:
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    timer = Timer(max(end - monotonic(), 0.0), stop)
    timer.daemon = True
    timer.start()
    connection = http.client.HTTPConnection(host, port, timeout=max(end - monotonic(), 0.001))
    try:
        plain = _open(places, end)
        sockets.append(plain)
        connection.sock = plain
        if secure:
            if proxy:
                connection.set_tunnel(host, port)
                connection._tunnel()  # type: ignore[attr-defined]  # http.client calls it only for its own sockets
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            sockets.append(connection.sock)
        yield connection
    finally:
        timer.cancel()
        connection.close()
        for one in sockets:
            one.close()


def _open(places: list[tuple[Any, ...]], end: float) -> socket.socket:
    """Return a connection to the first place that takes one."""
    last: OSError = TimeoutError("no time left")
    for place in places:
        left = end - monotonic()
        if left <= 0:
            break
        try:
            return socket.create_connection(place[:2], timeout=left)
        except OSError as error:
            last = error
    raise last


def _places(host: str, port: int, private: bool) -> list[tuple[Any, ...]]:
    """Return where a host can be reached, by number; what is asked is what was judged, whatever DNS says a moment later."""
    places = [entry[4] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not private and any(not is_public(str(place[0])) for place in places):
        raise PrivateAddress(host)
    return places


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public Internet.

    >>> [is_public(one) for one in ("1.1.1.1", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.0.1")]
    [True, False, False, False, False, False]
    """
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return address.is_global and not address.is_multicast


def _is_written_private(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def can_resolve(hosts: tuple[str, ...]) -> bool:
    """Whether this machine reaches the Internet's directory of names: one of these hosts has an entry."""
    if getproxies():
        return True
    for host in hosts:
        with suppress(OSError, UnicodeError):
            return bool(socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM))
    return False
