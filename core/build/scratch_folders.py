"""Folders for work on the side: removed at the end, and by the next run where a run was killed before."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.build.atomic_folder import BuildLocked, locked

_PREFIX = "site-"
_LOCK = ".lock"  # beside the folder, held by the process as long as it lives


@contextmanager
def scratch_folder() -> Iterator[str]:
    """Yield a new folder that only this user can read; it is gone when the block ends. OSError where the disk refuses."""
    everything = Path(tempfile.gettempdir())
    clear_abandoned(everything)
    folder = everything / f"{_PREFIX}{secrets.token_hex(8)}"
    lock = folder.with_name(folder.name + _LOCK)
    try:
        with locked(lock):
            folder.mkdir(mode=0o700)
            try:
                yield str(folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.unlink(missing_ok=True)


def clear_abandoned(place: Path) -> None:
    """Remove the folders of runs that were killed: those of this user whose lock nobody holds any more."""
    with suppress(OSError):
        for lock in place.glob(f"{_PREFIX}*{_LOCK}"):
            # Another run may be removing the same; what cannot be removed waits for the next one.
            with suppress(OSError, BuildLocked):
                _clear(lock)


def _clear(lock: Path) -> None:
    if not _is_ours(lock, stat.S_ISREG):
        return
    with locked(lock):
        folder = lock.with_name(lock.name.removesuffix(_LOCK))
        if not folder.exists() or _is_ours(folder, stat.S_ISDIR):
            shutil.rmtree(folder, ignore_errors=True)
            lock.unlink(missing_ok=True)


def _is_ours(path: Path, is_kind: Callable[[int], bool]) -> bool:
    """Whether something itself, not what a link leads to, is of a kind and belongs to this user."""
    state = path.lstat()
    return is_kind(state.st_mode) and (not hasattr(os, "getuid") or state.st_uid == os.getuid())
