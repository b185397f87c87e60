"""Feeds as pages show them, and the content of one entry."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.event import Subscription
from core.views.layout import Feed
from core.views.link import Card, DateText, Download, Link


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to subscribe to, in all its forms."""

    title: str
    about: str = ""  # what is in it
    page: str = ""  # address of the page that shows the same to people
    feeds: tuple[Feed, ...] = ()
    calendars: tuple[Subscription, ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """What one can subscribe to, of one sort."""

    heading: str  # a key of `subscribe.groups` in the theme's words
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry of a feed as people read it."""

    kind: str
    title: str
    address: str
    when: DateText  # of publication
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A picture with what programs have to know before they fetch it."""

    address: str  # absolute
    alt: str
    type: str  # media type
    size: int  # in bytes


@dataclass(frozen=True, slots=True)
class EntryView:
    """The text of a page as a feed carries it."""

    template: str
    told: str = ""  # events: state, time and place
    picture: Enclosure | None = None
    content: str = ""  # safe HTML
    link: Link | None = None  # news: the page elsewhere
    highlights: tuple[Card, ...] = ()
    materials: tuple[Download, ...] = ()
