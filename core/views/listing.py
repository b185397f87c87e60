"""Lists of pages."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.link import Breadcrumb, Card, DateText, Link


@dataclass(frozen=True, slots=True)
class Letter:
    """The pages whose names begin with one letter."""

    letter: str
    links: tuple[Link, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that belong together in a listing."""

    heading: str = ""  # a key of `groups` in the theme's words, or "" for none
    label: str = ""  # a heading that is no word of the theme: a year, a name
    cards: tuple[Card, ...] = ()
    id: str = ""  # anchor of the heading
    state: str = ""  # events: coming, running, past
    year: str = ""  # past events


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a long list."""

    kind: str  # of the cards
    groups: tuple[Group, ...] = ()
    empty: str = ""  # a key of `empty` in the theme's words: said when nothing is to come
    number: int = 1  # of this page
    pages: tuple[Breadcrumb, ...] = ()  # all pages of the list; one page: empty
    previous: Link | None = None
    next: Link | None = None
    total: int = 0  # cards on all pages
    later: str = ""  # a key of `empty`: to be said as soon as nothing is to come any more
    as_of: DateText | None = None  # events: the day for which they are told apart
    until: str = ""  # events: the instant at which that changes next
    heading: str = ""  # a key of `groups`, where the page is about something else than what is listed
