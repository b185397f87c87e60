"""Times of imported events are the instants that the file means, whatever it calls their zone."""

from __future__ import annotations

from datetime import date

import pytest

from core.calendar_import.imported import Imported
from core.calendar_import.read_calendar import read_calendar
from core.calendar_import.said import Setting

SETTING = Setting("Europe/Brussels", date(2026, 11, 26))
EVENT = ("BEGIN:VEVENT", "UID:1", "DTSTAMP:20260105T120000Z", "SUMMARY:A", "LOCATION:X")


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *head, *EVENT, *lines, "END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(whole).encode()


def one(*lines: str, head: tuple[str, ...] = ()) -> Imported:
    (found,) = read_calendar(calendar(*lines, head=head), SETTING).events
    return found


def zone(name: str, *observances: tuple[str, str, str, str, str]) -> tuple[str, ...]:
    """Return the lines of a VTIMEZONE: kind, start, offset before and after, rule."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for kind, start, before, after, rule in observances:
        lines += [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [f"RRULE:{rule}"] if rule else []
        lines.append(f"END:{kind}")
    return (*lines, "END:VTIMEZONE")


EUROPE = (
    ("STANDARD", "16010101T030000", "+0200", "+0100", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ("DAYLIGHT", "16010101T020000", "+0100", "+0200", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
)
TOKYO = (("STANDARD", "16010101T000000", "+0900", "+0900", ""),)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (
            "(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rome\\, Stockholm\\, Vienna".replace("\\", ""),
            "Europe/Amsterdam",
        ),
        ("(UTC-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(GMT+02:00) Athens, Bucharest", "Europe/Athens"),
        ("Romance Standard Time", "Europe/Paris"),
        ("/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("/mozilla.org/20050126_1/Europe/Vilnius", "Europe/Vilnius"),
    ],
)
def test_names_that_programs_give_to_zones_are_understood_and_said(name, known):
    found = one(f"DTSTART;TZID={name}:20270704T100000")

    assert (found.fields["start"], found.fields["timezone"]) == ("2027-07-04 10:00", known)
    assert [str(note) for note in found.notes] == [f"Its zone “{name}” was read as {known}."]


def test_a_zone_that_nobody_knows_is_named():
    found = one("DTSTART;TZID=Customized Time Zone:20270704T100000")

    assert found.fields["timezone"] == "Europe/Brussels"
    assert [str(note) for note in found.notes] == [
        "Its zone “Customized Time Zone” is not known: Europe/Brussels was taken. Correct the timezone if that is wrong."
    ]


def test_a_zone_of_exchange_that_the_file_defines_is_the_one_whose_clocks_show_the_same():
    found = one(
        "DTSTART;TZID=Customized Time Zone:20270704T100000",
        "RRULE:FREQ=WEEKLY;COUNT=30",
        head=zone("Customized Time Zone", *TOKYO),
    )

    assert (found.fields["start"], found.fields["timezone"]) == ("2027-07-04 10:00", "Asia/Seoul")
    assert found.fields["repeats"] == "every week until 2028-01-23"


def test_the_definition_in_the_file_is_right_against_its_name():
    found = one("DTSTART;TZID=Europe/Brussels:20270704T100000", head=zone("Europe/Brussels", *EUROPE))
    assert (found.fields["start"], found.fields["timezone"], found.notes) == ("2027-07-04 10:00", "Europe/Brussels", ())

    rule = "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
    other = (*TOKYO, ("DAYLIGHT", "16010101T000000", "+0900", "+0900", rule))
    found = one("DTSTART;TZID=Europe/Brussels:20270704T100000", head=zone("Europe/Brussels", *other))
    assert (found.fields["start"], found.fields["timezone"]) == ("2027-07-04 10:00", "Asia/Seoul")


@pytest.mark.parametrize("start", ["20180704T100000", "20190704T100000", "20270704T100000", "20270104T100000"])
def test_a_definition_of_a_few_years_says_nothing_of_the_others(start):
    few = (("STANDARD", "20181028T030000", "+0200", "+0100", ""), ("DAYLIGHT", "20190331T020000", "+0100", "+0200", ""))
    found = one(f"DTSTART;TZID=Europe/Berlin:{start}", head=zone("Europe/Berlin", *few))

    assert (found.fields["start"][-5:], found.fields["timezone"], found.notes) == ("10:00", "Europe/Berlin", ())


def test_a_series_in_a_zone_like_no_other_keeps_each_of_its_instants():
    odd = (
        ("STANDARD", "20001001T000000", "+0530", "+0500", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"),
        ("DAYLIGHT", "20000401T000000", "+0500", "+0530", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1"),
    )
    lines = ("DTSTART;TZID=Odd:20270920T100000", "RRULE:FREQ=WEEKLY;COUNT=4")
    found = read_calendar(calendar(*lines, head=zone("Odd", *odd)), SETTING).events

    # 10:00 is 04:30 in UTC until September, 05:00 from October on: 06:30 and 07:00 on the clock in Brussels.
    assert [(event.fields["start"], event.fields.get("repeats")) for event in found] == [
        ("2027-09-20 06:30", "every week until 2027-09-27"),
        ("2027-10-04 07:00", None),
        ("2027-10-11 07:00", None),
    ]


def test_a_series_in_utc_takes_the_zone_of_the_calendar_where_no_clock_changes_under_it():
    lines = ("DTSTART:20270104T090000Z", "RRULE:FREQ=WEEKLY;COUNT=4")
    found = one(*lines, head=("X-WR-TIMEZONE:Europe/Vilnius",))

    assert (found.fields["start"], found.fields["timezone"]) == ("2027-01-04 11:00", "Europe/Vilnius")


def test_a_damaged_definition_of_a_zone_does_not_stop_the_import():
    head = (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Brussels",
        "BEGIN:STANDARD",
        "TZOFFSETTO:nonsense",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    found = one("DTSTART;TZID=Europe/Brussels:20270704T100000", head=head)

    assert (found.fields["start"], found.fields["timezone"]) == ("2027-07-04 10:00", "Europe/Brussels")
