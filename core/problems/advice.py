"""What editors are reminded of: nothing that is wrong, and nothing that stops a build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.problems.problem import printable

SENTENCES = ("summary", "image_alt")  # fields that nobody can have written exactly like their example


@dataclass(frozen=True, order=True, slots=True)
class Advice:
    """Something that an editor should look at."""

    path: str  # as the editor knows the file
    line: int
    message: str
    next_step: str
    field: str = ""

    def __str__(self) -> str:
        about = f"{self.field}: " if self.field else ""
        return printable(f"{self.path}:{self.line}: {about}{self.message}") + f"\n    {printable(self.next_step)}"


def report(advice: Iterable[Advice]) -> str:
    """Return advice as text, under a heading; nothing where there is none."""
    ordered = sorted(set(advice))
    return "\n".join(["To look at (nothing of this is wrong):", *map(str, ordered)]) if ordered else ""
