"""The way through the pages of a long list: how many there may be, and which are named on each."""

from __future__ import annotations

from collections.abc import Sequence

from core.views.link import Breadcrumb

AROUND = 2  # pages named before and after the one that is shown


def named(number: int, count: int) -> list[int]:
    """Return the numbers of the pages that are named on one of them; 0 stands for those left out in between.

    A single page is never left out: its number is as short as the sign that would stand for it.

    >>> named(1, 4), named(10, 20), named(5, 20)
    ([1, 2, 3, 4], [1, 0, 8, 9, 10, 11, 12, 0, 20], [1, 2, 3, 4, 5, 6, 7, 0, 20])
    """
    first, last = max(number - AROUND, 1), min(number + AROUND, count)
    before = list(range(1, first)) if first <= 3 else [1, 0]
    after = list(range(last + 1, count + 1)) if last >= count - 2 else [0, count]
    return [*before, *range(first, last + 1), *after]


def steps(number: int, addresses: Sequence[str]) -> tuple[Breadcrumb, ...]:
    """Return what is named on a page of a list that has these addresses; the first page has the number 1.

    A list of one page needs no way through it.
    """
    if len(addresses) < 2:
        return ()
    return tuple(
        Breadcrumb(str(one), addresses[one - 1], current=one == number) if one else Breadcrumb("…", "")
        for one in named(number, len(addresses))
    )
