"""What an imported event says so far, and texts that are fit to be published."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.calendar_import.notes import LOST, Note
from core.calendar_import.text import cleaned, without_emails

PASSCODE = Note(LOST, "The passcode in the link of its video meeting was left out.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What has to be known of the site into which events are imported."""

    zone: str  # of the project
    today: date
    print_addresses: bool = True  # whether pages may show e-mail addresses
    towns: tuple[str, ...] = ()  # names of the project's cities, as events call them


@dataclass(slots=True)
class Said:
    """The fields of a page that do not depend on dates, its text, and what to note."""

    fields: dict[str, str] = field(default_factory=dict)
    body: str = ""
    plain_body: str = ""  # the same without links, for texts whose links the check refuses
    notes: list[Note] = field(default_factory=list)


def one_line(value: object) -> str:
    """Return a value as one line of text, without invisible characters."""
    return " ".join(cleaned(str(value or "")).split())


def short(text: str, limit: int) -> str:
    """Return a text that is no longer than the limit, cut between words."""
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


def public_text(text: str, setting: Setting, said: Said) -> str:
    """Return a text without e-mail addresses where the site prints none."""
    if setting.print_addresses:
        return text
    shorter, found = without_emails(text)
    if found:
        note = Note(LOST, "E-mail addresses in its texts were left out, as this site prints none.")
        said.notes += [note] * (note not in said.notes)
    return shorter if not found else "\n".join(line.strip() for line in shorter.split("\n"))
