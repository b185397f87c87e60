"""The calendar of reviews: for editors, never part of the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from core.checks.advice import Review


def review_calendar(reviews: Iterable[Review], name: str, now: datetime) -> bytes:
    """Return the days of review as a calendar of whole days; `name` is that of the project, `now` when it was made."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{name}//reviews//EN")
    calendar.add("x-wr-calname", f"{name}: pages to review")
    for one in reviews:
        event = Event()
        event.add("uid", f"{one.identity}/review")
        event.add("dtstamp", now)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", f"Review: {one.title}" + (f" ({one.owner})" if one.owner else ""))
        event.add("description", f"{one.path}, line {one.line}: read the page again, then write the next date.")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
