"""What editors are reminded of: nothing that is wrong, and nothing that stops a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.checks.times import PLACEHOLDER, placeholder_of
from core.documents.schema import KINDS
from core.problems.advice import SENTENCES, Advice
from core.problems.problem import printable
from core.site.publication import since
from core.site.site import Site
from core.site.tree import Node


@dataclass(frozen=True, order=True, slots=True)
class Review:
    """A day from which on a page should be read again."""

    day: date
    path: str  # in the content folder
    title: str
    owner: str  # empty where nobody is named
    line: int  # of its date
    identity: str  # the permanent id of the page

    def __str__(self) -> str:
        return f"{self.day}  {self.path}  {self.title}" + (f" ({self.owner})" if self.owner else "")


def reviews(site: Site) -> list[Review]:
    """Return when pages should be read again, the earliest first; drafts are still being written."""
    return sorted(
        Review(
            node.page.review.first,
            node.path,
            node.title,
            node.page.owner or "",
            node.document.head.line("review"),
            site.identity(node),
        )
        for node in _pages(site)
        if node.page.review is not None
    )


def review_list(site: Site) -> str:
    """Return what is due for review and what comes next, as text."""
    today, found = _today(site), reviews(site)
    if not found:
        return "No page has a date of review. A line like “review: 2027-03-01” among its fields sets one."
    due = [f"  {one}" for one in found if one.day <= today]
    later = [f"  {one}" for one in found if one.day > today]
    parts = ["Due for review:", *(due or ["  nothing"]), "To come:", *(later or ["  nothing"])]
    return printable("\n".join(parts))


def find_advice(site: Site) -> Iterator[Advice]:
    """Yield what an editor should look at, at its line."""
    yield from _find_due(site)
    for node in _pages(site):
        yield from _find_unwritten(site, node)
        yield from _find_examples(site, node)


def _today(site: Site) -> date:
    return site.now.astimezone(site.zone).date()


def _pages(site: Site) -> list[Node]:
    """Return all pages that are published or will be."""
    later = [node for node in site.held_back.values() if node.path not in site.nodes]
    return [node for node in (*site.nodes.values(), *later) if not node.page.draft]


def _find_due(site: Site) -> Iterator[Advice]:
    for one in reviews(site):
        if one.day <= _today(site):
            who = f", by {one.owner}" if one.owner else ""
            yield Advice(
                f"{site.label}/{one.path}",
                one.line,
                f"the page was to be read again on {one.day}{who}.",
                "Read it, correct what is no longer right, and write the next date, or take the line out.",
                "review",
            )


def _find_unwritten(site: Site, node: Node) -> Iterator[Advice]:
    """Yield a page that is not there yet and has no text yet: on its day it would be a problem."""
    if node.path in site.ahead and PLACEHOLDER in node.document.body and (line := placeholder_of(node)):
        message = f"the text is still “{PLACEHOLDER}”, and the page is {since(site, node)}."
        yield Advice(f"{site.label}/{node.path}", line, message, "Write the text before that day.")


def _find_examples(site: Site, node: Node) -> Iterator[Advice]:
    """Yield sentences that were taken over from the examples of the manual."""
    for name in SENTENCES:
        info = KINDS[node.kind].model_fields.get(name)
        text = getattr(node.page, name, None)
        if info is not None and text and text in (info.examples or ()):
            message = f"“{text}” is the example of the manual."
            step = "Write what is true of this page."
            yield Advice(f"{site.label}/{node.path}", node.document.head.line(name), message, step, name)
