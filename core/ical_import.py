"""From calendars of others to pages: each event of an iCalendar file as the text of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from core.dates import zones
from core.recurrence import Rule, words_of
from core.scaffold import file_name, quoted

_ORDER = (
    "title", "summary", "start", "end", "timezone", "repeats", "place", "online", "status", "organiser", "id",
    "published", "updated",
)  # fmt: skip
_KEPT = {
    "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "LOCATION", "STATUS", "ORGANIZER", "UID", "CREATED",
    "DTSTAMP", "LAST-MODIFIED", "RRULE", "EXDATE", "RECURRENCE-ID",
}  # fmt: skip
_UNTOLD = {"SEQUENCE", "CLASS", "TRANSP", "PRIORITY"}  # what says nothing to a visitor
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MARKS = re.compile(r"([\\`*_\[\]>#])")


class Unreadable(Exception):
    """The file is no calendar; its text says so."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An event of a calendar as a page."""

    name: str  # of the file
    text: str
    notes: tuple[str, ...]  # what could not be kept, or has to be looked at; for the editor


def read_calendar(data: bytes, zone: str, today: date) -> list[Imported]:
    """Return the events of a calendar as pages, in its order; Unreadable where it is none.

    `zone` is for times that have none; `today` is the day of publication where the calendar knows none.
    """
    try:
        calendars = Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError):
        raise Unreadable("this is no iCalendar file.") from None
    events = [event for one in calendars for event in one.walk("VEVENT")]
    if not events:
        raise Unreadable("there is no event in this file.")
    changed: dict[str, list[Any]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            changed.setdefault(str(event.get("UID", "")), []).append(event)
    taken: set[str] = set()
    return [
        _imported(event, changed.get(str(event.get("UID", "")), []), zone, today, taken)
        for event in events
        if "RECURRENCE-ID" not in event
    ]


def _imported(event: Any, changed: list[Any], zone: str, today: date, taken: set[str]) -> Imported:
    notes: list[str] = []
    fields = {"title": _line(event.get("SUMMARY")) or "Untitled event"}
    if not event.get("SUMMARY"):
        notes.append("It has no title: write one.")
    text = str(event.get("DESCRIPTION", "")).strip()
    fields["summary"] = _first_sentence(text) or fields["title"]
    _read_times(event, zone, fields, notes)
    _read_rule(event, changed, fields, notes)
    _read_place(event, fields, notes)
    _read_state(event, fields, notes, today)
    if event.get("UID"):
        fields["id"] = str(event["UID"])
    notes += _find_lost(event)
    ordered = {name: fields[name] for name in _ORDER if name in fields}
    name = _free(file_name("event", ordered), taken)
    lines = "\n".join(f"{key}: {_value(value)}" for key, value in ordered.items())
    body = _MARKS.sub(r"\\\1", text).replace("<", "&lt;") or "Write the text here."
    return Imported(name, f"---\n{lines}\n---\n\n{body}\n", tuple(notes))


def _value(text: str) -> str:
    return text if re.fullmatch(r"[\d\-: +]+", text) else quoted(text)


def _line(value: object) -> str:
    return " ".join(str(value or "").split())


def _first_sentence(text: str) -> str:
    """Return the first sentence of a text in one line."""
    return re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0].strip() if text else ""


def _free(name: str, taken: set[str]) -> str:
    stem, number, free = name.removesuffix(".md"), 1, name
    while free in taken:
        number += 1
        free = f"{stem}-{number}.md"
    taken.add(free)
    return free


def _read_times(event: Any, zone: str, fields: dict[str, str], notes: list[str]) -> None:
    if "DTSTART" not in event:
        notes.append("It has no date: write its start.")
        return
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if not isinstance(start, datetime):
        fields["start"] = str(start)
        if isinstance(end, date) and end - timedelta(days=1) > start:
            # A calendar has the first day that is no longer part of the event.
            fields["end"] = str(end - timedelta(days=1))
        return
    name = _zone_name(event["DTSTART"].params.get("TZID"), start, zone, notes)
    fields["start"], fields["timezone"] = _written(start, name), name
    if isinstance(end, datetime) and end > start:
        fields["end"] = _written(end, name)


def _zone_name(told: object, start: datetime, zone: str, notes: list[str]) -> str:
    name = str(told or "").strip("/")
    known = name if name in zones() else WINDOWS_TO_OLSON.get(name, "")
    if known:
        return str(known)
    if start.tzinfo is None:
        notes.append(f"Its times have no zone: {zone} was taken. Correct the timezone if that is wrong.")
        return zone
    if start.utcoffset() == timedelta() and not told:
        notes.append(
            "Its times are in UTC. Write the zone of the place as timezone, and the times as clocks there show them."
        )
    else:
        notes.append(f"Its zone “{name}” is unknown: the times were turned into UTC.")
    return "UTC"


def _written(moment: datetime, zone: str) -> str:
    info = ZoneInfo(zone)
    local = moment.replace(tzinfo=info) if moment.tzinfo is None else moment.astimezone(UTC).astimezone(info)
    twice = local.utcoffset() != local.replace(fold=not local.fold).utcoffset()
    offset = f"{local:%z}" if twice else ""
    return f"{local:%Y-%m-%d %H:%M}" + (f"{offset[:3]}:{offset[3:]}" if offset else "")


def _read_rule(event: Any, changed: list[Any], fields: dict[str, str], notes: list[str]) -> None:
    rule = event.get("RRULE")
    if "RDATE" in event:
        notes.append("Further dates (RDATE) could not be kept: make an event of each.")
    if rule is None:
        return
    if isinstance(rule, list):
        notes.append("It has several rules: only the first was read.")
        rule = rule[0]
    left_out = {moment.date() if isinstance(moment, datetime) else moment for moment in _exdates(event)}
    for other in changed:
        moment = other["RECURRENCE-ID"].dt
        day = moment.date() if isinstance(moment, datetime) else moment
        left_out.add(day)
        if str(other.get("STATUS", "")).upper() != "CANCELLED":
            notes.append(f"On {day} it is held differently: that date was left out. Make an event of its own of it.")
    read = _rule(rule, left_out)
    if read is None:
        notes.append(f"Its rule could not be put into words: {rule.to_ical().decode()}. Write it as repeats.")
    else:
        fields["repeats"] = words_of(read)


def _exdates(event: Any) -> Iterator[date]:
    found = event.get("EXDATE", [])
    for one in found if isinstance(found, list) else [found]:
        yield from (entry.dt for entry in one.dts)


def _rule(parts: Mapping[str, Any], left_out: set[date]) -> Rule | None:
    """Return the rule that RFC 5545 tells; None where our words have no such rule."""
    known = {"FREQ", "INTERVAL", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"}
    if set(parts) - known or "UNTIL" not in parts:
        return None
    unit = _UNITS.get(str(parts["FREQ"][0]))
    written = [re.fullmatch(r"([+-]?\d+)?([A-Z]{2})", str(day)) for day in parts.get("BYDAY", [])]
    if unit is None or not all(written):
        return None
    days = tuple(sorted({_DAYS.index(day[2]) for day in written if day}))
    places = tuple(sorted({int(day[1]) for day in written if day and day[1]}, key=lambda place: (place < 0, place)))
    month_days = parts.get("BYMONTHDAY", [])
    of_month = bool(places or month_days)
    fits = {"week": not of_month, "month": of_month or not days}.get(unit, not (of_month or days))
    if not fits or any(place not in (1, 2, 3, 4, -1) for place in places) or len(month_days) > 1:
        return None
    if len(written) != len(days) * max(len(places), 1):
        return None
    month_day = int(month_days[0]) if month_days else 0
    if month_day < -1:
        return None
    until = parts["UNTIL"][0]
    until = until.date() if isinstance(until, datetime) else until
    step = int(parts.get("INTERVAL", [1])[0])
    return Rule(unit, until, step, days, places, month_day, tuple(sorted(day for day in left_out if day <= until)))


def _read_place(event: Any, fields: dict[str, str], notes: list[str]) -> None:
    place = _line(event.get("LOCATION"))
    if re.fullmatch(r"https?://\S+", place):
        fields["place"], fields["online"] = "Online", place
    elif place:
        fields["place"] = place
        notes.append("Its place stands in one line: put the house or hall into venue, and leave the town in place.")
    else:
        notes.append("It has no place: add a line “place:” with the town, or Online.")


def _read_state(event: Any, fields: dict[str, str], notes: list[str], today: date) -> None:
    published = _day(event, "CREATED") or _day(event, "DTSTAMP") or today
    fields["published"] = str(min(published, today))
    changed = _day(event, "LAST-MODIFIED") or _day(event, "DTSTAMP") or today
    status = str(event.get("STATUS", "CONFIRMED")).upper()
    if status == "CANCELLED":
        fields["status"], fields["updated"] = "cancelled", str(max(min(changed, today), min(published, today)))
    elif status != "CONFIRMED":
        notes.append(f"Its status is {status.lower()}, which has no word here.")
    organiser = event.get("ORGANIZER")
    if organiser is not None:
        name = _line(organiser.params.get("CN")) if hasattr(organiser, "params") else ""
        if name:
            fields["organiser"] = name
        else:
            notes.append("Its organiser is only an e-mail address, which was left out.")


def _day(event: Any, name: str) -> date | None:
    moment = getattr(event.get(name), "dt", None)
    return moment.date() if isinstance(moment, datetime) else moment


def _find_lost(event: Any) -> Iterator[str]:
    lost = sorted({name.upper() for name in event} - _KEPT - _UNTOLD - {"RDATE"})
    lost = [name for name in lost if not name.startswith("X-")]
    if lost:
        yield f"Not kept: {', '.join(lost)}."
    if any(part.name == "VALARM" for part in event.subcomponents):
        yield "Its reminders were not kept."
    if event.get("DTSTART") is not None and not isinstance(event["DTSTART"].dt, datetime | date):
        yield f"Its start is a {type(event['DTSTART'].dt).__name__}, not a date."
