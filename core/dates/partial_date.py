"""Dates as editors know them: a year, a month, a day, or a day with a time. What is not known is not made up."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.dates.date_spellings import IN_UTC, meaning_of
from core.limits import FIRST_DATE, LAST_DATE

_STRICT = re.compile(r"\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}([+-]\d{2}:\d{2})?)?)?)?")


class DateError(ValueError):
    """A text that is no date; `code` is a key of the catalogue, `mend` the next thing to do."""

    def __init__(self, code: str, message: str, mend: str) -> None:
        super().__init__(message)
        self.code, self.message, self.mend = code, message, mend
        self.instant: datetime | None = None  # in UTC, where the text names one by its offset


@dataclass(frozen=True)
class PartialDate:
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

        >>> PartialDate(2013, 11).machine()
        '2013-11'
        """
        if self.precision == "time" and zone is not None:
            return self.local(zone).isoformat(timespec="minutes")
        return str(self)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        offset = "" if self.offset is None else written_offset(self.offset)
        return "-".join(parts) + (f"T{self.at:%H:%M}{offset}" if self.at is not None else "")


def read_partial_date(text: str) -> PartialDate:
    """Return the date that a text means; DateError where it means none, or two.

    >>> str(read_partial_date("2014-06-10"))
    '2014-06-10'
    """
    written = text.strip()
    if not _STRICT.fullmatch(written):
        raise _not_as_written_here(written)
    year, *rest = (int(part) for part in re.findall(r"\d+", written[:16]))
    month, day, hour, minute = (*rest, None, None, None, None)[:4]
    if not FIRST_DATE <= year <= LAST_DATE:
        mend = f"Write a year from {FIRST_DATE} to {LAST_DATE}."
        raise DateError("E021", f"the year {year:04} cannot be meant.", mend)
    if month is not None and not 1 <= month <= 12:
        raise DateError("E021", f"“{text}” does not exist.", "Write a month from 01 to 12.")
    if month is not None and day is not None:
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            mend = f"Write a day from {year}-{month:02}-01 to {year}-{month:02}-{days}."
            raise DateError("E021", f"“{text}” does not exist.", mend)
    if hour is None or minute is None:
        return PartialDate(year, month, day)
    if hour > 23 or minute > 59:
        raise DateError("E021", f"“{text}” does not exist.", "Write a time from 00:00 to 23:59.")
    offset = written[16:]
    return PartialDate(year, month, day, time(hour, minute), read_offset(offset) if offset else None)


def _not_as_written_here(text: str) -> DateError:
    """Return what is wrong with a text that is not written as dates are here, and the right value where that is sure."""
    meant = meaning_of(text)
    values = [value for value in meant.values if _readable(value)]
    if meant.end and values:
        message = f"“{text}” is more than one date."
        return DateError("E020", message, f"Write “start: {values[0]}” and “end: {meant.end}”.")
    if len(values) > 1:
        return DateError("E022", f"“{text}” can be read in two ways.", f"Write “{values[0]}” or “{values[1]}”.")
    if meant.short_year:
        message = f"the year in “{text}” has two digits."
        mend = "Write all four digits of the year, and the year first, like “2014-06-10”."
        return DateError("E020", message, mend)
    if not values:
        if meant.time:
            message = f"“{text}” has a time but no day."
            return DateError("E020", message, f"Write the day before the time, like “2014-06-10 {meant.time}”.")
        example = "Write the year first, like “2014-06-10”, or “2014-06” where the day is not known."
        return DateError("E020", f"“{text}” is not a date.", example)
    message = f"“{text}” is not written as dates are here."
    if not meant.time or not meant.zone:
        return DateError("E020", message, f"Write “{values[0]}”.")
    if IN_UTC.fullmatch(meant.zone):
        offset = re.sub(r".*?([+-]\d{2}):?(\d{2})", r"\1:\2", meant.zone)
        instant = datetime.combine(date.fromisoformat(values[0][:10]), time.fromisoformat(meant.time), UTC)
        error = DateError("E020", message, f"Write “{values[0]}”.")
        error.instant = instant - read_offset(offset if offset[0] in "+-" else "Z")
        return error
    return DateError("E020", message, f"Write “{values[0]}”; the zone of the time stands in the field “timezone”.")


def _readable(value: str) -> bool:
    """Whether a value is a date as it is written here."""
    try:
        read_partial_date(value)
    except DateError:
        return False
    return True


def read_offset(text: str) -> timedelta:
    """Return the offset from UTC that a text such as +02:00 or Z means."""
    if text == "Z":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)


def written_offset(offset: timedelta) -> str:
    """Return an offset as dates carry it.

    >>> written_offset(timedelta(hours=-3, minutes=-30))
    '-03:30'
    """
    minutes = int(offset.total_seconds()) // 60
    return f"{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
