"""A progress display for a person who waits: only on a terminal, and only when it takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[int, int], None]  # files written so far, files in all

PATIENCE = 1.0  # seconds


@contextmanager
def progress(quiet: bool) -> Iterator[Tell]:
    """Yield a function that takes how far the work is."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    started = time.monotonic()
    display = Progress(TextColumn("Writing"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    bar = display.add_task("files", total=None)

    def tell(done: int, total: int) -> None:
        if not display.live.is_started and time.monotonic() - started > PATIENCE:
            display.start()
        display.update(bar, completed=done, total=total)

    try:
        yield tell
    finally:
        display.stop()
