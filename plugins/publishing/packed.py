"""Text files packed beside themselves, as small as they get, so that a server only has to choose."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from core.hosting.headers import TEXTS

SMALLEST = 1000  # bytes; what is smaller travels in one packet anyway
ENDINGS = (".br", ".gz")


def pack(site: Path) -> None:
    """Write .br and .gz beside each text file of a built site. The same text gives the same bytes."""
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TEXTS and path.is_file()]
    with ThreadPoolExecutor() as pool:
        list(pool.map(_pack, files))


def _pack(file: Path) -> None:
    import brotli

    data = file.read_bytes()
    if len(data) < SMALLEST or file.name.startswith(("_", ".")):
        return
    for ending, packed in (
        (".br", brotli.compress(data, mode=brotli.MODE_TEXT)),
        (".gz", gzip.compress(data, 9, mtime=0)),
    ):
        if len(packed) < len(data):
            file.with_name(file.name + ending).write_bytes(packed)


def is_packed(path: str) -> bool:
    """Whether a file is only another one, packed.

    >>> is_packed("index.html.br"), is_packed("index.html")
    (True, False)
    """
    name = PurePosixPath(path)
    return name.suffix in ENDINGS and PurePosixPath(name.stem).suffix in TEXTS
