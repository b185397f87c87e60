"""Dates as exact as they are known, and nothing made up."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates.clock_changes import find_clock_change
from core.dates.partial_date import DateError, read_partial_date

BRUSSELS = ZoneInfo("Europe/Brussels")


def refused(text: str) -> tuple[str, str, str]:
    with pytest.raises(DateError) as caught:
        read_partial_date(text)
    return caught.value.code, caught.value.message, caught.value.mend


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2014", "year", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-02", "month", date(2014, 2, 1), date(2014, 2, 28)),
        ("2014-06-10", "day", date(2014, 6, 10), date(2014, 6, 10)),
        ("2014-06-10 14:30", "time", date(2014, 6, 10), date(2014, 6, 10)),
        ("2014-06-10T00:00", "time", date(2014, 6, 10), date(2014, 6, 10)),
    ],
)
def test_a_date_is_as_exact_as_it_was_written(text, precision, first, last):
    moment = read_partial_date(text)

    assert (moment.precision, moment.first, moment.last) == (precision, first, last)


@pytest.mark.parametrize("text", ["2014", "2014-02", "2014-06-10", "2014-06-10T14:30", "2014-06-10T00:00"])
def test_a_date_is_written_as_it_was_read(text):
    assert str(read_partial_date(text)) == text
    assert read_partial_date(str(read_partial_date(text))) == read_partial_date(text)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1900 <= moment.year < 2200))
def test_every_minute_is_read(moment):
    assert str(read_partial_date(f"{moment:%Y-%m-%d %H:%M}")) == f"{moment:%Y-%m-%dT%H:%M}"


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text):
    with suppress(DateError):
        moment = read_partial_date(text)
        assert moment.first <= moment.last


def test_a_date_that_can_be_read_in_two_ways_is_refused_with_both():
    assert refused("03/04/2014") == (
        "E022",
        "“03/04/2014” can be read in two ways.",
        "Write “2014-04-03” or “2014-03-04”.",
    )


def test_a_date_in_other_words_is_told_as_it_is_written_here():
    assert refused("10 June 2014")[::2] == ("E020", "Write “2014-06-10”.")
    assert refused("2014-6-1")[::2] == ("E020", "Write “2014-06-01”.")


def test_a_word_is_no_date():
    assert refused("soon")[:2] == ("E020", "“soon” is not a date.")


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("2014-02-29", "Write a day from 2014-02-01 to 2014-02-28."),
        ("2014-13", "Write a month from 01 to 12."),
        ("2014-00-01", "Write a month from 01 to 12."),
        ("2014-06-10 24:00", "Write a time from 00:00 to 23:59."),
    ],
)
def test_a_date_that_does_not_exist_is_refused(text, mend):
    assert refused(text) == ("E021", f"“{text}” does not exist.", mend)


@pytest.mark.parametrize("text", ["0214-06-10", "20144-06-10", "1899"])
def test_a_year_far_off_is_a_slip(text):
    assert refused(text)[0] in ("E020", "E021")


def test_a_time_needs_a_day():
    assert refused("2014-06 14:30")[:2] == ("E020", "“2014-06 14:30” has a time but no day.")


def test_a_day_begins_and_ends_at_midnight_of_its_zone():
    day = read_partial_date("2014-06-10")

    assert day.begins(BRUSSELS) == datetime(2014, 6, 9, 22, tzinfo=UTC)
    assert day.is_over(BRUSSELS) == datetime(2014, 6, 10, 22, tzinfo=UTC)


def test_a_month_is_over_when_its_last_day_is():
    assert read_partial_date("2014-02").is_over(BRUSSELS) == datetime(2014, 2, 28, 23, tzinfo=UTC)


def test_the_day_on_which_summer_time_begins_has_23_hours():
    day = read_partial_date("2026-03-29")

    assert (day.is_over(BRUSSELS) - day.begins(BRUSSELS)).total_seconds() == 23 * 3600


def test_machines_get_the_offset_with_a_time_and_never_a_day_that_is_not_known():
    assert read_partial_date("2014-06-10 14:30").machine(BRUSSELS) == "2014-06-10T14:30+02:00"
    assert read_partial_date("2013-11").machine(BRUSSELS) == "2013-11"


def test_a_time_that_the_clock_skips_is_refused_with_both_choices():
    error = find_clock_change(read_partial_date("2026-03-29 02:30"), BRUSSELS)

    assert error is not None
    assert (error.code, error.message, error.mend) == (
        "E026",
        "02:30 does not exist on 2026-03-29 in Europe/Brussels: the clock jumps forward.",
        "Write “2026-03-29 01:30” or “2026-03-29 03:30”.",
    )


def test_a_time_that_comes_twice_is_refused():
    error = find_clock_change(read_partial_date("2026-10-25 02:30"), BRUSSELS)

    assert error is not None
    assert error.code == "E027"
    assert error.message.startswith("02:30 comes twice on 2026-10-25 in Europe/Brussels: the clock goes back")


@pytest.mark.parametrize("text", ["2026-03-29 01:59", "2026-03-29 03:00", "2026-10-25 01:59", "2026-10-25 03:00"])
def test_times_around_a_change_of_the_clock_are_right(text):
    assert find_clock_change(read_partial_date(text), BRUSSELS) is None
