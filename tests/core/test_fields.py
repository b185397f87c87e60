"""How each kind of field is read, and what is said where it cannot be."""

from __future__ import annotations

import pytest

from tests.conftest import told


def event(**fields: str) -> dict[str, str]:
    """Return a site with one event, some of whose fields are other than usual; an empty one is left out."""
    usual = {"title": "A", "summary": "B", "start": "2026-06-10", "place": "Here", "published": "2026-05-01"}
    lines = [f"{name}: {value}" for name, value in {**usual, **fields}.items() if value]
    return {"events/index.md": "---\ntitle: Events\n---\n", "events/a.md": "\n".join(["---", *lines, "---", ""])}


def problem(**fields: str) -> str:
    (only,) = told(event(**fields))
    return only.removeprefix("content/events/a.md:")


def test_an_event_with_its_few_fields_is_right():
    assert told(event()) == []


def test_a_missing_field_is_told_with_its_help_and_an_example():
    assert problem(place="") == (
        "1: place: the field is missing. The town, or “Online”. [E011]\n    Add a line like “place: Somewhere”."
    )


def test_an_unknown_field_is_told_with_a_guess():
    assert problem(sumary="C") == ("7: sumary: there is no such field. [E010]\n    Did you mean “summary”?")


def test_a_field_of_another_kind_is_told_with_its_owners():
    found = problem(coordinator="yes")

    assert "[E015]" in found
    assert found.startswith("7: coordinator: ")
    assert found.endswith("Take the line out; only these have it: partner.")


def test_an_empty_field_is_told():
    files = event()
    files["events/a.md"] = files["events/a.md"].replace("place: Here", "place:")

    assert told(files) == [
        "content/events/a.md:5: place: the field is empty. [E012]\n    Write a value, like “place: Somewhere”."
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"order": "first"}, "7: order: “first” is not a whole number. [E013]\n    Write digits only, like “4”."),
        ({"order": "1.5"}, "7: order: “1.5” is not a whole number. [E013]\n    Write digits only, like “4”."),
        ({"draft": "maybe"}, "7: draft: “maybe” is neither yes nor no. [E013]\n    Write “true” or “false”."),
        ({"partners": "alone"}, "7: partners: “alone” is not a list. [E013]\n    Write it in brackets: “[alone]”."),
        (
            {"venue": "[a, b]"},
            "7: venue: a list stands where one line of text is wanted. [E013]\n"
            "    Write the text after the colon, in one line.",
        ),
        (
            {"registration": "example.org"},
            "7: registration: “example.org” is not an address on the web. [E013]\n    Write “https://example.org”.",
        ),
        (
            {"status": "canceled", "updated": "2026-06-01"},
            "7: status: “canceled” is not one of the words for this field. [E014]\n"
            "    Did you mean “cancelled”? Allowed: scheduled, cancelled, postponed, rescheduled, moved-online.",
        ),
        (
            {"deadline": "2026-06-01 12:00"},
            "7: deadline: “2026-06-01 12:00” has a time of day. [E020]\n    Write only the day: “2026-06-01”.",
        ),
        (
            {"published": "2026-02-30"},
            "6: published: “2026-02-30” does not exist. [E021]\n    Write a day from 2026-02-01 to 2026-02-28.",
        ),
        (
            {"end": "2026-06-09"},
            "7: end: the end (2026-06-09) is before the start (2026-06-10). [E023]\n    Correct one of the two dates.",
        ),
        (
            {"end": "2026-06"},
            "7: end: the start is a day, the end a month. [E028]\n"
            "    Write the end like the start, which is “2026-06-10”.",
        ),
        (
            {"start": "2026-06-10 09:30"},
            "4: start: there is a time of day but no timezone. [E024]\n"
            "    Add a line like “timezone: Europe/Brussels”.",
        ),
    ],
)
def test_a_wrong_value_is_told_with_what_to_write(fields, expected):
    assert problem(**fields) == expected


def test_an_unknown_zone_is_told_with_a_guess():
    found = problem(start="2026-06-10 09:30", timezone="Europe/Brusels")

    assert found.startswith(
        "7: timezone: there is no time zone “Europe/Brusels”. [E025]\n    Did you mean “Europe/Brussels”?"
    )


def test_a_start_that_the_clock_skips_is_told():
    assert problem(start="2026-03-29 02:30", timezone="Europe/Brussels", published="2026-01-01") == (
        "4: start: 02:30 does not exist on 2026-03-29 in Europe/Brussels: the clock jumps forward. [E026]\n"
        "    Write “2026-03-29 01:30” or “2026-03-29 03:30”."
    )


def test_one_mistake_does_not_hide_the_next():
    found = told(event(start="soon", order="x", sumary="y"))

    assert [line.split(" ")[1] for line in found] == ["start:", "order:", "sumary:"]
