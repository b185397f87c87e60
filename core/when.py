"""Dates in words: as a visitor reads them, in the language of the site."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_name

from core.dates import Moment
from core.views import When


class Calendar:
    """Says dates in one language."""

    def __init__(self, language: str) -> None:
        self.locale = Locale.parse(language, sep="-")

    def when(self, start: Moment, end: Moment | None = None, zone: str | None = None) -> When:
        """Return a date or a span; `zone` is the name of the zone of its times."""
        info = ZoneInfo(zone) if zone else None
        machine = start.machine(info)
        until = end.machine(info) if end is not None and end != start else ""
        if start.precision == "time" and info is not None:
            return When(self._timed(start, end), machine, until, self._zone(start, info))
        return When(self._span(start, end if until else None), machine, until)

    def month_and_year(self, moment: Moment) -> str:
        """Return the date without its day: “July 2015”."""
        return self._one(Moment(moment.year, moment.month))

    def _one(self, moment: Moment) -> str:
        if moment.precision == "year":
            return str(moment.year)
        if moment.precision == "month":
            return str(format_skeleton("yMMMM", datetime.combine(moment.first, time()), locale=self.locale))
        return format_date(moment.first, "long", locale=self.locale)

    def _span(self, start: Moment, end: Moment | None) -> str:
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

    def _timed(self, start: Moment, end: Moment | None) -> str:
        first = f"{self._one(start)}, {format_time(start.at, 'short', locale=self.locale)}"
        if end is None:
            return first
        last = format_time(end.at, "short", locale=self.locale)
        return f"{first}–{last}" if end.first == start.first else f"{first} – {self._one(end)}, {last}"

    def _zone(self, start: Moment, info: ZoneInfo) -> str:
        return str(get_timezone_name(start.local(info), locale=self.locale))


def _plain(text: str) -> str:
    """Return a span with the plain spaces that every font has."""
    return text.replace("\u2009", " ").replace("\u202f", " ")
