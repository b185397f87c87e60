"""From the dates of an event to the fields that say them: words where they give exactly these dates, else single dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.calendar_import.clock import Clock, find_zone
from core.calendar_import.event_dates import DAY, Dates
from core.calendar_import.notes import CHECK, DATES, MINOR, Note
from core.calendar_import.rule_words import find_rule, with_exceptions
from core.dates.clock_changes import find_clock_change
from core.dates.partial_date import PartialDate
from core.dates.recurrence import words_of
from core.limits import IMPORT_PAGES


class NoWords(Exception):
    """The dates can neither be put into words nor written one by one; its text says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """How long an event lasts."""

    wall: timedelta | None = None  # between start and end on its clock
    lasts: timedelta | None = None  # as DURATION says: days on the clock, hours as they pass
    first: tuple[datetime, datetime] | None = None  # start on its clock and end in UTC, as they are written

    def end(self, begins: datetime, clock: Clock) -> datetime | None:
        """Return when it is over, in UTC, if it begins at this time on its clock; None where nobody knows."""
        if self.first is not None and begins == self.first[0]:
            return self.first[1]
        if self.lasts is not None:
            return clock.instant(begins + self.lasts.days * DAY) + timedelta(seconds=self.lasts.seconds)
        return None if self.wall is None else clock.instant(begins + self.wall)


@dataclass(frozen=True, slots=True)
class Placed:
    """The fields of a page that say when an event takes place."""

    begins: datetime  # on the clock of the event; tells its dates apart
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Once:
    """One date in a zone."""

    wall: datetime  # on the clock of the event
    start: datetime  # in the zone
    end: datetime | None

    @property
    def length(self) -> timedelta | None:
        """How far the clock in the zone goes on while it takes place."""
        return None if self.end is None else self.end.replace(tzinfo=None) - self.start.replace(tzinfo=None)


def place_days(dates: Dates, days: int) -> tuple[list[Placed], list[Note]]:
    """Return the fields for an event of so many whole days."""

    def fields(begins: datetime) -> dict[str, str]:
        last = begins.date() + (days - 1) * DAY
        return {"start": str(begins.date())} | ({"end": str(last)} if days > 1 else {})

    if len(dates.planned) == 1:
        return [Placed(one, fields(one)) for one in dates.held], []
    held = {wall.date() for wall in dates.held}
    last = dates.held[-1]
    base = [wall for wall in dates.planned if wall not in dates.further]
    for every in (dates.planned, base):
        chosen = [wall for wall in every if wall <= last]
        rule = find_rule([wall.date() for wall in chosen], dates.unit, dates.plain, _few(chosen))
        if rule is not None:
            words = words_of(with_exceptions(rule, {wall.date() for wall in chosen} - held))
            kept = [wall for wall in chosen if wall.date() in held]
            rest = [wall for wall in dates.held if wall not in chosen]
            if len(kept) < 2:
                return [Placed(wall, fields(wall)) for wall in dates.held], []
            series = Placed(chosen[0], {**fields(chosen[0]), "repeats": words})
            return [series, *(Placed(wall, fields(wall)) for wall in rest)], _apart(len(rest))
    return _one_by_one([Placed(wall, fields(wall)) for wall in dates.held])


def place_times(dates: Dates, span: Span, clock: Clock, preferred: Sequence[str]) -> tuple[list[Placed], list[Note]]:
    """Return the fields for an event with times; `preferred` are the zones of the calendar and of the project."""
    repeats = len(dates.planned) > 1
    zone, notes = _zone_for(dates, clock, preferred, repeats)
    info = ZoneInfo(zone)
    every: list[_Once] = []
    for number, wall in enumerate(dates.planned):
        end = span.end(wall, clock)
        start = clock.instant(wall).astimezone(info)
        if end is not None and end <= clock.instant(wall):
            if end < clock.instant(wall) and not number:
                notes.append(Note(DATES, "Its end could not be kept: it lies before its start."))
            end = None
        every.append(_Once(wall, start, end and end.astimezone(info)))
    if any(one.start.second for one in every[:1]):
        notes.append(Note(MINOR, "Its times have seconds: they were cut off."))
    held = set(dates.held)
    if not repeats:
        return [_single(one, zone) for one in every if one.wall in held], notes
    placed, more = _place_series(every, held, dates, zone)
    return placed, notes + more


def _place_series(every: list[_Once], held: set[datetime], dates: Dates, zone: str) -> tuple[list[Placed], list[Note]]:
    """Return one page for all dates that words can say, and one for each of the others."""
    time = Counter(one.start.time() for one in every if one.wall not in dates.further).most_common(1)[0][0]
    length = Counter(one.length for one in every if one.start.time() == time).most_common(1)[0][0]
    base = {one.start.date(): one for one in reversed(every) if one.wall not in dates.further}
    every_day = {one.start.date(): one for one in reversed(every)}

    def regular(one: _Once) -> bool:
        moments = [one.start, *((one.end,) if one.end else ())]
        lasts = None if one.end is None else one.end.astimezone(UTC) - one.start.astimezone(UTC)
        clear = not any(find_clock_change(_moment(moment), ZoneInfo(zone)) for moment in moments)
        return one.start.time() == time and one.length == length and lasts == length and clear

    for by_day in (every_day, base):
        days = sorted(by_day)
        while days and not regular(by_day[days[0]]):
            del by_day[days.pop(0)]
        said = [by_day[day] for day in days if by_day[day].wall in held and regular(by_day[day])]
        if len(said) < 2:
            continue
        days = days[: days.index(said[-1].start.date()) + 1]
        rule = find_rule(days, dates.unit, dates.plain, _few(days))
        if rule is None:
            continue
        rule = with_exceptions(rule, set(days) - {one.start.date() for one in said})
        walls = {one.wall for one in said}
        rest = [one for one in every if one.wall in held and one.wall not in walls]
        fields = {**_single(by_day[days[0]], zone).fields, "repeats": words_of(rule)}
        return [Placed(by_day[days[0]].wall, fields), *(_single(one, zone) for one in rest)], _apart(len(rest))
    return _one_by_one([_single(one, zone) for one in every if one.wall in held])


def _few(days: Sequence[object]) -> int:
    """Return how many exceptions a rule may have that are no exceptions of the calendar."""
    return max(2, len(days) // 4) if len(days) <= IMPORT_PAGES else 100


def _apart(number: int) -> list[Note]:
    text = "Some of its dates have no place in its rule, or the clock changes on them: each is a page of its own."
    return [Note(MINOR, text, f"{number} dates")] if number else []


def _one_by_one(pages: list[Placed]) -> tuple[list[Placed], list[Note]]:
    if len(pages) > IMPORT_PAGES:
        raise NoWords(f"no words say its {len(pages)} dates, and they are too many for pages of their own")
    if len(pages) < 2:
        return pages, []
    return pages, [Note(MINOR, "No words say its rule: each of its dates is a page of its own.", f"{len(pages)} dates")]


def _zone_for(dates: Dates, clock: Clock, preferred: Sequence[str], repeats: bool) -> tuple[str, list[Note]]:
    """Return the zone in which the times of an event are written, and what has to be said of it."""
    home = preferred[0]
    if clock.floating:
        return home, [Note(CHECK, f"Its times have no zone: {home} was taken. Correct the timezone if that is wrong.")]
    if clock.unknown:
        text = f"Its zone “{clock.named}” is not known: {home} was taken. Correct the timezone if that is wrong."
        return home, [Note(DATES, text)]
    if clock.definition is not None:
        zone, found = find_zone(clock, list(dates.planned), preferred)
        if zone and not found:
            return zone, []
        if zone:
            text = f"Its zone “{clock.named}” is one that only the file knows: {zone} was taken, where clocks show the same."
            return zone, [Note(CHECK, text)]
        text = f"Its zone “{clock.named}” is like no other: its times were turned into those of {home}."
        return home, [Note(CHECK, text)]
    if clock.zone == "UTC" and not clock.named:
        walls = {clock.instant(wall).astimezone(ZoneInfo(home)).time() for wall in dates.planned}
        if repeats and len(walls) > 1:
            text = "Its times are in UTC, and it repeats: clocks elsewhere change under it. Write the zone of the place and its times there."
            return "UTC", [Note(CHECK, text)]
        text = f"Its times are in UTC: they were turned into those of {home}. Correct both if that is wrong."
        return home, [Note(CHECK, text)] if home != "UTC" else []
    if clock.named and clock.named.strip("/") != clock.zone:
        return clock.zone, [Note(MINOR, f"Its zone “{clock.named}” was read as {clock.zone}.")]
    return clock.zone, []


def _moment(at: datetime) -> PartialDate:
    return PartialDate(at.year, at.month, at.day, at.time().replace(second=0, microsecond=0))


def _single(one: _Once, zone: str) -> Placed:
    fields = {"start": _written(one.start), "timezone": zone}
    if one.end is not None and _written(one.end) != _written(one.start):
        fields["end"] = _written(one.end)
    return Placed(one.wall, fields)


def _written(moment: datetime) -> str:
    """Return a time as pages have it; with its offset where the clock shows it twice."""
    twice = moment.utcoffset() != moment.replace(fold=not moment.fold).utcoffset()
    offset = f"{moment:%z}" if twice else ""
    return f"{moment:%Y-%m-%d %H:%M}" + (f"{offset[:3]}:{offset[3:5]}" if offset else "")


def without_days(dates: Dates, walls: set[datetime]) -> Dates:
    """Return dates of which some do not take place."""
    return replace(dates, held=tuple(wall for wall in dates.held if wall not in walls))


def days_between(start: date, end: date) -> int:
    """Return how many whole days an event has whose end, the first day that is no part of it, is known."""
    return max((end - start).days, 1)
