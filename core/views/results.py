"""The table of results and the citation of one result."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.link import Breadcrumb, DateText, Download, Link


@dataclass(frozen=True, slots=True)
class Row:
    """A result as the register of results shows it."""

    title: str
    address: str
    type: str  # a key of `types` in the theme's words
    number: str = ""  # of a deliverable
    when: DateText | None = None
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
    pages: tuple[Breadcrumb, ...] = ()  # as Listing.pages
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """How a result is cited."""

    text: str  # for people
    tags: tuple[tuple[str, str], ...] = ()  # names and contents of meta elements, for programs that keep references
    files: tuple[Download, ...] = ()
