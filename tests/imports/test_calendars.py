"""What people import: each folder of tests/sites/calendars holds a calendar file and, whole, what its import writes and says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.authoring.new_page import CannotWrite
from core.calendar_import.lines import Unreadable
from core.calendar_import.plan import plan_import, setting_of
from core.calendar_import.plan_report import summary_of
from core.calendar_import.read_calendar import read_calendar
from core.documents.sources import Sources, read_folder
from core.read_site import read_site

SITES = Path(__file__).parents[1] / "sites"
NOW = datetime.fromisoformat("2026-11-26T00:00+01:00")
NAMES = sorted(path.name for path in (SITES / "calendars").iterdir() if path.is_dir())


def small() -> Sources:
    """The small site, which prints no e-mail addresses here: what our own site does too."""
    sources = read_folder(SITES / "small", "content")
    sources.texts["project.yaml"] += b"print_addresses: false\n"
    return sources


def outcome(name: str) -> str:
    """Return everything that the import of a case writes and says."""
    sources = small()
    try:
        reading = read_calendar((SITES / "calendars" / name / "in.ics").read_bytes(), setting_of(sources, NOW))
        plan = plan_import(reading, sources, NOW)
    except (Unreadable, CannotWrite) as error:
        return f"{error}\n"
    pages = "".join(f"===== {path}\n{text}" for path, text in plan.files.items())
    return f"{summary_of(plan, 'content')}\n{pages}"


@pytest.mark.parametrize("name", NAMES)
def test_an_import_writes_and_says_exactly_this(name: str) -> None:
    assert outcome(name) == (SITES / "calendars" / name / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_after_an_import_the_check_has_nothing_to_say_and_a_second_import_writes_nothing(name: str) -> None:
    sources = small()
    try:
        data = (SITES / "calendars" / name / "in.ics").read_bytes()
        plan = plan_import(read_calendar(data, setting_of(sources, NOW)), sources, NOW)
    except Unreadable:
        return
    sources.texts |= {path: text.encode() for path, text in plan.files.items()}
    assert [str(problem) for problem in read_site(sources, NOW)[1]] == []

    again = plan_import(read_calendar(data, setting_of(sources, NOW)), sources, NOW)
    assert again.files == {}
    assert [(path, what) for path, what in again.known if what] == []
