"""One page, as its template sees it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from markupsafe import Markup

from core.markdown.text_direction import direction
from core.views.access import AccessReport
from core.views.event import Date, Subscription
from core.views.feed import FeedItem, Offer, Offers
from core.views.graphics import CityMap, TimeLine
from core.views.layout import Aside, Feed, MenuItem
from core.views.link import Breadcrumb, Card, DateText, Download, Link
from core.views.listing import Group, Letter, Listing
from core.views.newsletter import Highlight
from core.views.picture import Picture, SocialCard
from core.views.results import Citation, Register

_PART = "<h2"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the table of facts of a page."""

    term: str  # a key of `terms` in the theme's words: lead, contact, when, place …
    values: tuple[Link, ...] = ()
    when: DateText | None = None  # instead of values


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
    lead: str = ""  # the line above the heading: "Work Package 4 – Lead: Somewhere"
    content: str = ""  # safe HTML made from the page's Markdown
    contents: tuple[
        Link, ...
    ] = ()  # its headings of the second level, where it has many: a reader may go straight to one
    published: DateText | None = None
    updated: DateText | None = None
    facts: tuple[Fact, ...] = ()
    status: str = ""  # events: cancelled, postponed …; shown at the top
    state: str = ""  # events: coming, running, past
    notice: str = ""  # events: a key of `notices`, said of the state
    later_notices: tuple[str, ...] = ()  # keys of `notices` of the states that are still to be
    happens: str = ""  # events: as Card.dates, all that are not over, with spaces between
    until: str = ""  # events: the instant at which the state changes next
    dates: tuple[Date, ...] = ()  # of an event that repeats: those that are not over
    as_of: DateText | None = None  # there: the day for which that was so
    materials: tuple[Download, ...] = ()
    calendars: tuple[Subscription, ...] = ()  # of the events of this page, or of this event
    highlights: tuple[Highlight, ...] = ()  # newsletters
    gaps: str = ""  # on the page of the newsletters: which issues are missing, in words
    accent: str = ""  # key of a city
    draft: bool = False
    appears: DateText | None = None  # at home: when it will be published
    expired: DateText | None = None  # since when it is no longer valid
    findable: bool = True  # whether search engines are to show it
    found_as: str = ""  # what the search of the site says that it is; empty where it is not to find it
    trail: tuple[Breadcrumb, ...] = ()
    menu: tuple[MenuItem, ...] = ()  # main menu
    section: MenuItem | None = None  # the part of the tree that this page belongs to
    children: tuple[Card, ...] = ()  # pages below this one
    listing: Listing | None = None  # on the page of a folder of events, news …
    previous: Link | None = None
    next: Link | None = None
    related: tuple[Group, ...] = ()  # lists of other pages that name this one: its events, news, results
    aside: Aside = field(default_factory=Aside)
    feeds: tuple[Feed, ...] = ()  # announced in the head, the most specific first
    offers: tuple[Offers, ...] = ()  # on the page that tells how to subscribe
    all_feeds: str = ""  # there: address of the file that has them all
    by_mail: str = ""  # there: where to subscribe to the newsletter
    offer: Offer | None = None  # on the page of a feed
    older: bool = False  # there: whether the feed has archives
    feed_items: tuple[FeedItem, ...] = ()  # on the page of a feed
    register: Register | None = None  # on the page of a folder of results
    citation: Citation | None = None  # results
    letters: tuple[Letter, ...] = ()  # on the index of all pages
    branches: tuple[MenuItem, ...] = ()  # on the map of the site: all pages below the home page
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()  # on the search page: filters and their values
    picture: Picture | None = None  # from the front matter
    card: SocialCard | None = None
    city_map: CityMap | None = None
    time_line: TimeLine | None = None
    access: AccessReport | None = None  # on the accessibility statement
    age: DateText | None = None  # since when nobody has looked at a page that is older than the project allows
    graph: list[dict[str, object]] = field(default_factory=list)  # what schema.org's words say of the page

    @property
    def is_list(self) -> bool:
        """Whether people come for the list of the page, which is then shown above the rest of its text."""
        return bool(self.register or (self.listing and not self.listing.heading))

    @property
    def opening(self) -> str:
        """The text shown above the list: of a long text, the part before its first heading."""
        return self.content.partition(_PART)[0] if self.is_list else self.content

    @property
    def rest(self) -> str:
        """The text that stands below the list."""
        return self.content[len(self.opening) :]

    @property
    def needs_clock(self) -> bool:
        """Whether something of the page changes by itself."""
        return bool(self.until or self.aside.events_until or (self.listing and self.listing.until))

    @property
    def needs_further(self) -> bool:
        """Whether it shows something whose style is in the further sheet."""
        slots = (self.register, self.city_map, self.time_line, self.highlights, self.letters, self.branches)
        return self.template in ("home", "search") or any(slots)

    @property
    def structured(self) -> str:
        """The graph as JSON-LD, safe inside <script>; empty where there is none."""
        if not self.graph:
            return ""
        text = json.dumps(
            {"@context": "https://schema.org", "@graph": self.graph}, ensure_ascii=False, separators=(",", ":")
        )
        return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))

    @property
    def direction(self) -> str:
        """In which direction its language is written, as the attribute dir has it; empty without a language."""
        return direction(self.language) if self.language else ""
