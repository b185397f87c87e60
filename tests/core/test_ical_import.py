"""Calendars of others become pages."""

from __future__ import annotations

from datetime import date

import pytest

from core.ical_import import Imported, Unreadable, read_calendar
from tests.conftest import told
from tests.events.cases import files

TODAY = date(2026, 6, 1)
INDEX = {"events/index.md": "---\ntitle: Events\n---\n"}


def imported(*lines: str) -> Imported:
    event = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:abc@example.net",
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    (one,) = read_calendar("\r\n".join(event).encode(), "Europe/Brussels", TODAY)
    return one


def fields(one: Imported) -> dict[str, str]:
    head = one.text.split("---")[1].strip().splitlines()
    return dict(line.split(": ", 1) for line in head)


USUAL = ("SUMMARY:Kick-off", "LOCATION:Town Hall", "DTSTAMP:20260105T120000Z", "DESCRIPTION:All meet. Bring maps.")


def test_an_event_becomes_a_page_that_passes_the_check_and_keeps_its_name():
    one = imported(*USUAL, "DTSTART;TZID=Europe/Rome:20260910T093000", "DTEND;TZID=Europe/Rome:20260910T120000")

    assert one.name == "2026-09-10-kick-off.md"
    assert one.text == (
        "---\n"
        "title: Kick-off\n"
        "summary: All meet.\n"
        "start: 2026-09-10 09:30\n"
        "end: 2026-09-10 12:00\n"
        "timezone: Europe/Rome\n"
        "place: Town Hall\n"
        'id: "abc@example.net"\n'
        "published: 2026-01-05\n"
        "---\n"
        "\n"
        "All meet. Bring maps.\n"
    )
    assert told({**INDEX, f"events/{one.name}": one.text}) == []


def test_the_end_of_whole_days_is_the_last_day():
    one = fields(imported(*USUAL, "DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260912"))

    assert (one["start"], one["end"]) == ("2026-09-10", "2026-09-11")
    assert "end" not in fields(imported(*USUAL, "DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260911"))


def test_the_second_of_two_hours_keeps_its_offset():
    one = imported(*USUAL, "DTSTART;TZID=W. Europe Standard Time:20261024T090000", "DURATION:PT18H")

    assert fields(one)["timezone"] == "Europe/Berlin"
    assert fields(one)["end"] == "2026-10-25 03:00"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261215T160000Z",
            "every second Tuesday until 2026-12-15 except 2026-09-22",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261208",
            "every month on the second Tuesday until 2026-12-08 except 2026-09-22",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20261231", "every month on the last day until 2026-12-31 except 2026-09-22"),
    ],
)
def test_a_rule_becomes_words(rule, words):
    one = imported(
        *USUAL, "DTSTART;TZID=Europe/Rome:20260908T093000", f"RRULE:{rule}", "EXDATE;TZID=Europe/Rome:20260922T093000"
    )

    assert fields(one)["repeats"] == words


@pytest.mark.parametrize(
    "rule",
    ["FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=4", "FREQ=MONTHLY;BYDAY=5MO;UNTIL=20261231", "FREQ=HOURLY;UNTIL=20261231"],
)
def test_a_rule_without_words_is_told(rule):
    one = imported(*USUAL, "DTSTART;VALUE=DATE:20260908", f"RRULE:{rule}")

    assert "repeats" not in fields(one)
    assert any(note.startswith("Its rule could not be put into words: FREQ=") for note in one.notes)


def test_what_is_lost_is_named():
    one = imported(
        *USUAL,
        "DTSTART:20260908T073000Z",
        "ATTACH:https://example.net/a.pdf",
        "GEO:1;2",
        "STATUS:TENTATIVE",
        "ORGANIZER:mailto:someone@example.net",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15M",
        "END:VALARM",
    )

    assert one.notes == (
        "Its times are in UTC. Write the zone of the place as timezone, and the times as clocks there show them.",
        "Its place stands in one line: put the house or hall into venue, and leave the town in place.",
        "Its status is tentative, which has no word here.",
        "Its organiser is only an e-mail address, which was left out.",
        "Not kept: ATTACH, GEO.",
        "Its reminders were not kept.",
    )


def test_a_cancelled_event_stays_cancelled():
    one = fields(imported(*USUAL, "DTSTART;VALUE=DATE:20260908", "STATUS:CANCELLED", "LAST-MODIFIED:20260520T080000Z"))

    assert (one["status"], one["updated"]) == ("cancelled", "2026-05-20")


def test_signs_of_markdown_and_of_yaml_stay_text():
    one = imported(
        "SUMMARY:Maps: #1 <b>",
        "LOCATION:Here",
        "DTSTART;VALUE=DATE:20260908",
        "DESCRIPTION:# no heading\\n*[x]* <script>",
    )

    assert told({**INDEX, f"events/{one.name}": one.text}) == []
    assert fields(one)["title"] == '"Maps: #1 <b>"'


def test_many_events_of_one_day_get_names_of_their_own():
    event = "BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Talk\r\nDTSTART;VALUE=DATE:20260908\r\nDTSTAMP:20260105T120000Z\r\nEND:VEVENT\r\n"
    data = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
        + "".join(event.format(n=n) for n in "ab")
        + "END:VCALENDAR\r\n"
    )

    names = [one.name for one in read_calendar(data.encode(), "Europe/Brussels", TODAY)]
    assert names == ["2026-09-08-talk.md", "2026-09-08-talk-2.md"]


@pytest.mark.parametrize("data", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(Unreadable):
        read_calendar(data, "Europe/Brussels", TODAY)


def test_what_we_wrote_comes_back(build):
    start = {"start": "2026-03-17 17:00", "end": "2026-03-17 18:00", "timezone": "Europe/Brussels"}
    rule = "every second Tuesday until 2026-05-26 except 2026-04-28"
    built = build(files({**start, "repeats": rule}))

    (one,) = read_calendar(built.bytes("/events/one/one.ics"), "Europe/Brussels", TODAY)
    assert {name: fields(one)[name] for name in (*start, "repeats", "id")} == {
        **start,
        "repeats": rule,
        "id": '"tag:example.org,2026:event/one"',
    }
