"""What an editor has to know about imported events, and how many notes of one kind become one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

DATES, LOST, CHECK, MINOR = range(4)  # the worst first
_HEADINGS = {
    DATES: "Dates and times: correct these first",
    LOST: "Left out",
    CHECK: "To look at",
    MINOR: "Also",
}
_SHOWN = 3  # files of one kind that are named


@dataclass(frozen=True, order=True, slots=True)
class Note:
    """One thing that could not be kept, or has to be looked at."""

    rank: int  # DATES, LOST, CHECK or MINOR
    text: str  # a sentence that is the same for all events of which it is true
    detail: str = ""  # what differs between them

    def __str__(self) -> str:
        return f"{self.text} ({self.detail})" if self.detail else self.text


def grouped(notes: Iterable[tuple[str, Note]]) -> str:
    """Return notes, each with the file that it is about, as one line for each kind: the worst and most frequent first.

    >>> print(grouped([("a.md", Note(CHECK, "It has no place."))]))
    To look at
      It has no place.
        a.md
    """
    kinds: dict[tuple[int, str], list[str]] = {}
    for path, note in notes:
        places = kinds.setdefault((note.rank, note.text), [])
        place = f"{path} ({note.detail})" if note.detail and path else path or note.detail
        if place and place not in places:
            places.append(place)
    lines: list[str] = []
    rank = -1
    for (of_kind, text), places in sorted(kinds.items(), key=lambda kind: (kind[0][0], -len(kind[1]), kind[0][1])):
        if of_kind != rank:
            lines.append(_HEADINGS[of_kind])
            rank = of_kind
        count = f"{len(places)} events: " if len(places) > 1 else ""
        lines.append(f"  {count}{text}")
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        if places:
            lines.append(f"    {', '.join(places[:_SHOWN])}{more}")
    return "\n".join(lines)
