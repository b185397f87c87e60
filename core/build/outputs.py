"""The files of the site: each claimed once, each knowing what it was made from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site that is still to be made."""

    path: str  # in the output folder, with slashes
    make: Callable[[], bytes]
    made_from: tuple[str, ...] = ()  # paths in the content folder; the theme and the settings go without saying
    texts: tuple[str, ...] | None = None  # those of them whose text it shows, not only their fields; None: all
    kept: str = ""  # feed or calendar: programs follow it, so the ledger keeps its address for ever
    entries: tuple[str, ...] = ()  # ids of all its entries, past ones too, where they are not those of pages
    key: Callable[[], bytes] | None = None  # digest of all that it is made from, where that is cheaper than making it
    source: Path | None = None  # the file that it is a copy of: copied in pieces, however large it is

    @property
    def reads(self) -> tuple[str, ...]:
        """The pages that it has to be made anew for when only their text has changed."""
        return self.made_from if self.texts is None else self.texts


class DuplicateOutput(ValueError):
    """Two features want to write one file: a mistake in the house, not in the content."""


class Outputs:
    """All files of a site. Names that a file system might take for one count as the same."""

    def __init__(self) -> None:
        self._outputs: dict[str, Output] = {}
        self._in_order: list[Output] = []  # empty when they are to be put in order again

    def add(self, output: Output) -> None:
        """Claim a file; DuplicateOutput where somebody has it."""
        place = same_place(output.path)
        if place in self._outputs:
            raise DuplicateOutput(
                f"{output.path} would be written twice, from {self._outputs[place].made_from} and from {output.made_from}"
            )
        self._outputs[place] = output
        self._in_order = []

    def replace(self, output: Output) -> None:
        """Let a file that is claimed already be made in another way."""
        self._outputs[same_place(output.path)] = output
        self._in_order = []

    def __getitem__(self, path: str) -> Output:
        """Return who makes a file; KeyError where nobody does."""
        return self._outputs[same_place(path)]

    def __iter__(self) -> Iterator[Output]:
        if not self._in_order:
            self._in_order = sorted(self._outputs.values(), key=attrgetter("path"))
        return iter(self._in_order)

    def __len__(self) -> int:
        return len(self._outputs)


def file_of(address: str) -> str:
    """Return the file that answers at an address.

    >>> file_of("/"), file_of("/news/"), file_of("/feed.xml")
    ('index.html', 'news/index.html', 'feed.xml')
    """
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def same_place(address: str) -> str:
    """Return what two addresses have in common that a file system or a reader would take for one."""
    return unicodedata.normalize("NFC", address).casefold()


def file_at(address: str) -> str:
    """Return the file that answers at an address; one without an ending is a folder.

    >>> file_at("/"), file_at("/old"), file_at("/Default.aspx"), file_at("/old.html"), file_at("/old.ics")
    ('index.html', 'old/index.html', 'Default.aspx', 'old.html', 'old.ics')
    """
    path = address.strip("/")
    if address.endswith("/") or "." not in path.rpartition("/")[2]:
        return f"{path}/index.html".lstrip("/")
    return path
