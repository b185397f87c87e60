"""What was found in a picture or download."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file."""

    code: str
    message: str  # behind “the file”
    remedy: str
    line: int = 0  # of the file itself, where it is a text; 0: the fault is told where the file is used


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in a file, and the state of the file then."""

    state: tuple[int, int, int]
    faults: tuple[Fault, ...]
