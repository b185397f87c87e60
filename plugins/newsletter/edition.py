"""An issue of the newsletter as it is mailed: the page itself, with every address absolute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from core.compose import Composer
from core.portable import absolute
from core.references import target_of
from core.schema import Newsletter
from core.site import Site
from core.tree import Node
from core.views import Grant, Highlight, MailView, PageView


def highlights(node: Node, composer: Composer, views: Mapping[str, PageView]) -> tuple[Highlight, ...]:
    """Return what an issue draws in, with the pictures of those pages."""
    page, found = node.page, []
    assert isinstance(page, Newsletter)
    for written in page.highlights:
        target = composer.site.nodes[target_of(node, written)]
        # Two issues may name each other, and the view of each would wait for that of the other.
        shown = target.page.image and not isinstance(target.page, Newsletter)
        found.append(Highlight(composer.card(target), views[target.path].picture if shown else None))
    return tuple(found)


def edition(node: Node, view: PageView, composer: Composer) -> MailView:
    """Return an issue for mail programs; `view` is that of its page."""
    site, project = composer.site, composer.site.project
    assert view.published is not None
    return MailView(
        template="mail",
        title=view.title,
        address=view.canonical,
        language=view.language,
        name=project.name,
        home=site.absolute("/"),
        when=view.published,
        label=view.lead,
        summary=view.summary,
        content=Markup(absolute(site.html(node), view.canonical, kept=("tabindex",))),  # wide tables scroll by keyboard
        highlights=tuple(_elsewhere(view.highlights, site)),
        grants=tuple(_grants(site)),
        run_by=project.run_by,
        unsubscribe=(project.newsletter and project.newsletter.unsubscribe) or "",
    )


def _elsewhere(items: Iterable[Highlight], site: Site) -> Iterable[Highlight]:
    origin = site.origin
    for item in items:
        card = replace(item.card, address=origin + item.card.address)
        picture = item.picture and replace(item.picture, address=origin + item.picture.address, sources=())
        yield Highlight(card, picture)


def _grants(site: Site) -> Iterable[Grant]:
    for grant in site.project.grants:
        emblem = site.absolute(site.file_address(grant.emblem_mail or grant.emblem))
        yield Grant(grant.statement, grant.disclaimer, emblem, grant.emblem_alt, 90, 60)


def missing(numbers: Iterable[int]) -> list[int]:
    """Return the numbers of issues, from 1 to the newest, that are not there.

    >>> missing([2, 5])
    [1, 3, 4]
    """
    known = set(numbers)
    return sorted(set(range(1, max(known, default=0))) - known)


def in_spans(numbers: Iterable[int]) -> list[str]:
    """Return ascending numbers as they are read.

    >>> in_spans([1, 3, 4, 5, 9, 10])
    ['1', '3–5', '9', '10']
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return [part for span in spans for part in ([f"{span[0]}–{span[-1]}"] if len(span) > 2 else map(str, span))]


def gaps(site: Site, composer: Composer, words: Mapping[str, Any]) -> str:
    """Return which issues are missing, as a sentence; empty where none is, or no issue has a number."""
    issues = [node.page.issue for node in site.of_kind("newsletter", expired=True) if isinstance(node.page, Newsletter)]
    lost = missing(number for number in issues if number is not None)
    if not lost:
        return ""
    numbers = composer.calendar.joined(in_spans(lost))
    return str(words["mail"]["gap" if len(lost) == 1 else "gaps"]).format(numbers=numbers)
