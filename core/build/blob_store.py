"""Bytes that are dear to make, kept under a name that tells what they are made from. It may be deleted at any time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

_SIZE = 16  # bytes of a digest


class Store:
    """A folder of such bytes, each behind its own digest, so that a damaged one is made anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a name, or make it and keep it; a disk that refuses costs only time."""
        path = self.folder / name
        with contextlib.suppress(OSError):
            kept = path.read_bytes()
            if kept[:_SIZE] == _digest(kept[_SIZE:]):
                return kept[_SIZE:]
        data = make()
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f".{name}.{os.getpid()}")  # two builds may make the same thing at once
            new.write_bytes(_digest(data) + data)
            new.replace(path)
        return data


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()
