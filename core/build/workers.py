"""Work done by two processes at once, where that is safe and pays."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether a second process may be split off: a fork with other threads about may stop for ever."""
    return hasattr(os, "fork") and threading.active_count() == 1


def begun(work: Callable[[], Result]) -> Callable[[], Result | None]:
    """Begin some work in a process beside this one; return what waits for its result, once.

    The result has to be picklable; None stands for work that failed, whatever befell the other process.
    """
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(receive)
            with os.fdopen(send, "wb") as pipe:
                pickle.dump(work(), pipe, protocol=5)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(send)

    def result() -> Result | None:
        with os.fdopen(receive, "rb") as answer:
            data = answer.read()
        _, status = os.waitpid(child, 0)
        return pickle.loads(data) if status == 0 else None  # noqa: S301 (our own child wrote it)

    return result


def in_halves(work: Callable[[list[Item]], Result], items: list[Item]) -> tuple[Result, Result]:
    """Return what some work gives for every second item and for the others; the second half is done by a fork.

    Whatever befalls the other process, its half is done here then. Results have to be picklable, and not None.
    """
    half = begun(lambda: work(items[1::2]))
    mine, theirs = work(items[::2]), half()
    return mine, work(items[1::2]) if theirs is None else theirs
