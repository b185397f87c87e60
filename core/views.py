"""All that a template may know of a page: plain values, nothing to look up, nothing to decide."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place; without an address it is only a name."""

    label: str
    address: str = ""  # as it stands in href; empty: there is no page to go to
    language: str = ""  # of the label, when it is not the page's
    note: str = ""  # said after the link, outside it


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the trail from the home page to a page, that page included."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in a menu."""

    label: str
    address: str
    current: bool = False  # this very page
    open: bool = False  # this page or one above it
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A moment or a span of time, in words and for machines."""

    text: str  # "10–11 June 2014", "November 2013", "2015"
    start: str  # value of <time datetime>, as exact as is known: "2014-06-10", "2013-11"
    end: str = ""  # the last day, or the end with its offset; empty where there is none
    zone: str = ""  # the zone in words, where a time of day is given


@dataclass(frozen=True, slots=True)
class Card:
    """A page as it is shown in a list of pages."""

    kind: str  # page, work-package, partner, event, news, newsletter, result
    title: str
    address: str
    summary: str = ""
    when: When | None = None
    label: str = ""  # what stands above the title: "Work package 4", "D3.1"
    place: str = ""  # events: "Town Hall, Somewhere"
    state: str = ""  # events: coming, running, past
    status: str = ""  # events: cancelled, postponed, rescheduled, moved-online; empty when as planned
    type: str = ""  # results: guide, training, deliverable, report, plan, graphic …
    accent: str = ""  # key of the city whose accent the card wears
    dates: str = (
        ""  # events: begin and end as instants, "2014-06-10T08:00Z/2014-06-10T10:00Z"; without a begin, never on
    )
    year: str = ""  # events: the group of past events that it goes to when it is over; empty: it leaves the list
    repeats: str = ""  # events: the rule in words


@dataclass(frozen=True, slots=True)
class Date:
    """One of the dates of an event that repeats."""

    when: When
    dates: str  # as in Card


@dataclass(frozen=True, slots=True)
class Download:
    """A file or an address to take along."""

    title: str
    address: str
    type: str  # in words: "PDF", "example.org"
    size: str = ""  # in words; empty where it is not a file of this site


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar that programs can follow."""

    title: str
    address: str  # of the file, for a download
    webcal: str  # what calendar programs take for a subscription; empty for a single event


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table of facts of a page."""

    term: str  # a key of `terms` in the theme's words: lead, contact, when, place …
    values: tuple[Link, ...] = ()
    when: When | None = None  # instead of values


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
    pages: tuple[Step, ...] = ()  # all pages of the list; one page: empty
    previous: Link | None = None
    next: Link | None = None
    total: int = 0  # cards on all pages
    later: str = ""  # a key of `empty`: to be said as soon as nothing is to come any more
    as_of: When | None = None  # events: the day for which they are told apart
    until: str = ""  # events: the instant at which that changes next


@dataclass(frozen=True, slots=True)
class City:
    """One of the cities of the project."""

    key: str
    name: str
    country: str  # in words
    address: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth knowing."""

    number: str
    label: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """Money that has to be acknowledged on every page."""

    statement: str
    disclaimer: str
    emblem: str  # address of the picture
    emblem_alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Feed:
    """Something a program can follow."""

    title: str
    address: str
    type: str  # media type


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the text: events to come, the newest news, whom to ask."""

    events: tuple[Card, ...] = ()
    events_address: str = ""
    events_until: str = ""  # as Listing.until
    news: tuple[Card, ...] = ()
    news_address: str = ""
    contact: tuple[Link, ...] = ()  # persons or partners to ask about this page
    contact_address: str = ""  # the page that says how to get in touch


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of the site share."""

    name: str
    long_name: str
    tagline: str
    home: str  # address of the home page
    language: str
    stylesheet: str
    finished: str  # "November 2012 – July 2015", when the project is over; else ""
    run_by: str  # who runs the site, one sentence
    grants: tuple[Grant, ...] = ()
    feeds: tuple[Feed, ...] = ()
    footer: tuple[Link, ...] = ()  # legal pages
    cities: tuple[City, ...] = ()
    figures: tuple[Figure, ...] = ()
    built_for: When | None = None  # the day for which coming and past were told apart
    made_for: str = ""  # the instant of that
    clock: str = ""  # address of the script that keeps events right
    icon: str = ""


@dataclass(slots=True)
class PageView:
    """A page of the site. Each feature fills its own slots; when rendering begins the view is a value."""

    kind: str  # home, page, work-package, partner, event, news, newsletter, result, not-found
    title: str
    address: str  # as in href
    canonical: str  # absolute
    template: str  # name of the template, without ending
    summary: str = ""
    language: str = ""
    lead: str = ""  # what stands above the heading: "Work Package 4 – Lead: Somewhere"
    content: str = ""  # safe HTML made from the page's Markdown
    published: When | None = None
    updated: When | None = None
    facts: tuple[Fact, ...] = ()
    status: str = ""  # events: cancelled, postponed …; shown at the top
    state: str = ""  # events: coming, running, past
    notice: str = ""  # events: a key of `notices`, said of the state
    later_notices: tuple[str, ...] = ()  # keys of `notices` of the states that are still to be
    happens: str = ""  # events: as Card.dates, all that are not over, with spaces between
    until: str = ""  # events: the instant at which the state changes next
    dates: tuple[Date, ...] = ()  # of an event that repeats: those that are not over
    materials: tuple[Download, ...] = ()
    calendars: tuple[Subscription, ...] = ()  # of the events of this page, or of this event
    highlights: tuple[Card, ...] = ()  # newsletters
    accent: str = ""  # key of a city
    draft: bool = False
    trail: tuple[Step, ...] = ()
    menu: tuple[Entry, ...] = ()  # main menu
    section: Entry | None = None  # the part of the tree this page stands in
    children: tuple[Card, ...] = ()  # pages below this one
    listing: Listing | None = None  # on the page of a folder of events, news …
    previous: Link | None = None
    next: Link | None = None
    related: tuple[Group, ...] = ()  # lists of other pages that name this one: its events, news, results
    aside: Aside = field(default_factory=Aside)
    feeds: tuple[Feed, ...] = ()  # announced in the head, the most specific first
    graph: list[dict[str, object]] = field(default_factory=list)  # what schema.org's words say of the page

    @property
    def needs_clock(self) -> bool:
        """Whether something of the page changes by itself, or has a time of day that reads otherwise elsewhere."""
        whens = [fact.when for fact in self.facts]
        groups = self.listing.groups if self.listing else ()
        whens += [card.when for group in groups for card in group.cards] + [card.when for card in self.aside.events]
        whens += [date.when for date in self.dates]
        changes = self.until or self.aside.events_until or (self.listing and self.listing.until)
        return bool(changes) or any(when and when.zone for when in whens)

    @property
    def structured(self) -> str:
        """The graph as JSON-LD, safe inside <script>; empty where there is none."""
        if not self.graph:
            return ""
        text = json.dumps(
            {"@context": "https://schema.org", "@graph": self.graph}, ensure_ascii=False, separators=(",", ":")
        )
        return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
