"""A newsletter in small, and a mail server with a certificate of its own."""

from __future__ import annotations

import io
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from PIL import Image

from tests.conftest import KINDS, PROJECT, with_bare, write
from tests.repo.setup import program

GRANT = """\
grants:
  - number: "000000"
    programme: A Programme
    statement: EXAMPLE has received funding under grant agreement no 000000.
    disclaimer: The funder is not liable for the use of this text.
    emblem: images/emblem.svg
    emblem_mail: images/emblem.png
    emblem_alt: Emblem of the funder
"""
MAILING = """\
newsletter:
  sender: EXAMPLE <newsletter@example.org>
  subscribe: https://lists.example.org/join
  unsubscribe: https://lists.example.org/leave
"""
ISSUE = """\
---
title: Spring letter
issue: 3
summary: What the towns did this spring.
published: 2026-06-01
highlights: [../news/map.md, ../events/2026-09-10-school.md]
---
Dear readers, **Northport** has a [map of its heat](../news/map.md) & more. It shows every house, every pipe and every boiler.

## What is next

1. The [school](../events/2026-09-10-school.md) in September
2. A second map
    - of the harbour

> Nobody had seen all of it before.

| town | maps |
| --- | --- |
| Northport | 1 |

Read [elsewhere](https://example.net/a?b=1&c=2) about it.
"""
PIXEL = b"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'/>"


def png() -> bytes:
    """Return a picture of some size."""
    data = io.BytesIO()
    Image.new("RGB", (900, 600), "#12456b").save(data, "PNG")
    return data.getvalue()


def files(project: str = GRANT + MAILING, issue: str = ISSUE) -> dict[str, bytes]:
    """Return the content of a small project that sends a newsletter."""
    folders = "folders: {" + ", ".join(f"{name}: {kind}" for name, kind in KINDS.items()) + "}\n"
    index = {f"{name}/index.md": f"---\ntitle: {name.capitalize()}\n---\n" for name in KINDS}
    return with_bare(
        {
            "project.yaml": PROJECT + folders + project,
            **index,
            "newsletters/spring.md": issue,
            "news/map.md": "---\ntitle: The map is drawn\nsummary: Northport knows where its heat is.\npublished: 2026-05-20\n"
            "image: ../images/map.png\nimage_alt: A map\n---\n",
            "events/2026-09-10-school.md": "---\ntitle: Summer school\nsummary: Three days of maps.\nstart: 2026-09-10\n"
            "place: Northport\nstatus: postponed\nupdated: 2026-05-30\npublished: 2026-05-01\n---\n",
            "images/emblem.svg": PIXEL,
            "images/emblem.png": png(),
            "images/map.png": png(),
        }
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(tmp_path / "content", files())


@dataclass
class Box:
    """What a mail server has taken in."""

    port: int = 0
    mails: list[Envelope] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server, session, envelope):
        self.mails.append(envelope)
        self.secure.append(session.ssl is not None)
        return "250 taken"


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine with its key, in one file each."""
    folder = tmp_path_factory.mktemp("certificate")
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run([program("openssl"), *made, *map(str, names)], check=True, capture_output=True)
    return folder


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    return context


def _running(box: Box, **options: object) -> Iterator[Box]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname="localhost", port=box.port, ready_timeout=20, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture
def server(certificate: Path) -> Iterator[Box]:
    """A server that takes mail over TLS only, from those who say their name and password."""
    box = Box()

    def known(_server, _session, _envelope, _mechanism, data):
        box.users.append(data.login.decode() if isinstance(data, LoginPassword) else "")
        return AuthResult(success=isinstance(data, LoginPassword) and data.password == b"right", handled=False)

    yield from _running(
        box, tls_context=_context(certificate), require_starttls=True, authenticator=known, auth_required=True
    )


@pytest.fixture
def open_server() -> Iterator[Box]:
    """A server that knows no TLS."""
    yield from _running(Box())
