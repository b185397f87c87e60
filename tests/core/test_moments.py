"""The instant for which a site is made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.dates.instants import announced, instant, minute_of, overdue
from core.dates.partial_date import read_partial_date

BRUSSELS = ZoneInfo("Europe/Brussels")


def test_a_day_begins_at_midnight_in_the_zone():
    assert instant("2026-06-15", BRUSSELS) == datetime(2026, 6, 14, 22, tzinfo=UTC)


def test_a_moment_with_its_zone_is_taken_as_it_is():
    assert instant("2026-06-15T14:00+05:30", BRUSSELS) == datetime(2026, 6, 15, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-06-15T14:00", "soon", "", "2026-02-30"])
def test_what_is_neither_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        instant(text, BRUSSELS)


def test_the_minute_of_an_instant_is_told_on_the_clock_of_the_zone():
    moment = datetime(2026, 6, 15, 22, 30, 59, 999, tzinfo=UTC).timestamp()

    assert minute_of(moment, BRUSSELS).isoformat() == "2026-06-16T00:30:00+02:00"


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-06-10", "2026-06-10T10:00:00+00:00"),  # noon in Brussels
        ("2026-01-10", "2026-01-10T11:00:00+00:00"),
        ("2025-11", "2025-11-30T11:00:00+00:00"),
        ("2025", "2025-12-31T11:00:00+00:00"),
        ("2026-06-10 08:00", "2026-06-10T06:00:00+00:00"),
    ],
)
def test_a_day_stands_for_its_noon_and_a_month_for_its_last_day(written, utc):
    assert announced(read_partial_date(written), BRUSSELS, datetime(2027, 1, 1, tzinfo=UTC)).isoformat() == utc


@pytest.mark.parametrize(
    ("written", "now", "utc"),
    [
        ("2026-06-10", "2026-06-10T00:00+02:00", "2026-06-09T22:00:00+00:00"),
        ("2026-06-10", "2026-06-10T11:59+02:00", "2026-06-09T22:00:00+00:00"),
        ("2026-06-10", "2026-06-10T12:00+02:00", "2026-06-10T10:00:00+00:00"),
        ("2026-06-10 15:00", "2026-06-10T12:00+02:00", "2026-06-10T10:00:00+00:00"),
        ("2026-06", "2026-06-10T12:00+02:00", "2026-05-31T22:00:00+00:00"),
        ("2026-07-10", "2026-06-10T12:00+02:00", "2026-06-10T10:00:00+00:00"),
    ],
)
def test_no_date_stands_for_an_instant_that_is_ahead(written, now, utc):
    assert announced(read_partial_date(written), BRUSSELS, datetime.fromisoformat(now)).isoformat() == utc


def test_a_site_is_overdue_from_its_next_change_on():
    report = {"next": "2026-06-15T10:00+02:00"}

    assert overdue(report, datetime(2026, 6, 15, 7, 59, tzinfo=UTC)) < timedelta()
    assert overdue(report, datetime(2026, 6, 15, 9, 0, tzinfo=UTC)) == timedelta(hours=1)
    assert overdue({"next": None}, datetime(2026, 6, 15, tzinfo=UTC)) == timedelta()


@pytest.mark.parametrize("report", [{}, [], {"next": 7}, {"next": "soon"}, {"next": "2026-06-15T10:00"}])
def test_what_no_build_has_left_says_nothing_about_a_site(report):
    with pytest.raises((KeyError, TypeError, ValueError)):
        overdue(report, datetime(2026, 6, 15, tzinfo=UTC))
