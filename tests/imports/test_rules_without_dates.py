"""A rule that never gives a date is read at once, and said."""

from __future__ import annotations

import pytest

from core.calendar_import.plan import setting_of
from core.calendar_import.read_calendar import read_calendar
from tests.imports.test_calendars import NOW, small


@pytest.mark.parametrize(
    "days", ["BYMONTH=2;BYMONTHDAY=31;COUNT=5", "BYMONTH=4;BYMONTHDAY=31", "BYMONTH=6;BYMONTHDAY=-31"]
)
def test_the_first_day_stays_where_the_rule_gives_none(days):
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "UID:a",
        "SUMMARY:Meeting",
        "DTSTART;VALUE=DATE:20270201",
    ]
    data = "\r\n".join([*lines, f"RRULE:FREQ=DAILY;{days}", "END:VEVENT", "END:VCALENDAR", ""]).encode()

    event = read_calendar(data, setting_of(small(), NOW)).events[0]

    assert event.fields["start"] == "2027-02-01"
    assert "repeats" not in event.fields
    assert any("a day that its own rule does not give" in note.text for note in event.notes)
