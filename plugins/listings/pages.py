"""Long lists on pages of twenty, and the pages below a page as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.documents.kinds import DATED
from core.documents.schema import Event
from core.site.site import Site
from core.site.tree import Node
from core.views.event_lists import groups, until, with_targets
from core.views.link import Card, Link
from core.views.listing import Group, Listing
from core.views.page import PageView
from core.views.pagination import steps
from core.views.view_builder import ViewBuilder

SIZE = 20


def listed_kind(node: Node) -> str:
    """Return the kind whose pages the page of a folder lists by date; empty where it lists none."""
    return next((child.kind for child in node.children if child.kind in DATED), "")


def folder_kind(node: Node, site: Site) -> str:
    """Return the dated kind of a folder, with or without pages in it."""
    kind = site.project.folders.get(node.path.removesuffix("/index.md"), "") if node.is_index else ""
    return kind if kind in DATED else ""


def children(node: Node, view_builder: ViewBuilder) -> tuple[Card, ...]:
    """Return the pages below a page that no list by date has."""
    return tuple(view_builder.card(child) for child in node.children if child.kind not in DATED)


def newest(node: Node, kind: str, view_builder: ViewBuilder) -> tuple[Group, ...]:
    """Return all pages of a kind below a page, newest first, in one group without a heading."""
    return (Group(cards=tuple(view_builder.card(child) for child in node.children if child.kind == kind)),)


def slices(groups: Iterable[Group], size: int = SIZE) -> list[tuple[Group, ...]]:
    """Return the groups cut into pages of so many cards; a group that is cut goes on under its heading."""
    pages: list[list[Group]] = [[]]
    room = size
    for group in groups:
        cards = group.cards
        while cards:
            if not room:
                pages.append([])
                room = size
            pages[-1].append(replace(group, cards=cards[:room]))
            cards, room = cards[room:], room - len(cards[:room])
    return [tuple(page) for page in pages]


def pages_for(cards: int) -> int:
    """Return how many pages so many cards take; an empty list takes one."""
    return max(-(-cards // SIZE), 1)


def count_events(nodes: Iterable[Node], view_builder: ViewBuilder) -> int:
    """Return how many cards a list of events has: one for each date to come, one for an event that is over."""
    found = (view_builder.event_state(node.page) for node in nodes if isinstance(node.page, Event))
    return sum(len(one.ahead) or 1 for one in found)


@dataclass(frozen=True, slots=True)
class FurtherPages:
    """The pages of a long list after the first; each is made when it is asked for, when the first is complete."""

    view: PageView  # the first page
    listings: tuple[Listing, ...]  # of all pages
    title: Callable[[int], str]  # of a page by its number

    def __getitem__(self, number: int) -> PageView:
        """Return a page by its number; the first page has the number 1 and is not here."""
        listing = self.listings[number - 1]
        return replace(
            self.view,
            title=self.title(number),
            address=f"{self.view.address}page-{number}/",
            canonical=f"{self.view.canonical}page-{number}/",
            listing=listing,
            content="",
            facts=(),
            previous=None,
            next=None,
            children=(),
            related=(),
            found_as="",
        )


def listings(address: str, kind: str, groups: Sequence[Group]) -> tuple[Listing, ...]:
    """Return a long list in pages; `address` is that of the first, as in href."""
    pages = slices(groups)
    total = sum(len(group.cards) for group in groups)
    addresses = [address if number == 1 else f"{address}page-{number}/" for number in range(1, len(pages) + 1)]
    return tuple(
        Listing(
            kind=kind,
            groups=shown,
            number=number,
            pages=steps(number, addresses),
            previous=Link(str(number - 1), addresses[number - 2]) if number > 1 else None,
            next=Link(str(number + 1), addresses[number]) if number < len(pages) else None,
            total=total,
        )
        for number, shown in enumerate(pages, 1)
    )


def event_listings(address: str, nodes: Sequence[Node], view_builder: ViewBuilder) -> tuple[Listing, ...]:
    """Return a list of events in pages, each with what it needs to stay right as time goes by."""
    site, pages = view_builder.site, listings(address, "event", groups(nodes, view_builder))
    cards = [[card for group in page.groups for card in group.cards] for page in pages]
    ahead = [any(card.state != "past" for card in shown) for shown in cards]
    first = replace(
        pages[0], empty="" if any(ahead) else "coming", later="coming" if ahead[0] and sum(ahead) == 1 else ""
    )
    return tuple(
        replace(
            page,
            groups=with_targets(page.groups, view_builder),
            as_of=view_builder.as_of if any(ahead) else None,  # what is over stays over
            until=until(shown, site.now),
        )
        for page, shown in zip((first, *pages[1:]), cards, strict=True)
    )
