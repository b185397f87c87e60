"""A file of several messages about one event: the newest counts, and a cancellation calls it off (RFC 5546)."""

from __future__ import annotations

from datetime import date

from core.calendar_import.read_calendar import read_calendar
from core.calendar_import.said import Setting

SETTING = Setting("Europe/Brussels", date(2026, 6, 1))


def message(method: str, *lines: str, uid: str = "abc@example.net") -> str:
    inside = "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\n{inside}\r\nEND:VCALENDAR\r\n"


def request(
    sequence: int, start: str, title: str, stamp: str = "20260501T090000Z", uid: str = "abc@example.net"
) -> str:
    lines = (f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp}", f"DTSTART:{start}", f"SUMMARY:{title}")
    return message("REQUEST", *lines, uid=uid)


def read(*messages: str):
    return read_calendar("".join(messages).encode(), SETTING)


def shown(*messages: str) -> list[tuple[str, str, str | None]]:
    return [(one.fields["title"], str(one.fields["start"]), one.fields.get("status")) for one in read(*messages).events]


FIRST = request(0, "20270701T100000", "Meeting")
MOVED = request(1, "20270702T110000", "Meeting, moved", "20260502T090000Z")


def test_an_update_takes_the_place_of_the_request_wherever_it_is_in_the_file():
    assert shown(FIRST, MOVED) == shown(MOVED, FIRST) == [("Meeting, moved", "2027-07-02 11:00", None)]


def test_what_was_taken_is_reported():
    (event,) = read(FIRST, MOVED).events

    assert "The file has several versions of it: the newest was taken." in [note.text for note in event.notes]


def test_a_later_cancellation_calls_it_off():
    cancel = message("CANCEL", "SEQUENCE:1", "DTSTAMP:20260503T090000Z")

    assert shown(FIRST, cancel) == [("Meeting", "2027-07-01 10:00", "cancelled")]
    assert not read(FIRST, cancel).left_out


def test_a_cancellation_of_an_older_version_does_not():
    cancel = message("CANCEL", "SEQUENCE:0", "DTSTAMP:20260501T100000Z")

    assert shown(MOVED, cancel) == [("Meeting, moved", "2027-07-02 11:00", None)]


def test_events_of_other_names_stay():
    other = request(0, "20270801T100000", "Another", uid="other@example.net")

    assert [one[0] for one in shown(FIRST, other, MOVED)] == ["Another", "Meeting, moved"]


def test_events_to_which_a_program_gave_one_name_are_all_kept():
    later = request(0, "20270901T100000", "Later")

    assert [one[0] for one in shown(FIRST, later)] == ["Meeting", "Later"]
