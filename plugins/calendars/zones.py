"""Time zones as calendars carry them: every change of the clock from a year on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
AHEAD = 6  # years of the same rule after the last event, from which it is taken to go on
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@lru_cache(maxsize=512)
def zone(name: str, first: int, last: int) -> Timezone:
    """Return a zone from the beginning of one year on, as far as it is known; `last` is the last year of an event.

    Programs keep the first definition of a zone that they meet, so all calendars of a site should have the same.
    """
    info = ZoneInfo(name)
    result = Timezone()
    result.add("tzid", name)
    start = datetime(first - 1, 12, 30, tzinfo=UTC)  # before any clock reaches the year
    result.add_component(_part(info, start, start))
    moments = changes(info, start, datetime(last + AHEAD + 1, 1, 1, tzinfo=UTC))
    yearly = _yearly(info, moments)
    for moment in moments:
        if moment in yearly:
            month, week, day = yearly[moment]
            part = _part(info, moment, moment - SECOND)
            part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{week}{DAYS[day]}"})
            result.add_component(part)
        elif not any(begin < moment and _same(info, begin, moment) for begin in yearly):
            result.add_component(_part(info, moment, moment - SECOND))
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


def _yearly(info: ZoneInfo, moments: list[datetime]) -> dict[datetime, tuple[int, int, int]]:
    """Return the first change of each rule that holds in every year until the end: its month, week and weekday."""
    found: dict[datetime, tuple[int, int, int]] = {}
    end = max((moment.year for moment in moments), default=0)
    for last in (moment for moment in moments if moment.year == end):
        alike = [moment for moment in moments if _same(info, moment, last)]
        for count_from_end in (True, False):
            run: list[datetime] = []
            rule = _week(info, last, count_from_end=count_from_end)
            if rule[1] == 0:
                continue
            for moment in reversed(alike):
                if moment.year != end - len(run) or _week(info, moment, count_from_end=count_from_end) != rule:
                    break
                run.append(moment)
            if len(run) > AHEAD:
                found[run[-1]] = rule
                break
    return found


def _same(info: ZoneInfo, one: datetime, other: datetime) -> bool:
    """Whether two changes lead from the same clock to the same clock."""
    return _shown(info, one) == _shown(info, other) and _shown(info, one - SECOND) == _shown(info, other - SECOND)


def _week(info: ZoneInfo, moment: datetime, *, count_from_end: bool) -> tuple[int, int, int]:
    """Return month, week of the month and weekday of a change, on the clock before it.

    Counted from the end the last week is -1, and all others are 0.
    """
    local = _before(info, moment)
    if count_from_end:
        return local.month, (-1 if (local + 7 * DAY).month != local.month else 0), local.weekday()
    return local.month, (local.day - 1) // 7 + 1, local.weekday()


def _before(info: ZoneInfo, moment: datetime) -> datetime:
    """Return a change as the clock before it would show it, which is how RFC 5545 writes it."""
    old = (moment - SECOND).astimezone(info).utcoffset()
    assert old is not None
    return (moment + old).replace(tzinfo=None)


def _part(info: ZoneInfo, moment: datetime, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    local, old = moment.astimezone(info), before.astimezone(info).utcoffset()
    assert old is not None
    result = TimezoneDaylight() if (local.dst() or timedelta()) > timedelta() else TimezoneStandard()
    result.add("dtstart", (moment + old).replace(tzinfo=None))
    result.add("tzoffsetfrom", old)
    result.add("tzoffsetto", local.utcoffset())
    result.add("tzname", local.tzname())
    return result
