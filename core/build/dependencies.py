"""Which pages a value was made from: noted while it is made, so that it need not be made again before one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

EVERY = "every "  # begins what is noted when all pages of a kind are asked for
BELOW = " below"  # ends what is noted when all pages below one are asked for


@dataclass(slots=True)
class DependencyRecorder:
    """Notes of which pages are looked at: their paths, and marks for lists of them."""

    open: list[set[str]] = field(default_factory=list)  # what is being noted, the innermost last

    @contextmanager
    def noted(self) -> Iterator[set[str]]:
        """Yield a set that takes what is read in the block; who waits for the block has then read the same."""
        pages: set[str] = set()
        self.open.append(pages)
        try:
            yield pages
        finally:
            self.open.pop()
            if self.open:
                self.open[-1] |= pages


@dataclass(frozen=True, slots=True)
class _Made(Generic[Value]):
    value: Value
    pages: frozenset[str]
    basis: object


class TrackedCache(Generic[Value]):
    """Values by key, each made once, and in the next build only again when a page that it was made from has changed."""

    def __init__(
        self,
        reads: DependencyRecorder,
        before: TrackedCache[Value] | None = None,
        touched: frozenset[str] | None = None,
    ) -> None:
        """Take over what is still true of `before`; `touched` are the pages that have changed since, None: all."""
        self._reads = reads
        self._touched = touched
        self._before = before._made if before is not None and touched is not None else {}
        self._made: dict[Hashable, _Made[Value]] = {}
        self.lasting = False  # whether the values are kept from process to process, too

    def get(self, key: Hashable, make: Callable[[], Value], basis: object = None) -> Value:
        """Return the value of a key; who asks is noted as a reader of all that it was made from.

        `basis` is what it is made from besides the fields of pages: another one makes it anew.
        """
        made = self._made.get(key)
        if made is None or made.basis is not basis:
            made = self._before.get(key)
            if made is None or made.basis is not basis or not self._stands(made):
                with self._reads.noted() as pages:
                    value = make()
                made = _Made(value, frozenset(pages), basis)
            self._made[key] = made
        if self._reads.open:
            self._reads.open[-1] |= made.pages
        return made.value

    @property
    def rows(self) -> list[tuple[Hashable, Value, frozenset[str]]]:
        """Keys, values, and the pages that these were made from: for a file, so without what has a basis."""
        return [(key, made.value, made.pages) for key, made in self._made.items() if made.basis is None]

    @classmethod
    def of(cls, rows: Iterable[tuple[Hashable, Value, frozenset[str]]]) -> TrackedCache[Value]:
        """Return what has these rows, to be taken over."""
        found = cls(DependencyRecorder())
        found._made = {key: _Made(value, pages, None) for key, value, pages in rows}
        return found

    def _stands(self, made: _Made[Value]) -> bool:
        return self._touched is not None and made.pages.isdisjoint(self._touched)


class CacheRegistry:
    """Remembered values of a whole site: each kind of them in a place with a name of its own."""

    def __init__(
        self,
        reads: DependencyRecorder,
        before: Mapping[str, TrackedCache[Any]] | None = None,
        touched: frozenset[str] | None = None,
    ) -> None:
        """Take the places of the last build, and what has changed since; None: all."""
        self._reads, self._before, self._touched = reads, before or {}, touched
        self.made: dict[str, TrackedCache[Any]] = {}

    def __call__(self, name: str, *, lasting: bool = False) -> TrackedCache[Any]:
        """Return a place by its name; a lasting one is for plain values, which are quicker taken up than made."""
        if name not in self.made:
            self.made[name] = TrackedCache(self._reads, self._before.get(name), self._touched)
        self.made[name].lasting |= lasting
        return self.made[name]
