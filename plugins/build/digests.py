"""Digests of what decides how content becomes output: the code and its libraries; the theme; the files beside the texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path


def of_files(files: Iterable[Path], root: Path) -> bytes:
    """Return the digest of names and bytes of some files below a folder."""
    digest = blake2b(digest_size=16)
    for path in sorted(files):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root)}\0{len(data)}\0".encode() + data)
    return digest.digest()


def of_code(build_context: Path) -> bytes:
    """Return the digest of all that turns content into output, the theme excepted: code, settings, pinned libraries."""
    code = [path for room in ("core", "plugins") for path in (build_context / room).rglob("*.py")]
    single = [build_context / name for name in ("pelicanconf.py", "publishconf.py", "requirements.txt")]
    return blake2b(of_files([*code, *single], build_context) + sys.version.encode(), digest_size=16).digest()


def of_states(files: Mapping[str, Path]) -> bytes:
    """Return a digest that differs when one of the files was written, moved or replaced; their bytes are not read."""
    states = []
    for name, path in sorted(files.items()):
        found = path.stat()
        states.append((name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
    return blake2b(repr(states).encode(), digest_size=16).digest()
