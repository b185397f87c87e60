"""Instants: the one for which a site is made (given as text, never read from a clock in here), and those that dates mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.dates.partial_date import PartialDate
from core.limits import FIRST_YEAR, LAST_YEAR


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Return the instant that a day or a moment means; a day begins at midnight in the zone.

    ValueError where the text is neither (2014-06-10 or 2014-06-10T14:00+02:00), or too far from our time.
    """
    try:
        moment = datetime.combine(date.fromisoformat(text), time(), zone)
    except ValueError:
        moment = datetime.fromisoformat(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"“{text}” is not between the years {FIRST_YEAR} and {LAST_YEAR}")
    if moment.tzinfo is None:
        raise ValueError(f"“{text}” has a time but no zone")
    return moment


def minute_of(seconds: float, zone: ZoneInfo) -> datetime:
    """Return the beginning of the minute, on the clock of the zone, of an instant in seconds since 1970."""
    return datetime.fromtimestamp(seconds - seconds % 60, UTC).astimezone(zone)


def announced(moment: PartialDate, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the instant, in UTC, that stands for a date where programs know no other dates: in feeds and calendars.

    Noon of the day in the project's zone, so that nearly all the world reads the same day; where only month or
    year are known, noon of their last day: by then it was out, and nothing old looks new. Never later than `now`: on the
    day itself it is the beginning of the day until noon, because programs hide or misplace entries from the future.
    """
    if moment.at is not None:
        found = moment.begins(zone)
    else:
        found = datetime.combine(moment.last, time(12), zone).astimezone(UTC)
        if found > now:
            found = moment.begins(zone)
    return min(found, now.astimezone(UTC))


def utc(moment: datetime) -> str:
    """Return an instant as scripts compare it.

    >>> utc(datetime(2014, 6, 10, 8, 0, tzinfo=UTC))
    '2014-06-10T08:00Z'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def overdue(report: Mapping[str, object], now: datetime) -> timedelta:
    """Return for how long a built site has not been right any more; nothing, or less, while it is.

    `report` is what the build left in build.json; KeyError, TypeError or ValueError where it is something else.
    """
    change = report["next"]
    return now - datetime.fromisoformat(str(change)) if change is not None else timedelta()
