"""All that a template may know of a page: plain values, nothing to look up, nothing to decide."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from markupsafe import Markup

from core.languages import direction

_PART = "<h2"


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place; without an address it is only a name."""

    label: str
    address: str = ""  # as it stands in href; empty: there is no page to go to
    language: str = ""  # of the label, when it is not the page's
    note: str = ""  # said after the link, outside it

    @property
    def direction(self) -> str:
        """In which direction its language is written, as the attribute dir has it; empty without a language."""
        return direction(self.language) if self.language else ""


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
    waits: bool = False  # events beside the text: it is not shown until there is room for it
    unpublished: str = ""  # at home: draft, ahead (not published yet); empty on every published site


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
class Row:
    """A result as the register of results shows it."""

    title: str
    address: str
    type: str  # a key of `types` in the theme's words
    number: str = ""  # of a deliverable
    when: When | None = None
    level: str = ""  # a key of `levels`
    licence: str = ""
    doi: Link | None = None
    files: tuple[Download, ...] = ()
    unpublished: str = ""  # as in Card


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see a list; each is a page of its own, so that no script is needed."""

    key: str  # in the theme's words
    address: str
    current: bool = False
    count: int = 0  # of what is shown there


@dataclass(frozen=True, slots=True)
class Register:
    """All results in one table, or one page of it."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]  # keys of `register.columns`, those that at least one result of the whole register fills
    unknown: tuple[str, ...]  # the other columns
    sorts: tuple[Choice, ...]  # by column; the current one tells the order of the rows
    filters: tuple[Choice, ...]  # all of them first (key ""), then by type
    exports: tuple[Download, ...] = ()  # of all results
    shown: str = ""  # the type of the rows; empty: all
    total: int = 0  # rows on all pages
    pages: tuple[Step, ...] = ()  # as Listing.pages
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """How a result is cited."""

    text: str  # for people
    tags: tuple[tuple[str, str], ...] = ()  # names and contents of meta elements, for programs that keep references
    files: tuple[Download, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The pages whose names begin with one letter."""

    letter: str
    links: tuple[Link, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A picture in one format, in several widths."""

    type: str  # media type
    srcset: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as browsers choose the smallest file that fits."""

    address: str  # of the file for all browsers
    alt: str
    width: int  # of the whole picture, in pixels
    height: int
    sources: tuple[Source, ...] = ()
    sizes: str = ""  # the width of its place, in CSS


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The picture that other services show beside a link to a page."""

    address: str  # absolute
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A city on a map."""

    key: str
    name: str
    short: str  # the name as the drawing has room for it
    country: str
    address: str
    x: int
    y: int
    name_x: int  # where its name stands
    name_y: int
    anchor: str  # start, middle or end: which part of the name stands there
    partners: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class CityMap:
    """A map of the cities, in units of its own drawing."""

    width: int
    height: int
    land: str  # path data of SVG
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, on a time line."""

    kind: str  # event, newsletter, result
    title: str
    address: str
    when: When
    x: float  # of its begin
    width: float  # how long it lasted: its days, or the month or year where no more is known
    exact: bool  # whether its day is known


@dataclass(frozen=True, slots=True)
class Lane:
    """What is of one kind on a time line."""

    kind: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The time of the project, in units of its own drawing."""

    width: int
    height: int
    period: When
    span: tuple[float, float]  # begin and length of the project
    years: tuple[tuple[float, str], ...]  # where each begins
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]  # of all lanes, oldest first


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
    heading: str = ""  # a key of `groups`, where the page is about something else than what is listed


@dataclass(frozen=True, slots=True)
class City:
    """One of the cities of the project."""

    key: str
    name: str
    country: str  # in words
    address: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What one of the checks of access found."""

    key: str  # a key of `access.checks` in the theme's words
    found: int


@dataclass(frozen=True, slots=True)
class AccessReport:
    """What the checks of access found in all pages, and when."""

    when: When
    pages: int
    axe: str
    browser: str
    checks: tuple[Check, ...]
    found: int  # by all of them


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
    web: str = ""  # the address as the world knows it, to be copied


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
    when: When  # of publication
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


@dataclass(frozen=True, slots=True)
class Highlight:
    """A page that an issue of the newsletter draws in."""

    card: Card
    picture: Picture | None = None
    dates: tuple[When, ...] = ()  # in a mail: the next dates of an event that repeats


@dataclass(frozen=True, slots=True)
class MailView:
    """An issue of the newsletter as it is mailed. Every address is absolute."""

    template: str
    title: str
    address: str  # of its page
    language: str
    name: str  # of the project
    home: str
    when: When
    label: str = ""  # "Issue 3"
    summary: str = ""
    content: str = ""  # safe HTML
    highlights: tuple[Highlight, ...] = ()
    grants: tuple[Grant, ...] = ()
    run_by: str = ""
    unsubscribe: str = ""

    @property
    def direction(self) -> str:
        """In which direction its language is written, as the attribute dir has it; empty without a language."""
        return direction(self.language) if self.language else ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the text: events to come, the newest news, whom to ask."""

    events: tuple[Card, ...] = ()
    events_address: str = ""
    events_until: str = ""  # as Listing.until
    events_end: bool = True  # whether nothing is to come after these
    events_as_of: When | None = None  # as Listing.as_of
    news: tuple[Card, ...] = ()
    news_address: str = ""
    contact: tuple[Link, ...] = ()  # persons or partners to ask about this page
    contact_address: str = ""  # the page that says how to get in touch
    brief: bool = False  # where there are no events in it, it does not say so, and names the list of news without any


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
    wordmark: Picture | None = None  # the name as a drawing
    made_for: str = ""  # the instant for which coming and past were told apart
    clock: str = ""  # address of the script that keeps events right
    frozen: str = ""  # the day on which the site was frozen for an archive, in words; else ""
    icon: str = ""
    touch_icon: str = ""
    manifest: str = ""
    search: str = ""  # addresses of pages that the house makes itself
    site_index: str = ""
    site_map: str = ""
    search_script: str = ""
    lost_script: str = ""  # what helps on the page that is none
    places: str = ""  # names of pages by their addresses, for that script
    further_sheet: str = ""  # the style of what few pages show
    print_sheet: str = ""
    font: str = ""  # address of the typeface of headings

    @property
    def direction(self) -> str:
        """In which direction its language is written, as the attribute dir has it; empty without a language."""
        return direction(self.language) if self.language else ""


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
    contents: tuple[
        Link, ...
    ] = ()  # its headings of the second level, where it has many: a reader may go straight to one
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
    as_of: When | None = None  # there: the day for which that was so
    materials: tuple[Download, ...] = ()
    calendars: tuple[Subscription, ...] = ()  # of the events of this page, or of this event
    highlights: tuple[Highlight, ...] = ()  # newsletters
    gaps: str = ""  # on the page of the newsletters: which issues are missing, in words
    accent: str = ""  # key of a city
    draft: bool = False
    appears: When | None = None  # at home: when it will be published
    expired: When | None = None  # since when it is no longer valid
    findable: bool = True  # whether search engines are to show it
    found_as: str = ""  # what the search of the site says that it is; empty where it is not to find it
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
    offers: tuple[Offers, ...] = ()  # on the page that tells how to subscribe
    all_feeds: str = ""  # there: address of the file that has them all
    by_mail: str = ""  # there: where to subscribe to the newsletter
    offer: Offer | None = None  # on the page of a feed
    older: bool = False  # there: whether the feed has archives
    feed_items: tuple[FeedItem, ...] = ()  # on the page of a feed
    register: Register | None = None  # on the page of a folder of results
    citation: Citation | None = None  # results
    letters: tuple[Letter, ...] = ()  # on the index of all pages
    branches: tuple[Entry, ...] = ()  # on the map of the site: all pages below the home page
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()  # on the search page: filters and their values
    picture: Picture | None = None  # from the front matter
    card: SocialCard | None = None
    city_map: CityMap | None = None
    time_line: TimeLine | None = None
    access: AccessReport | None = None  # on the accessibility statement
    age: When | None = None  # since when nobody has looked at a page that is older than the project allows
    graph: list[dict[str, object]] = field(default_factory=list)  # what schema.org's words say of the page

    @property
    def is_list(self) -> bool:
        """Whether people come for the list of the page, which then stands above what more is said of it."""
        return bool(self.register or (self.listing and not self.listing.heading))

    @property
    def opening(self) -> str:
        """The text that stands above the list: of a long one what is said before its first heading."""
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
        """Whether it shows something whose style stands in the further sheet."""
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
