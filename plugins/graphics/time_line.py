"""The time of the project with what happened in it: events, newsletters, results."""

from __future__ import annotations

from datetime import date, timedelta

from core.dates.partial_date import PartialDate
from core.documents.schema import Event
from core.site.tree import Node
from core.views.graphics import Lane, Mark, TimeLine
from core.views.view_builder import ViewBuilder

KINDS = ("event", "newsletter", "result")
WIDTH = 480  # units of the drawing
TOP, LANE = 40, 56  # where the first lane begins, and how high each is
LEAST = 6.0  # units that a mark is wide at least


def time_line(view_builder: ViewBuilder) -> TimeLine | None:
    """Return the time line; None where the project has no dates."""
    project = view_builder.site.project
    if project.start is None or project.end is None:
        return None
    found = [(node, _span(node)) for kind in KINDS for node in view_builder.site.of_kind(kind)]
    dated = [(node, *span) for node, span in found if span]
    first = date(min(project.start.year, *(start.year for _, start, _ in dated)) if dated else project.start.year, 1, 1)
    last = date(max(project.end.year, *(end.year for _, _, end in dated)) + 1 if dated else project.end.year + 1, 1, 1)
    unit = WIDTH / (last - first).days

    def x(day: date) -> float:
        return round((day - first).days * unit, 1)

    def mark(node: Node, start: date, end: date) -> Mark:
        page = node.page
        when = (
            view_builder.event_when(page) if isinstance(page, Event) else view_builder.calendar.when(_published(node))
        )
        width = max(x(end + timedelta(days=1)) - x(start), LEAST)
        told = page.start if isinstance(page, Event) else _published(node)
        address = view_builder.site.href(node.address)
        return Mark(node.kind, node.title, address, when, x(start), round(width, 1), told.day is not None)

    marks = [mark(*one) for one in sorted(dated, key=lambda one: (one[1], one[2], one[0].path))]
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in marks)]
    return TimeLine(
        width=WIDTH,
        height=TOP + LANE * len(kinds) + 24,
        period=view_builder.calendar.when(project.start, project.end),
        span=(x(project.start.first), round(x(project.end.last + timedelta(days=1)) - x(project.start.first), 1)),
        years=tuple((x(date(year, 1, 1)), str(year)) for year in range(first.year, last.year)),
        lanes=tuple(
            # What is exact is drawn above what is not.
            Lane(kind, TOP + LANE * number, tuple(sorted(_of(kind, marks), key=lambda one: one.exact)))
            for number, kind in enumerate(kinds)
        ),
        marks=tuple(marks),
    )


def _of(kind: str, marks: list[Mark]) -> list[Mark]:
    return [one for one in marks if one.kind == kind]


def _published(node: Node) -> PartialDate:
    assert node.page.published is not None
    return node.page.published


def _span(node: Node) -> tuple[date, date] | None:
    """Return the first and the last day of something; of a month or a year, all of it."""
    page = node.page
    if isinstance(page, Event):
        return page.start.first, (page.end or page.start).last
    return (page.published.first, page.published.last) if page.published else None
