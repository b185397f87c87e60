"""The site as it stands at home: the last good build, and what is wrong with the newest text."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.problems.problem import Problem

EXCERPT = 2  # lines shown before and after the one with the problem


@dataclass(slots=True)
class Workshop:
    """Builds again and again; who shows the site asks here."""

    folder: Path  # where the last good site lies
    build: Callable[[set[str]], list[Problem]]  # builds after changes of these files, or returns what is wrong
    rest: Callable[[], None] = lambda: None  # clears up, when nobody waits for a build
    make: Callable[[str], bytes | None] = lambda _path: None  # makes a file that builds at home leave out
    listeners: list[Callable[[], None]] = field(default_factory=list)
    version: int = 0  # rises with everything that a visitor should see
    problems: list[Problem] = field(default_factory=list)
    failure: str = ""  # what went wrong in the house itself
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rebuild(self, changed: set[str]) -> None:
        """Build after changes of some files (none: the first time); tell all listeners that there is something to see."""
        with self._lock:
            try:
                self.problems, self.failure = self.build(changed), ""
            except OSError as error:
                # A file that was there a moment ago: the next change says how it went on.
                self.problems, self.failure = [], f"{error.strerror}: {error.filename}"
            except Exception as error:  # noqa: BLE001 (a template under work may raise anything; the server stays)
                self.problems, self.failure = [], f"{type(error).__name__}: {error}"
            self.version += 1
        for listener in list(self.listeners):
            listener()

    def on_request(self, path: str) -> bytes | None:
        """Return a file that is made only when somebody asks for it; None where there is none, or nothing to make it from."""
        try:
            return self.make(path)
        except Exception as error:  # noqa: BLE001 (the server stays, and says what was wrong)
            self.failure = f"{type(error).__name__}: {error}"
            return None


def excerpt(problem: Problem, text: str) -> list[tuple[int, str, bool]]:
    """Return the lines around a problem: number, text, and whether it is the one."""
    lines = text.splitlines()
    first, last = max(problem.line - EXCERPT, 1), min(problem.line + EXCERPT, len(lines))
    return [(number, lines[number - 1], number == problem.line) for number in range(first, last + 1)]
