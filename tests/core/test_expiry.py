"""Pages that are no longer valid, and what editors are reminded of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.checks.advice import find_advice, review_list, reviews
from core.problems.advice import report
from core.site.published_rows import rows_of_site
from core.views.event_lists import next_change
from core.views.view_builder import ViewBuilder
from plugins.calendars.reviews import review_calendar
from tests.conftest import Files, read, site_of, told

INDEX = {"news/index.md": "---\ntitle: News\n---\n"}


def item(more: str = "", text: str = "") -> str:
    return f"---\ntitle: An item\nsummary: Something is new.\npublished: 2026-01-10\n{more}---\n{text}"


@pytest.mark.parametrize(
    ("expires", "now", "valid"),
    [
        ("2026-12-24", "2026-12-23T23:59+01:00", True),
        ("2026-12-24", "2026-12-24T00:00+01:00", False),
        ("2026-12-24 09:00", "2026-12-24T08:59+01:00", True),
        ("2026-12-24 09:00", "2026-12-24T09:00+01:00", False),
        ("2026-10-25 02:30+01:00", "2026-10-25T00:31+00:00", True),
        ("2026-10-25 02:30+01:00", "2026-10-25T01:30+00:00", False),
        ("2026-12", "2026-12-01T00:00+01:00", False),
    ],
)
def test_a_page_leaves_lists_at_the_minute_it_expires_and_keeps_its_address(expires, now, valid):
    site = site_of({**INDEX, "news/item.md": item(f"expires: {expires}\n")}, now)
    rows = {row.address for row in rows_of_site(site)}

    assert ("news/item.md" not in site.expired) is valid
    assert bool(site.of_kind("news")) is valid
    assert bool(site.nodes["news/index.md"].below) is valid
    assert site.nodes["news/item.md"].findable is valid
    assert "news/item.md" in site.nodes
    assert "/news/item/" in rows


def test_the_next_change_is_when_a_page_expires():
    site = site_of({**INDEX, "news/item.md": item("expires: 2026-12-24 09:00\n")})

    assert next_change(site, ViewBuilder(site, {})) == datetime(2026, 12, 24, 8, tzinfo=UTC)


def test_a_page_that_has_expired_may_be_linked_to():
    assert (
        told({**INDEX, "news/item.md": item("expires: 2026-02-01\n"), "a.md": "---\ntitle: A\n---\n[It](news/item.md)"})
        == []
    )


REVIEWS: Files = {
    "a.md": "---\ntitle: About\nreview: 2026-06-15\nowner: Anna Example\n---\nText\n",
    "b.md": "---\ntitle: Before\nreview: 2026-05\n---\nText\n",
    "c.md": "---\ntitle: Coming\nreview: 2026-06-16\nowner: anna@example.org\n---\nText\n",
    "d.md": "---\ntitle: Draft\nreview: 2026-01-01\ndraft: true\n---\nText\n",
    "e.md": "---\ntitle: Embargoed\nreview: 2026-06-01\npublished: 2026-07-01\n---\nText\n",
}


def test_from_the_day_of_its_review_on_a_page_is_named_with_who_looks_after_it():
    site, problems = read({**REVIEWS, "c.md": "---\ntitle: Coming\nreview: 2026-06-16\n---\nText\n"})

    assert problems == []
    assert site is not None
    step = "    Read it, correct what is no longer right, and write the next date, or take the line out."
    assert report(find_advice(site)).split("\n") == [
        "To look at (nothing of this is wrong):",
        "content/a.md:3: review: the page was to be read again on 2026-06-15, by Anna Example.",
        step,
        "content/b.md:3: review: the page was to be read again on 2026-05-01.",
        step,
        "content/e.md:3: review: the page was to be read again on 2026-06-01.",
        step,
    ]


def test_the_list_of_reviews_is_in_order_and_says_what_comes_next():
    site, _ = read(REVIEWS)

    assert site is not None
    assert review_list(site).split("\n") == [
        "Due for review:",
        "  2026-05-01  b.md  Before",
        "  2026-06-01  e.md  Embargoed",
        "  2026-06-15  a.md  About (Anna Example)",
        "To come:",
        "  2026-06-16  c.md  Coming (anna@example.org)",
    ]


def test_without_a_date_of_review_the_list_says_how_to_set_one():
    assert review_list(site_of({})).startswith("No page has a date of review.")


def test_reviews_are_whole_days_of_a_calendar():
    site, _ = read(REVIEWS)
    assert site is not None
    lines = review_calendar(reviews(site), "EXAMPLE", site.now).decode().replace("\r\n ", "").split("\r\n")

    assert [line for line in lines if line.startswith("DTSTART")] == [
        f"DTSTART;VALUE=DATE:{day}" for day in ("20260501", "20260601", "20260615", "20260616")
    ]
    assert "SUMMARY:Review: About (Anna Example)" in lines
    assert "UID:tag:example.org\\,2026:page/a/review" in lines or "UID:tag:example.org,2026:page/a/review" in lines
    assert review_calendar(reviews(site), "EXAMPLE", site.now) == review_calendar(reviews(site), "EXAMPLE", site.now)


def test_a_sentence_of_the_manual_is_pointed_out():
    text = "---\ntitle: X\nsummary: The plan of the first city has been approved.\npublished: 2026-01-01\n---\nText\n"
    found = list(find_advice(site_of({**INDEX, "news/x.md": text})))

    assert [(one.line, one.field, one.message) for one in found] == [
        (3, "summary", "“The plan of the first city has been approved.” is the example of the manual.")
    ]


def test_a_page_that_is_not_there_yet_may_lack_its_text_and_says_so():
    text = "---\ntitle: X\nsummary: S.\npublished: 2026-12-24\n---\n\nWrite the text here.\n"
    found = list(find_advice(site_of({**INDEX, "news/x.md": text})))

    assert [one.message for one in found] == [
        "the text is still “Write the text here.”, and the page is not published before 2026-12-24 (content/news/x.md:4)."
    ]
