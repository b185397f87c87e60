"""The key with which this user's caches are signed. It lies outside the repository, where no branch can bring it."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

SIZE = 32  # bytes
_NAME = "site-cache-key"


def cache_key(checkout: Path, environment: Mapping[str, str] = os.environ) -> bytes | None:
    """Return the key of this user, made when there is none yet; None where it cannot be kept safely.

    A cache is read back only when it carries the signature of this key: caches of Python objects can run code. Without
    a key there is no cache from one run to the next.
    """
    folder = state_folder(environment)
    try:
        if folder is None or folder.resolve().is_relative_to(checkout.resolve()):
            return None
        return _read(folder / _NAME) or _make(folder / _NAME)
    except (OSError, RuntimeError):
        return None


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder in which programs of this user keep what is no configuration; None where none is known.

    >>> state_folder({"XDG_STATE_HOME": "/home/a/state"}).as_posix()
    '/home/a/state'
    """
    named = environment.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named)
    try:
        home = Path(environment["HOME"]) if environment.get("HOME") else Path.home()
    except RuntimeError:  # a user of whom the system knows no home
        return None
    return home / ".local" / "state" if home.is_absolute() else None


def _read(file: Path) -> bytes | None:
    """Return the key of a file that nobody else can read or has written; None where it has none.

    OSError where the file is not the user's own: it is neither trusted nor replaced.
    """
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with open(handle, "rb") as opened:  # noqa: PTH123 (a descriptor)
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or (hasattr(os, "geteuid") and state.st_uid != os.geteuid()):
            raise PermissionError(f"{file} belongs to somebody else")
        key = opened.read(SIZE + 1)
    is_private = os.name == "nt" or not state.st_mode & 0o077
    return key if is_private and len(key) == SIZE else None


def _make(file: Path) -> bytes:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = secrets.token_bytes(SIZE)
    new = file.with_name(f"{_NAME}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as opened:  # noqa: PTH123
            opened.write(key)
        new.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    return key
