"""The time around an instant in which nothing on the site changes: all builds inside it make the same files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.dates.occurrences import occurrences
from core.dates.partial_date import PartialDate
from core.documents.schema import Event, Page
from core.site.publication import appears
from core.site.tree import Node

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From one change of the site to the next, at most from midnight to midnight in the project's zone."""

    begins: datetime  # part of it
    ends: datetime  # no longer part of it


def period_around(now: datetime, nodes: Iterable[Node], zone: ZoneInfo, end: PartialDate | None = None) -> Period:
    """Return the period in which an instant lies, in the zone; `end` is that of the project.

    A day is the longest period, because pages say for which day they tell past and coming apart. Noon is a border as
    well: from then on it stands for the dates of its day in feeds and calendars (core/dates/instants.py).
    """
    today = now.astimezone(zone).date()
    borders = {datetime.combine(day, time(), zone).astimezone(UTC) for day in (today, today + _DAY)}
    borders.add(datetime.combine(today, time(12), zone).astimezone(UTC))
    borders.update(instant for node in nodes for instant in _changes(node.said, zone, today))
    if end is not None:
        borders.add(end.is_over(zone))
    return Period(
        max(instant for instant in borders if instant <= now).astimezone(zone),
        min(instant for instant in borders if instant > now).astimezone(zone),
    )


def _changes(page: Page, zone: ZoneInfo, today: date) -> Iterator[datetime]:
    """Yield the instants, in UTC, at which what is said of a page changes; of other days only as they come."""
    if page.published is not None and page.published.last >= today and (instant := appears(page, zone)):
        yield instant
    if page.updated is not None and page.updated.at is not None and page.updated.last >= today:
        yield page.updated.begins(zone)
    if page.expires is not None:
        yield page.expires.begins(zone)
    # Zones are at most a day apart.
    if isinstance(page, Event) and page.start is not None and page.start.first <= today + _DAY:
        if page.repeats is None and (page.end or page.start).last < today - _DAY:
            return
        for one in occurrences(page, ZoneInfo(page.timezone) if page.timezone else zone):
            yield one.begins
            yield one.over
