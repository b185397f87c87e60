"""Pictures and the card that is shown beside links to a page."""

from __future__ import annotations

from dataclasses import dataclass


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
