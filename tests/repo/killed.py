"""Builds that are killed at random moments, one line for each: how far it came, and what the output is afterwards.

Run as: python -m tests.repo.killed CONTENT OTHER_CONTENT OUTPUT COUNT. The two contents are built in turn.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

import tasks


def digest(folder: Path) -> str:
    """Return the digest of all files of a site, names and bytes.

    The files of the search get their names from Pagefind, which orders them anew each time; they count by number.
    """
    found = sha256()
    search = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    found.update(f"{len(search)}\0".encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path not in search):
        found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()


def build(content: str, output: str) -> None:
    """Build as the command does."""
    tasks.build.body(None, content=content, output=output, today="2026-06-15", quiet=True)


def start(content: str, output: str) -> int:
    """Start a build in a process of its own, which has read all code already."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            build(content, output)
        finally:
            os._exit(0)
    return child


def main() -> None:
    """Kill builds, and print: killed or done, and the digest of the output."""
    contents, output, count = sys.argv[1:3], sys.argv[3], int(sys.argv[4])
    choice = random.Random(3)
    took = []
    for content in [contents[1], *contents]:
        started = time.monotonic()
        build(content, output)  # here, so that each child finds all code in memory
        took.append(time.monotonic() - started)
        sys.stdout.write(f"done {digest(Path(output))}\n")
    for number in range(count):
        child = start(contents[number % 2], output)
        time.sleep(choice.uniform(0, max(took[1:]) * 1.1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{'killed' if os.WIFSIGNALED(status) else 'done'} {digest(Path(output))}\n")


if __name__ == "__main__":
    main()
