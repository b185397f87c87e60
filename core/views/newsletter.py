"""The newsletter as a page and as a mail."""

from __future__ import annotations

from dataclasses import dataclass

from core.markdown.text_direction import direction
from core.views.layout import Grant
from core.views.link import Card, DateText
from core.views.picture import Picture


@dataclass(frozen=True, slots=True)
class Highlight:
    """A page that an issue of the newsletter draws in."""

    card: Card
    picture: Picture | None = None
    dates: tuple[DateText, ...] = ()  # in a mail: the next dates of an event that repeats


@dataclass(frozen=True, slots=True)
class MailView:
    """An issue of the newsletter as it is mailed. Every address is absolute."""

    template: str
    title: str
    address: str  # of its page
    language: str
    name: str  # of the project
    home: str
    when: DateText
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
