"""From rules of other calendars (RFC 5545) to ours: on which days an event takes place again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from core.recurrence import Rule

DAY = timedelta(days=1)
MANY = 5000  # dates, after which a rule counts as endless
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def local(moment: datetime, zone: str) -> datetime:
    """Return a moment on the clock of a zone; one that has no zone is of this one."""
    info = ZoneInfo(zone)
    return moment.replace(tzinfo=info) if moment.tzinfo is None else moment.astimezone(UTC).astimezone(info)


def day_in(moment: date, zone: str) -> date:
    """Return the day of a moment as the clock in a zone has it."""
    if not isinstance(moment, datetime):
        return moment
    return local(moment, zone).date() if zone else moment.date()


def last_day(rule: Any, start: date, zone: str) -> date | None:
    """Return the last day on which a rule can have a date; None where it never ends."""
    begins = local(start, zone) if isinstance(start, datetime) else datetime.combine(start, time())
    if "UNTIL" in rule:
        until = rule["UNTIL"][0]
        if not isinstance(until, datetime):
            return until if isinstance(until, date) else None
        if not isinstance(start, datetime):
            return until.date()
        until = local(until, zone)
        return until.date() if until.time() >= begins.time() else until.date() - DAY
    if "COUNT" not in rule:
        return None
    try:
        found = list(islice(rrulestr(rule.to_ical().decode(), dtstart=begins.replace(tzinfo=None)), MANY))
    except (ValueError, TypeError, OverflowError):
        return None
    return found[-1].date() if found and len(found) < MANY else None


def rule_of(parts: Mapping[str, Any], until: date, left_out: set[date]) -> Rule | None:
    """Return the rule that RFC 5545 tells; None where our words have no such rule."""
    if set(parts) - {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "BYMONTHDAY", "WKST"} or "FREQ" not in parts:
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
    step = int(parts.get("INTERVAL", [1])[0])
    return Rule(unit, until, step, days, places, month_day, tuple(sorted(day for day in left_out if day <= until)))
