"""What the last build knew: a cache that may be deleted at any time, and that is believed only when it fits."""

from __future__ import annotations

import contextlib
import hmac
import pickle
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from core.build.dependencies import TrackedCache

_MAGIC = b"site memory 3\n"
_SIZE = 32  # bytes of a signature


@dataclass(frozen=True)
class ManifestEntry:
    """A file of the output as it was made."""

    key: bytes  # digest of what it was made from; empty where that is not known beforehand
    digest: bytes  # of its bytes
    size: int
    mtime: int  # in nanoseconds, as the disk has it


@dataclass(slots=True)
class BuildCache:
    """Readings of the content and what was made from them."""

    readings: dict[str, Any] = field(default_factory=dict)  # by path in the content folder
    made: dict[str, ManifestEntry] = field(default_factory=dict)  # by path in the output folder
    texts: dict[str, bytes] = field(default_factory=dict)  # digest of each file at the last build that went well
    world: bytes = b""  # digest of all that any file depends on, the words of the texts excepted
    ground: bytes = b""  # the same, and the pages excepted
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # kind and facts of each page, by path
    places: dict[str, TrackedCache[Any]] = field(default_factory=dict)  # values that features keep, by place
    resident: dict[str, Any] = field(default_factory=dict)  # what only the process itself can keep

    def __getstate__(self) -> tuple[Any, ...]:
        """Return what a file can keep."""
        places = {name: place.rows for name, place in self.places.items() if place.lasting}
        return self.readings, self.made, self.texts, self.world, self.ground, self.pages, places

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Take what a file has kept."""
        self.readings, self.made, self.texts, self.world, self.ground, self.pages, places = state
        self.places = {name: TrackedCache.of(rows) for name, rows in places.items()}
        self.resident = {}


@dataclass(frozen=True, slots=True)
class CacheFile:
    """The file in which a memory is kept for the next process.

    What lies there can run code when it is read, so that it is believed only with the signature of a key that no branch
    and nobody else can know.
    """

    path: Path
    stamp: bytes  # digest of everything that decides how content becomes output
    key: bytes  # of the user: 16 to 64 bytes

    def load(self) -> BuildCache:
        """Return what was kept, or an empty memory where it is missing, damaged, not signed, or of other code."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return BuildCache()
        head = _MAGIC + self.stamp
        start = len(head) + _SIZE
        signature, rest = data[len(head) : start], memoryview(data)[start:]
        if not data.startswith(head) or not hmac.compare_digest(signature, self._signature(rest)):
            return BuildCache()
        try:
            memory = pickle.loads(rest)  # noqa: S301 (signed by ourselves)
        except Exception:  # noqa: BLE001 (whatever is wrong with a cache, it is dropped)
            return BuildCache()
        return memory if isinstance(memory, BuildCache) else BuildCache()

    def save(self, memory: BuildCache) -> None:
        """Keep a memory, whole or not at all; a disk that refuses costs only time."""
        data = pickle.dumps(memory, protocol=5)
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = self.path.with_suffix(".new")
            new.write_bytes(b"".join((_MAGIC, self.stamp, self._signature(data), data)))
            new.replace(self.path)

    def _signature(self, data: bytes | memoryview) -> bytes:
        signed = blake2b(_MAGIC + self.stamp, key=self.key, digest_size=_SIZE)
        signed.update(data)
        return signed.digest()
