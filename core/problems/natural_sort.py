"""Sorting as people do: the numbers in a text count as numbers, so that D2.2 comes before D2.10."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(\d+)", re.ASCII)

Key = tuple[str | int, ...]


def natural(text: str) -> Key:
    """Return a key that sorts texts with numbers in them; small and large letters alike.

    >>> sorted(["D2.10", "d2.9", "D2.2", "D10.1", "D2"], key=natural)
    ['D2', 'D2.2', 'd2.9', 'D2.10', 'D10.1']
    """
    parts = _DIGITS.split(text.casefold())  # text and digits in turn, text first: keys can always be compared
    return tuple(int(part) if number % 2 else part for number, part in enumerate(parts))
