"""The dates of an event of an iCalendar file (RFC 5545): rule, further dates and exceptions, as times on its clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from core.calendar_import.clock import Clock
from core.limits import FIRST_DATE, IMPORT_DAYS, IMPORT_RULE_DAYS, IMPORT_RULE_YEARS, LAST_DATE, RULE_DATES

DAY = timedelta(days=1)
_FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days of each month
_LAST = datetime(LAST_DATE, 12, 31)  # noqa: DTZ001 (on any clock)


class NoRule(Exception):
    """A rule that cannot be expanded; its text says why."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When an event takes place, as times on its clock (midnight where it has whole days), in order."""

    planned: tuple[datetime, ...]  # by its rule and its further dates
    held: tuple[datetime, ...]  # without its exceptions
    unit: str = ""  # of the rule: day, week, month or year
    plain: bool = False  # the rule has no part that picks days
    until: date | None = None  # the rule has no end: its dates were taken up to this day
    since: date | None = None  # it has too many dates: those before this day were left out
    further: frozenset[datetime] = frozenset()  # planned ones that the rule does not give
    uneven: bool = False  # the first day is among these
    cut: date | None = None  # the rule goes on after this day, up to which its dates were looked for


def start_of(event: Any) -> date | None:
    """Return when an event begins, as it is written; None where nothing says so."""
    start = getattr(event.get("DTSTART"), "dt", None)
    return start if isinstance(start, date) else None


def is_utc(moment: date, prop: Any) -> bool:
    """Whether a time is told in UTC."""
    named = str(prop.params.get("TZID", "")) if hasattr(prop, "params") else ""
    return isinstance(moment, datetime) and moment.tzinfo is not None and not named


def plain_wall(moment: date, prop: Any, clock: Clock) -> datetime:
    """Return a time on the clock of its event, which may be another one than the time itself is told by."""
    if isinstance(moment, datetime) and not is_utc(moment, prop):
        moment = moment.replace(tzinfo=None)
    return clock.wall(moment)


def expand(event: Any, clock: Clock, zone: str, today: date) -> Dates:
    """Return all dates of an event; NoRule where its rule cannot be expanded.

    `zone` tells on which day a time in UTC falls that is meant as a whole day.
    """
    begins = start_of(event)
    assert begins is not None
    whole = not isinstance(begins, datetime)
    first = plain_wall(begins, event["DTSTART"], clock)
    written = event.get("RRULE", [])
    rules = [rule for rule in (written if isinstance(written, list) else [written]) if rule]
    rule = rules[0] if rules else None
    further = {wall for one in _values(event, "RDATE") for wall in _on_clock(one, first, whole, clock, zone)}
    if rule is None and not further:
        return Dates((first,), (first,))
    ends: datetime | None = None
    cut: datetime | None = None
    given: set[datetime] = set()
    for one in rules:
        found, last = _expand_rule(one, first, whole, clock, zone, today)
        given |= found
        if "UNTIL" not in one and "COUNT" not in one:
            ends = max(ends, last) if ends else last
        elif last < _LAST and _goes_on(one, len(found), last, whole, clock, zone):
            cut = min(cut, last) if cut else last
    uneven = bool(rules) and first not in given
    planned = sorted({first, *given, *further})
    excluded: set[datetime] = set()
    for one in _values(event, "EXDATE"):
        excluded |= _excluded(one, planned, whole, clock, zone)
    window, since = _window(planned, today)
    added = frozenset(window) - given if rule is not None else frozenset()
    unit = _FREQUENCIES.get(str(rule["FREQ"][0]), "") if rule is not None else ""
    return Dates(
        tuple(window),
        tuple(wall for wall in window if wall not in excluded),
        unit,
        rule is not None and not any(part.startswith("BY") for part in rule),
        ends.date() if ends else None,
        since,
        added,
        uneven,
        cut.date() if cut else None,
    )


def _expand_rule(
    rule: Any, first: datetime, whole: bool, clock: Clock, zone: str, today: date
) -> tuple[set[datetime], datetime]:
    """Return the times that a rule gives, and up to when they were looked for."""
    frequency = str(rule.get("FREQ", [""])[0])
    if frequency not in _FREQUENCIES:
        raise NoRule(f"it repeats {frequency.lower()}" if frequency else "the rule does not say how often it repeats")
    if any(int(step) < 1 for step in rule.get("INTERVAL", [])):
        raise NoRule("the interval of its rule is less than one")
    if _never_comes(rule):
        return set(), _LAST
    parts = {name: rule[name] for name in rule if name not in {"UNTIL", "COUNT"}}
    text = type(rule)(parts).to_ical().decode()
    years = IMPORT_RULE_DAYS if frequency in ("DAILY", "WEEKLY") else IMPORT_RULE_YEARS
    ahead = max(first, datetime.combine(today, time()))
    last = min(ahead + 366 * years * DAY, _LAST)
    try:
        expanded = rrulestr(text, dtstart=first)
        if "UNTIL" in rule:
            last = min(_until(rule["UNTIL"][0], whole, clock, zone), last)
            return set(expanded.replace(until=last)), last
        if "COUNT" in rule:
            return set(islice(expanded.replace(until=last), int(rule["COUNT"][0]))), last
        return _without_end(expanded.replace(until=last), ahead, datetime.combine(today, time()))
    except (ValueError, TypeError, LookupError, ArithmeticError):
        raise NoRule("its rule cannot be read") from None


def _without_end(times: Iterable[datetime], ahead: datetime, today: datetime) -> tuple[set[datetime], datetime]:
    """Return the times of a rule without an end for as many years as it takes to see two that are to come, and where they end."""
    given: set[datetime] = set()
    waiting = iter(times)  # each is looked for once
    following = next(waiting, None)
    ends = ahead
    for years in (1, 2, 5, 10, 30):
        ends = min(ahead + IMPORT_DAYS * years * DAY, _LAST)
        while following is not None and following <= ends:
            given.add(following)
            following = next(waiting, None)
        if following is None or sum(wall >= today for wall in given) > 1:
            break
    return given, ends


def _never_comes(rule: Any) -> bool:
    """Whether no month of a rule has any of its days, as 31 February: to look for it would take minutes."""
    months = [int(month) for month in rule.get("BYMONTH", []) if 1 <= int(month) <= len(_LONGEST)]
    days = [abs(int(day)) for day in rule.get("BYMONTHDAY", [])]
    return bool(months and days) and min(days) > max(_LONGEST[month - 1] for month in months)


def _goes_on(rule: Any, number: int, last: datetime, whole: bool, clock: Clock, zone: str) -> bool:
    """Whether a rule that gave so many dates up to some day has more of them, or may have."""
    if "UNTIL" in rule:
        return _until(rule["UNTIL"][0], whole, clock, zone) > last
    return number < int(rule["COUNT"][0])


def _until(until: date, whole: bool, clock: Clock, zone: str) -> datetime:
    """Return the last time that a rule may give."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time() if whole else time(23, 59, 59))
    if whole:
        return datetime.combine(_day_of_utc(until, zone), time())
    return clock.wall(until) if until.tzinfo is not None else until


def _day_of_utc(moment: datetime, zone: str) -> date:
    """Return the day that a moment means where an event has whole days: midnight of the place is told in UTC by some."""
    if moment.tzinfo is None:
        return moment.date()
    plain = moment.astimezone(UTC)
    local = plain.astimezone(ZoneInfo(zone))
    return local.date() if local.time() == time() and plain.time() != time() else plain.date()


def _values(event: Any, name: str) -> Iterator[tuple[Any, Any]]:
    """Yield the values of a property that may be there several times, each with the property that it stands in."""
    found = event.get(name, [])
    for one in found if isinstance(found, list) else [found]:
        for entry in getattr(one, "dts", ()):
            yield entry.dt, one


def _on_clock(value: tuple[Any, Any], first: datetime, whole: bool, clock: Clock, zone: str) -> Iterator[datetime]:
    """Yield a further date as a time on the clock; a period counts by its beginning."""
    moment, prop = value
    if isinstance(moment, tuple):
        moment = moment[0]
    if not isinstance(moment, date) or not FIRST_DATE <= moment.year <= LAST_DATE:
        return
    if whole and isinstance(moment, datetime):
        yield datetime.combine(_day_of_utc(moment, zone) if is_utc(moment, prop) else moment.date(), time())
    elif not isinstance(moment, datetime):
        yield datetime.combine(moment, first.time())
    else:
        yield _of_other_clock(moment, prop, clock)


def _of_other_clock(moment: datetime, prop: Any, clock: Clock) -> datetime:
    """Return a time on the clock of the event, where it may be told by a known zone of its own."""
    named = str(prop.params.get("TZID", ""))
    if named and named != clock.named and moment.tzinfo is not None:
        return clock.wall(moment.astimezone(UTC))
    return plain_wall(moment, prop, clock)


def _excluded(value: tuple[Any, Any], planned: list[datetime], whole: bool, clock: Clock, zone: str) -> set[datetime]:
    """Return the planned times that an exception means; one that is only a day means all times of it."""
    moment, prop = value
    if not isinstance(moment, date):
        return set()
    if not isinstance(moment, datetime):
        return {wall for wall in planned if wall.date() == moment}
    if whole:
        day = _day_of_utc(moment, zone) if is_utc(moment, prop) else moment.date()
        return {wall for wall in planned if wall.date() == day}
    wall = _of_other_clock(moment, prop, clock)
    return {one for one in planned if one == wall}


def recurrence_of(
    override: Any, planned: tuple[datetime, ...], whole: bool, clock: Clock, zone: str
) -> datetime | None:
    """Return the planned time that a changed date replaces; None where it is none of them."""
    prop = override["RECURRENCE-ID"]
    found = _excluded((prop.dt, prop), list(planned), whole, clock, zone)
    return min(found, default=None)


def _window(planned: list[datetime], today: date) -> tuple[list[datetime], date | None]:
    """Return as many dates as an event may have, those to come first, and the first day of them where some are missing."""
    if len(planned) <= RULE_DATES:
        return planned, None
    recent = [wall for wall in planned if wall.date() >= today - 30 * DAY]
    kept = recent[:RULE_DATES] if recent else planned[-RULE_DATES:]
    if len(kept) < RULE_DATES and kept[0] in planned:
        kept = planned[planned.index(kept[0]) :][:RULE_DATES]
    return kept, kept[0].date()
