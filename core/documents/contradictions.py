"""Checks fields of one page against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from zoneinfo import ZoneInfo

from core.dates.clock_changes import find_clock_change
from core.dates.date_spellings import names_local_time
from core.dates.occurrences import find_clock_faults
from core.dates.partial_date import PartialDate
from core.dates.recurrence import find_faults
from core.documents.fields import STATUSES
from core.documents.front_matter import Head
from core.documents.project import Project
from core.documents.schema import Event, Page, WorkPackage
from core.problems.problem import Problem, nearest


def find_contradictions(page: Page, head: Head, path: str, zone: str) -> Iterator[Problem]:
    """Yield what is wrong between fields that are right each by itself."""
    if isinstance(page, Event | WorkPackage):
        yield from find_span(page, head, path)
    if isinstance(page, Event):
        zone_faults = list(_find_zone(page, head, path))
        yield from zone_faults
        yield from _find_changes(page, head, path)
        if not zone_faults:
            yield from _find_rule(page, head, path, zone)
        yield from _find_bare_materials(page, head, path)
    yield from _find_order(page, head, path, zone)
    for name in ("published", "updated", "expires"):
        moment = getattr(page, name, None)
        if moment is not None and (error := find_clock_change(moment, ZoneInfo(zone))):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)


def _find_bare_materials(page: Event, head: Head, path: str) -> Iterator[Problem]:
    written = head.values.get("materials", ())
    for number, material in enumerate(page.materials):
        if not isinstance(written[number], dict) or {"file", "link"} & written[number].keys():
            continue  # what is wrong with it is reported elsewhere
        if material.file is None and material.link is None:
            message = f"“{material.title}” leads nowhere: it has neither a file nor a link."
            mend = "Add a line “file: ” with the path to the file, or “link: ” with its address."
            yield Problem(path, head.line("materials", number), "E011", message, mend, "materials")


def _shown(moment: PartialDate) -> str:
    return str(moment).replace("T", " ")


def _is_no_later(one: PartialDate, other: PartialDate, zone: str) -> bool:
    return one.begins(ZoneInfo(zone)) <= other.begins(ZoneInfo(zone))


def _find_order(page: Page, head: Head, path: str, zone: str) -> Iterator[Problem]:
    """Yield dates that come before what they have to follow."""
    published, updated = getattr(page, "published", None), page.updated
    if published is not None and updated is not None and updated.last < published.first:
        message = f"the page was changed ({updated}) before it was published ({published})."
        yield Problem(path, head.line("updated"), "E110", message, "Correct one of the two dates.", "updated")
    if published is not None and page.expires is not None and _is_no_later(page.expires, published, zone):
        message = f"the page would expire ({_shown(page.expires)}) before it is published ({_shown(published)})."
        yield Problem(
            path, head.line("expires"), "E039", message, "Write a later date, or take the line out.", "expires"
        )
    if isinstance(page, Event) and page.deadline is not None and getattr(page, "start", None) is not None:
        last = page.end if page.end is not None and page.end.last > page.start.last else page.start
        if page.deadline.first > last.last and page.repeats is None:
            message = f"the last day to register ({page.deadline}) is after the event ({last})."
            yield Problem(path, head.line("deadline"), "E110", message, "Correct one of the two dates.", "deadline")


def _find_unlike(head: Head, path: str) -> Iterator[Problem]:
    """Yield an end that differs in form from its start, where one of them is a day of no year that can be meant."""
    start, end = (re.fullmatch(r"\d{4}-\d\d-\d\d(.*)", str(head.values.get(name) or "")) for name in ("start", "end"))
    if start and end and bool(start[1]) != bool(end[1]):
        first, last = ("time", "day") if start[1] else ("day", "time")
        message = f"the start is a {first}, the end a {last}."
        yield Problem(path, head.line("end"), "E028", message, "Write both with a time, or both without.", "end")


def find_span(page: Event | WorkPackage | Project, head: Head, path: str) -> Iterator[Problem]:
    """Yield an end that does not fit its start."""
    start, end = getattr(page, "start", None), page.end
    if start is None or end is None:
        yield from _find_unlike(head, path)
        return
    if start.precision != end.precision:
        mend = f"Write the end like the start, which is “{str(start).replace('T', ' ')}”."
        yield Problem(
            path, head.line("end"), "E028", f"the start is a {start.precision}, the end a {end.precision}.", mend, "end"
        )
    elif _is_before(end, start, getattr(page, "timezone", None)):
        yield Problem(
            path,
            head.line("end"),
            "E023",
            f"the end ({end}) is before the start ({start}).",
            "Correct one of the two dates.",
            "end",
        )


def _is_before(end: PartialDate, start: PartialDate, zone: str | None) -> bool:
    """Whether an end comes before a start; the zone matters when the clock goes back between them."""
    if zone is not None and start.at is not None:
        return end.begins(ZoneInfo(zone)) < start.begins(ZoneInfo(zone))
    return (end.first, end.at or time()) < (start.first, start.at or time())


def _find_changes(page: Event, head: Head, path: str) -> Iterator[Problem]:
    """Yield changes of an event's state that programs could not notice, or would tell by halves."""
    written = str(head.values.get("status", page.status))
    status = nearest(written, STATUSES) or page.status
    if status != "scheduled" and page.updated is None and "updated" not in head.values:
        message = f"the status is {status}, but “updated” does not say since when."
        mend = "Add a line “updated: ” with the day on which that was decided."
        yield Problem(path, head.line("status"), "E105", message, mend, "status")
    if status == "rescheduled" and page.previously is None and "previously" not in head.values:
        mend = "Add a line “previously: ” with the first date; start and end are the new ones."
        yield Problem(path, head.line("status"), "E108", "the first date is missing.", mend, "status")
    if page.status == "rescheduled" and page.previously is not None and page.previously == getattr(page, "start", None):
        mend = "Write the new date as start, and the one that it had as previously."
        message = f"the event was moved from {page.previously} to the same date."
        yield Problem(path, head.line("previously"), "E123", message, mend, "previously")
    if page.previously is not None and head.values.get("status", "scheduled") == "scheduled":
        mend = "Add the line “status: rescheduled”."
        message = "there is an earlier date, but no status that says that the event was moved."
        yield Problem(path, head.line("previously"), "E108", message, mend, "previously")


def _find_rule(page: Event, head: Head, path: str, zone: str) -> Iterator[Problem]:
    start, line = getattr(page, "start", None), head.line("repeats")
    if page.repeats is None or start is None:
        return
    if start.day is None:
        message = f"the start is a {start.precision}; what repeats needs a day."
        yield Problem(path, line, "E103", message, "Write the day of the first date as start.", "repeats")
        return
    faults = list(find_faults(page.repeats, start.first))
    if not faults and (page.end is None or page.end.precision == start.precision):
        faults = list(find_clock_faults(page, ZoneInfo(page.timezone or zone)))
    for fault in faults:
        yield Problem(path, line, fault.code, fault.message, fault.mend, "repeats")


def _find_zone(page: Event, head: Head, path: str) -> Iterator[Problem]:
    timed = [
        name
        for name in ("start", "end", "previously")
        if ((moment := getattr(page, name, None)) is not None and moment.at is not None)
        or (moment is None and isinstance(text := head.values.get(name), str) and names_local_time(text))
    ]
    if not timed:
        return
    if page.timezone is None:
        if "timezone" not in head.values:
            mend = "Add a line like “timezone: Europe/Brussels”."
            yield Problem(path, head.line(timed[0]), "E024", "there is a time of day but no timezone.", mend, timed[0])
        return
    for name in timed:
        moment = getattr(page, name, None)
        if moment is not None and (error := find_clock_change(moment, ZoneInfo(page.timezone))):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)
