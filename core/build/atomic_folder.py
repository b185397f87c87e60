"""A folder replaced as a whole: visitors of the disk see the old one or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.build.linked_files import removed

MARK = "build.json"  # every folder that we made has it at its top

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


class ForeignFolder(Exception):
    """The folder holds things that we did not make, so it is not replaced. Its text says so to the user."""


class BuildLocked(Exception):
    """Somebody else is building into the folder right now."""


@contextmanager
def replacing(target: Path, then: Callable[[], object] = lambda: None) -> Iterator[Path]:
    """Yield an empty folder beside the target that takes its place when the block ends well.

    When it does not, the target stays as it was. `then` is called when it has, while what was there is being removed.
    Raises NotOurs or Busy before anything is touched, OSError where the disk refuses.
    """
    find_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.new"
    with locked(target.parent / f".{target.name}.lock"):
        shutil.rmtree(beside, ignore_errors=True)  # of a build that was killed
        beside.mkdir()
        try:
            yield beside
            exchange(beside, target)
            with removed(beside):
                then()
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def find_foreign(target: Path) -> None:
    """Raise ForeignFolder where a folder is not ours to replace."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ForeignFolder(f"{target} is not a folder. Name another place for the site.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise ForeignFolder(
            f"{target} holds files that this program did not make, so it is left alone. Name an empty or new folder."
        )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock as long as the block runs; Busy where another process has it. It ends with the process."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    message = (
        "another build is writing to the same folder. Wait until it is done, or name another folder with --output."
    )
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            raise BuildLocked(message) from None
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BuildLocked(message) from None


def exchange(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; what was there is afterwards at `new`, where there was something."""
    if not target.exists():
        new.rename(target)
        return
    if _exchanged(new, target):
        return
    # Where the system cannot exchange two names at once, the old folder steps aside for a moment.
    aside = target.parent / f".{target.name}.old"
    shutil.rmtree(aside, ignore_errors=True)
    target.rename(aside)
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    aside.rename(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names in one step, where the system can do it."""
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return bool(library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)  # type: ignore[union-attr]
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(first, second, _RENAME_SWAP) == 0)  # type: ignore[union-attr]
    return False
