"""What the last build knew: a cache that may be deleted at any time, and that is believed only when it fits."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core.readings import Reading
from core.reads import Remembered

_MAGIC = b"site memory 2\n"
_SIZE = 16  # bytes of a digest


@dataclass(frozen=True)
class Made:
    """A file of the output as it was made."""

    key: bytes  # digest of what it was made from; empty where that is not known beforehand
    digest: bytes  # of its bytes
    size: int
    mtime: int  # in nanoseconds, as the disk has it


@dataclass(slots=True)
class Memory:
    """Readings of the content and what was made from them."""

    readings: dict[str, Reading] = field(default_factory=dict)  # by path in the content folder
    made: dict[str, Made] = field(default_factory=dict)  # by path in the output folder
    texts: dict[str, bytes] = field(default_factory=dict)  # digest of each file at the last build that went well
    world: bytes = b""  # digest of all that any file depends on, the words of the texts excepted
    ground: bytes = b""  # the same, and the pages excepted
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # kind and facts of each page, by path
    places: dict[str, Remembered[Any]] = field(default_factory=dict)  # values that features keep, by place
    resident: dict[str, Any] = field(default_factory=dict)  # what only the process itself can keep

    def __getstate__(self) -> tuple[Any, ...]:
        """Return what a file can keep."""
        places = {name: place.rows for name, place in self.places.items() if place.lasting}
        return self.readings, self.made, self.texts, self.world, self.ground, self.pages, places

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Take what a file has kept."""
        self.readings, self.made, self.texts, self.world, self.ground, self.pages, places = state
        self.places = {name: Remembered.of(rows) for name, rows in places.items()}
        self.resident = {}


def load(path: Path, stamp: bytes) -> Memory:
    """Return what was kept in a file, or an empty memory where it is missing, damaged, or of other code.

    `stamp` is a digest of everything that decides how content becomes output.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return Memory()
    head = _MAGIC + stamp
    start = len(head) + _SIZE
    if not data.startswith(head) or data[len(head) : start] != _digest(memoryview(data)[start:]):
        return Memory()
    try:
        memory = pickle.loads(memoryview(data)[start:])  # noqa: S301 (our own file, its digest is right)
    except Exception:  # noqa: BLE001 (whatever is wrong with a cache, it is dropped)
        return Memory()
    return memory if isinstance(memory, Memory) else Memory()


def save(memory: Memory, path: Path, stamp: bytes) -> None:
    """Keep a memory in a file, whole or not at all; a disk that refuses costs only time."""
    data = pickle.dumps(memory, protocol=5)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_bytes(b"".join((_MAGIC, stamp, _digest(data), data)))
        new.replace(path)


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()
