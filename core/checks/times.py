"""Checks dates of publication and expiry against each other and against the present."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from core.checks.references import problem_at
from core.documents.schema import Event
from core.problems.problem import Problem, choices
from core.site.publication import is_late_for, since, written
from core.site.site import Site
from core.site.tree import Node

PLACEHOLDER = "Write the text here."  # the text of a new page


def find_time_faults(site: Site, *, present: bool) -> Iterator[Problem]:
    """Yield what does not fit together between the dates of publication of pages, and with the present."""
    yield from find_placeholders(site, site.nodes.values())
    for node in site.nodes.values():
        yield from _find_early_children(site, node)
        yield from _find_outlasting(site, node)
        if present:
            yield from _find_vague_date(site, node)
            yield from _find_early_change(site, node)
            yield from _find_late_announcement(site, node)


def _find_early_children(site: Site, node: Node) -> Iterator[Problem]:
    """Yield a page that would be published before the page above it, and a home page that is not there yet."""
    if node.parent is None and node.path in site.ahead:
        mend = "Write a date that is not ahead, or take the line out."
        yield problem_at(site, node, "published", "E036", "the home page cannot appear later than the site.", mend)
        return
    for above in node.ancestry()[1:-1]:
        if not above.page.draft and is_late_for(site, above, node):
            message = f"the page would be published before the page above it, which is {since(site, above)}."
            mend = (
                f"Write “published: {written(above.page.published)}” here too, or give the page above an earlier date."
            )
            yield problem_at(site, node, "published", "E036", message, mend)
            break


def _find_outlasting(site: Site, node: Node) -> Iterator[Problem]:
    """Yield a page that expires while pages below it stay valid: no menu and no list would lead to them any more."""
    if node.path not in site.expires or node.page.draft:
        return
    if node.parent is None:
        yield problem_at(site, node, "expires", "E124", "the home page cannot expire.", "Take the line out.")
        return
    mine, never = site.expires[node.path], datetime.max.replace(tzinfo=UTC)
    below = [other for other in node.walk() if other is not node and not other.page.draft]
    if lasting := [other for other in below if site.expires.get(other.path, never) > mine]:
        names = choices(f"{site.label}/{other.path}" for other in lasting)
        message = f"the page expires on {written(node.page.expires)}, but what stands below it does not: {names}."
        mend = "Take the line out, or give those pages the same date."
        yield problem_at(site, node, "expires", "E124", message, mend)


def find_placeholders(site: Site, nodes: Iterable[Node]) -> Iterator[Problem]:
    """Yield pages that are published with the text of a new page, which says that a text is to be written."""
    for node in nodes:
        if PLACEHOLDER in node.document.body and node.path not in site.held_back and (line := placeholder_of(node)):
            mend = (
                "Write the text, or delete the line. Until it is written, a line “draft: true” keeps the page at home."
            )
            yield Problem(f"{site.label}/{node.path}", line, "E038", f"the text is still “{PLACEHOLDER}”.", mend)


def placeholder_of(node: Node) -> int:
    """Return the line on which the text of a new page still stands; 0 where it does not."""
    lines = node.document.body.split("\n")
    return next(
        (number for number, line in enumerate(lines, node.document.body_line) if line.strip() == PLACEHOLDER), 0
    )


def _find_vague_date(site: Site, node: Node) -> Iterator[Problem]:
    """Yield a month or year of publication that is not over, so that no day can stand for it."""
    moment = node.page.published
    if moment and moment.day is None and moment.is_over(site.zone) > site.now:
        runs = site.now >= moment.begins(site.zone)
        month, day = (moment.month or site.now.month, site.now.day) if runs else (moment.month or 1, 1)
        mend = f"Write the day, like {moment.year}-{month:02}-{day:02}."
        yield problem_at(site, node, "published", "E029", f"{moment} is not over yet.", mend)


def _find_early_change(site: Site, node: Node) -> Iterator[Problem]:
    """Yield a change that is said to have been made on a day that has not come yet."""
    moment, today = node.page.updated, site.now.astimezone(site.zone).date()
    if moment is not None and moment.first > today:
        message = f"the page cannot have been changed on {written(moment)} already: that is ahead of us."
        mend = f"Write the day of the change, {today} at the latest, or take the line out."
        if node.path in site.ahead:
            mend = "Take the line out: the page is not published yet."
        yield problem_at(site, node, "updated", "E037", message, mend)


def _find_late_announcement(site: Site, node: Node) -> Iterator[Problem]:
    """Yield an event that would only appear on the day on which it begins, or later."""
    page, today = node.page, site.now.astimezone(site.zone).date()
    start = getattr(page, "start", None)
    if not isinstance(page, Event) or start is None or node.path not in site.ahead:
        return
    if page.published.first >= start.first:
        message = f"the event begins on {start.first} and would not be announced before {written(page.published)}."
        mend = f"Write the day on which the page is to appear, such as {today}."
        yield problem_at(site, node, "published", "E122", message, mend)
