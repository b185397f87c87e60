"""When a page is published, and what has to be there by then."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from core.dates.partial_date import read_partial_date
from core.documents.schema import Page
from core.documents.sources import Sources
from core.read_site import read_site
from core.site.publication import appears
from core.site.published_rows import rows_of_site
from core.views.event_lists import next_change
from core.views.view_builder import ViewBuilder
from tests.conftest import Files, read, site_of, told, with_bare

BRUSSELS = ZoneInfo("Europe/Brussels")
INDEX = {"news/index.md": "---\ntitle: News\n---\n"}


def item(published: str, text: str = "", more: str = "") -> str:
    return f"---\ntitle: An item\nsummary: Something is new.\npublished: {published}\n{more}---\n{text}"


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-12-24", "2026-12-23T23:00+00:00"),  # midnight in Brussels
        ("2026-07-01", "2026-06-30T22:00+00:00"),
        ("2026-12-24 09:00", "2026-12-24T08:00+00:00"),
        ("2026-10-25 02:30+02:00", "2026-10-25T00:30+00:00"),
        ("2026-10-25 02:30+01:00", "2026-10-25T01:30+00:00"),
        ("2026-11", "2026-11-30T23:00+00:00"),  # when it is over
        ("2026", "2026-12-31T23:00+00:00"),
    ],
)
def test_a_page_appears_at_the_minute_that_its_date_means_in_the_zone_of_the_project(written, instant):
    page = Page(title="A page", published=read_partial_date(written))

    assert appears(page, BRUSSELS) == datetime.fromisoformat(instant)


def test_a_page_without_a_date_has_always_been_there():
    assert appears(Page(title="A page"), BRUSSELS) is None


@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("2026-12-24T08:59+01:00", False),
        ("2026-12-24T09:00+01:00", True),
        ("2026-12-24T07:59+00:00", False),
        ("2026-12-24T17:00+09:00", True),
    ],
)
def test_a_page_is_there_from_its_minute_on_wherever_the_clock_hangs(now, there):
    site = site_of({**INDEX, "news/item.md": item("2026-12-24 09:00")}, now)

    assert ("news/item.md" in site.nodes) is there
    assert [node.path for node in site.of_kind("news")] == (["news/item.md"] if there else [])
    assert [node.path for node in site.nodes["news/index.md"].below] == (["news/item.md"] if there else [])


def test_the_next_change_is_when_the_next_page_appears_and_a_draft_never_does():
    files = {
        **INDEX,
        "news/a.md": item("2026-12-24 09:00"),
        "news/b.md": item("2026-12-01"),
        "news/c.md": item("2026-07-01", more="draft: true\n"),
    }
    site = site_of(files)
    words = {"words": "none are needed"}

    assert next_change(site, ViewBuilder(site, words)) == datetime(2026, 11, 30, 23, tzinfo=UTC)
    later = site_of(files, "2026-12-01T00:00+01:00")
    assert next_change(later, ViewBuilder(later, words)) == datetime(2026, 12, 24, 8, tzinfo=UTC)
    last = site_of(files, "2026-12-24T09:00+01:00")
    assert next_change(last, ViewBuilder(last, words)) is None


HELD_BACK = [("published: 2026-12-24\n", "ahead"), ("published: 2026-01-01\ndraft: true\n", "draft")]


@pytest.mark.parametrize("line", [line for line, _ in HELD_BACK], ids=[name for _, name in HELD_BACK])
def test_what_only_a_page_that_is_not_there_names_is_not_published(line):
    event = (
        "---\ntitle: Meeting\nsummary: We meet.\nstart: 2027-02-10\nplace: Online\n"
        f"{line}image: ../images/cover.svg\nimage_alt: A cover\n"
        "materials:\n  - title: Slides\n    file: ../files/slides.pdf\n---\n"
        "[The plan](../files/plan.pdf), ![a map](../images/map.svg) and [a table](../files/both.csv).\n"
    )
    files: Files = {
        "events/index.md": "---\ntitle: Events\n---\n[The same table](../files/both.csv)\n",
        "events/meeting.md": event,
        "results/index.md": "---\ntitle: Results\n---\n",
        "results/guide.md": f"---\ntitle: Guide\ntype: guide\n{line}file: ../files/guide.pdf\n---\n",
        "images/cover.svg": b"<svg/>",
        "images/map.svg": b"<svg/>",
        **{f"files/{name}": b"%PDF-1.4" for name in ("slides.pdf", "plan.pdf", "guide.pdf", "both.csv")},
    }
    site = site_of(files)

    assert site.files == {"files/both.csv"}
    assert [row.address for row in rows_of_site(site) if row.kind == "file"] == ["/files/both.csv"]


def test_at_home_what_a_draft_names_is_shown():
    files: Files = {"page.md": "---\ntitle: P\ndraft: true\n---\n[The plan](plan.pdf)\n", "plan.pdf": b"%PDF"}
    site, problems = read(files, drafts=True)

    assert problems == []
    assert site is not None
    assert site.files == {"plan.pdf"}


def test_a_page_may_name_another_that_appears_no_later():
    files = {
        **INDEX,
        "news/first.md": item("2026-12-01"),
        "news/same.md": item("2026-12-01", "[The first](first.md)"),
        "news/later.md": item("2026-12-02", "[The first](first.md)"),
        "news/draft.md": item("2026-06-01", "[The first](first.md)", "draft: true\n"),
    }

    assert told(files) == []


def test_a_page_that_appears_may_not_name_one_that_appears_later_still():
    files = {**INDEX, "news/a.md": item("2026-12-02"), "news/b.md": item("2026-12-01 23:59", "[The other](a.md)")}

    assert told(files) == [
        "content/news/b.md:6: “a.md” is not published before 2026-12-02 (content/news/a.md:4). [E035]\n"
        "    Take the link out until then, or give that page an earlier date."
    ]


def test_what_is_linked_to_may_be_linked_to_once_it_is_there():
    files = {**INDEX, "news/a.md": item("2026-06-15"), "news/b.md": item("2026-06-01", "[The other](a.md)")}

    assert told(files) == []


def test_as_the_site_was_a_page_of_the_ledger_that_came_later_is_not_missed():
    ledger = b"kind,id,address,first_published\npage,,/page/,2026-06-10\n"
    files: Files = {"page.md": "---\ntitle: P\npublished: 2026-06-10\n---\n", "ledger.csv": ledger}

    sources = Sources("content", with_bare(files), {}, {})
    before = datetime.fromisoformat("2026-06-09T12:00+02:00")

    site, problems = read_site(sources, before, present=False)
    assert problems == []
    assert site is not None
    assert "page.md" not in site.nodes
    assert [problem.code for problem in read_site(sources, before)[1]] == ["E091"]
