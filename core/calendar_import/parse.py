"""One event of an iCalendar file, parsed: without what cannot be read, and with what tells it from its other versions."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from icalendar import Event
from icalendar.prop import vRecur
from icalendar.prop.broken import vBroken

from core.calendar_import.event_dates import start_of
from core.calendar_import.notes import CHECK, DATES, LOST, Note
from core.calendar_import.text import cleaned
from core.documents.permanent_ids import find_id_fault
from core.limits import FIRST_DATE, LAST_DATE

_SEVERAL = {"EXDATE", "RDATE", "RRULE", "CONFERENCE", "STYLED-DESCRIPTION", "X-ALT-DESC"}
_DATED = {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"}
_LONGEST = timedelta(days=3660)
_OPEN_CLASSES = ("", "PUBLIC")


def line_of(value: object) -> str:
    """Return a text in one line, without what nobody can see."""
    return " ".join(cleaned(str(value or "")).split())


def id_of(uid: str) -> str:
    """Return the UID of an event as the id of a page; signs that a permanent id cannot have are encoded.

    >>> id_of("6m2q@google.com"), id_of("{8F3A} 1")
    ('6m2q@google.com', '%7B8F3A%7D%201')
    """
    return uid if not uid or find_id_fault(uid) is None else quote(uid, safe="-._~!$&'()*+,;=@/?")


def day_of(event: Any) -> str:
    """Return the day on which an event begins, in words where nobody knows."""
    start = start_of(event)
    return "a day that cannot be read" if start is None else str(start)[:10]


def is_private(event: Any) -> bool:
    """Whether an event is not for everybody; RFC 5545 wants unknown classes to be taken for private."""
    return line_of(event.get("CLASS")).upper() not in _OPEN_CLASSES


def sequence_of(event: Any) -> int:
    """Return the number of the version of an event."""
    written = str(event.get("SEQUENCE", "0"))
    return int(written) if written.isdigit() else 0


def stamp_of(event: Any) -> Any:
    """Return when this version of an event was written."""
    found = event.get("LAST-MODIFIED") or event.get("DTSTAMP")
    moment = getattr(found, "dt", None)
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else moment or ""


def is_all_day(event: Any, start: datetime, end: datetime) -> bool:
    """Whether Outlook means whole days by times from midnight to midnight."""
    marked = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
    return marked and start.time() == end.time() == datetime.min.time() and end > start


def says_the_same(event: Any, other: Any) -> bool:
    """Whether two events differ in nothing that visitors see, but perhaps in their date."""
    names = ("SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "URL")
    lasts = [str(getattr(one.get("DURATION"), "dt", "")) or _length(one) for one in (event, other)]
    return lasts[0] == lasts[1] and all(line_of(event.get(name)) == line_of(other.get(name)) for name in names)


def _length(event: Any) -> str:
    start, end = start_of(event), getattr(event.get("DTEND"), "dt", None)
    if not isinstance(end, date) or start is None:
        return ""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return str(end.replace(tzinfo=None) - start.replace(tzinfo=None))
    return "" if isinstance(start, datetime) or isinstance(end, datetime) else str(end - start)


def parse_event(lines: list[str], notes: list[Note]) -> Any:
    """Return an event, without what cannot be read of it or stands there twice; None where nothing can."""
    try:
        with warnings.catch_warnings(action="ignore"):  # core/calendar_import/zones.py says what names of zones mean
            event: Any = Event.from_ical("\r\n".join(lines))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        return None
    for name in list(event):
        values = event[name] if isinstance(event[name], list) else [event[name]]
        readable = [value for value in values if _is_readable(value)]
        for value in values:
            if not _is_readable(value):
                rank = DATES if name.upper() in _DATED | _SEVERAL else LOST
                notes.append(Note(rank, f"Its {name.upper()} could not be read.", _written_as(value)[:80]))
        if (
            len(readable) > 1
            and name.upper() not in _SEVERAL
            and not name.upper().startswith(("X-", "ATT", "CAT", "COM"))
        ):
            rank = DATES if name.upper() in _DATED else CHECK
            notes.append(Note(rank, f"It has {name.upper()} several times: only the first was read."))
            readable = readable[:1]
        if readable:
            event[name] = readable if len(readable) > 1 else readable[0]
        else:
            del event[name]
    return event


def _is_readable(value: Any) -> bool:
    """Whether a property was understood, and all its dates lie in years that pages can have."""
    if isinstance(value, vBroken):
        return False
    found = [getattr(value, "dt", None), *(one.dt for one in getattr(value, "dts", ()))]
    found += value.get("UNTIL", []) if isinstance(value, vRecur) else []
    far = [one for one in found if isinstance(one, date) and not FIRST_DATE <= one.year <= LAST_DATE]
    return not far and not any(isinstance(one, timedelta) and abs(one) > _LONGEST for one in found)


def _written_as(value: Any) -> str:
    return line_of(value if isinstance(value, vBroken) else value.to_ical().decode("utf-8", "replace"))
