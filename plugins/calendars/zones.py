"""Time zones as calendars carry them: what the clock shows in the years of the events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=512)
def zone(name: str, first: int, last: int) -> Timezone:
    """Return a zone as it is from the beginning of one year to the end of another.

    Each change of the clock is told by itself: rules that some programs read and others do not are left out, and so
    is what nobody knows yet.
    """
    info = ZoneInfo(name)
    result = Timezone()
    result.add("tzid", name)
    start = datetime(first - 1, 12, 30, tzinfo=UTC)  # before any clock reaches the year
    result.add_component(_rule(info, start, start))
    for moment in changes(info, start, datetime(last + 1, 1, 1, tzinfo=UTC)):
        result.add_component(_rule(info, moment, moment - SECOND))
    return result


def changes(info: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """Return the instants, in UTC, at which the clock of a zone changes."""
    found, day = [], start
    while day < end:
        if _shown(info, day) != _shown(info, day + DAY):
            early, late = day, day + DAY
            while late - early > SECOND:
                middle = early + (late - early) // 2
                middle -= timedelta(microseconds=middle.microsecond)
                early, late = (middle, late) if _shown(info, middle) == _shown(info, day) else (early, middle)
            found.append(late)
        day += DAY
    return found


def _shown(info: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(info)
    return local.utcoffset(), local.tzname()


def _rule(info: ZoneInfo, moment: datetime, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    """Return what the clock shows from a moment on; its time is written as the clock before it would show it."""
    local, old = moment.astimezone(info), before.astimezone(info).utcoffset()
    result = TimezoneDaylight() if (local.dst() or timedelta()) > timedelta() else TimezoneStandard()
    assert old is not None
    result.add("dtstart", (moment + old).replace(tzinfo=None))
    result.add("tzoffsetfrom", old)
    result.add("tzoffsetto", local.utcoffset())
    result.add("tzname", local.tzname())
    return result
