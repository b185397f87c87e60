"""The date that an editor meant by one of the many ways to write it: for advice only, nothing is read this way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale

# The languages of the European Union and its neighbours: months are known by their names in all of them.
_LANGUAGES = (
    "en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv", "mt", "nb",
    "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk",
)  # fmt: skip
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<s>\s?[-/.\u2010-\u2015]\s?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)\.?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20|21)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=T\d|\D|$)")
_YEAR_LAST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?P<s>\s?[-/.\u2010-\u2015]\s?)(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20|21)\d{2})(?!\d)"
)
_SHORT_YEAR = re.compile(r"(?<![\d:.])\d{1,2}(?P<s>\s?[-/.\u2010-\u2015]\s?)\d{1,2}(?P=s)\d{2}(?![\d:])")
_YEAR_OF_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)(?:19|20|21)\d{6}(?!\d)")
_MONTH_ONLY = re.compile(r"(?<![\d.:])(?:(?P<m>\d{1,2})[/.-](?P<y>\d{4})|(?P<y2>\d{4})[/.-](?P<m2>\d{1,2}))(?![\d.:])")
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<h>\d{1,2})\s?(?:[:.h\u2236]|uhr)\s?(?P<m>\d{2})(?!\d)(?:[:.]\d{2}(?:\.\d+)?)?\s?(?:(?P<half>[ap])\.?\s?m\b\.?)?",
        r"(?<!\d)(?P<h>\d{1,2})\s?(?P<half>[ap])\.?\s?m\b\.?",
        r"(?<!\d)(?P<h>\d{1,2})\s?(?:h|hrs|uhr|o[’']clock)\b",
        r"(?:(?<=T)|(?<= ))(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)(?:\d{2})?(?:\s?h(?:rs|ours)?)?(?!\d)",
        r"\b(?:kl|klo|um|at|alle|às|à|o)\.?\s(?P<h>\d{1,2})(?!\d)",
    )
)
_DAY_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th|er|\.|º|ª)?[-\s]*(?:of|de|di|den|d[’']|ta[’'])?\s*$", re.IGNORECASE
)
_DAY_AFTER = re.compile(r"^\.?[-\s]*(\d{1,2})(?:st|nd|rd|th|\.|º|ª)?(?![\d:h])(?!\.\d)", re.IGNORECASE)
_DAYS_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})\.?(?:st|nd|rd|th)?\s*(?:[-\u2010-\u2015/+&]|to|and|until|till|bis|und|au|et|al?|y|e|en)\s*"
    r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of|de|di)?\s*$"
)
_ZONE = re.compile(
    r"(?:(?<=[\d\s])Z|\b(?:UTC|GMT|CES?T|EES?T|ME?S?Z|WES?T|BST|IST|MSK))?\s?(?P<offset>[+-]\d{2}:?\d{2})?\)?$"
)

IN_UTC = re.compile(r"Z|UTC|GMT|.*\d")  # zones that are a distance from UTC


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text may mean, as dates are written here: one value, two where nobody can tell, or none."""

    values: tuple[str, ...] = ()
    time: str = ""  # 09:30, where there is one
    end: str = ""  # the last day, or the end, where the text names a span
    zone: str = ""  # the zone that is written after the time: Z, CET, +02:00
    short_year: bool = False  # the year has two digits, so that nobody can know which one is meant


def meaning_of(text: str) -> Meant:
    """Return what a text may mean.

    >>> meaning_of("10 February 2027, 9.30 am").values
    ('2027-02-10 09:30',)
    """
    text = unicodedata.normalize("NFKC", text.strip())
    if _has_short_year(text):
        return Meant(short_year=True)
    days, rest, end = _days(text)
    zone = ""
    rest = rest.strip(" ,;–—-")
    if (found := _ZONE.search(rest)) and found[0].strip(" )"):
        zone, rest = found[0].strip(" ()"), rest[: found.start()]
    clock, rest, closing = _clock(f" {rest}") if days or re.search(r"\d[:.h]\d\d", rest) else ("", rest, "")
    if re.search(r"\d", rest) or (clock and any(len(day) < 10 for day in days)):
        return Meant(time=clock)
    if not clock:
        return Meant(days, end=end, zone=zone)
    return Meant(
        tuple(f"{day} {clock}" for day in days), clock, f"{days[0]} {closing}" if closing and days else end, zone
    )


def names_local_time(text: str) -> bool:
    """Whether a text means a day with a time that only its zone makes an instant."""
    meant = meaning_of(text)
    return bool(meant.time and meant.values) and not IN_UTC.fullmatch(meant.zone)


def _has_short_year(text: str) -> bool:
    """Whether a text names a day with a year of two digits: in numbers, or after the name of its month."""
    if _YEAR_OF_FOUR.search(text):
        return False
    if _SHORT_YEAR.search(text):
        return True
    words = re.finditer(r"[^\W\d_]+", text)
    return any(
        _plain(word[0]) in _months()
        and re.match(r"[.,]?\s*(?:\d{1,2}\.?,\s*)?['’]?\d{2}(?![\d:.h])", text[word.end() :])
        for word in words
    )


def _spans(text: str) -> tuple[str, str] | None:
    """Return first and last day where a text names two whole days, both in one order only."""
    found = [_valid(one["y"], one["m"], one["d"]) for one in _YEAR_FIRST.finditer(text)]
    return (found[0], found[1]) if len(found) == 2 and all(found) else None


def _days(text: str) -> tuple[tuple[str, ...], str, str]:
    """Return the days (or months) that a text may mean, the text without them, and the last day of a span."""
    if both := _spans(text):
        return (both[0],), "", both[1]
    for pattern in (_YEAR_FIRST, _COMPACT):
        if found := pattern.search(text):
            day = _valid(found["y"], found["m"], found["d"])
            return (day,) if day else (), _without(text, found), ""
    if found := _YEAR_LAST.search(text):
        year = found["y"]
        ways = dict.fromkeys((_valid(year, found["m"], found["d"]), _valid(year, found["d"], found["m"])))
        return tuple(day for day in ways if day), _without(text, found), ""
    if in_words := _in_words(text):
        return in_words
    if found := _MONTH_ONLY.search(text):
        year, month = found["y"] or found["y2"], found["m"] or found["m2"]
        return (f"{year}-{int(month):02}",) if _valid(year, month, "1") else (), _without(text, found), ""
    return (), text, ""


def _in_words(text: str) -> tuple[tuple[str, ...], str, str] | None:
    """Return the day of a text that names its month, the text without it, and the last day of a span."""
    months = _months()
    for word in re.finditer(r"[^\W\d_]+", text):
        month = months.get(_plain(word[0]))
        if month is None:
            continue
        before, after = text[: word.start()], text[word.end() :]
        year = re.search(r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", after) or re.search(
            r"(?<!\d)(?:19|20|21)\d{2}(?!\d)", before
        )
        if year is None:
            return None
        if year.string is after:
            after = after[: year.start()] + " " + after[year.end() :]
        else:
            before = before[: year.start()] + " " + before[year.end() :]
        if span := _DAYS_BEFORE.search(before):
            first, last = (_valid(year[0], str(month), day) for day in span.groups())
            return ((first,) if first and last else (), before[: span.start()] + after, last)
        day = _DAY_BEFORE.search(before) or _DAY_AFTER.search(after)
        if day is None:
            return (f"{year[0]}-{month:02}",), before + " " + after, ""
        if day.string is before:
            before = before[: day.start()]
        else:
            after = after[day.end() :]
        written = _valid(year[0], str(month), day[1])
        return ((written,) if written else (), f"{before} {after}", "")
    return None


@cache
def _months() -> dict[str, int]:
    """Return the numbers of months by their names and short names in many languages; a name of two months is left out."""
    found: dict[str, int | None] = {}
    for language in _LANGUAGES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[form][width].items():
                    if len(plain := _plain(name)) > 2:
                        found[plain] = number if found.get(plain, number) == number else None
    # English wins where another language uses the word for another month.
    english = {_plain(name): number for number, name in Locale("en").months["format"]["wide"].items()}
    return {name: number for name, number in found.items() if number} | english | {"sept": 9}


def _plain(word: str) -> str:
    """Return a word in small letters without accents and points."""
    return re.sub(
        r"[^\w]", "", "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    ).casefold()


def _clock(text: str) -> tuple[str, str, str]:
    """Return the time of day in a text, the text without it, and the time of its end where there is one."""
    times: list[str] = []
    text = re.sub(
        r"\bnoon\b", "12:00", re.sub(r"\bmidnight\b", "00:00", text, flags=re.IGNORECASE), flags=re.IGNORECASE
    )
    for pattern in _TIMES:
        while len(times) < 2 and (found := pattern.search(text)):
            parts = found.groupdict()
            hour, minute, half = int(parts["h"]), int(parts.get("m") or 0), (parts.get("half") or "").lower()
            hour = hour % 12 + (12 if half == "p" else 0) if half and hour <= 12 else hour
            if hour > 23 or minute > 59:
                return "", text, ""
            times.append(f"{hour:02}:{minute:02}")
            text = f"{text[: found.start()]} {text[found.end() :]}"
    first, last = (*times, "", "")[:2]
    return first, text, last


def _valid(year: str, month: str, day: str) -> str:
    """Return a day as it is written here; empty where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
