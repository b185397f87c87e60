"""What schema.org's words say of an event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from core.checks.near_paths import target_of
from core.dates.occurrences import EventState
from core.dates.recurrence import Rule
from core.documents.schema import Event
from core.site.tree import Node
from core.views.view_builder import ViewBuilder

Thing = dict[str, object]

STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
FREQUENCY = {"day": "D", "week": "W", "month": "M", "year": "Y"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def event(node: Node, view_builder: ViewBuilder, card: str = "") -> Thing | None:
    """Return an event for search engines; None where its day is not known, since they would make one up.

    `card` is the address of a picture that stands for the page where it has none of its own.
    """
    page, site = node.page, view_builder.site
    assert isinstance(page, Event)
    if page.start.day is None:
        return None
    found, zone = view_builder.event_state(page), site.event_zone(page)
    shown = found.shown
    thing: Thing = {
        "@type": "Event",
        "@id": site.identity(node),
        "name": node.title,
        "description": page.summary,
        "url": site.absolute(node.address),
        "startDate": shown.start.machine(zone),
        "eventStatus": f"https://schema.org/{STATUS[page.status]}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(page)}EventAttendanceMode",
        "location": _location(node, view_builder),
    }
    if shown.end is not None or shown.start.at is None:
        thing["endDate"] = (shown.end or shown.start).machine(zone)
    if page.previously is not None and page.previously.day is not None:
        thing["previousStartDate"] = page.previously.machine(zone)
    if page.organiser:
        thing["organizer"] = _organizer(page.organiser, view_builder)
    if picture := site.absolute(site.file_address(target_of(node, page.image))) if page.image else card:
        thing["image"] = picture
    if page.registration and view_builder.takes_registrations(page):
        thing["offers"] = _offer(page, page.registration)
    if page.repeats:
        thing["eventSchedule"] = _schedule(page.repeats, page, found)
    return thing


def _attendance(page: Event) -> str:
    return "Online" if page.is_online else "Mixed" if page.online else "Offline"


def _location(node: Node, view_builder: ViewBuilder) -> Thing | list[Thing]:
    page, site = node.page, view_builder.site
    assert isinstance(page, Event)
    room: Thing = {"@type": "VirtualLocation", "url": page.online or page.registration or site.absolute(node.address)}
    if page.is_online:
        return room
    country = next((city.country for city in site.project.cities.values() if city.name == page.place), "")
    address: Thing = {"@type": "PostalAddress", "addressLocality": page.place}
    if country:
        address["addressCountry"] = country
    place: Thing = {"@type": "Place", "name": page.venue or page.place, "address": address}
    return [place, room] if page.online else place


def _organizer(name: str, view_builder: ViewBuilder) -> Thing:
    node = view_builder.site.partners.get(name)
    if node is None:
        return {"@type": "Organization", "name": name}
    website: Any = getattr(node.page, "website", None)
    return {"@type": "Organization", "name": node.title, "url": website or view_builder.site.absolute(node.address)}


def _offer(page: Event, address: str) -> Thing:
    """Return where to register. A price is not told, since it is not known here."""
    offer: Thing = {"@type": "Offer", "url": address}
    if page.published.day is not None:
        offer["validFrom"] = str(page.published.first)
    if page.deadline is not None and page.deadline.day is not None:
        offer["availabilityEnds"] = str(page.deadline)
    return offer


def _schedule(rule: Rule, page: Event, found: EventState) -> Thing:
    schedule: Thing = {
        "@type": "Schedule",
        "startDate": str(page.start.first),
        "endDate": str(found.occurrences[-1].start.first),
        "repeatFrequency": f"P{rule.step}{FREQUENCY[rule.unit]}",
        "scheduleTimezone": page.timezone,
        "byDay": list(_by_day(rule)),
        "byMonthDay": rule.month_day,
        "startTime": page.start.at and f"{page.start.at:%H:%M}",
        "endTime": page.end and page.end.at and f"{page.end.at:%H:%M}",
        "exceptDate": [str(day) for day in rule.exceptions],
        "duration": _duration(found) if page.end and page.end.at is None else None,
    }
    return {name: value for name, value in schedule.items() if value}


def _by_day(rule: Rule) -> Iterator[str]:
    for day in rule.weekdays:
        for place in rule.places or ("",):
            yield f"{place}{DAYS[day]}" if place else f"https://schema.org/{DAY_NAMES[day]}"


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _duration(found: EventState) -> str:
    first = found.occurrences[0]
    assert first.end is not None
    return f"P{(first.end.first - first.start.first + timedelta(days=1)).days}D"
