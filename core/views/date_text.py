"""Dates in words: as a visitor reads them, in the language of the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list
from babel.units import format_unit

from core.dates.partial_date import PartialDate
from core.views.link import DateText


@cache
def calendar(language: str) -> DateFormatter:
    """Return the one calendar of a language: it remembers what it has said."""
    return DateFormatter(language)


class DateFormatter:
    """Says dates in one language."""

    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(language, sep="-")
        # The same dates are said on many pages, and putting one into words is slow.
        self.when = lru_cache(100_000)(self._when)

    def _when(self, start: PartialDate, end: PartialDate | None = None, zone: str | None = None) -> DateText:
        """Return a date or a span; `zone` is the name of the zone of its times."""
        info = ZoneInfo(zone) if zone else None
        machine = start.machine(info)
        until = end.machine(info) if end is not None and end != start else ""
        if start.precision == "time" and info is not None:
            return DateText(self._timed(start, end), machine, until, self._zone(start, end, info))
        return DateText(self._span(start, end if until else None), machine, until)

    def month_and_year(self, moment: PartialDate) -> str:
        """Return the date without its day: “July 2015”."""
        return self._one(PartialDate(moment.year, moment.month))

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The names of the days of the week, Monday first."""
        return tuple(self.locale.days["format"]["wide"][number] for number in range(7))

    def day(self, day: date) -> str:
        """Return a day: “10 June 2014”."""
        return format_date(day, "long", locale=self.locale)

    def joined(self, parts: Iterable[str]) -> str:
        """Return parts as a list in words: “Monday and Tuesday”."""
        return format_list(list(parts), locale=self.locale)

    def size(self, size: int) -> str:
        """Return the size of a file, in bytes, as people say it: “1.2 MB”."""
        for unit, bytes_in_it in (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3)):
            if size >= bytes_in_it:
                number = round(size / bytes_in_it, 0 if size >= 10 * bytes_in_it else 1)
                return _plain(format_unit(number, f"digital-{unit}", "short", locale=self.locale))
        return _plain(format_unit(size, "digital-byte", "short", locale=self.locale))

    def _one(self, moment: PartialDate) -> str:
        if moment.precision == "year":
            return str(moment.year)
        if moment.precision == "month":
            return str(format_skeleton("yMMMM", datetime.combine(moment.first, time()), locale=self.locale))
        return format_date(moment.first, "long", locale=self.locale)

    def _span(self, start: PartialDate, end: PartialDate | None) -> str:
        if end is None:
            return self._one(start)
        first, last = start.first, end.first
        skeleton = {"year": "y", "month": "yMMMM"}.get(start.precision)
        if skeleton:
            return _plain(format_interval(first, last, skeleton, locale=self.locale))
        # The locale data have spans of days with short months only; the long name fits the same pattern.
        greatest = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self.locale.interval_formats["yMMMd"][greatest]
        days = zip((first, last), patterns, strict=True)
        return _plain("".join(format_date(day, pattern.replace("MMM", "MMMM"), self.locale) for day, pattern in days))

    def _timed(self, start: PartialDate, end: PartialDate | None) -> str:
        first = f"{self._one(start)}, {format_time(start.at, 'short', locale=self.locale)}"
        if end is None:
            return first
        last = format_time(end.at, "short", locale=self.locale)
        return f"{first}–{last}" if end.first == start.first else f"{first} – {self._one(end)}, {last}"

    def _zone(self, start: PartialDate, end: PartialDate | None, info: ZoneInfo) -> str:
        """Return the zone in words; both names where the clock changes between start and end."""
        moments = (start, end) if end is not None and end.at is not None else (start,)
        return " – ".join(dict.fromkeys(self._zone_name(moment, info) for moment in moments))

    def _zone_name(self, moment: PartialDate, info: ZoneInfo) -> str:
        name = str(get_timezone_name(moment.local(info), locale=self.locale))
        # Zones without a name of their own are called by their country, not by an offset.
        return (
            str(get_timezone_name(info.key, locale=self.locale)) if name.startswith("GMT") and name != "GMT" else name
        )


def _plain(text: str) -> str:
    """Return a span with the plain spaces that every font has."""
    return text.replace("\u2009", " ").replace("\u202f", " ").replace("\u00a0", " ")
