"""Long lists on pages of twenty, and the pages below a page as cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.compose import Composer
from core.site import Site
from core.tree import DATED, Node
from core.views import Card, Group, Link, Listing, PageView, Step

SIZE = 20


def listed_kind(node: Node) -> str:
    """Return the kind whose pages the page of a folder lists by date; empty where it lists none."""
    return next((child.kind for child in node.children if child.kind in DATED), "")


def folder_kind(node: Node, site: Site) -> str:
    """Return the dated kind of a folder, with or without pages in it."""
    kind = site.project.folders.get(node.path.removesuffix("/index.md"), "") if node.is_index else ""
    return kind if kind in DATED else ""


def children(node: Node, composer: Composer) -> tuple[Card, ...]:
    """Return the pages below a page that no list by date has."""
    return tuple(composer.card(child) for child in node.children if child.kind not in DATED)


def newest(node: Node, kind: str, composer: Composer) -> tuple[Group, ...]:
    """Return all pages of a kind below a page, newest first, in one group without a heading."""
    return (Group(cards=tuple(composer.card(child) for child in node.children if child.kind == kind)),)


def slices(groups: Sequence[Group], size: int = SIZE) -> list[tuple[Group, ...]]:
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


def listing_views(
    view: PageView, kind: str, groups: Sequence[Group], empty: str, title: Callable[[int], str]
) -> Iterator[PageView]:
    """Yield the page of a long list and the further pages it needs; the first is the view itself, changed.

    `title` names a further page, `empty` is the key of the sentence for an empty list.
    """
    pages = slices(groups)
    total = sum(len(group.cards) for group in groups)
    addresses = [
        view.address if number == 1 else f"{view.address}page-{number}/" for number in range(1, len(pages) + 1)
    ]
    for number, shown in enumerate(pages, 1):
        steps = tuple(Step(str(place), address, current=place == number) for place, address in enumerate(addresses, 1))
        listing = Listing(
            kind=kind,
            groups=shown,
            empty=empty if number == 1 else "",
            number=number,
            pages=steps if len(steps) > 1 else (),
            previous=Link(str(number - 1), addresses[number - 2]) if number > 1 else None,
            next=Link(str(number + 1), addresses[number]) if number < len(pages) else None,
            total=total,
        )
        if number == 1:
            view.listing = listing
            yield view
            continue
        step = Step(title(number), addresses[number - 1], current=True)
        further = replace(
            view, title=step.label, address=step.address, canonical=f"{view.canonical}page-{number}/", listing=listing
        )
        further.content, further.facts, further.previous, further.next, further.children = "", (), None, None, ()
        yield further
