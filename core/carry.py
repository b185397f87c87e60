"""Files carried over from one folder to another, and folders removed, by a process beside this one."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.halves import can_fork


@dataclass
class Carried:
    """What another process has linked into a folder."""

    _child: int = 0
    _pipe: int = -1

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files that stand there, by path below the folder; waits until the process is done."""
        if not self._child:
            return frozenset()
        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self._child, 0)
        return frozenset(pickle.loads(data)) if data else frozenset()  # noqa: S301 (our own child wrote it)


@contextmanager
def carried(folder: Path, place: Path) -> Iterator[Carried]:
    """Begin to link all files of a folder into another, which is empty, and go on with the block at once.

    It comes to its end before the block does. Where it cannot be done, or fails, nothing is said to have been carried.
    """
    if not (folder.is_dir() and can_fork()):
        yield Carried()
        return
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(receive)
            with os.fdopen(send, "wb") as pipe:
                pickle.dump(_link_all(str(folder), str(place)), pipe, protocol=5)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(send)
    found = Carried(child, receive)
    try:
        yield found
    finally:
        _ = found.paths


def _link_all(folder: str, place: str) -> list[str]:
    """Link all files; return their paths. Another disk, or one without hard links, is an OSError."""
    paths, below = [], [""]
    while below:
        inside = below.pop()
        with os.scandir(folder + inside) as entries:
            for entry in entries:
                path = f"{inside}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    below.append(path)
                elif entry.is_file(follow_symlinks=False):
                    try:
                        os.link(folder + path, place + path)
                    except FileNotFoundError:  # a folder only where a file needs it
                        os.makedirs(place + inside)  # noqa: PTH103
                        os.link(folder + path, place + path)
                    paths.append(path[1:])
    return paths


@contextmanager
def removed(folder: Path) -> Iterator[None]:
    """Remove a folder while the block runs; it is gone when the block ends."""
    child = 0
    if folder.exists() and can_fork():
        child = os.fork()
        if not child:
            try:
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os._exit(0)
    try:
        yield
    finally:
        if child:
            os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
