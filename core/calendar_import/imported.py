"""What the import of a calendar file yields: events as fields and text of pages, and what is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.authoring.new_page import quoted
from core.calendar_import.notes import Note

_ORDER = (
    "title", "summary", "start", "end", "timezone", "repeats", "place", "venue", "online", "status", "organiser", "id",
    "published", "updated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """An event of a calendar as a page that has no name yet."""

    fields: dict[str, str]
    body: str
    plain_body: str  # the same without links
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """The text of the Markdown file."""
        lines = [f"{name}: {_value(self.fields[name])}" for name in _ORDER if name in self.fields]
        return "\n".join(["---", *lines, "---", *(["", self.body] if self.body else []), ""])


@dataclass(slots=True)
class Reading:
    """What a calendar file holds."""

    events: list[Imported] = field(default_factory=list)
    left_out: list[tuple[str, Note]] = field(default_factory=list)  # what it is called, and why it is no page
    notes: list[Note] = field(default_factory=list)  # about the file


def _value(text: str) -> str:
    return text if re.fullmatch(r"[\d\-: +]+", text) else quoted(text)
