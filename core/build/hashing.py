"""The digest of a value: equal for equal values, in every process and on every machine."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

_PLAIN = frozenset({str, int, bool, float, bytes, type(None)})


class Digester:
    """Digests values made of dataclasses, tuples, lists, dicts and plain values.

    What is frozen is taken apart once, however many pages show it.
    """

    def __init__(self) -> None:
        self._seen: dict[int, tuple[Any, Any]] = {}  # the value itself is kept, so that its id stays its own

    def digest(self, value: Any) -> bytes:
        """Return 16 bytes that tell the value from others."""
        # Version 2 of the format has no references, so sharing makes no difference.
        return blake2b(marshal.dumps(self._plain(value), 2), digest_size=16).digest()

    def forget(self) -> None:
        """Let go of the values that were taken apart: in a process that stays, most of them are no longer shown."""
        self._seen.clear()

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple or kind is list:
            found = [one if type(one) in _PLAIN else self._plain(one) for one in value]
            return tuple(found) if kind is tuple else found
        if kind is dict:
            return [(self._plain(name), self._plain(one)) for name, one in value.items()]
        if isinstance(value, str):
            return str(value)
        if is_dataclass(value):
            return self._taken_apart(value)
        raise TypeError(f"{kind.__name__} is no value of a view")

    def _taken_apart(self, value: Any) -> Any:
        seen = self._seen.get(id(value))
        if seen is not None:
            return seen[1]
        name, frozen, parts = _shape(type(value))  # type: ignore[arg-type]
        plain: tuple[Any, ...] = (name, *[one if type(one) in _PLAIN else self._plain(one) for one in parts(value)])
        if frozen:
            # The digest in place of the parts: what many pages show is then short to digest again.
            plain = (blake2b(marshal.dumps(plain, 2), digest_size=16).digest(),)
            self._seen[id(value)] = value, plain
        return plain


@cache
def _shape(kind: type) -> tuple[str, bool, Callable[[Any], tuple[Any, ...]]]:
    """Return name of a dataclass, whether it is frozen, and what gives all its parts at once."""
    known: Any = kind
    names = [*known.__dataclass_fields__, "__class__"]  # with one name alone attrgetter would give no tuple
    every = attrgetter(*names)
    return known.__name__, known.__dataclass_params__.frozen, lambda value: every(value)[:-1]
