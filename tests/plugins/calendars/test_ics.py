"""Events as iCalendar, read back by two parsers that know nothing of us."""

# ruff: noqa: DTZ001 (what a clock on the wall shows has no zone)

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from core.authoring.new_page import quoted
from core.dates.occurrences import occurrences
from core.documents.schema import Event
from core.site.site import Site
from core.views.view_builder import ViewBuilder
from plugins.calendars.calendars import uid, years_of
from plugins.calendars.ics import calendar, sequence
from tests.conftest import ROOT, read, site_of
from tests.events.cases import files, page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vobject

WORDS = yaml.safe_load(Path(ROOT, "theme/words/en.yaml").read_text("utf-8"))
ZONES = ("Europe/Brussels", "Europe/Dublin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "UTC")
HOME = ZoneInfo("Europe/Brussels")


def ics(site: Site) -> bytes:
    events = site.of_kind("event")
    return calendar(events, ViewBuilder(site, WORDS), "EXAMPLE: events", "/calendars/events.ics", years_of(site))


def instant(value: date) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(value, time(), HOME).astimezone(UTC)


moments = st.datetimes(datetime(1995, 1, 1), datetime(2035, 12, 1))
# Half of all examples lie in nights in which clocks change somewhere.
nights = st.sampled_from([datetime(2026, 3, 29), datetime(2026, 10, 25), datetime(2026, 4, 5), datetime(2026, 10, 4)])
edges = st.builds(lambda night, minutes: night + timedelta(minutes=minutes), nights, st.integers(-120, 360))
texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=60)


@st.composite
def events(draw: st.DrawFn) -> dict[str, str]:
    start = draw(moments | edges).replace(second=0, microsecond=0)
    lasts = timedelta(minutes=draw(st.integers(1, 3 * 24 * 60)))
    rule = draw(st.sampled_from(["", "weekly", "every second week", "daily", "yearly", "monthly on the last day"]))
    timed, ends = draw(st.booleans()), draw(st.booleans())
    fields = {"published": "1994-06-01", "timezone": draw(st.sampled_from(ZONES))}
    form = "%Y-%m-%d %H:%M" if timed else "%Y-%m-%d"
    fields["start"] = start.strftime(form)
    if ends:
        fields["end"] = (start + lasts).strftime(form)
    if rule:
        fields["repeats"] = f"{rule} until {(start + timedelta(days=draw(st.integers(0, 300)))).date()}"
    return fields


@given(events(), texts)
def test_two_parsers_read_the_instants_that_were_written(fields, title):
    site, problems = read(files({**fields, "title": quoted(title)}))
    assume(site is not None and not problems)
    node = site.nodes["events/one.md"]
    assert isinstance(node.page, Event)
    whole_days = node.page.start.at is None
    # Programs read whole days in the zone of who reads them, so their days are compared, not their instants.
    zone = HOME if whole_days else site.event_zone(node.page)
    expected = [(one.begins, one.over) for one in occurrences(node.page, zone)]

    data = ics(site)
    (first,) = Calendar.from_ical(data).walk("VEVENT")
    # It keeps the zones of files that it has read before, which may begin too late for this one.
    getattr(vobject.icalendar, "__tzidMap").clear()
    second = vobject.readOne(data.decode()).vevent

    assert first["summary"] == second.summary.value == node.title
    assert first["uid"] == second.uid.value == "tag:example.org,2026:event/one"
    for start, end in ((first.decoded("dtstart"), first.decoded("dtend", None)), _of(second)):
        assert instant(start) == expected[0][0]
        if end is not None:
            assert instant(end) == expected[0][1]
    if "rrule" in first:
        start = first.decoded("dtstart")
        rule = rrulestr(first["rrule"].to_ical().decode(), dtstart=_naive_or_aware(start))
        assert [instant(day if not whole_days else day.date()) for day in rule] == [begins for begins, _ in expected]


def _of(event: object) -> tuple[date, date | None]:
    return event.dtstart.value, event.dtend.value if hasattr(event, "dtend") else None


def _naive_or_aware(start: date) -> datetime:
    return start if isinstance(start, datetime) else datetime.combine(start, time())


def test_lines_are_folded_and_end_as_the_standard_wants():
    data = ics(site_of(files({"start": "2026-05-02", "summary": "Ä, ö; ü " * 30})))

    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0
    assert data.endswith(b"END:VCALENDAR\r\n")


def test_a_calendar_tells_its_name_and_how_often_to_look():
    lines = ics(site_of(files({"start": "2026-05-02"}))).decode().split("\r\n")

    for line in (
        "NAME:EXAMPLE: events",
        "X-WR-CALNAME:EXAMPLE: events",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "DTSTART;VALUE=DATE:20260502",
        "DTEND;VALUE=DATE:20260503",
        "DTSTAMP:20260105T110000Z",
        "URL:https://example.org/events/one/",
    ):
        assert line in lines


def test_the_zone_of_an_event_is_told_with_the_changes_of_its_clock():
    data = ics(site_of(files({"start": "2026-05-02 09:00", "timezone": "Europe/Brussels"})))
    (zone,) = Calendar.from_ical(data).walk("VTIMEZONE")
    told = [(part.name, str(part["dtstart"].dt), part.get("rrule", {}).get("byday")) for part in zone.subcomponents]

    assert told == [
        ("STANDARD", "2025-12-30 01:00:00", None),
        ("DAYLIGHT", "2026-03-29 02:00:00", ["-1SU"]),
        ("STANDARD", "2026-10-25 03:00:00", ["-1SU"]),
    ]


def test_the_sequence_rises_with_every_later_change_and_never_falls():
    changes = ["", "2026-04-01", "2026-04-01 08:00", "2026-04-01 08:01", "2026-04-02", "2027-01"]
    numbers = []
    for updated in changes:
        site = site_of(files({"start": "2026-05-02", **({"updated": updated} if updated else {})}), "2027-06-01")
        page_of = site.nodes["events/one.md"].page
        assert isinstance(page_of, Event)
        numbers.append(sequence(page_of))

    assert numbers[0] == 0
    assert numbers == sorted(set(numbers))
    assert numbers[-1] < 2**31


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (None, "tag:example.org,2026:event/one"),
        ("event/kick-off", "tag:example.org,2026:event/kick-off"),
        ("040000008200E00074C5B7101A82E008", "040000008200E00074C5B7101A82E008"),
        ("abc@calendar.example.net", "abc@calendar.example.net"),
        ("tag:example.net,2020:x", "tag:example.net,2020:x"),
    ],
)
def test_an_event_keeps_the_name_it_had_in_another_calendar(written, known):
    site = site_of(files({"start": "2026-05-02", **({"id": f'"{written}"'} if written else {})}))

    assert uid(site.nodes["events/one.md"], site) == known


def test_an_event_that_was_cancelled_says_so_to_programs_that_know_no_status():
    site = site_of(
        {
            **files({"start": "2026-05-02"}),
            "events/two.md": page({"start": "2026-05-03", "status": "cancelled", "updated": "2026-04-01"}, "Two"),
        }
    )
    one, two = Calendar.from_ical(ics(site)).walk("VEVENT")

    assert (one["status"], one["summary"]) == ("CONFIRMED", "The event")
    assert (two["status"], two["summary"]) == ("CANCELLED", "Cancelled: Two")
