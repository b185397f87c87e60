"""The digest of a value: equal for equal values, in every process and on every machine."""

from __future__ import annotations

import marshal
from dataclasses import is_dataclass
from hashlib import blake2b
from typing import Any

_PLAIN = (int, bool, float, bytes, type(None))


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

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        if kind is str or kind in _PLAIN:
            return value
        if kind is tuple:
            return tuple([self._plain(one) for one in value])
        if isinstance(value, str):
            return str(value)
        if kind is list:
            return [self._plain(one) for one in value]
        if kind is dict:
            return [(self._plain(name), self._plain(one)) for name, one in value.items()]
        if is_dataclass(value):
            return self._taken_apart(value)
        raise TypeError(f"{kind.__name__} is no value of a view")

    def _taken_apart(self, value: Any) -> Any:
        seen = self._seen.get(id(value))
        if seen is not None:
            return seen[1]
        plain = (type(value).__name__, *[self._plain(getattr(value, name)) for name in value.__dataclass_fields__])
        if value.__dataclass_params__.frozen:
            # The digest in place of the parts: what many pages show is then short to digest again.
            plain = (blake2b(marshal.dumps(plain, 2), digest_size=16).digest(),)
            self._seen[id(value)] = value, plain
        return plain
