"""An issue of the newsletter as it is mailed: the page itself, with every address absolute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lxml.html import fragment_fromstring, tostring
from markupsafe import Markup

from core.checks.near_paths import target_of
from core.documents.schema import Event, Newsletter
from core.markdown.absolute_urls import absolute
from core.site.site import Site
from core.site.tree import Node
from core.views.layout import Grant
from core.views.newsletter import Highlight, MailView
from core.views.page import PageView
from core.views.view_builder import ViewBuilder

_DATES = 3  # of an event that repeats: so many are told in a mail


def highlights(node: Node, view_builder: ViewBuilder, views: Mapping[str, PageView]) -> tuple[Highlight, ...]:
    """Return what an issue draws in, with the pictures of those pages."""
    page, found = node.page, []
    assert isinstance(page, Newsletter)
    for written in page.highlights:
        target = view_builder.site.nodes[target_of(node, written)]
        # Two issues may name each other, and the view of each would wait for that of the other.
        shown = target.page.image and not isinstance(target.page, Newsletter)
        found.append(Highlight(view_builder.card(target), views[target.path].picture if shown else None))
    return tuple(found)


def edition(node: Node, view: PageView, view_builder: ViewBuilder) -> MailView:
    """Return an issue for mail programs; `view` is that of its page."""
    site, project = view_builder.site, view_builder.site.project
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
        # Wide tables scroll by keyboard.
        content=Markup(without_drawings(absolute(site.html(node), view.canonical, kept=("tabindex",)))),
        highlights=tuple(_elsewhere(node, view.highlights, view_builder)),
        grants=tuple(_grants(site)),
        run_by=project.run_by,
        unsubscribe=(project.newsletter and project.newsletter.unsubscribe) or "",
    )


def _elsewhere(node: Node, items: Iterable[Highlight], view_builder: ViewBuilder) -> Iterable[Highlight]:
    page, site = node.page, view_builder.site
    assert isinstance(page, Newsletter)
    for written, item in zip(page.highlights, items, strict=True):
        event = site.nodes[target_of(node, written)].page
        dates = view_builder.next_dates(event, _DATES) if isinstance(event, Event) else ()
        card = replace(item.card, address=site.origin + item.card.address)
        picture = item.picture and replace(item.picture, address=site.origin + item.picture.address, sources=())
        yield Highlight(card, picture if picture and is_shown(picture.address) else None, dates)


def _grants(site: Site) -> Iterable[Grant]:
    for grant in site.project.grants:
        path = next((path for path in (grant.emblem_mail, grant.emblem) if path and is_shown(path)), "")
        emblem = site.absolute(site.file_address(path)) if path else ""
        yield Grant(grant.statement, grant.disclaimer, emblem, grant.emblem_alt, 90, 60)


def is_shown(picture: str) -> bool:
    """Whether mail programs show a picture: a drawing in SVG is an empty frame in nearly all of them.

    >>> is_shown("images/emblem.png"), is_shown("images/emblem.SVG")
    (True, False)
    """
    return not picture.partition("?")[0].lower().endswith((".svg", ".svgz"))


def without_drawings(html: str) -> str:
    """Return HTML with the alternative text of a picture where mail programs would not show it.

    >>> without_drawings('<p><img src="a.svg" alt="A &amp; B"> <img src="a.png" alt=""></p>')
    '<p>A &amp; B <img src="a.png" alt=""></p>'
    """
    if ".svg" not in html.lower():
        return html
    body = fragment_fromstring(html, create_parent="div")
    for picture in [one for one in body.iter("img") if not is_shown(one.get("src", ""))]:
        around = picture.getparent()
        assert around is not None
        picture.tail = picture.get("alt", "") + (picture.tail or "")
        picture.drop_tree()
    return tostring(body, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


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


def gaps(site: Site, view_builder: ViewBuilder, words: Mapping[str, Any]) -> str:
    """Return which issues are missing, as a sentence; empty where none is, or no issue has a number."""
    issues = [node.page.issue for node in site.of_kind("newsletter", expired=True) if isinstance(node.page, Newsletter)]
    lost = missing(number for number in issues if number is not None)
    if not lost:
        return ""
    numbers = view_builder.calendar.joined(in_spans(lost))
    return str(words["mail"]["gap" if len(lost) == 1 else "gaps"]).format(numbers=numbers)
