"""Rules of events that repeat: from plain words to days. What a rule says is what RFC 5545 can say too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from dateutil import rrule

from core.dates.partial_date import DateError, read_partial_date
from core.limits import RULE_DATES

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EXAMPLE = "Write it like “every second week until 2026-12-15” or “every month until 2026-12-31”."

LATER = "2026-12-15"  # any last day, where only the words before it matter

_FREQUENCIES = {"day": rrule.DAILY, "week": rrule.WEEKLY, "month": rrule.MONTHLY, "year": rrule.YEARLY}
_ADVERBS = {"daily": "day", "weekly": "week", "fortnightly": "week", "monthly": "month", "yearly": "year"}
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_STEPS = {**_COUNTS, **_ORDINALS, "other": 2}
_PLACES = {**{word: place for word, place in _ORDINALS.items() if place < 5}, "last": -1}
_VOCABULARY = {
    *_ADVERBS, *_STEPS, *_PLACES, *WEEKDAYS, *_FREQUENCIES, *(f"{unit}s" for unit in _FREQUENCIES),
    "every", "weekday", "on", "the", "and", "of", "each", "until", "except",
}  # fmt: skip
_DAY = rf"(?:{'|'.join(WEEKDAYS)})s?"
_DAYS = rf"(?P<days>{_DAY}(?: (?:and )?{_DAY})*)"
_STEP = rf"(?:(?P<step>{'|'.join(_STEPS)}|\d{{1,2}}) )?"
_PLACED = rf"(?P<places>(?:{'|'.join(_PLACES)})(?: (?:and )?(?:{'|'.join(_PLACES)}))*) {_DAYS}"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"every (?P<weekday>weekday)",
        rf"(?:every|each|the|on the) {_PLACED} (?:of|in) (?:the|every|each) (?P<unit>month)",
        rf"every {_STEP}{_DAYS}",
        rf"(?:every {_STEP}(?P<unit>day|week|month|year)s?|(?P<adverb>{'|'.join(_ADVERBS)}))"
        rf"(?: on (?:the )?(?:{_PLACED}|(?P<last>last) day|(?:day )?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|{_DAYS.replace('days', 'on_days')}))?",
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    """On which days an event takes place again, from its first day on."""

    unit: str  # day, week, month, year
    until: date  # the last day that the rule may give
    step: int = 1  # every so many units
    weekdays: tuple[int, ...] = ()  # Monday is 0
    places: tuple[int, ...] = ()  # of the weekdays in their month: 1 is the first, -1 the last
    month_day: int = 0  # -1 is the last; 0: that of the first day
    exceptions: tuple[date, ...] = ()


def read_rule(text: str) -> Rule:
    """Return the rule that words mean; DateError where they mean none.

    >>> read_rule("every second Tuesday until 2026-12-15").step
    2
    """
    words, _, tail = text.casefold().partition(" except ")
    words, _, end = words.partition(" until ")
    phrase = " ".join(words.replace(",", " ").split())
    spelt = re.sub(r"\b([1-4])(?:st|nd|rd|th)\b", lambda found: list(_ORDINALS)[int(found[1]) - 1], phrase)
    found = _shape_of(phrase, spelt)
    if found is None:
        meant = _meant(phrase)
        mend = f"Did you mean “{text.casefold().replace(words.strip(), meant)}”?" if meant else EXAMPLE
        if _shape_of(f"every {spelt}"):
            mend = (
                f"Write “{_every(spelt, end, tail)}”."
                if end.strip()
                else f"Write “{_every(spelt)}”, then “until” and its last day, like {LATER}."
            )
        raise DateError("E101", f"“{words.strip()}” is not a rule that is understood.", mend)
    if not end.strip():
        mend = f"Add the last day, like “{words.strip()} until 2026-12-15”."
        raise DateError("E102", "the rule has no end.", mend)
    until = _day(end)
    exceptions = tuple(sorted(_day(day) for day in re.split(r",|\band\b", tail) if day.strip()))
    return _rule(found.groupdict(), until, exceptions)


def _shape_of(*phrases: str) -> re.Match[str] | None:
    """Return how the first of these phrases that is a rule is put together."""
    return next((match for said in phrases for shape in _SHAPES if (match := shape.fullmatch(said))), None)


def _every(phrase: str, end: str = "", tail: str = "") -> str:
    """Return a rule whose “every” was left out, as it is written: “Wednesdays” is every Wednesday."""
    whole = f"every {phrase} until {end.strip() or LATER}" + (f" except {tail}" if tail else "")
    try:
        whole = words_of(read_rule(whole))
    except DateError:
        return f"every {phrase}"
    return whole if end else whole.partition(" until ")[0]


def _meant(phrase: str) -> str:
    """Return the rule that a phrase is but for one word; empty where there is none."""
    words = phrase.split()
    strange = [number for number, word in enumerate(words) if word.removesuffix("s") not in _VOCABULARY]
    if len(strange) != 1:
        return ""
    for near in difflib.get_close_matches(words[strange[0]], sorted(_VOCABULARY), n=5, cutoff=0.6):
        phrase = " ".join((*words[: strange[0]], near, *words[strange[0] + 1 :]))
        if any(shape.fullmatch(phrase) for shape in _SHAPES):
            return phrase
    return ""


def _rule(said: dict[str, str | None], until: date, exceptions: tuple[date, ...]) -> Rule:
    adverb, step, number = said.get("adverb") or "", said.get("step") or "1", said.get("number")
    days = said.get("days") or said.get("on_days") or ""
    rule = Rule(
        unit=said.get("unit") or _ADVERBS.get(adverb, "week"),
        until=until,
        step=2 if adverb == "fortnightly" else int(step) if step.isdigit() else _STEPS[step],
        weekdays=(0, 1, 2, 3, 4)
        if said.get("weekday")
        else tuple(n for n, name in enumerate(WEEKDAYS) if name in days),
        places=tuple(_PLACES[word] for word in (said.get("places") or "").split() if word in _PLACES),
        month_day=-1 if said.get("last") else int(number) if number else 0,
        exceptions=exceptions,
    )
    of_month = bool(rule.places or rule.month_day)
    fits = {"week": not of_month, "month": of_month or not rule.weekdays}.get(
        rule.unit, not (of_month or rule.weekdays)
    )
    if not fits or rule.step == 0 or rule.month_day > 31:
        raise DateError("E101", "these words do not make a rule together.", EXAMPLE)
    return rule


def _day(text: str) -> date:
    moment = read_partial_date(text)
    if moment.precision != "day":
        raise DateError(
            "E101", f"“{text.strip()}” is not a day.", "After until and except stand days, like 2026-08-04."
        )
    return moment.first


@lru_cache(maxsize=4096)
def planned(rule: Rule, first: date) -> tuple[date, ...]:
    """Return the days that a rule gives from the first one on, exceptions included; one more than the limit at most."""
    weekdays = tuple(
        rrule.weekday(day, place) if place else rrule.weekday(day)
        for day in rule.weekdays
        for place in rule.places or (0,)
    )
    found = rrule.rrule(
        _FREQUENCIES[rule.unit],
        dtstart=datetime.combine(first, time()),
        interval=rule.step,
        byweekday=weekdays or None,
        bymonthday=rule.month_day or None,
        until=datetime.combine(rule.until, time()),
    )
    days: list[date] = []
    for day in found:
        days.append(day.date())
        if len(days) > RULE_DATES:
            break
    return tuple(days)


def days_of(rule: Rule, first: date) -> tuple[date, ...]:
    """Return the days on which an event takes place."""
    return tuple(day for day in planned(rule, first) if day not in rule.exceptions)


def find_faults(rule: Rule, first: date) -> Iterator[DateError]:
    """Yield what is wrong with a rule for an event that first takes place on a day."""
    days = planned(rule, first)
    if rule.until < first:
        yield DateError(
            "E107", f"the rule ends ({rule.until}) before the event starts ({first}).", "Correct one of the two dates."
        )
        return
    if rule.unit == "month" and not rule.places and (rule.month_day or first.day) > 28:
        mend = "Write “monthly on the last day”, or choose another day."
        yield DateError("E103", f"not every month has a day {rule.month_day or first.day}.", mend)
        return
    if rule.unit == "year" and (first.month, first.day) == (2, 29):
        yield DateError("E103", "29 February comes only every fourth year.", "Choose another day.")
        return
    if not days or days[0] != first:
        mend = (
            f"Its first date from then on is {days[0]}: start there, or correct the rule."
            if days
            else "Correct one of the two."
        )
        yield DateError("E103", f"the event starts on {_named(first)}, which the rule does not give.", mend)
        return
    if len(days) > RULE_DATES:
        yield DateError("E107", f"the rule gives more than {RULE_DATES} dates.", "Choose an earlier end.")
        return
    for day in rule.exceptions:
        if day not in days:
            near = min(days, key=lambda other: (abs(other - day), other))
            yield DateError(
                "E104",
                f"{_named(day)} is no date of the rule.",
                f"The nearest one is {near}. Correct it, or take it out.",
            )
    if not days_of(rule, first):
        yield DateError("E107", "no date is left.", "Take an exception out, or choose a later end.")


def _named(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()].capitalize()} {day}"


def words_of(rule: Rule) -> str:
    """Return a rule in the words that `read_rule` reads.

    >>> words_of(read_rule("Every other tuesday until 2026-12-15"))
    'every second Tuesday until 2026-12-15'
    """
    ordinals = {place: word for word, place in _PLACES.items()}
    steps = {step: word for word, step in _ORDINALS.items()}
    days = " and ".join(WEEKDAYS[day].capitalize() for day in rule.weekdays)
    step = "" if rule.step == 1 else f"{steps.get(rule.step, rule.step)} "
    unit = rule.unit if rule.step in {1, *steps} else f"{rule.unit}s"
    if rule.unit == "week" and rule.weekdays == (0, 1, 2, 3, 4) and not step:
        days = "weekday"
    text = f"every {step}{days}" if rule.unit == "week" and days else f"every {step}{unit}"
    if rule.places:
        text += f" on the {' and '.join(ordinals[place] for place in rule.places)} {days}"
    elif rule.month_day:
        text += " on the last day" if rule.month_day == -1 else f" on day {rule.month_day}"
    text += f" until {rule.until}"
    return text + (f" except {', '.join(map(str, rule.exceptions))}" if rule.exceptions else "")
