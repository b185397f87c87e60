"""Events as iCalendar (RFC 5545): the same bytes for the same content, whatever the clock says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar import Event as Component

from core.dates.instants import announced
from core.dates.occurrences import CALLED_OFF, Occurrence
from core.dates.partial_date import PartialDate
from core.dates.recurrence import planned
from core.documents.schema import Event
from core.site.site import Site
from core.site.tree import Node
from core.views.view_builder import ViewBuilder
from plugins.calendars.calendars import has_day, organiser, uid
from plugins.calendars.zones import zone

REFRESH = timedelta(days=1)
FIRST_CHANGE = datetime(2000, 1, 1, tzinfo=UTC)  # from where the minutes of a sequence number are counted
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def calendar(
    nodes: Iterable[Node], view_builder: ViewBuilder, name: str, address: str, years: tuple[int, int]
) -> bytes:
    """Return a calendar of events; those whose day is not known are left out.

    `name` is what programs call it, `address` where the file will stand, from the root of the site; `years` are the
    first and the last one in which the site has events.
    """
    site = view_builder.site
    result = Calendar()
    result.add("prodid", f"-//{site.project.id_authority.partition(',')[0]}//Pelican//{site.project.language.upper()}")
    result.add("version", "2.0")
    result.add("calscale", "GREGORIAN")
    result.add("name", name)
    result.add("x-wr-calname", name)
    result.add("source", site.absolute(address), parameters={"VALUE": "URI"})
    result.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", "P1D")
    dated = [node for node in nodes if has_day(node)]
    for used in _zones(dated, site, years):
        result.add_component(used)
    for node in sorted(dated, key=lambda node: (_page(node).start.begins(site.event_zone(_page(node))), node.path)):
        result.add_component(component(node, view_builder))
    return bytes(result.to_ical())


def sequence(page: Event) -> int:
    """Return a number that rises with every change that the page tells of: the minute of the last one."""
    if page.updated is None:
        return 0
    return max(0, int((page.updated.begins(ZoneInfo("UTC")) - FIRST_CHANGE).total_seconds()) // 60)


def component(node: Node, view_builder: ViewBuilder) -> Component:
    """Return an event whose day is known."""
    page, site = _page(node), view_builder.site
    first = view_builder.event_state(page).occurrences[0] if page.repeats is None else _first(page, site)
    result = Component()
    result.add("uid", uid(node, site))
    changed = announced(page.published, site.zone, site.now)
    created = changed
    if page.updated is not None:
        changed = max(changed, announced(page.updated, site.zone, site.now))
    for name, moment in (("dtstamp", changed), ("created", created), ("last-modified", changed)):
        result.add(name, moment)
    result.add("sequence", sequence(page))
    result.add("status", "CANCELLED" if page.status in CALLED_OFF else "CONFIRMED")
    _add_times(result, page, first, site)
    result.add("summary", view_builder.told_title(node))
    result.add("description", description(node, view_builder))
    result.add("location", location(page, view_builder))
    result.add("url", site.absolute(node.address))
    return result


def _page(node: Node) -> Event:
    assert isinstance(node.page, Event)
    return node.page


def _first(page: Event, site: Site) -> Occurrence:
    """Return the first date of the rule itself, which an exception may leave out."""
    info = site.event_zone(page)
    return Occurrence(page.start, page.end, page.start.begins(info), (page.end or page.start).is_over(info))


def _add_times(result: Component, page: Event, first: Occurrence, site: Site) -> None:
    info = site.event_zone(page)
    if page.start.at is None:
        result.add("dtstart", page.start.first)
        # A calendar wants the first day that is no longer part of the event.
        result.add("dtend", (page.end or page.start).last + timedelta(days=1))
    else:
        plain = not any(_comes_second(moment, info) for moment in (page.start, page.end) if moment)
        # Of an hour that comes twice, a time with a zone means the first: the second can only be told in UTC.
        told = info if plain and info.key != "UTC" else UTC
        result.add("dtstart", first.begins.astimezone(told))
        if page.end is not None and first.over > first.begins:
            result.add("dtend", first.over.astimezone(told))
    if page.repeats is not None:
        _add_rule(result, page, info)


def _comes_second(moment: PartialDate, info: ZoneInfo) -> bool:
    return moment.local(info).fold == 1


def _add_rule(result: Component, page: Event, info: ZoneInfo) -> None:
    rule = page.repeats
    assert rule is not None
    last = planned(rule, page.start.first)[-1]
    parts: dict[str, object] = {"freq": "daily" if rule.unit == "day" else f"{rule.unit}ly"}
    if rule.step > 1:
        parts["interval"] = rule.step
    parts["until"] = last if page.start.at is None else _at(page.start, last, info).astimezone(UTC)
    if rule.weekdays:
        parts["byday"] = [f"{place or ''}{DAYS[day]}" for day in rule.weekdays for place in rule.places or (0,)]
    if rule.month_day:
        parts["bymonthday"] = rule.month_day
    result.add("rrule", parts)
    left_out = [day if page.start.at is None else _at(page.start, day, info) for day in rule.exceptions]
    if left_out:
        result.add("exdate", left_out, parameters={"VALUE": "DATE"} if page.start.at is None else None)


def _at(start: PartialDate, day: date, info: ZoneInfo) -> datetime:
    return PartialDate(day.year, day.month, day.day, start.at).local(info)


def description(node: Node, view_builder: ViewBuilder) -> str:
    """Return what a calendar tells of an event beside its time and place."""
    page = _page(node)
    notices, terms = view_builder.words["notices"], view_builder.words["terms"]
    lines = [] if page.status == "scheduled" else [notices[page.status]]
    if page.previously is not None:
        when = view_builder.calendar.when(page.previously, None, page.timezone)
        lines.append(f"{terms['previously']}: {when.text} {when.zone}".rstrip())
    lines.append(page.summary)
    if name := organiser(node, view_builder):
        lines.append(f"{terms['organiser']}: {name}")
    if page.registration and page.status not in CALLED_OFF:
        lines.append(f"{terms['registration']}: {page.registration}")
    if page.online:
        lines.append(f"{terms['online']}: {page.online}")
    return "\n".join(lines)


def location(page: Event, view_builder: ViewBuilder) -> str:
    """Return where one has to go: a place, or an address on the web."""
    return (page.is_online and page.online) or view_builder.place(page)


def _zones(nodes: Sequence[Node], site: Site, years: tuple[int, int]) -> list[Timezone]:
    """Return the zones of the times of some events."""
    timed = [page for page in map(_page, nodes) if page.start.at is not None and page.timezone != "UTC"]
    return [zone(key, *years) for key in sorted({site.event_zone(page).key for page in timed})]
