"""Links, dates and cards: what every kind of page can show."""

from __future__ import annotations

from dataclasses import dataclass

from core.markdown.text_direction import direction


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place; without an address it is only a name."""

    label: str
    address: str = ""  # as in href; empty: there is no page to go to
    language: str = ""  # of the label, when it is not the page's
    note: str = ""  # said after the link, outside it

    @property
    def direction(self) -> str:
        """In which direction its language is written, as the attribute dir has it; empty without a language."""
        return direction(self.language) if self.language else ""


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """One step of the trail from the home page to a page, that page included."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DateText:
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
    when: DateText | None = None
    label: str = ""  # the line above the title: "Work package 4", "D3.1"
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
class Download:
    """A file or an address to take along."""

    title: str
    address: str
    type: str  # in words: "PDF", "example.org"
    size: str = ""  # in words; empty where it is not a file of this site
