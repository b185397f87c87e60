"""From calendars of others to pages: each event of an iCalendar file as the fields and the text of a Markdown file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from core.calendar_import.clock import Clock, clock_of
from core.calendar_import.event import read_event
from core.calendar_import.event_dates import Dates, NoRule, expand, is_utc, plain_wall, recurrence_of, start_of
from core.calendar_import.imported import Imported, Reading
from core.calendar_import.lines import FOREIGN, RawCalendar, Unreadable, read_calendars
from core.calendar_import.notes import CHECK, DATES, LOST, MINOR, Note
from core.calendar_import.parse import (
    day_of,
    id_of,
    is_all_day,
    is_private,
    line_of,
    parse_event,
    says_the_same,
    sequence_of,
)
from core.calendar_import.said import Said, Setting
from core.calendar_import.series import NoWords, Span, days_between, place_days, place_times, without_days
from core.calendar_import.versions import Entry, newest, settle
from core.calendar_import.zones import Definition, known_zone, read_definitions
from core.limits import IMPORT_FILE

_NO_EVENTS = {"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"}  # of METHOD: answers to invitations


def read_calendar(data: bytes, setting: Setting) -> Reading:
    """Return the events of a calendar as pages, in its order; Unreadable where it is none."""
    if len(data) > IMPORT_FILE:
        raise Unreadable(
            f"the file has {len(data) // 1_000_000} MB; {IMPORT_FILE // 1_000_000} MB are read. Export less at a time."
        )
    calendars, foreign = read_calendars(data)
    reading = Reading(notes=[Note(CHECK, FOREIGN)] if foreign else [])
    if not any(calendar.events for calendar in calendars):
        raise Unreadable("there is no event in this file. If it is cut off, ask for it again.")
    readers = [_Calendar(calendar, setting, reading) for calendar in calendars]
    settle([(reader.groups, reader.cancelled) for reader in readers])
    for reader in readers:
        reader.read()
    return reading


class _Calendar:
    """Reads the events of one calendar."""

    def __init__(self, raw: RawCalendar, setting: Setting, reading: Reading) -> None:
        self.raw, self.setting, self.reading = raw, setting, reading
        self.definitions: dict[str, Definition] = read_definitions(raw.zones)
        self.zone = known_zone(raw.properties.get("X-WR-TIMEZONE", "")) or setting.zone
        method = raw.properties.get("METHOD", "").upper()
        if method in _NO_EVENTS:
            raise Unreadable(f"this is an answer to an invitation (METHOD:{method}), not a calendar.")
        self.cancelled = method == "CANCEL"
        self.groups = self.parsed()  # events by UID

    def parsed(self) -> dict[str, list[Entry]]:
        """Return the events that can be parsed, by UID."""
        groups: dict[str, list[Entry]] = {}
        for number, lines in enumerate(self.raw.events):
            notes: list[Note] = []
            event = parse_event(lines, notes)
            if event is None:
                self.leave_out(f"event {number + 1} of the file", Note(LOST, "It is damaged and cannot be read."))
                continue
            uid = line_of(event.get("UID"))
            groups.setdefault(uid or f"\n{number}", []).append((event, notes))
        return groups

    def read(self) -> None:
        """Add all events to the reading."""
        for group in self.groups.values():
            self.read_group(group)

    def read_group(self, group: list[Entry]) -> None:
        """Add all events of one UID: a series with its changed dates, or whatever a program has given that name to."""
        masters = [one for one in group if "RECURRENCE-ID" not in one[0]]
        changed = [one for one in group if "RECURRENCE-ID" in one[0]]
        if private := [event for event, _ in masters if is_private(event)]:
            for event in private:
                self.leave_out(day_of(event), _PRIVATE)
            masters = [one for one in masters if one[0] not in private]
            if not masters:
                return  # what changes single dates of it is as private
        masters = newest(masters)
        for number, (event, notes) in enumerate(masters):
            self.read_series(event, notes, changed if number == 0 else [], alone=number == 0)
        if not masters:
            for event, notes in changed:
                if is_private(event):
                    self.leave_out(day_of(event), _PRIVATE)
                    continue
                notes.append(Note(MINOR, "It is one date of a series that is not in this file."))
                self.read_series(event, notes, [], alone=False)

    def read_series(self, event: Any, notes: list[Note], changed: list[Entry], *, alone: bool) -> None:
        """Add the pages of an event; `alone` where its UID names nothing else."""
        start = start_of(event)
        title = line_of(event.get("SUMMARY")) or "Untitled event"
        if start is None:
            self.leave_out(title, Note(DATES, "It has no date that can be read."))
            return
        event, span, days = self.when(event, notes)
        start = start_of(event)
        assert start is not None
        clock = self.clock(event["DTSTART"], start)
        try:
            dates = expand(event, clock, self.zone, self.setting.today)
        except NoRule as error:
            rule = event["RRULE"]
            written = " + ".join(one.to_ical().decode() for one in (rule if isinstance(rule, list) else [rule]))
            self.leave_out(
                title,
                Note(DATES, "Its dates could not be read from its rule.", f"{day_of(event)}: {error}: {written}"),
            )
            return
        whole = not isinstance(start, datetime)
        dates, apart = self.without_changed(dates, event, notes, changed, (whole, clock))
        if not dates.held:
            if not apart:
                self.leave_out(title, Note(LOST, "None of its dates takes place.", day_of(event)))
        else:
            said = read_event(event, self.setting, cancelled=self.cancelled)
            key = self.replaced_at(event, clock) if "RECURRENCE-ID" in event else None
            self.place(event, said, notes, dates, (span, days, clock, whole), alone=alone, key=key)
        for other, other_notes, other_dates in apart:
            self.read_changed(other, other_notes, other_dates, clock)

    def when(self, event: Any, notes: list[Note]) -> tuple[Any, Span, int]:
        """Return an event with how long it lasts: on the clock, and in whole days."""
        start, prop = start_of(event), event["DTSTART"]
        end = getattr(event.get("DTEND"), "dt", None)
        lasts = getattr(event.get("DURATION"), "dt", None)
        if isinstance(start, datetime) and isinstance(end, datetime) and is_all_day(event, start, end):
            event = event.copy()
            event.pop("DTSTART")
            event.pop("DTEND")
            event.add("DTSTART", start.date())
            event.add("DTEND", end.date())
            notes.append(
                Note(MINOR, "It lasts from midnight to midnight and is marked as a whole day: it was written so.")
            )
            return event, Span(), days_between(start.date(), end.date())
        if isinstance(end, date) and isinstance(end, datetime) is not isinstance(start, datetime):
            notes.append(Note(DATES, "Its end could not be kept: only one of start and end has a time of day."))
            end = None
        if not isinstance(start, datetime):
            assert start is not None
            if isinstance(end, date) and end < start:
                notes.append(Note(DATES, "Its end could not be kept: it lies before its start."))
            last = end if isinstance(end, date) else start + lasts if isinstance(lasts, timedelta) else start
            return event, Span(), days_between(start, last)
        clock = self.clock(prop, start)
        if isinstance(end, datetime):
            first = self.clock(event["DTEND"], end)
            exact = first.instant(plain_wall(end, event["DTEND"], first))
            begins = plain_wall(start, prop, clock)
            return event, Span(wall=clock.wall(exact) - begins, first=(begins, exact)), 0
        return event, Span(lasts=lasts if isinstance(lasts, timedelta) else None), 0

    def clock(self, prop: Any, moment: date) -> Clock:
        """Return the clock by which a time of this calendar is told."""
        return clock_of(str(prop.params.get("TZID", "")), is_utc(moment, prop), self.definitions, self.zone)

    def without_changed(
        self,
        dates: Dates,
        event: Any,
        notes_of_series: list[Note],
        changed: list[Entry],
        how: tuple[bool, Clock],
    ) -> tuple[Dates, list[tuple[Any, list[Note], Dates]]]:
        """Return the dates that are as the series says, and the changed ones, each with when it takes place."""
        whole, clock = how
        apart: list[tuple[Any, list[Note], Dates]] = []
        # The last one first: what one changes “from now on” ends where the next one begins.
        for other, notes in sorted(changed, key=lambda one: str(self.replaced_at(one[0], clock)), reverse=True):
            at = recurrence_of(other, dates.planned, whole, clock, self.zone)
            onwards = at is not None and str(other["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE"
            replaced = [wall for wall in dates.held if wall == at or (onwards and at is not None and wall > at)]
            begins = start_of(other)
            if not replaced and sequence_of(event) > sequence_of(other):
                notes_of_series.append(Note(MINOR, "A changed date that its newer version no longer has was left out."))
                continue
            if is_private(other):
                self.leave_out(day_of(other), _PRIVATE)
            elif begins is None and str(other.get("STATUS", "")).upper() != "CANCELLED":
                self.leave_out(line_of(other.get("SUMMARY")), Note(DATES, "Its new date could not be read."))
            elif begins is not None and str(other.get("STATUS", "")).upper() != "CANCELLED":
                own = self.clock(other["DTSTART"], begins)
                wall = plain_wall(begins, other["DTSTART"], own)
                if wall == at and not onwards and says_the_same(event, other):
                    continue  # only guests or stamps differ
                moved = tuple(one + (wall - at) for one in replaced) if onwards and at and replaced else (wall,)
                until = dates.until if onwards else None
                taken = replace(
                    dates, planned=moved, held=moved, further=frozenset(), uneven=False, until=until, since=None
                )
                apart.append((other, notes, taken))
            dates = without_days(dates, set(replaced))
        return dates, apart[::-1]

    def replaced_at(self, other: Any, clock: Clock) -> datetime:
        """Return the date that a changed one replaces, on the clock of its series."""
        prop = other["RECURRENCE-ID"]
        return plain_wall(prop.dt, prop, clock)

    def read_changed(self, event: Any, notes: list[Note], dates: Dates, clock: Clock) -> None:
        """Add a date of a series that is held otherwise, or all from that date on."""
        event, span, days = self.when(event, notes)
        start = start_of(event)
        assert start is not None
        whole = not isinstance(start, datetime)
        own = clock if whole else self.clock(event["DTSTART"], start)
        said = read_event(event, self.setting, cancelled=self.cancelled)
        more = len(dates.planned) > 1
        text = (
            "From one date on the series is held otherwise: those dates are a page of their own."
            if more
            else "It is a date of a series that is held otherwise: it is a page of its own."
        )
        said.notes.append(Note(MINOR, text))
        self.place(event, said, notes, dates, (span, days, own, whole), alone=False, key=self.replaced_at(event, clock))

    def place(
        self,
        event: Any,
        said: Said,
        notes: list[Note],
        dates: Dates,
        how: tuple[Span, int, Clock, bool],
        *,
        alone: bool,
        key: datetime | None = None,
    ) -> None:
        """Add the pages of some dates of an event; `key` is the date of its series that the first one replaces."""
        span, days, clock, whole = how
        preferred = list(dict.fromkeys((self.zone, self.setting.zone)))
        try:
            placed, more = place_days(dates, days) if whole else place_times(dates, span, clock, preferred)
        except NoWords as error:
            rule = event["RRULE"].to_ical().decode() if "RRULE" in event else ""
            self.leave_out(
                said.fields["title"],
                Note(DATES, "Its dates could not be put into words.", f"{error}: {rule}".strip(": ")),
            )
            return
        found = [*notes, *said.notes, *more, *_about(dates)]
        uid = id_of(line_of(event.get("UID")))
        for number, one in enumerate(placed):
            fields = said.fields | one.fields
            if uid:
                at = key if key is not None and number == 0 else one.begins
                fields["id"] = uid if alone and number == 0 else f"{uid}/{_key(at, whole)}"
            own = tuple(dict.fromkeys(found)) if number == 0 else ()
            self.reading.events.append(Imported(fields, said.body, said.plain_body, own))

    def leave_out(self, name: str, note: Note) -> None:
        """Note that an event is no page."""
        self.reading.left_out.append((name, note))


_PRIVATE = Note(LOST, "It is private or confidential (CLASS) and was left out.")


def _about(dates: Dates) -> Iterable[Note]:
    if dates.until is not None:
        last = dates.planned[-1].date()
        yield Note(
            CHECK,
            "It repeats without an end: its dates were written for the time to come. Move the day after “until” on in time.",
            f"until {last}",
        )
    if dates.since is not None:
        yield Note(DATES, "It has more dates than one event may have: the others were left out.", f"from {dates.since}")
    elif dates.cut is not None:
        yield Note(DATES, "Its rule goes on for many years: later dates were left out.", f"after {dates.cut}")
    if dates.uneven:
        yield Note(DATES, "It starts on a day that its own rule does not give: that day was kept as one more date.")


def _key(at: datetime, whole: bool) -> str:
    return f"{at:%Y-%m-%d}" if whole else f"{at:%Y-%m-%dT%H%M}"
