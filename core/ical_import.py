"""From calendars of others to pages: each event of an iCalendar file as the text of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.prop import vRecur
from icalendar.prop.broken import vBroken
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from core.dates import FIRST_YEAR, LAST_YEAR, zones
from core.ical_rules import DAY, day_in, last_day, local, rule_of
from core.recurrence import words_of
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
_ONCE = _KEPT - {"EXDATE", "RRULE"}  # what an event has once at most
_FOREIGN = "The file is not in UTF-8 and was read as Windows-1252: look at its accents."
_DATE = re.compile(r"^\d{4}(-\d{2}){0,2}-")
LONGEST = timedelta(days=3660)
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
    text, foreign = _decoded(data)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError):
        raise Unreadable("this is no iCalendar file, or it is damaged.") from None
    found = [(event, _zone_of(one) or zone) for one in calendars for event in one.walk("VEVENT")]
    if not found:
        raise Unreadable("there is no event in this file. If it is cut off, ask for it again.")
    read = []
    for event, of_calendar in found:
        notes = [_FOREIGN] if foreign else []
        _put_right(event, notes)
        read.append((event, of_calendar, notes))
    whole = {_uid(event) for event, _, _ in read if "RECURRENCE-ID" not in event}
    changed: dict[str, list[Any]] = {}
    for event, _, _ in read:
        if "RECURRENCE-ID" in event:
            changed.setdefault(_uid(event), []).append(event)
    taken: set[str] = set()
    return [
        _imported(event, changed.get(_uid(event), []), of_calendar, today, taken, notes)
        for event, of_calendar, notes in read
        if "RECURRENCE-ID" not in event or _uid(event) not in whole
    ]


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text of a file, and whether it was not in UTF-8, as it should have been."""
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


def _zone_of(calendar: Any) -> str:
    """Return the zone that a calendar names for all its events; empty where it names none that is known."""
    name = str(calendar.get("X-WR-TIMEZONE", ""))
    return name if name in zones() else ""


def _uid(event: Any) -> str:
    return str(event.get("UID", ""))


def _put_right(event: Any, notes: list[str]) -> None:
    """Take out of an event what cannot be read, and what stands there twice and must not; note both."""
    for name in list(event):
        values = event[name] if isinstance(event[name], list) else [event[name]]
        readable = [value for value in values if _is_readable(value)]
        lost = [_written_as(value) for value in values if not _is_readable(value)]
        notes += [f"Its {name.upper()} could not be read: {text}" for text in lost]
        if len(readable) > 1 and name.upper() in _ONCE:
            notes.append(f"It has {name.upper()} several times: only the first was read.")
            readable = readable[:1]
        if readable:
            event[name] = readable if len(readable) > 1 else readable[0]
        else:
            del event[name]


def _is_readable(value: Any) -> bool:
    """Whether a property was understood, and all its dates lie in years that pages can have."""
    if isinstance(value, vBroken):
        return False
    found = [getattr(value, "dt", None), *(one.dt for one in getattr(value, "dts", ()))]
    found += value.get("UNTIL", []) if isinstance(value, vRecur) else []
    far = [one for one in found if isinstance(one, date) and not FIRST_YEAR <= one.year <= LAST_YEAR]
    return not far and not any(isinstance(one, timedelta) and abs(one) > LONGEST for one in found)


def _written_as(value: Any) -> str:
    return str(value) if isinstance(value, vBroken) else value.to_ical().decode()


def _imported(event: Any, changed: list[Any], zone: str, today: date, taken: set[str], notes: list[str]) -> Imported:
    fields = {"title": _line(event.get("SUMMARY")) or "Untitled event"}
    if not event.get("SUMMARY"):
        notes.append("It has no title: write one.")
    text = str(event.get("DESCRIPTION", "")).strip()
    fields["summary"] = _first_sentence(text) or fields["title"]
    _read_times(event, zone, fields, notes)
    _read_rule(event, changed, fields, notes)
    _read_place(event, fields, notes)
    _read_state(event, fields, notes, today)
    if "RECURRENCE-ID" in event:
        notes.append("It is one date of an event that repeats and is not in this file, so it got an id of its own.")
    elif event.get("UID"):
        fields["id"] = _uid(event)
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
    """Return a name whose address no other of these events has: the date in front is no part of it."""
    stem, number, free = name.removesuffix(".md"), 1, name
    while (address := _DATE.sub("", free)) in taken:
        number += 1
        free = f"{stem}-{number}.md"
    taken.add(address)
    return free


def _read_times(event: Any, zone: str, fields: dict[str, str], notes: list[str]) -> None:
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, date):
        notes.append("It has no date: write its start.")
        return
    end = getattr(event.get("DTEND"), "dt", None)
    if end is None and "DURATION" in event:
        end = _after(start, event["DURATION"].dt)
    name = ""
    if isinstance(start, datetime):
        name = _zone_name(event["DTSTART"].params.get("TZID"), start, zone, "RRULE" in event, notes)
        fields["start"], fields["timezone"] = _written(start, name), name
    else:
        fields["start"] = str(start)
    if not isinstance(end, date):
        return
    if isinstance(end, datetime) is not isinstance(start, datetime):
        notes.append("Its end could not be kept: only one of start and end has a time of day.")
    elif isinstance(start, datetime) and isinstance(end, datetime):
        last, first = local(end, name), local(start, name)
        if last > first:
            fields["end"] = _written(end, name)
        elif last < first:
            notes.append("Its end could not be kept: it lies before its start.")
    elif end - DAY > start:
        # A calendar has the first day that is no longer part of the event.
        fields["end"] = str(end - DAY)
    elif end < start:
        notes.append("Its end could not be kept: it lies before its start.")


def _after(start: date, lasts: timedelta) -> date:
    """Return when an event that lasts so long is over: days are those of the calendar, hours are counted as they pass."""
    if isinstance(start, datetime) and start.tzinfo is not None:
        day = start + timedelta(days=lasts.days)
        return (day.astimezone(UTC) + timedelta(seconds=lasts.seconds)).astimezone(start.tzinfo)
    return start + lasts


def _zone_name(told: object, start: datetime, zone: str, repeats: bool, notes: list[str]) -> str:
    """Return the zone of a time: its own, or the given one where that changes no instant."""
    name = str(told or "").strip("/")
    known = name if name in zones() else WINDOWS_TO_OLSON.get(name, "")
    if known:
        return str(known)
    if start.tzinfo is None:
        notes.append(f"Its times have no zone: {zone} was taken. Correct the timezone if that is wrong.")
        return zone
    if start.utcoffset() == timedelta() and not told and repeats:
        notes.append(
            "Its times are in UTC. Write the zone of the place as timezone, and the times as clocks there show them."
        )
        return "UTC"
    if start.utcoffset() == timedelta() and not told:
        notes.append(f"Its times are in UTC: they were turned into those of {zone}. Correct both if that is wrong.")
        return zone
    if _same_clock(start, zone):
        notes.append(f"Its zone “{name}” is unknown: {zone} was taken, where clocks show the same.")
        return zone
    notes.append(
        f"Its zone “{name}” is unknown: the times were turned into UTC. If it repeats, look at its dates: clocks change."
    )
    return "UTC"


def _same_clock(start: datetime, zone: str) -> bool:
    """Whether the zone of a time and another one agree for a year from then on."""
    weeks = [start + week * 7 * DAY for week in range(53)]
    return all(one.utcoffset() == one.replace(tzinfo=ZoneInfo(zone)).utcoffset() for one in weeks)


def _written(moment: datetime, zone: str) -> str:
    here = local(moment, zone)
    twice = here.utcoffset() != here.replace(fold=not here.fold).utcoffset()
    offset = f"{here:%z}" if twice else ""
    return f"{here:%Y-%m-%d %H:%M}" + (f"{offset[:3]}:{offset[3:]}" if offset else "")


def _read_rule(event: Any, changed: list[Any], fields: dict[str, str], notes: list[str]) -> None:
    rule = event.get("RRULE")
    if "RDATE" in event:
        notes.append("Further dates (RDATE) could not be kept: make an event of each.")
    if rule is None:
        return
    if isinstance(rule, list):
        notes.append("It has several rules: only the first was read.")
        rule = rule[0]
    zone = fields.get("timezone", "")
    left_out = {day_in(moment, zone) for moment in _exdates(event)}
    for other in changed:
        day = day_in(other["RECURRENCE-ID"].dt, zone)
        left_out.add(day)
        if str(other.get("STATUS", "")).upper() != "CANCELLED":
            notes.append(f"On {day} it is held differently: that date was left out. Make an event of its own of it.")
    start = getattr(event.get("DTSTART"), "dt", None)
    last = last_day(rule, start, zone) if isinstance(start, date) else None
    read = rule_of(rule, last, left_out) if last else None
    if read is None:
        notes.append(f"Its rule could not be put into words: {rule.to_ical().decode()}. Write it as repeats.")
    else:
        fields["repeats"] = words_of(read)


def _exdates(event: Any) -> Iterator[date]:
    found = event.get("EXDATE", [])
    for one in found if isinstance(found, list) else [found]:
        yield from (entry.dt for entry in one.dts)


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
