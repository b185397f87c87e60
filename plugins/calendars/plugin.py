"""Writes the calendars and tells pages of them."""

from functools import cache

from pelican import signals

from core.build.outputs import Output
from plugins.calendars.calendars import (
    ALL,
    address_of,
    events_of,
    has_day,
    organiser,
    sources_of,
    subscription,
    uid,
    years_of,
)


def add_calendars(generators):
    context = generators[0].context
    site, view_builder, outputs = context["site"], context["view_builder"], context["outputs"]
    said, name = view_builder.words["said"], site.project.name
    calendars = {}  # by the path of the page
    years = years_of(site)
    written = set()  # two folders of events have one calendar

    event_of = context["remembered"]("events of calendars")

    @cache
    def common():
        """Return the digest of what all calendars are made from besides their events."""
        return context["digest"]((years, repr(site.project), view_builder.words))

    def all_of(node):
        return context["digest"]((repr(node.page), organiser(node, view_builder)))

    def add(title, nodes, address, kept):
        def make():
            from plugins.calendars.ics import calendar  # icalendar is slow to import, and only this needs it

            return calendar(nodes, view_builder, title, address, years)

        written.add(address)
        others = tuple(name for node in nodes if (name := uid(node, site)) != site.identity(node))

        def key():
            told = [(node.address, event_of.get(node.path, lambda node=node: all_of(node))) for node in nodes]
            return context["digest"]((title, address, common(), told))

        outputs.add(Output(address.lstrip("/"), make, sources_of(nodes), (), kept, others, key))

    for path, node in site.nodes.items():
        address = address_of(node, site)
        nodes = [] if not address else [node] if node.kind == "event" else events_of(node, site, context["belonging"])
        if not any(map(has_day, nodes)):
            continue
        key = "calendar" if address == ALL else "calendar_of"
        title = node.title if node.kind == "event" else said[key].format(name=name, title=node.title)
        if address not in written:
            add(title, nodes, address, "" if node.kind == "event" else "calendar")
        calendars[path] = (subscription(title, address, site, follow=node.kind != "event"),)

    context["slots"]["calendars"] = lambda node: calendars.get(node.path, ())


def register():
    signals.all_generators_finalized.connect(add_calendars)
