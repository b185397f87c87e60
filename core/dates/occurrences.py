"""When an event takes place, as instants, and what that means at one instant: to come, on, over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from core.dates.clock_changes import find_clock_change
from core.dates.partial_date import DateError, PartialDate
from core.dates.recurrence import Rule, days_of

CALLED_OFF = ("cancelled", "postponed")


class Event(Protocol):
    """The fields of an event that say when it takes place."""

    @property
    def start(self) -> PartialDate:
        """When it begins, for the first time."""

    @property
    def end(self) -> PartialDate | None:
        """When it ends, for the first time."""

    @property
    def repeats(self) -> Rule | None:
        """The rule by which it repeats."""

    @property
    def status(self) -> str | None:
        """Whether it takes place as announced."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place."""

    start: PartialDate
    end: PartialDate | None
    begins: datetime  # UTC, the first instant that it can mean
    over: datetime  # UTC, the first instant that is no longer part of it


@dataclass(frozen=True, slots=True)
class EventState:
    """An event as seen at one instant. Page, lists, calendars, feeds and structured data all speak of this."""

    state: str  # coming, running, past
    shown: Occurrence  # the one that is on or next; when all are over, the last one
    ahead: tuple[Occurrence, ...]  # those that are not over
    occurrences: tuple[Occurrence, ...]
    runs: bool  # whether it can be on: it is not called off, and its days are known
    changes: datetime | None  # UTC, when something of this will no longer be true


def occurrences(event: Event, zone: ZoneInfo) -> tuple[Occurrence, ...]:
    """Return all times that an event takes place; the clock in its zone shows the same each time."""
    return _occurrences(event.start, event.end, event.repeats, zone)


@lru_cache(maxsize=4096)
def _occurrences(
    start: PartialDate, end: PartialDate | None, rule: Rule | None, zone: ZoneInfo
) -> tuple[Occurrence, ...]:
    if rule is None:
        return (_occurrence(start, end, zone),)
    return tuple(
        _occurrence(_on(start, day), end and _on(end, day + (end.first - start.first)), zone)
        for day in days_of(rule, start.first)
    )


def _on(moment: PartialDate, day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day, moment.at)


def _occurrence(start: PartialDate, end: PartialDate | None, zone: ZoneInfo) -> Occurrence:
    # How long something takes that has a time and no end is not known: it counts as on until its day is over.
    last = end or replace(start, at=None, offset=None)
    return Occurrence(start, end, start.begins(zone), last.is_over(zone))


def event_state(event: Event, zone: ZoneInfo, now: datetime) -> EventState:
    """Return an event as seen at an instant.

    What is called off is never on, and stays to come until it would have been over. What has no day, only a month or
    a year, is to come until that is over: nobody knows when it is on.
    """
    every = occurrences(event, zone)
    ahead = tuple(one for one in every if now < one.over)
    runs = event.status not in CALLED_OFF and event.start.day is not None
    is_on = runs and any(one.begins <= now for one in ahead)
    moments = [one.over for one in ahead] + [one.begins for one in ahead if runs and one.begins > now]
    return EventState(
        state="running" if is_on else "coming" if ahead else "past",
        shown=ahead[0] if ahead else every[-1],
        ahead=ahead,
        occurrences=every,
        runs=runs,
        changes=min(moments, default=None),
    )


def find_clock_faults(event: Event, zone: ZoneInfo) -> Iterator[DateError]:
    """Yield the dates of an event that repeats on which the clock changes while it takes place, or as it begins."""
    if event.repeats is None or event.start.at is None:
        return
    first: timedelta | None = None
    for one in occurrences(event, zone):
        lasts = one.over - one.begins if one.end else timedelta()
        first = lasts if first is None else first
        moments = [one.start, *((one.end,) if one.end else ())]
        fault = next((error for moment in moments if (error := find_clock_change(moment, zone))), None)
        mend = f"Write “except {one.start.first}”, and make an event of its own for that day."
        if fault is not None:
            yield DateError("E106", fault.message, mend)
        elif lasts != first:
            message = f"on {one.start.first} the clock in {zone.key} changes, so the event would last {_hours(lasts)} instead of {_hours(first)}."
            yield DateError("E106", message, mend)


def _hours(lasts: timedelta) -> str:
    minutes = int(lasts.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02} hours"
