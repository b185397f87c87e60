"""What surrounds the text of every page: menus, sidebar, footer."""

from __future__ import annotations

from dataclasses import dataclass

from core.markdown.text_direction import direction
from core.views.link import Card, DateText, Link
from core.views.picture import Picture


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A page in a menu."""

    label: str
    address: str
    current: bool = False  # this very page
    open: bool = False  # this page or one above it
    children: tuple[MenuItem, ...] = ()


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
    web: str = ""  # the address as the world knows it, to be copied


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside the text: events to come, the newest news, whom to ask."""

    events: tuple[Card, ...] = ()
    events_address: str = ""
    events_until: str = ""  # as Listing.until
    events_end: bool = True  # whether nothing is to come after these
    events_as_of: DateText | None = None  # as Listing.as_of
    news: tuple[Card, ...] = ()
    news_address: str = ""
    contact: tuple[Link, ...] = ()  # persons or partners to ask about this page
    contact_address: str = ""  # the page that says how to get in touch
    brief: bool = False  # where there are no events in it, it does not say so, and names the list of news without any


@dataclass(frozen=True, slots=True)
class Layout:
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
