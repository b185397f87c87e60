"""Every calendar of whole sites, asked of two programs that know nothing of us or of each other."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from core.authoring.new_page import quoted
from tests.built import Built
from tests.events.cases import CASES, page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import vobject

ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED", "URL", "LOCATION")
AWKWARD = {
    "events/index.md": "---\ntitle: Events\n---\n",
    "events/odd.md": page(
        {"start": "2026-08-01", "venue": r'"Hall; 1, left \\ right: “it”"', "summary": f'"{"Ä, ö; ü " * 30}"'},
        r'"Comma, semicolon; backslash \\ colon: 日本語 🎉"',
    ),
    "events/series.md": page(
        {
            "start": "2026-10-12 02:30",
            "end": "2026-10-12 03:15",
            "timezone": "Australia/Lord_Howe",
            "repeats": "every Monday and Thursday until 2027-05-31 except 2026-10-15",
        }
    ),
    "events/days.md": page({"start": "2026-09-01", "end": "2026-09-03", "repeats": "every year until 2031-09-01"}),
    **{f"events/case-{number}.md": page(case.fields, quoted(case.name)) for number, case in enumerate(CASES)},
}


def findings(data: bytes) -> Iterator[str]:
    """Yield what two programs and the standard have against a calendar."""
    text = data.decode()
    lines = data.split(b"\r\n")
    if data.replace(b"\r\n", b"").count(b"\n") or lines[-1]:
        yield "a line does not end as it should"
    if max(map(len, lines)) > 75:
        yield "a line is not folded"
    first = Calendar.from_ical(data)
    yield from (f"icalendar: {error}" for part in first.walk() for error in part.errors)
    getattr(vobject.icalendar, "__tzidMap").clear()  # it keeps the zones of files that it has read before
    second = vobject.readOne(text)
    if not second.validate():
        yield "vobject: not valid"
    events = first.walk("VEVENT")
    for event in events:
        yield from (f"{name} is not there once" for name in ONCE if name not in event or isinstance(event[name], list))
    if sorted(map(_seen, events)) != sorted(_read(event) for event in second.vevent_list):
        yield "the two read different events"
    zones = {str(zone["TZID"]) for zone in first.walk("VTIMEZONE")}
    used = {event["DTSTART"].params["TZID"] for event in events if "TZID" in event["DTSTART"].params}
    if used - zones:
        yield f"a zone is not told: {used - zones}"


def _seen(event: Any) -> tuple[str, str, str]:
    return str(event["uid"]), str(event["summary"]), _instant(event["dtstart"].dt)


def _read(event: Any) -> tuple[str, str, str]:
    return event.uid.value, event.summary.value, _instant(event.dtstart.value)


def _instant(value: date) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def of(built: Built) -> dict[str, list[str]]:
    calendars = {path: data for path, data in built.files.items() if path.endswith(".ics")}
    assert calendars
    return {path: found for path, data in calendars.items() if (found := list(findings(data)))}


def test_two_programs_accept_every_calendar_of_the_real_site(real):
    assert of(real) == {}


def test_two_programs_accept_every_calendar_of_a_site_of_odd_events(build, small):
    assert of(small) == {}
    assert of(build(AWKWARD)) == {}


def test_what_is_wrong_with_a_calendar_is_found(build):
    data = build(AWKWARD).bytes("/calendars/events.ics")
    spoilt = {
        b"\r\nDTSTAMP:": b"\r\nX-DTSTAMP:",
        b"\r\nUID:": b"\r\nUID:twice\r\nUID:",
        b"TZID:Australia": b"TZID:Austria",
        b"20261012T": b"20261312T",
        b"\r\nVERSION": b"\nVERSION",
        b"\r\n ": b"",
    }
    for right, wrong in spoilt.items():
        assert right in data
        try:
            found = list(findings(data.replace(right, wrong)))
        except (ValueError, KeyError, AttributeError, vobject.base.VObjectError) as refused:
            found = [str(refused)]
        assert found, right
