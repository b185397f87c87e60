"""The clock of an imported event: a time zone that shows the same times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from core.calendar_import.zones import Definition, known_zone
from core.dates.clock_changes import zones


@dataclass(frozen=True, slots=True)
class Clock:
    """What the times of an event are told by: UTC, a zone, or a definition of the file."""

    zone: str = ""  # a name that all calendars share
    definition: Definition | None = None
    named: str = ""  # as the file calls it
    floating: bool = False  # the file names no zone: the given one was taken
    unknown: bool = False  # the file names one that nobody knows: the given one was taken

    def instant(self, wall: datetime) -> datetime:
        """Return the instant, in UTC, at which it shows a time."""
        if self.definition is not None:
            return (wall - self.definition.offset(wall)).replace(tzinfo=UTC)
        return wall.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def wall(self, moment: date) -> datetime:
        """Return what it shows at a moment; a time without a zone is its own, a day begins at midnight."""
        if not isinstance(moment, datetime):
            return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 (on this clock)
        if moment.tzinfo is None:
            return moment
        if self.definition is None:
            return moment.astimezone(UTC).astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        plain = moment.astimezone(UTC).replace(tzinfo=None)
        offsets = {self.definition.offset(plain + timedelta(hours=hours)) for hours in (-26, 0, 26)}
        return next((plain + one for one in sorted(offsets) if self.definition.offset(plain + one) == one), plain)


def clock_of(named: str, in_utc: bool, definitions: dict[str, Definition], zone: str) -> Clock:
    """Return the clock of a time; `zone` is for times that have none."""
    if in_utc:
        return Clock("UTC")
    if not named:
        return Clock(zone, floating=True)
    if definition := definitions.get(named.strip('"')):
        return Clock("", definition, named)
    known = known_zone(named)
    return Clock(known, named=named) if known else Clock(zone, named=named, unknown=True)


def find_zone(clock: Clock, walls: list[datetime], preferred: Iterable[str]) -> tuple[str, bool]:
    """Return a zone whose clocks show the same as this one at all given times, and whether it was only found by that.

    Where the file defines its zone otherwise than its name says, the file is right. Empty where no zone fits.
    """
    definition = clock.definition
    if definition is None:
        return clock.zone, False
    named = list(filter(None, (known_zone(definition.name), known_zone(definition.location))))
    for name in named:
        if all(_same(definition, name, wall) for wall in walls):
            return name, False
    year = [walls[0] + timedelta(days=7 * week) for week in range(53)]
    others = [*preferred, *dict.fromkeys(zone for zone in WINDOWS_TO_OLSON.values() if zone in zones())]
    for name in others:
        if all(_same(definition, name, wall) for wall in (*walls, *year)):
            return name, True
    return "", True


def _same(definition: Definition, zone: str, wall: datetime) -> bool:
    here = wall.replace(tzinfo=ZoneInfo(zone))
    return here.utcoffset() == definition.offset(wall)
