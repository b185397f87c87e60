"""Dates as editors know them: a year, a month, a day, or a day with a time. What is not known is not made up."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"
    r"(?:[ T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::00)?(?: ?(?P<offset>Z|[+-]\d{2}:?\d{2}))?)?"
)
_STRICT = re.compile(r"\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}([+-]\d{2}:\d{2})?)?)?)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1900, 2199
_BOTH_WAYS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class DateError(ValueError):
    """A text that is no date; `code` is a key of the catalogue, `mend` the next thing to do."""

    def __init__(self, code: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.code, self.message, self.mend = code, message, mend


@dataclass(frozen=True)
class Moment:
    """A date as exact as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    at: time | None = None
    offset: timedelta | None = None  # from UTC; tells the two instants of an hour that comes twice apart

    @property
    def precision(self) -> str:
        """Return year, month, day or time."""
        if self.month is None:
            return "year"
        if self.day is None:
            return "month"
        return "day" if self.at is None else "time"

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def local(self, zone: ZoneInfo) -> datetime:
        """Return the first instant that it can mean, as clocks in the zone show it."""
        early = datetime.combine(self.first, self.at or time(), zone)
        late = early.replace(fold=1)
        return late if self.offset is not None and late.utcoffset() == self.offset else early

    def begins(self, zone: ZoneInfo) -> datetime:
        """Return the first instant that it can mean, in UTC."""
        return self.local(zone).astimezone(UTC)

    def is_over(self, zone: ZoneInfo) -> datetime:
        """Return the instant, in UTC, after which nothing that it can mean is left; of a time, that time."""
        if self.at is not None:
            return self.begins(zone)
        return datetime.combine(self.last + timedelta(days=1), time(), zone).astimezone(UTC)

    def machine(self, zone: ZoneInfo | None = None) -> str:
        """Return it as `<time datetime>` wants it, with the offset where time and zone are known.

        >>> Moment(2013, 11).machine()
        '2013-11'
        """
        if self.precision == "time" and zone is not None:
            return self.local(zone).isoformat(timespec="minutes")
        return str(self)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        offset = "" if self.offset is None else _written_offset(self.offset)
        return "-".join(parts) + (f"T{self.at:%H:%M}{offset}" if self.at is not None else "")


def read_moment(text: str) -> Moment:
    """Return the date that a text means; DateError where it means none, or two.

    >>> str(read_moment("2014-06-10"))
    '2014-06-10'
    """
    example = "Write the year first, like 2014-06-10; 2014-06 where the day is not known."
    if both := _BOTH_WAYS.fullmatch(text.strip()):
        first, second, year = both.groups()
        written = dict.fromkeys((f"{year}-{second:0>2}-{first:0>2}", f"{year}-{first:0>2}-{second:0>2}"))
        ways = [way for way in written if _exists(way)]
        if len(ways) > 1:
            raise DateError("E022", f"“{text}” can be read in two ways.", f"Write {' or '.join(ways)}.")
        mend = f"Write {ways[0]}." if ways else example
        raise DateError("E020", f"“{text}” does not begin with the year.", mend)
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise DateError("E020", f"“{text}” is not a date.", _meant(text) or example)
    numbers, offset = found.groups()[:5], found["offset"]
    year, month, day, hour, minute = (int(part) if part is not None else None for part in numbers)
    assert year is not None
    if hour is not None and day is None:
        raise DateError("E020", f"“{text}” has a time but no day.", example)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("E021", f"the year {year:04} cannot be meant.", f"Years go from {FIRST_YEAR} to {LAST_YEAR}.")
    if month is not None and not 1 <= month <= 12:
        raise DateError("E021", f"“{text}” does not exist.", "The month is a number from 1 to 12.")
    if month is not None and day is not None:
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise DateError("E021", f"“{text}” does not exist.", f"The month {year}-{month:02} has {days} days.")
    if hour is None or minute is None:
        return _as_written(text, Moment(year, month, day))
    if hour > 23 or minute > 59:
        raise DateError("E021", f"“{text}” does not exist.", "A time is written from 00:00 to 23:59.")
    return _as_written(text, Moment(year, month, day, time(hour, minute), _offset(offset) if offset else None))


def _as_written(text: str, moment: Moment) -> Moment:
    """Return a date that is written as everywhere: with all zeros and a colon in the time."""
    if not _STRICT.fullmatch(text.strip()):
        raise DateError(
            "E020", f"“{text}” is not written as dates are here.", f"Write {str(moment).replace('T', ' ')}."
        )
    return moment


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _meant(text: str) -> str:
    """Return how to mend a date of which more than its form is wrong; nothing where that cannot be told."""
    days = re.findall(r"\d{4}-\d{2}-\d{2}", text)
    if len(days) == 2:
        return f"Write the first day as start ({days[0]}) and the last day as end ({days[1]})."
    if days and re.search(r"\d\s?[ap]\.?m\b", text, re.IGNORECASE):
        return f"Write the time with 24 hours, like {days[0]} 14:00."
    if re.search(r"\d [A-Z]{2,5}$", text):
        return "Take the letters after the time out; the zone stands in the field “timezone”."
    words = re.findall(r"[a-z]+|\d+", text.casefold())
    month = next((_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS), 0)
    year = next((word for word in words if re.fullmatch(r"(19|20|21)\d\d", word)), "")
    day = next((int(word) for word in words if word.isdigit() and len(word) <= 2), 0)
    if not (month and year):
        return ""
    written = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    return f"Write {written}." if _exists(written if day else f"{written}-01") else ""


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones that say a place."""
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def find_clock_change(moment: Moment, zone: ZoneInfo) -> DateError | None:
    """Return what is wrong with a local time that the zone skips, has twice, or never has with this offset."""
    if moment.at is None:
        return None
    local = datetime.combine(moment.first, moment.at, zone)
    early, late = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert early is not None
    assert late is not None
    if moment.offset is not None and moment.offset not in (early, late):
        offsets = " or ".join(dict.fromkeys(map(_written_offset, (early, late))))
        message = f"on {moment.first} the clock in {zone.key} is not {_written_offset(moment.offset)} from UTC."
        return DateError("E100", message, f"Take the offset out, or write {offsets}.")
    if early == late:
        return None
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        choice = [local.astimezone(UTC).astimezone(zone), local.replace(fold=1).astimezone(UTC).astimezone(zone)]
        before, after = sorted(f"{one:%H:%M}" for one in choice)
        return DateError(
            "E026",
            f"{moment.at:%H:%M} does not exist on {moment.first} in {zone.key}: the clock jumps forward.",
            f"Write {before} or {after}.",
        )
    if moment.offset is not None:
        return None
    written = f"{moment.first} {moment.at:%H:%M}"
    return DateError(
        "E027",
        f"{moment.at:%H:%M} comes twice on {moment.first} in {zone.key}: the clock goes back.",
        f"Write {written}{_written_offset(early)} for the first time or {written}{_written_offset(late)} for the second.",
    )


def _offset(text: str) -> timedelta:
    if text == "Z":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)


def _written_offset(offset: timedelta) -> str:
    """Return an offset as dates carry it.

    >>> _written_offset(timedelta(hours=-3, minutes=-30))
    '-03:30'
    """
    minutes = int(offset.total_seconds()) // 60
    return f"{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
