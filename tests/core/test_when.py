"""Dates in words: what is known is said, what is not is left out."""

from __future__ import annotations

import pytest

from core.dates.partial_date import read_partial_date
from core.views.date_text import DateFormatter


def when(start: str, end: str | None = None, zone: str | None = None, language: str = "en-GB"):
    return DateFormatter(language).when(read_partial_date(start), read_partial_date(end) if end else None, zone)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2015", None, "2015"),
        ("2013-11", None, "November 2013"),
        ("2014-06-10", None, "10 June 2014"),
        ("2014-06-10", "2014-06-10", "10 June 2014"),
        ("2014-06-10", "2014-06-11", "10–11 June 2014"),
        ("2014-06-30", "2014-07-01", "30 June – 1 July 2014"),
        ("2014-12-31", "2015-01-01", "31 December 2014 – 1 January 2015"),
        ("2012-11", "2015-07", "November 2012 – July 2015"),
        ("2012", "2015", "2012–2015"),
    ],
)
def test_a_span_is_said_in_the_words_of_the_language(start, end, text):
    assert when(start, end).text == text


def test_a_span_in_french():
    assert when("2014-06-10", "2014-07-01", language="fr").text == "10 juin – 1 juillet 2014"


def test_a_time_is_said_with_its_zone():
    said = when("2014-06-10 09:30", "2014-06-10 12:00", "Europe/Brussels")

    assert said.text == "10 June 2014, 09:30–12:00"
    assert (said.start, said.end) == ("2014-06-10T09:30+02:00", "2014-06-10T12:00+02:00")
    assert said.zone == "Central European Summer Time"


def test_a_time_over_two_days_names_both():
    assert when("2014-06-10 09:30", "2014-06-11 12:00", "Europe/Brussels").text == (
        "10 June 2014, 09:30 – 11 June 2014, 12:00"
    )


def test_only_plain_spaces_are_used():
    for start, end in (("2012-11", "2015-07"), ("2014-06-30", "2014-07-01"), ("2012", "2015")):
        assert "\u2009" not in when(start, end).text
