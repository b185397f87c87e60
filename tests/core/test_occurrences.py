"""What is wrong with events, as editors are told it."""

from __future__ import annotations

import pytest

from tests.conftest import told
from tests.events.cases import files


def problems(**fields: str) -> list[str]:
    return told(
        files({"start": "2026-05-05 02:30", "end": "2026-05-05 04:00", "timezone": "Europe/Brussels", **fields})
    )


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset():
    night = {"start": "2026-10-25 02:30", "end": "2026-10-25 04:00"}

    (problem,) = problems(**night)
    assert problem == (
        "content/events/one.md:6: start: 02:30 comes twice on 2026-10-25 in Europe/Brussels: the clock goes back. [E027]\n"
        "    Write “2026-10-25 02:30+02:00” for the first time, or “2026-10-25 02:30+01:00” for the second."
    )
    assert problems(**{**night, "start": "2026-10-25 02:30+01:00"}) == []


def test_an_offset_that_the_zone_does_not_have_is_refused():
    (problem,) = problems(start="2026-05-05 02:30+01:00")

    assert problem == (
        "content/events/one.md:6: start: on 2026-05-05 the clock in Europe/Brussels is not +01:00 from UTC. [E100]\n"
        "    Write “2026-05-05 02:30” if clocks there show that time, or “2026-05-05 03:30” if the offset is right."
    )


def test_an_event_may_end_at_an_earlier_time_of_the_clock_when_that_goes_back():
    assert problems(start="2026-10-25 02:45+02:00", end="2026-10-25 02:15+01:00") == []
    assert "E023" in problems(start="2026-10-25 02:45+01:00", end="2026-10-25 02:45+02:00")[0]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_a_date_of_a_rule_at_which_the_clock_changes_has_to_be_left_out(day):
    rule = "every Sunday until 2026-11-30"
    start = {"start": "2026-03-22 02:30", "end": "2026-03-22 04:00"}

    found = [problem for problem in problems(**start, repeats=rule) if day in problem]
    assert len(found) == 1
    assert found[0].endswith(f"    Write “except {day}”, and make an event of its own for that day.")
    assert problems(**start, repeats=f"{rule} except 2026-03-29 and 2026-10-25") == []


def test_a_night_that_would_last_an_hour_less_has_to_be_left_out():
    (problem,) = problems(start="2026-03-27 22:00", end="2026-03-28 06:00", repeats="daily until 2026-03-30")

    assert (
        "on 2026-03-28 the clock in Europe/Brussels changes, so the event would last 7:00 hours instead of 8:00"
        in problem
    )


def test_a_change_of_state_says_since_when():
    (problem,) = problems(status="cancelled")

    assert problem == (
        "content/events/one.md:9: status: the status is cancelled, but “updated” does not say since when. [E105]\n"
        "    Add a line “updated: ” with the day on which that was decided."
    )


def test_a_new_date_says_the_old_one_and_the_other_way_round():
    assert "E108" in problems(status="rescheduled", updated="2026-04-01")[0]
    assert "E108" in problems(previously="2026-04-28 09:00")[0]
    assert problems(status="rescheduled", previously="2026-04-28 09:00", updated="2026-04-01") == []


def test_what_repeats_needs_a_day():
    (problem,) = told(files({"start": "2026-05", "repeats": "weekly until 2026-12-01"}))

    assert "the start is a month; what repeats needs a day. [E103]" in problem
