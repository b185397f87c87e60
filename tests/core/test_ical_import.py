"""Calendars of others become pages."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar_import.imported import Imported, Reading
from core.calendar_import.lines import Unreadable
from core.calendar_import.read_calendar import read_calendar
from core.calendar_import.said import Setting
from tests.conftest import told
from tests.events.cases import files

TODAY = date(2026, 6, 1)
SETTING = Setting("Europe/Brussels", TODAY)
INDEX = {"events/index.md": "---\ntitle: Events\n---\n"}


def read_all(data: bytes, setting: Setting = SETTING) -> list[Imported]:
    return read_calendar(data, setting).events


def reading_of(*lines: str) -> Reading:
    return read_calendar(calendar(("UID:abc@example.net", *lines)), SETTING)


def notes_of(one: Imported) -> list[str]:
    return [str(note) for note in one.notes]


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
    (one,) = read_all("\r\n".join(event).encode())
    return one


def fields(one: Imported) -> dict[str, str]:
    head = one.text.split("---")[1].strip().splitlines()
    return dict(line.split(": ", 1) for line in head)


USUAL = ("SUMMARY:Kick-off", "LOCATION:Town Hall", "DTSTAMP:20260105T120000Z", "DESCRIPTION:All meet. Bring maps.")


def test_an_event_becomes_a_page_that_passes_the_check_and_keeps_its_name():
    one = imported(*USUAL, "DTSTART;TZID=Europe/Rome:20260910T093000", "DTEND;TZID=Europe/Rome:20260910T120000")

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
    assert told({**INDEX, "events/2026-09-10-one.md": one.text}) == []


def test_the_end_of_whole_days_is_the_last_day():
    one = fields(imported(*USUAL, "DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260912"))

    assert (one["start"], one["end"]) == ("2026-09-10", "2026-09-11")
    assert "end" not in fields(imported(*USUAL, "DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260911"))


def test_the_second_of_two_hours_keeps_its_offset():
    one = imported(*USUAL, "DTSTART;TZID=W. Europe Standard Time:20261024T090000", "DURATION:PT18H")

    assert fields(one)["timezone"] == "Europe/Berlin"
    assert fields(one)["end"] == "2026-10-25 02:00+01:00"
    one = imported(*USUAL, "DTSTART;TZID=Europe/Berlin:20261024T023000", "DURATION:P1DT1H")
    assert fields(one)["end"] == "2026-10-25 02:30+01:00"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20261215T160000Z",
            "every second Tuesday until 2026-12-15 except 2026-09-22",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20261208",
            "every month on the second Tuesday until 2026-12-08",
        ),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6", "every Tuesday and Thursday until 2026-09-24 except 2026-09-22"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=12", "every weekday until 2026-09-23 except 2026-09-22"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3", "every month on the second Tuesday until 2026-11-10"),
        ("FREQ=MONTHLY;BYMONTHDAY=8;COUNT=3", "every month on day 8 until 2026-11-08"),
        ("FREQ=MONTHLY;COUNT=3", "every month until 2026-11-08"),
        ("FREQ=YEARLY;COUNT=3", "every year until 2028-09-08"),
        # The end of a day elsewhere, told in UTC; and one that lies before the hour of the event.
        ("FREQ=DAILY;UNTIL=20261030T225959Z", "every day until 2026-10-30 except 2026-09-22"),
        ("FREQ=DAILY;UNTIL=20261030T233000Z", "every day until 2026-10-30 except 2026-09-22"),
    ],
)
def test_a_rule_becomes_words(rule, words):
    one = imported(
        *USUAL, "DTSTART;TZID=Europe/Rome:20260908T093000", f"RRULE:{rule}", "EXDATE;TZID=Europe/Rome:20260922T093000"
    )

    assert fields(one)["repeats"] == words


def test_a_rule_without_an_end_is_written_for_a_year_and_says_so():
    one = imported(*USUAL, "DTSTART;VALUE=DATE:20260908", "RRULE:FREQ=WEEKLY")

    assert fields(one)["repeats"] == "every week until 2027-09-07"
    assert notes_of(one) == [
        "It repeats without an end: its dates were written for the time to come. "
        "Move the day after “until” on in time. (until 2027-09-07)"
    ]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", ["2026-11-13", "2027-08-13", "2028-10-13"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=FR,SU;COUNT=6",
            ["2026-11-13", "2026-11-22", "2026-11-27", "2026-12-06", "2026-12-11", "2026-12-20"],
        ),
    ],
)
def test_dates_that_no_words_say_are_pages_of_their_own(rule, days):
    found = reading_of(*USUAL, "DTSTART;VALUE=DATE:20261113", f"RRULE:{rule}").events

    assert [fields(one)["start"] for one in found] == days
    assert all("repeats" not in fields(one) for one in found)
    assert [fields(one)["id"] for one in found[:2]] == ['"abc@example.net"', f'"abc@example.net/{days[1]}"']


def test_more_dates_than_an_event_may_have_are_cut_and_said():
    one = imported(*USUAL, "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY;COUNT=9000")

    assert fields(one)["start"] == "2026-05-02"
    assert "It has more dates than one event may have: the others were left out. (from 2026-05-02)" in notes_of(one)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=HOURLY;UNTIL=20261231", "2026-09-08: it repeats hourly: FREQ=HOURLY;UNTIL=20261231"),
        (
            "FREQ=DAILY;INTERVAL=0;COUNT=3",
            "2026-09-08: the interval of its rule is less than one: FREQ=DAILY;COUNT=3;INTERVAL=0",
        ),
    ],
)
def test_a_rule_that_cannot_be_read_leaves_the_event_out_with_the_reason(rule, reason):
    reading = reading_of(*USUAL, "DTSTART;VALUE=DATE:20260908", f"RRULE:{rule}")

    assert reading.events == []
    ((name, note),) = reading.left_out
    assert (name, note.detail) == ("Kick-off", reason)


def test_what_is_lost_is_named():
    one = imported(
        *USUAL,
        "DTSTART:20260908T073000Z",
        "ATTACH:https://example.net/a.pdf",
        "GEO:1;2",
        "STATUS:TENTATIVE",
        "ORGANIZER:mailto:someone@example.net",
        "ATTENDEE;CN=Anna:mailto:anna@example.net",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15M",
        "END:VALARM",
    )

    assert sorted(notes_of(one)) == [
        "Its guests were left out.",
        "Its organiser is only an e-mail address, which was left out.",
        "Its reminders were not kept.",
        "Its status is tentative, which has no word here.",
        "Its times are in UTC: they were turned into those of Europe/Brussels. Correct both if that is wrong.",
        "Not kept: ATTACH.",
        "Not kept: GEO.",
    ]


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

    assert told({**INDEX, "events/2026-09-10-one.md": one.text}) == []
    assert fields(one)["title"] == '"Maps: #1 <b>"'


@pytest.mark.parametrize("data", [b"", b"no calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(Unreadable):
        read_all(data)


def test_what_we_wrote_comes_back(build):
    start = {"start": "2026-03-17 17:00", "end": "2026-03-17 18:00", "timezone": "Europe/Brussels"}
    rule = "every second Tuesday until 2026-05-26 except 2026-04-28"
    built = build(files({**start, "repeats": rule}))

    (one,) = read_all(built.bytes("/events/one/one.ics"))
    assert {name: fields(one)[name] for name in (*start, "repeats", "id")} == {
        **start,
        "repeats": rule,
        "id": '"tag:example.org,2026:event/one"',
    }


def calendar(*events: tuple[str, ...], head: tuple[str, ...] = ()) -> bytes:
    lines = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *head, *lines, "END:VCALENDAR"]).encode()


NEW_YORK = ("X-WR-TIMEZONE:America/New_York",)
OF_ITS_OWN = (
    "BEGIN:VTIMEZONE", "TZID:Custom 1",
    "BEGIN:STANDARD", "DTSTART:16011028T030000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010325T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "time", "start", "zone"),
    [
        (NEW_YORK, "DTSTART:20260921T130000Z", "2026-09-21 09:00", "America/New_York"),
        (NEW_YORK, "DTSTART:20260921T090000", "2026-09-21 09:00", "America/New_York"),
        ((), "DTSTART:20260921T130000Z", "2026-09-21 15:00", "Europe/Brussels"),
        (OF_ITS_OWN, "DTSTART;TZID=Custom 1:20260921T150000", "2026-09-21 15:00", "Europe/Brussels"),
        ((*NEW_YORK, *OF_ITS_OWN), "DTSTART;TZID=Custom 1:20260921T150000", "2026-09-21 15:00", "Europe/Brussels"),
    ],
)
def test_a_time_keeps_its_instant_and_gets_the_zone_of_the_calendar_or_of_the_project(head, time, start, zone):
    (one,) = read_all(calendar((*USUAL, time), head=head))

    assert (fields(one)["start"], fields(one)["timezone"]) == (start, zone)
    assert notes_of(one)[0].startswith("Its ")


def test_a_series_in_utc_stays_in_utc_since_clocks_change_under_it():
    one = imported(*USUAL, "DTSTART:20260921T130000Z", "RRULE:FREQ=WEEKLY;UNTIL=20261221T130000Z")

    assert (fields(one)["start"], fields(one)["timezone"]) == ("2026-09-21 13:00", "UTC")


def test_the_days_of_a_series_are_those_of_its_own_clock():
    late = ("SUMMARY:Late", "LOCATION:X", "UID:1", "DTSTART;TZID=America/New_York:20260901T210000")
    rule = ("RRULE:FREQ=DAILY;UNTIL=20260911T010000Z", "EXDATE:20260905T010000Z")
    other = ("UID:1", "RECURRENCE-ID:20260907T010000Z", "DTSTART:20260907T030000Z", "SUMMARY:Later")
    one, changed = read_all(calendar((*late, *rule), other))

    assert fields(one)["repeats"] == "every day until 2026-09-10 except 2026-09-04, 2026-09-06"
    assert (fields(changed)["start"], fields(changed)["timezone"]) == ("2026-09-07 05:00", "Europe/Brussels")


def test_one_date_of_a_series_that_is_not_in_the_file_becomes_an_event():
    lone = ("UID:1", "RECURRENCE-ID:20260907T010000Z", "DTSTART;VALUE=DATE:20260907", "SUMMARY:Alone", "LOCATION:X")
    (one,) = read_all(calendar(lone))

    assert fields(one)["id"] == '"1/2026-09-07"'
    assert "It is one date of a series that is not in this file." in notes_of(one)


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (("DTSTART;VALUE=DATE:20260910", "DTSTART;VALUE=DATE:20260911"), "It has DTSTART several times: only the first was read."),
        (("DTSTART;VALUE=DATE:20260910", "DTEND:20260911T100000Z"), "Its end could not be kept: only one of start and end has a time of day."),
        (("DTSTART:20260910T100000Z", "DTEND:20260910T090000Z"), "Its end could not be kept: it lies before its start."),
        (("DTSTART;VALUE=DATE:20260910", "DTEND;VALUE=DATE:20260901"), "Its end could not be kept: it lies before its start."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_of_an_event_is_told_and_the_rest_is_kept(lines, note):
    one = imported(*USUAL, *lines)

    assert note in notes_of(one)
    assert "end" not in fields(one)
    assert fields(one)["title"] == "Kick-off"


def test_a_file_of_an_old_program_keeps_its_accents_and_says_so():
    data = calendar(("SUMMARY:Café", "UID:1", "DTSTART;VALUE=DATE:20260910", "LOCATION:X")).decode().encode("cp1252")
    (one,) = read_all(data)

    assert fields(one)["title"] == "Café"
    assert [str(note) for note in read_calendar(data, SETTING).notes] == [
        "Part of the file is not in UTF-8 and was read as Windows-1252: check its accented letters."
    ]


def test_an_event_without_a_date_that_can_be_read_is_left_out_and_said():
    reading = reading_of(*USUAL, "DTSTART:20261399T990000")

    assert reading.events == []
    assert [(name, str(note)) for name, note in reading.left_out] == [("Kick-off", "It has no date that can be read.")]


PIECES = (
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCALENDAR", "END:VCALENDAR", "SUMMARY:A", "UID:1", "DTSTART:", "DTSTART;VALUE=DATE:",
    "DTSTART;TZID=Nowhere:", "DTEND:", "DTEND;VALUE=DATE:", "DURATION:", "RRULE:", "RRULE:FREQ=DAILY;UNTIL=", "EXDATE:",
    "RECURRENCE-ID:", "STATUS:", "ORGANIZER;CN=", "LAST-MODIFIED:", "CREATED:", "20260910", "20260910T100000Z", "20261399",
    "20261025T023000", "PT1H", "-P1D", "COUNT=3", "FREQ=WEEKLY;", "BYDAY=2TU", "99991231T235959Z", "00010101", ":", ";", "\r\n", " ",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40))
def test_whatever_is_in_a_file_it_is_read_or_refused(pieces):
    inside = "".join(pieces)
    for data in (inside, f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{inside}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"):
        with suppress(Unreadable):
            found = read_all(data.encode("utf-8", "replace"))
            assert all(one.text.startswith("---\ntitle: ") for one in found)
