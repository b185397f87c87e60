"""The rendered text of a page: HTML with marks for addresses, its references and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.problems.problem import Problem

# Marks the address of a link in the rendered text; editors cannot write these characters (core/documents/front_matter.py).
OPEN, CLOSE = "\ue000", "\ue001"
ADDRESS_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
TAG = re.compile(r"<[^>]*>")
SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(frozen=True)
class Reference:
    """A link or a picture in the text of a page."""

    target: str  # as written, without fragment
    fragment: str
    line: int  # in the file
    picture: bool = False
    plain: bool = False  # a path of the front matter, in which no sign is encoded

    @property
    def inside(self) -> bool:
        """Whether it leads to a place of this site."""
        return not scheme_of(self.target)


def scheme_of(address: str) -> str:
    r"""Return https, mailto and so on, or nothing; a browser reads over white space in it.

    >>> scheme_of("Java\tScript:x"), scheme_of("news/index.md"), scheme_of("https://[")
    ('javascript', '', 'https')
    """
    found = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.\-\s]*):", address)
    return re.sub(r"\s", "", found[1]).lower() if found else ""


@dataclass(frozen=True)
class Heading:
    """A heading of the text."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Body:
    """The rendered text of a page; the addresses of its links are still to be filled in."""

    parts: tuple[str, ...] = ("",)  # one more than references
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def html(self, addresses: Sequence[str]) -> str:
        """Return the HTML with an address (escaped) for each of the references."""
        pieces = [self.parts[0]]
        for address, part in zip(addresses, self.parts[1:], strict=True):
            pieces += (address, part)
        return "".join(pieces)
