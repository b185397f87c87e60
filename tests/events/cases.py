"""Events at the edges of the clock, each with the instants that it must have everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.conftest import Files


@dataclass(frozen=True)
class Case:
    """An event, and the instants at which it begins and is over."""

    name: str
    fields: dict[str, str]
    begins: datetime
    over: datetime
    runs: bool = True
    first: str = ""  # the value of <time datetime>


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def page(fields: dict[str, str], title: str = "The event") -> str:
    usual = {"title": title, "summary": "All meet.", "place": "Somewhere", "published": "2026-01-05"}
    lines = "\n".join(f"{name}: {value}" for name, value in {**usual, **fields}.items())
    return f"---\n{lines}\n---\nText.\n"


def files(fields: dict[str, str]) -> Files:
    return {"events/index.md": "---\ntitle: Events\n---\n", "events/one.md": page(fields)}


CASES = [
    Case(
        "the night in which summer time begins",
        {"start": "2026-03-29 01:30", "end": "2026-03-29 03:30", "timezone": "Europe/Brussels"},
        at("2026-03-29T00:30Z"),
        at("2026-03-29T01:30Z"),
        first="2026-03-29T01:30+01:00",
    ),
    Case(
        "the hour that comes twice",
        {"start": "2026-10-25 02:30+02:00", "end": "2026-10-25 02:30+01:00", "timezone": "Europe/Brussels"},
        at("2026-10-25T00:30Z"),
        at("2026-10-25T01:30Z"),
        first="2026-10-25T02:30+02:00",
    ),
    Case(
        "the second of the two hours, in the other hemisphere",
        {"start": "2026-04-05 02:15+10:00", "end": "2026-04-05 04:00", "timezone": "Australia/Sydney"},
        at("2026-04-04T16:15Z"),
        at("2026-04-04T18:00Z"),
        first="2026-04-05T02:15+10:00",
    ),
    Case(
        "the hour that is left out, in the other hemisphere",
        {"start": "2026-10-04 01:30", "end": "2026-10-04 03:30", "timezone": "Australia/Sydney"},
        at("2026-10-03T15:30Z"),
        at("2026-10-03T16:30Z"),
        first="2026-10-04T01:30+10:00",
    ),
    Case("a leap day", {"start": "2028-02-29"}, at("2028-02-28T23:00Z"), at("2028-02-29T23:00Z"), first="2028-02-29"),
    Case(
        "new year",
        {"start": "2026-12-31 23:30", "end": "2027-01-01 00:30", "timezone": "Europe/Brussels"},
        at("2026-12-31T22:30Z"),
        at("2026-12-31T23:30Z"),
        first="2026-12-31T23:30+01:00",
    ),
    Case(
        "a zone with half an hour",
        {"start": "2026-05-02 09:30", "end": "2026-05-02 11:00", "timezone": "Asia/Kolkata"},
        at("2026-05-02T04:00Z"),
        at("2026-05-02T05:30Z"),
        first="2026-05-02T09:30+05:30",
    ),
    Case(
        "several days with a change of the clock",
        {"start": "2026-03-28", "end": "2026-03-30"},
        at("2026-03-27T23:00Z"),
        at("2026-03-30T22:00Z"),
        first="2026-03-28",
    ),
    Case(
        "a time without an end: on until its day is over",
        {"start": "2026-05-02 18:00", "timezone": "Europe/London"},
        at("2026-05-02T17:00Z"),
        at("2026-05-02T23:00Z"),
        first="2026-05-02T18:00+01:00",
    ),
    Case(
        "cancelled: never on",
        {
            "start": "2026-05-02 09:00",
            "end": "2026-05-02 10:00",
            "timezone": "Europe/Brussels",
            "status": "cancelled",
            "updated": "2026-04-20",
        },
        at("2026-05-02T07:00Z"),
        at("2026-05-02T08:00Z"),
        runs=False,
        first="2026-05-02T09:00+02:00",
    ),
    Case(
        "moved: the new date",
        {
            "start": "2026-05-02 09:00",
            "end": "2026-05-02 10:00",
            "timezone": "Europe/Brussels",
            "status": "rescheduled",
            "previously": "2026-04-01 09:00",
            "updated": "2026-03-20",
        },
        at("2026-05-02T07:00Z"),
        at("2026-05-02T08:00Z"),
        first="2026-05-02T09:00+02:00",
    ),
    Case(
        "postponed: never on",
        {"start": "2026-05-02", "end": "2026-05-03", "status": "postponed", "updated": "2026-04-20"},
        at("2026-05-01T22:00Z"),
        at("2026-05-03T22:00Z"),
        runs=False,
        first="2026-05-02",
    ),
    Case(
        "moved to the web",
        {
            "start": "2026-02-28 23:00",
            "end": "2026-03-01 00:15",
            "timezone": "America/St_Johns",
            "status": "moved-online",
            "online": "https://meet.example.net/1",
            "updated": "2026-02-20",
        },
        at("2026-03-01T02:30Z"),
        at("2026-03-01T03:45Z"),
        first="2026-02-28T23:00-03:30",
    ),
]
