"""Files carried over from one folder to another, and folders removed, by a process beside this one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from core.build.workers import begun, can_fork


@dataclass
class LinkedFiles:
    """What another process has linked into a folder."""

    _linked: Callable[[], list[str] | None] = lambda: None

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files that stand there, by path below the folder; waits until the process is done."""
        return frozenset(self._linked() or ())


@contextmanager
def carried(folder: Path, place: Path) -> Iterator[LinkedFiles]:
    """Begin to link all files of a folder into another, which is empty, and go on with the block at once.

    It comes to its end before the block does. Where it cannot be done, or fails, nothing is said to have been carried.
    """
    found = (
        LinkedFiles(begun(lambda: _link_all(str(folder), str(place))))
        if folder.is_dir() and can_fork()
        else LinkedFiles()
    )
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
    done = begun(lambda: shutil.rmtree(folder, ignore_errors=True)) if folder.exists() and can_fork() else None
    try:
        yield
    finally:
        if done:
            done()
        shutil.rmtree(folder, ignore_errors=True)
