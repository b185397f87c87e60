"""Generators that watch a folder: how long it takes from a saved change of words to the changed file."""

from __future__ import annotations

import contextlib
import os
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0  # seconds for the first build, and for a change
QUIET = 1.5  # seconds between two changes: who writes looks at what came of it


@dataclass(frozen=True, slots=True)
class Watch:
    """A generator that watches."""

    command: list[str]
    text: Path  # what is changed
    made: Path  # the file that shows it


def our_watch(content: Path) -> Watch:
    """Return our own, as people start it."""
    command = [sys.executable, str(ROOT / "tasks.py"), "serve", "--content", str(content)]
    item = _middle(content / "news")
    place = ROOT / ".cache" / "serve" / sha256(str(content).encode()).hexdigest()[:16]
    return Watch([*command, "--port", "8900"], item, place / "news" / item.stem / "index.html")


def peer_watch(peer: str, folder: Path, size: int) -> Watch:
    """Return one of those we are compared with."""
    name = f"item-{size // 2}"
    if peer == "Hugo":
        command = ["hugo", "--watch", "--quiet", "--source", str(folder), "--destination", str(folder / "public")]
        return Watch(
            command, folder / "content" / "news" / f"{name}.md", folder / "public" / "news" / name / "index.html"
        )
    if peer == "Eleventy":
        command = ["eleventy", "--watch", "--quiet", f"--input={folder / 'src'}", f"--output={folder / '_site'}"]
        return Watch(command, folder / "src" / "news" / f"{name}.md", folder / "_site" / "news" / name / "index.html")
    there = [str(folder / one) for one in ("content", "conf.py", "theme", "output")]
    command = [sys.executable, "-m", "pelican", there[0], "-s", there[1], "-t", there[2], "-o", there[3], "-q", "-r"]
    return Watch(command, folder / "content" / f"{name}.md", folder / "output" / f"{name}.html")


def _middle(news: Path) -> Path:
    items = sorted(news.glob("item-*.md"))
    return items[len(items) // 2]


def seconds_seen(watch: Watch, folder: Path, count: int) -> float | None:
    """Return the median of the seconds; None where the generator shows no change in time."""
    watch.made.unlink(missing_ok=True)
    process = subprocess.Popen(
        watch.command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        if not _waited(watch.made.is_file):
            return None
        time.sleep(QUIET * 3)
        found = []
        for number in range(count + 1):
            word = f"saved{number}x{time.monotonic_ns()}"
            with watch.text.open("a", encoding="utf-8") as file:
                file.write(f"\n{word}\n")
            start = time.perf_counter()
            if not _waited(lambda word=word: _shows(watch.made, word)):
                return None
            found.append(time.perf_counter() - start)
            time.sleep(QUIET)
        return statistics.median(found[1:])  # the first time, much is set up
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _shows(file: Path, word: str) -> bool:
    with contextlib.suppress(OSError):
        return word in file.read_text("utf-8", "replace")
    return False


def _waited(done) -> bool:
    """Wait until something is so; False where that takes too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.0005)
    return False
