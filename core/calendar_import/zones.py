"""Time zones of calendar files: what a name means, what the file itself says that it means, and which zone shows the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from core.dates.clock_changes import zones
from core.limits import LAST_DATE

_DISPLAY = re.compile(r"\((?:UTC|GMT)\s*(?:([+-])(\d{1,2}):?(\d{2}))?\)\s*(.*)")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?")
_HALF_A_YEAR = timedelta(days=220)  # what a clock shows from one change to the next
_ONSETS = 10_000  # of summer time since 1601, at most; a rule with more is none of a zone
_OLD_NAMES = {
    "UTC": "UTC",
    "GMT": "UTC",
    "Z": "UTC",
    "Etc/UTC": "UTC",
    "Etc/GMT": "UTC",
    "Coordinated Universal Time": "UTC",
}


@dataclass(slots=True)
class Observance:
    """Standard or summer time of a zone, and when it begins."""

    to: timedelta
    before: timedelta
    onsets: list[datetime]  # on the clock as it was before, in order

    def last_onset(self, wall: datetime) -> datetime | None:
        """Return when it last began before a time on the clock."""
        place = bisect_right(self.onsets, wall)
        return self.onsets[place - 1] if place else None


@dataclass(slots=True)
class Definition:
    """A VTIMEZONE: what the clock in this zone shows, as the file has it."""

    name: str
    location: str = ""
    observances: list[Observance] = field(default_factory=list)

    def offset(self, wall: datetime) -> timedelta:
        """Return how far the clock is ahead of UTC when it shows this; of a skipped time, what held before.

        A program that writes only the changes of a few years means the zone of that name in all others.
        """
        if self.name in zones() and not self.covers(wall):
            known = wall.replace(tzinfo=ZoneInfo(self.name)).utcoffset()
            assert known is not None
            return known
        latest: tuple[datetime, Observance] | None = None
        for one in self.observances:
            onset = one.last_onset(wall)
            if onset is not None and (latest is None or onset > latest[0]):
                latest = (onset, one)
        if latest is None:
            return self.observances[0].before
        onset, current = latest
        return current.before if wall < onset + (current.to - current.before) else current.to

    def covers(self, wall: datetime) -> bool:
        """Whether the file says what the clock shows at this time: after its first change, and not long after its last."""
        first = min(one.onsets[0] for one in self.observances)
        last = max(one.onsets[-1] for one in self.observances)
        return first <= wall <= last + _HALF_A_YEAR


def read_definitions(blocks: Iterable[list[str]]) -> dict[str, Definition]:
    """Return the zones that a calendar defines, by name; those that cannot be understood are left out."""
    found: dict[str, Definition] = {}
    for block in blocks:
        for part in _one_name_each(block):
            try:
                definition = _read_definition(part)
            except (ValueError, KeyError, TypeError, OverflowError):
                continue
            if definition.name and definition.observances:
                found.setdefault(definition.name, definition)
    return found


def _one_name_each(block: list[str]) -> Iterator[list[str]]:
    """Yield the parts of a VTIMEZONE, one for each TZID: The Events Calendar of WordPress puts several into one."""
    part: list[str] = []
    depth = 0
    for line in block[1:-1]:
        depth += line.upper().startswith("BEGIN:")
        depth -= line.upper().startswith("END:")
        if depth == 0 and line.upper().startswith("TZID") and any(one.upper().startswith("TZID") for one in part):
            yield part
            part = []
        part.append(line)
    yield part


def _read_definition(lines: list[str]) -> Definition:
    definition = Definition("")
    values: dict[str, list[str]] = {}
    inside = False
    for line in lines:
        head, _, value = line.partition(":")
        name = head.partition(";")[0].upper()
        if name == "BEGIN":
            inside, values = True, {}
        elif name == "END":
            inside = False
            definition.observances.append(_observance(values))
        elif inside:
            values.setdefault(name, []).append(value.strip())
        elif name == "TZID":
            definition.name = value.strip().strip('"')
        elif name == "X-LIC-LOCATION":
            definition.location = value.strip()
    return definition


def _observance(values: dict[str, list[str]]) -> Observance:
    to, before = (_offset(values[name][0]) for name in ("TZOFFSETTO", "TZOFFSETFROM"))
    start = datetime.strptime(values["DTSTART"][0][:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 (on the clock of the zone)
    onsets = {start}
    for text in values.get("RRULE", []):
        parts = dict(part.split("=", 1) for part in text.upper().split(";") if part)
        until = parts.pop("UNTIL", "")
        if parts.get("FREQ") not in {"YEARLY", "MONTHLY"}:
            raise ValueError(text)
        rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start)
        if until:
            moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")  # noqa: DTZ007
            rule = rule.replace(until=moment + before if until.endswith("Z") else moment)
        onsets |= set(takewhile(lambda onset: onset.year <= LAST_DATE + 1, islice(rule, _ONSETS)))
    for text in values.get("RDATE", []):
        for one in text.split(","):
            onsets.add(datetime.strptime(one[:15], "%Y%m%dT%H%M%S"))  # noqa: DTZ007
    return Observance(to, before, sorted(onsets))


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) * (-1 if found[1] == "-" else 1)


@cache
def known_zone(name: str) -> str:
    """Return the name that all calendars share for a zone as programs call it; empty where it is not known.

    >>> known_zone("W. Europe Standard Time"), known_zone("(UTC-05:00) Eastern Time (US & Canada)")
    ('Europe/Berlin', 'America/New_York')
    >>> known_zone("/mozilla.org/20050126_1/Europe/Brussels"), known_zone("Customized Time Zone")
    ('Europe/Brussels', '')
    """
    name = name.strip().strip('"').strip("/")
    if name in zones():
        return name
    if name in _OLD_NAMES:
        return _OLD_NAMES[name]
    if name in WINDOWS_TO_OLSON:
        found = WINDOWS_TO_OLSON[name]
        return found if found in zones() else _OLD_NAMES.get(found, "")
    parts = name.split("/")
    for start in range(1, len(parts) - 1):  # what programs put before the name
        if (tail := "/".join(parts[start:])) in zones():
            return tail
    return _of_display_name(name)


def _of_display_name(name: str) -> str:
    """Return the zone that Windows shows as “(UTC+01:00) Amsterdam, Berlin, …”: its first city with that offset."""
    found = _DISPLAY.fullmatch(name)
    if found is None:
        return ""
    sign, hours, minutes, words = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    if words in _OLD_NAMES:
        return _OLD_NAMES[words]
    american = re.fullmatch(r"(.+) Time \((US & Canada|Mexico)\)", words)
    suffix = " (Mexico)" if american and american[2] == "Mexico" else ""
    names = [WINDOWS_TO_OLSON.get(f"{american[1]} Standard Time{suffix}", "")] if american else []
    cities = {zone.rpartition("/")[2].replace("_", " "): zone for zone in sorted(zones())}
    names += [cities.get(city.strip(), "") for city in words.split(",")]
    return next((zone for zone in names if zone and _standard(zone) == offset), "")


def _standard(zone: str) -> timedelta:
    """Return the offset of a zone outside summer time."""
    offsets = [datetime(2026, month, 1, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)]
    return min(offset for offset in offsets if offset is not None)
