"""What a server answers, as it comes: no redirect is followed, nothing is unpacked."""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]  # by name in small letters; several of one name are joined as RFC 9110 says
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


@dataclass(frozen=True)
class Server:
    """A server on this machine."""

    port: int
    secure: int = 0  # its port with TLS

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path; header names are written with underscores."""
        if self.secure:
            context = ssl._create_unverified_context()  # our own certificate, made for this run
            return _ask(
                http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=context),
                path,
                method,
                headers,
            )
        return self.ask_plain(path, method, **headers)

    def ask_plain(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask without TLS."""
        return _ask(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10), path, method, headers)


def _ask(connection: http.client.HTTPConnection, path: str, method: str, headers: dict[str, str]) -> Answer:
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found: dict[str, str] = {}
    for name, value in answer.getheaders():
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    body = answer.read()
    connection.close()
    return Answer(answer.status, found, body)
