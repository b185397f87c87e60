"""Watches, builds and shows the site until it is told to stop."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, Queue

import uvicorn
import watchfiles

from plugins.dev_server.app import application
from plugins.dev_server.gallery import ADDRESS, Gallery
from plugins.dev_server.workshop import Workshop

LAST_PORT = 65535
PORTS = 20  # tried in turn when one is in use
PAUSE = 1.0  # seconds without a change after which there is time to clear up


def free_socket(port: int) -> socket.socket:
    """Return a socket on localhost at this port, or at the next one that is free; OSError where none is."""
    for number in range(port, min(port + PORTS, LAST_PORT + 1)):
        place = socket.socket()
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(("127.0.0.1", number))
        except OSError:
            place.close()
            continue
        return place
    raise OSError(f"no port from {port} to {min(port + PORTS - 1, LAST_PORT)} is free")


def serve(
    workshop: Workshop,
    port: int,
    content: dict[str, Path],
    gallery: Gallery,
    code: Iterable[Path],
    say: Callable[[str], None],
    opened: Callable[[str], object] = lambda _address: None,
) -> None:
    """Show the site and build it again after each change in content or theme; a change of code starts anew.

    `opened` is told the address once it is known. The gallery shows the components of the theme. `content` is the folder by the name that problems use.
    """
    watched = [*content.values(), *(path for path in (gallery.theme, *code) if path.exists())]
    changes: Queue[set[str]] = Queue()
    # The watcher starts before the first build, so that nothing is missed while it runs.
    threading.Thread(target=_watch, args=(watched, changes), daemon=True).start()
    threading.Thread(target=_build, args=(workshop, changes, [*code], say), daemon=True).start()
    show(application(workshop, content, gallery), port, say, f"Its components are at {ADDRESS}", opened)


def show(
    app, port: int, say: Callable[[str], None], more: str = "", opened: Callable[[str], object] = lambda _address: None
) -> None:
    """Serve an application at localhost until Control-C; say where, and what more there is to say."""
    place = free_socket(port)
    number = place.getsockname()[1]
    if number != port:
        say(f"Port {port} is in use.")
    address = f"http://127.0.0.1:{number}/"
    opened(address)
    told = [f"The site is at {address} (Control-C ends)", *([more] if more else [])]

    class Server(uvicorn.Server):
        """Says where it is once it answers and can be ended; before that, Control-C could be lost."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            for one in told:
                say(one)

    with contextlib.suppress(KeyboardInterrupt):
        Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)).run([place])


def counted(number: int) -> str:
    """Return how many problems there are.

    >>> counted(1), counted(2)
    ('1 problem', '2 problems')
    """
    return f"{number} problem{'' if number == 1 else 's'}"


def _watch(folders: list[Path], changes: Queue[set[str]]) -> None:
    for found in watchfiles.watch(*folders, debounce=20, step=2, raise_interrupt=False, ignore_permission_denied=True):
        changes.put({path for _, path in found})


def _next(changes: Queue[set[str]], rest: Callable[[], None]) -> set[str]:
    """Return the files that change next; who makes a pause meanwhile is not made to wait by what can be done then."""
    try:
        return changes.get(timeout=PAUSE)
    except Empty:
        rest()
        return changes.get()


def _build(workshop: Workshop, changes: Queue[set[str]], code: list[Path], say: Callable[[str], None]) -> None:
    found: set[str] = set()
    while True:
        workshop.rebuild(found)
        say(workshop.failure or (counted(len(workshop.problems)) if workshop.problems else "Built."))
        found = _next(changes, workshop.rest)
        with contextlib.suppress(Empty):
            while True:
                found |= changes.get_nowait()
        if any(Path(path).is_relative_to(place) for path in found for place in code):
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (ourselves)
