"""Hosts that answer what no host should: the check goes on, and ends in time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep

import pytest

from plugins.external_links import visit as visiting
from plugins.external_links.visit import PrivateAddress, visit

Reply = Callable[[socket.socket, str], object]  # gets the connection and the first line of the question


@contextmanager
def host(reply: Reply) -> Iterator[str]:
    """Run a server that answers each connection with whatever `reply` sends."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                reply(connection, connection.recv(65_536).decode("latin-1").partition("\r\n")[0])

        def serve() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def sends(text: str) -> Reply:
    return lambda connection, _: connection.sendall(text.encode("latin-1"))


def trickle(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-Slow: yes\r\n")
        sleep(0.02)


def endless(connection: socket.socket, _: str) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\n")
    while True:
        connection.sendall(bytes(65_536))


@pytest.mark.parametrize(
    "answer",
    [
        "SSH-2.0-OpenSSH_9.2\r\n",
        "",
        "\x00\xff\x00\xff",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 " + "x" * 70_000,
        "HTTP/1.1 200 OK\r\n" + "X: y\r\n" * 200,
        "HTTP/1.1 302 Found\r\nLocation: ftp://example.org/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:port/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://[x/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n",
    ],
    ids=lambda answer: repr(answer[:40]),
)
def test_a_host_that_answers_no_http_is_one_of_which_nobody_can_say(answer):
    with host(sends(answer)) as address:
        assert visit(f"{address}/x", private=True, deadline=5) is None


@pytest.mark.parametrize("reply", [trickle, lambda connection, _: sleep(30)])
def test_a_host_that_never_ends_is_left_at_the_deadline(reply):
    start = monotonic()
    with host(reply) as address:
        assert visit(address, private=True, deadline=0.5) is None

    assert monotonic() - start < 10  # generous: without a deadline it would never end


def test_of_an_answer_of_three_gigabytes_only_the_head_is_read():
    with host(endless) as address:
        assert visit(address, private=True, deadline=20) == 200


def test_a_redirect_with_a_space_or_letters_beyond_ascii_is_followed_encoded():
    asked: list[str] = []

    def reply(connection: socket.socket, line: str) -> None:
        asked.append(line)
        if "/start" in line:
            connection.sendall("HTTP/1.1 301 Moved\r\nLocation: /a größe\r\n\r\n".encode())
        else:
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with host(reply) as address:
        assert visit(f"{address}/start", private=True, deadline=5) == 200

    assert asked == ["HEAD /start HTTP/1.1", "HEAD /a%20gr%C3%B6%C3%9Fe HTTP/1.1"]


def test_a_redirect_into_a_private_network_is_not_followed(monkeypatch):
    asked: list[str] = []

    def reply(connection: socket.socket, line: str) -> None:
        asked.append(line)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/admin\r\n\r\n")

    with host(reply) as address:
        judge = visiting.is_public
        monkeypatch.setattr(visiting, "is_public", lambda number: number == "127.0.0.1" or judge(number))
        with pytest.raises(PrivateAddress):
            visit(address, deadline=5)

    assert len(asked) == 1


def test_a_public_name_with_a_private_entry_in_dns_is_not_visited(monkeypatch):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in ("1.1.1.1", "192.168.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: entries)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was visited"))

    with pytest.raises(PrivateAddress):
        visit("http://example.org/", deadline=5)


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_NODATA])
def test_a_name_without_an_entry_is_a_host_that_does_not_exist(monkeypatch, error):
    def no_entry(*_: object, **__: object) -> None:
        raise socket.gaierror(error, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", no_entry)

    assert visit("https://example.org/") == visiting.NO_SUCH_HOST


def test_a_failing_directory_of_names_says_nothing_about_a_host(monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", fails)

    assert visit("https://example.org/") is None
