"""The instant for which a site is made: given as text, never read from a clock in here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Return the instant that a day or a moment means; a day begins at midnight in the zone.

    ValueError where the text is neither: 2014-06-10 or 2014-06-10T14:00+02:00.
    """
    try:
        return datetime.combine(date.fromisoformat(text), time(), zone)
    except ValueError:
        moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"“{text}” has a time but no zone")
    return moment


def day_of(seconds: float, zone: ZoneInfo) -> datetime:
    """Return the beginning of the day, in the zone, of an instant in seconds since 1970."""
    return datetime.combine(datetime.fromtimestamp(seconds, UTC).astimezone(zone).date(), time(), zone)
