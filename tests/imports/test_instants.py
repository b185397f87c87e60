"""No instant of an imported calendar differs from what two independent readers of iCalendar say, unless a note says so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.calendar_import.imported import Imported
from core.calendar_import.notes import DATES
from core.calendar_import.read_calendar import read_calendar
from core.calendar_import.said import Setting
from core.dates.partial_date import read_partial_date
from core.dates.recurrence import days_of, read_rule
from tests.conftest import told

TODAY = date(2026, 11, 26)
SETTING = Setting("Europe/Brussels", TODAY)
ZONES = ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca", "UTC", "")
INDEX = {"events/index.md": "---\ntitle: Events\n---\n"}


def instants_of(one: Imported) -> set[datetime]:
    """Return when a page says that its event begins, in UTC; of whole days, midnight."""
    fields = one.fields
    start = read_partial_date(fields["start"])
    zone = ZoneInfo(fields.get("timezone", "UTC"))
    if "repeats" not in fields:
        return {start.begins(zone)}
    days = days_of(read_rule(fields["repeats"]), start.first)
    return {datetime.combine(day, start.at or time(), zone).astimezone(UTC) for day in days}


def stamp(moment: datetime, zone: str | None, name: str) -> str:
    """Return a date line: zone None for whole days."""
    if zone is None:
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    if zone in ("UTC", ""):
        return f"{name}:{moment:%Y%m%dT%H%M%S}{'Z' if zone else ''}"
    return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(",".join)
PLACED = st.lists(
    st.tuples(st.sampled_from(("1", "2", "3", "4", "5", "-1", "-2")), st.sampled_from(WEEKDAYS)).map("".join),
    min_size=1, max_size=3, unique=True,
).map(",".join)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule: everyday ones, and those that our words do not have."""
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 4))}")
    if frequency in ("WEEKLY", "DAILY") and draw(st.booleans()):
        parts.append(f"BYDAY={draw(BYDAY)}")
    if frequency == "MONTHLY":
        shape = draw(st.integers(0, 5))
        if shape in (1, 4):
            parts.append(f"BYDAY={draw(PLACED)}")
        if shape in (2, 4):
            parts.append(f"BYMONTHDAY={draw(st.sampled_from(('13', '1', '31', '-1', '-2', '1,15')))}")
        if shape == 3:
            parts += [f"BYDAY={draw(BYDAY)}", f"BYSETPOS={draw(st.sampled_from(('1', '-1', '2')))}"]
        if shape == 5:
            parts += ["BYDAY=FR", "BYMONTHDAY=13"]
    if frequency == "YEARLY" and draw(st.booleans()):
        parts += [f"BYMONTH={draw(st.integers(1, 12))}", f"BYDAY={draw(PLACED)}"]
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    return ";".join(parts)


@st.composite
def events(draw: st.DrawFn) -> tuple[str | None, datetime, list[str], list[datetime], list[str]]:
    """Zone (None: whole days), start, the lines of the rule, exceptions, and lines of further dates."""
    zone = draw(st.sampled_from((*ZONES, None)))
    day = draw(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
    hour = time() if zone is None else draw(st.sampled_from((time(9), time(1, 30), time(2, 30), time(23, 45), time(0))))
    start = datetime.combine(day, hour)
    lines: list[str] = []
    exceptions: list[datetime] = []
    if draw(st.integers(0, 5)):
        rule = draw(rules())
        first = rrulestr(rule, dtstart=start).after(start, inc=True)  # a start that the rule gives
        assume(first is not None and first.year < 2100)
        start = first
        given_days = list(rrulestr(f"{rule};COUNT=12", dtstart=start))
        assume(given_days and given_days[0] == start and given_days[-1].year < 2140)
        count = draw(st.integers(1, 12))
        ending = draw(st.integers(0, 2))
        if ending:
            rule += f";COUNT={count}"
        else:
            last = given_days[min(count, len(given_days)) - 1]
            until = datetime.combine(last.date(), start.time())
            whole = f"{until:%Y%m%d}"
            in_utc = until.replace(tzinfo=ZoneInfo(zone or "UTC")).astimezone(UTC)
            rule += (
                f";UNTIL={whole if zone is None else f'{in_utc:%Y%m%dT%H%M%SZ}' if zone else f'{until:%Y%m%dT%H%M%S}'}"
            )
        lines.append(f"RRULE:{rule}")
        exceptions = draw(st.lists(st.sampled_from(given_days[: max(count, 1)]), max_size=3, unique=True))
    return zone, start, lines, exceptions, [stamp(one, zone, "EXDATE") for one in exceptions]


def calendar(zone: str | None, start: datetime, lines: list[str]) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "SUMMARY:A", "LOCATION:X"]
    lasts = "DURATION:P1D" if zone is None else "DURATION:PT1H"
    whole = [
        *head,
        "DTSTAMP:20260101T000000Z",
        stamp(start, zone, "DTSTART"),
        lasts,
        *lines,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join([*whole, ""]).encode()


def by_dateutil(zone: str | None, start: datetime, lines: list[str], exceptions: list[datetime]) -> set[datetime]:
    found = rruleset()
    found.rdate(start)
    for line in lines:
        text = line.removeprefix("RRULE:")
        rule = rrulestr(";".join(part for part in text.split(";") if not part.startswith("UNTIL")), dtstart=start)
        until = next((part[6:] for part in text.split(";") if part.startswith("UNTIL")), "")
        if until:
            moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")  # noqa: DTZ007
            if until.endswith("Z"):
                moment = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone or "UTC")).replace(tzinfo=None)
            rule = rule.replace(until=moment)
        found.rrule(rule)
    for one in exceptions:
        found.exdate(one)
    info = ZoneInfo(zone or ("UTC" if zone is None else SETTING.zone))
    return {wall.replace(tzinfo=info).astimezone(UTC) for wall in found}


def by_recurring_ical_events(data: bytes, zone: str | None) -> set[datetime]:
    found = set()
    for event in recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between((2025, 12, 1), (2150, 1, 1)):
        start = event["DTSTART"].dt
        if not isinstance(start, datetime):
            start = datetime.combine(start, time(), UTC)
        elif start.tzinfo is None:
            start = start.replace(tzinfo=ZoneInfo(SETTING.zone))
        found.add(start.astimezone(UTC))
    return found


@given(events())
@settings(max_examples=220)
def test_every_instant_is_the_one_that_two_other_readers_find(event):
    zone, start, lines, exceptions, exdates = event
    data = calendar(zone, start, [*lines, *exdates])
    reading = read_calendar(data, SETTING)
    ours = set().union(*(instants_of(one) for one in reading.events), set())
    expected = by_dateutil(zone, start, lines, exceptions)

    if reading.left_out:
        assert not expected or reading.left_out[0][1].rank == DATES
        assert not reading.events
        return
    assert ours == expected == by_recurring_ical_events(data, zone)
    assert sum(len(instants_of(one)) for one in reading.events) == len(expected)  # none is written twice
    pages = {f"events/2026-01-01-a{number}.md": one.text for number, one in enumerate(reading.events)}
    assert told({**INDEX, **pages}) == []


MOVED = st.tuples(st.integers(-3, 3), st.integers(-5, 5))


@given(
    st.sampled_from(("Europe/Brussels", "America/New_York")),
    st.dates(date(2026, 9, 1), date(2027, 5, 31)),
    st.integers(2, 9),
    st.dictionaries(st.integers(0, 8), MOVED, max_size=3),
    st.sets(st.integers(0, 8), max_size=2),
)
def test_dates_that_were_moved_or_cancelled_are_where_another_reader_finds_them(zone, day, count, moved, cancelled):
    start = datetime.combine(day, time(10))
    data = calendar(zone, start, [f"RRULE:FREQ=WEEKLY;COUNT={count}"])
    changed = []
    for number in sorted({*moved, *cancelled}):
        original = start + timedelta(days=7 * number)
        if number >= count:
            continue
        days, hours = moved.get(number, (0, 0))
        status = "CANCELLED" if number in cancelled else "CONFIRMED"
        other = original + timedelta(days=days, hours=hours)
        changed += [
            "BEGIN:VEVENT", "UID:1", "SUMMARY:B", "LOCATION:X", "DTSTAMP:20260101T000000Z", f"STATUS:{status}",
            stamp(original, zone, "RECURRENCE-ID"), stamp(other, zone, "DTSTART"), "DURATION:PT1H", "END:VEVENT",
        ]  # fmt: skip
    data = data.replace(b"END:VCALENDAR", "\r\n".join([*changed, "END:VCALENDAR"]).encode())
    plain = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between((2026, 1, 1), (2029, 1, 1))
    expected = sorted(one["DTSTART"].dt.astimezone(UTC) for one in plain if one.get("STATUS") != "CANCELLED")

    reading = read_calendar(data, SETTING)
    ours = sorted(moment for one in reading.events for moment in instants_of(one))
    assert ours == expected
