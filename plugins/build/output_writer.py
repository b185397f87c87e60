"""Makes the files that have to be made and carries the others over."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from core.build.build_cache import ManifestEntry
from core.build.linked_files import LinkedFiles
from core.build.outputs import Output
from core.build.workers import can_fork, in_halves

WORTH_A_FORK = 200  # files: below that, starting a second process costs more than it saves
Tell = Callable[[int, int], None]  # files done so far, files in all


def digest_of(data: bytes) -> bytes:
    """Return the digest of the bytes of a file."""
    return blake2b(data, digest_size=16).digest()


def digest_of_file(path: Path) -> bytes:
    """Return the digest of a file, which is never in memory as a whole."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: blake2b(digest_size=16)).digest()


def copy(target: str, source: Path) -> tuple[int, int]:
    """Copy a file and return its size and its time of change, in nanoseconds; the old file stays until the new is there."""
    place = Path(target)
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{place.name}.new")
    shutil.copyfile(source, new)
    new.replace(place)
    state = place.stat()
    return state.st_size, state.st_mtime_ns


def write(target: str, data: bytes) -> int:
    """Write a file and return its time of change, in nanoseconds.

    A reader of the folder sees the old file or the new one, and a hard link elsewhere keeps its bytes. Plain calls of the
    system: a new item on every page is a file for every page.
    """
    new = target
    if os.path.lexists(target):
        folder, _, name = target.rpartition("/")
        new = f"{folder}/.{name}.new"
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    except FileNotFoundError:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        changed = os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
    if new is not target:
        os.replace(new, target)  # noqa: PTH105
    return changed


@dataclass(frozen=True, slots=True)
class OutputWriter:
    """Where to put files, and where those of the last build stand."""

    place: Path
    previous: Path  # may be the same folder; need not exist
    made: dict[str, ManifestEntry]  # of the last build
    processes: int = 1
    seen: frozenset[str] = frozenset()  # files that were looked at a moment ago, and stand as they were made
    carried: LinkedFiles = field(default_factory=LinkedFiles)  # files of the last build that are in the place already

    def put(
        self, outputs: Iterable[Output], changed: frozenset[str] | None, tell: Tell
    ) -> tuple[dict[str, ManifestEntry], int]:
        """Put outputs into the place; return what of them stands there now, and how many were written anew.

        `changed` are the paths of texts whose words have changed when nothing else has; None when anything may have.
        """
        stands: dict[str, ManifestEntry] = {}
        due: list[tuple[Output, bytes, ManifestEntry | None]] = []
        every = list(outputs)
        for output in every:
            made = self._standing(output.path)
            if made is not None and changed is not None and changed.isdisjoint(output.reads):
                stands[output.path] = made
                continue
            key = output.key() if output.key else b""
            if made is not None and key and key == made.key:
                stands[output.path] = made
            else:
                due.append((output, key, made))
        _ = self.carried.paths  # waited for here: only the process that began it can, and the next lines may fork
        for path in stands:
            self._carry_over(path)
        if self.processes > 1 and len(due) >= WORTH_A_FORK and can_fork():
            mine, theirs = in_halves(self._make_all, due)
            stands |= mine | theirs
            tell(len(every), len(every))
        else:
            for number, (output, key, made) in enumerate(due, len(stands) + 1):
                stands[output.path] = self._make(output, key, made)
                tell(number, len(every))
        return stands, sum(made is None or stands[output.path].digest != made.digest for output, _, made in due)

    def _standing(self, path: str) -> ManifestEntry | None:
        """Return what is known of a file of the last build, if it is still as it was made."""
        made = self.made.get(path)
        if made is None or path in self.seen:
            return made
        try:
            found = os.stat(f"{self.previous}/{path}")  # noqa: PTH116 (asked for every file: no object for each)
        except OSError:
            return None
        return made if (found.st_size, found.st_mtime_ns) == (made.size, made.mtime) else None

    def standing(self) -> frozenset[str]:
        """Return the files of the last build that are still as they were made."""
        return frozenset(path for path in self.made if self._standing(path))

    def _carry_over(self, path: str) -> None:
        if self.place == self.previous or path in self.carried.paths:
            return
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.previous / path, target)
        except OSError:  # another disk, or one without hard links
            shutil.copy2(self.previous / path, target)

    def _make(self, output: Output, key: bytes, made: ManifestEntry | None) -> ManifestEntry:
        data = b"" if output.source else output.make()
        digest = digest_of_file(output.source) if output.source else digest_of(data)
        if made is not None and digest == made.digest:
            self._carry_over(output.path)
            return made if key == made.key else ManifestEntry(key, digest, made.size, made.mtime)
        if output.source:
            return ManifestEntry(key, digest, *copy(f"{self.place}/{output.path}", output.source))
        return ManifestEntry(key, digest, len(data), write(f"{self.place}/{output.path}", data))

    def _make_all(self, due: list[tuple[Output, bytes, ManifestEntry | None]]) -> dict[str, ManifestEntry]:
        return {output.path: self._make(output, key, made) for output, key, made in due}

    def remove_others(self, stands: dict[str, ManifestEntry], spared: tuple[str, ...] = ()) -> None:
        """Remove what a folder still has of files that the site no longer has, and folders left empty.

        What begins with something `spared` stays.
        """
        known = self.made.keys() if self.place == self.previous else self.carried.paths
        if known or self.place != self.previous:  # nobody but us puts anything there
            for path in known - stands.keys():
                if not path.startswith(spared):
                    self._remove(self.place / path)
            return
        for folder, _, names in os.walk(self.place, topdown=False):
            for name in names:
                path = Path(folder, name)
                if path.relative_to(self.place).as_posix() not in stands:
                    path.unlink()
            if Path(folder) != self.place and not any(Path(folder).iterdir()):
                Path(folder).rmdir()

    def _remove(self, file: Path) -> None:
        """Remove a file, and the folders that are empty without it."""
        try:
            file.unlink()
        except FileNotFoundError:
            return
        for folder in file.parents:
            if folder == self.place or any(folder.iterdir()):
                break
            folder.rmdir()
