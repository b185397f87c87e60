"""From days to words: the rule whose words give exactly these days, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from math import gcd

from core.dates.recurrence import Rule, find_faults, planned, read_rule, words_of

_UNITS = ("week", "month", "day", "year")
_ALL = tuple(range(7))


def find_rule(days: Sequence[date], unit: str = "", plain: bool = False, missing: int = 0) -> Rule | None:
    """Return a rule that gives these days, in order; None where our words have none.

    `unit` is what the days were counted in, `plain` says that no weekday or day of the month was named; both choose
    between rules that give the same. Up to so many days may be `missing`: they become exceptions.
    """
    if len(days) < 2:
        return None
    exact = _fitting(days, sorted(_UNITS, key=lambda one: one != unit), plain, 0)
    return exact or (_fitting(days, [unit], plain, missing) if unit and missing else None)


def _fitting(days: Sequence[date], units: list[str], plain: bool, missing: int) -> Rule | None:
    wanted = set(days)
    for candidate in (rule for one in units for rule in _candidates(days, one, plain)):
        try:
            given = planned(candidate, days[0])
        except (ValueError, OverflowError):
            continue
        if not wanted <= set(given) or len(given) - len(wanted) > missing:
            continue
        found = Rule(
            candidate.unit, candidate.until, candidate.step, candidate.weekdays, candidate.places, candidate.month_day,
            tuple(day for day in given if day not in wanted),
        )  # fmt: skip
        if read_rule(words_of(found)) == found and not any(find_faults(found, days[0])):
            return found
    return None


def with_exceptions(rule: Rule, days: Iterable[date]) -> Rule:
    """Return a rule that leaves out these days too."""
    exceptions = tuple(sorted({*rule.exceptions, *days}))
    return Rule(rule.unit, rule.until, rule.step, rule.weekdays, rule.places, rule.month_day, exceptions)


def _candidates(days: Sequence[date], unit: str, plain: bool) -> Iterator[Rule]:
    first, until = days[0], days[-1]
    weekdays = tuple(sorted({day.weekday() for day in days}))
    if unit == "day" and (step := _step(day.toordinal() for day in days)):
        yield Rule("day", until, step)
    if unit == "week":
        step = _step((day.toordinal() - 1) // 7 for day in days) or 1
        if plain and len(weekdays) == 1:
            yield Rule("week", until, step)
        yield Rule("week", until, step, weekdays)
    months = [day.year * 12 + day.month for day in days]
    if unit == "month":
        step = _step(months) or 1
        if plain and {day.day for day in days} == {first.day}:
            yield Rule("month", until, step)
        if {day.day for day in days} == {first.day}:
            yield Rule("month", until, step, month_day=first.day)
        yield Rule("month", until, step, month_day=-1)
        places = tuple(sorted({(day.day - 1) // 7 + 1 for day in days}))
        if all(place < 5 for place in places):
            yield Rule("month", until, step, weekdays, places)
        yield Rule("month", until, step, weekdays, (-1,))
        if weekdays != _ALL and len(places) > 1:
            early = tuple(place for place in places if place < 4)
            yield Rule("month", until, step, weekdays, (*early, -1))
    if unit == "year" and {(day.month, day.day) for day in days} == {(first.month, first.day)}:
        yield Rule("year", until, _step(day.year for day in days) or 1)


def _step(numbers: Iterable[int]) -> int:
    """Return by how many units the numbers go on; zero where all are the same, or where words have no such number."""
    found = list(numbers)
    step = reduce(gcd, (number - found[0] for number in found), 0)
    return step if step < 100 else 0
