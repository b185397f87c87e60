"""Older entries in archives after RFC 5005: all are there, and an archive that is full stays as it is."""

from __future__ import annotations

import sys

from lxml import etree

from core.site.ledger import Row, written
from plugins.build.plugin import run
from tests.built import Built
from tests.conftest import ROOT, with_bare, write
from tests.feeds.reading import entries, parsed

HISTORY = "{http://purl.org/syndication/history/1.0}archive"


def news(numbers, day=lambda number: f"2026-{1 + number // 28:02}-{1 + number % 28:02}"):
    pages = {f"news/n{n}.md": f"---\ntitle: N{n}\nsummary: S\npublished: {day(n)}\n---\nText {n}.\n" for n in numbers}
    return {"news/index.md": "---\ntitle: News\n---\n", **pages}


def titles(built: Built, address: str) -> list[str]:
    return [str(entry["title"]) for entry in entries(built, address)]


def chain(built: Built, address: str) -> list[str]:
    """Return a feed and, by the way that it tells, all its archives."""
    found = [address]
    while older := [one.href for one in parsed(built, found[-1]).feed.links if one.rel == "prev-archive"]:
        found.append(older[0].removeprefix("https://example.org"))
    return found


def test_thirty_entries_need_no_archive(build):
    built = build(news(range(30)))

    assert chain(built, "/feeds/news/atom.xml") == ["/feeds/news/atom.xml"]
    assert not built.has("/feeds/news/archive-1/atom.xml")


def test_the_way_through_the_archives_leads_to_every_entry(build):
    built = build(news(range(95)))

    for start in ("/feed.xml", "/atom.xml", "/feeds/news/feed.xml"):
        current, *archives = (titles(built, address) for address in chain(built, start))
        assert current == [f"N{n}" for n in range(94, 64, -1)]
        assert archives == [[f"N{n}" for n in range(first, first + 30)] for first in (60, 30, 0)]


def test_an_archive_says_that_it_is_one_and_where_the_feed_is(build):
    built = build(news(range(31)))

    archive = etree.fromstring(built.bytes("/feeds/news/archive-1/atom.xml"))
    current = etree.fromstring(built.bytes("/feeds/news/atom.xml"))
    assert archive.find(HISTORY) is not None
    assert current.find(HISTORY) is None
    links = {link.rel: link.href for link in parsed(built, "/feeds/news/archive-1/atom.xml").feed.links}
    assert links["current"] == "https://example.org/feeds/news/atom.xml"
    assert links["self"] == "https://example.org/feeds/news/archive-1/atom.xml"
    assert "prev-archive" not in links


def test_a_full_archive_does_not_change_when_more_is_published(build):
    before = build(news(range(61)), name="before")
    after = build(news(range(125)), name="after")

    for number in (1, 2):
        address = f"/feeds/news/archive-{number}/atom.xml"
        assert before.bytes(address) == after.bytes(address)
    assert not before.has("/feeds/news/archive-3/atom.xml")
    assert after.has("/feeds/news/archive-4/atom.xml")


def test_something_old_that_is_put_up_late_is_in_the_feed_and_changes_no_archive(build):
    files = news(range(61))
    late = {"news/late.md": "---\ntitle: Late\nsummary: S\npublished: 2010-01-01\n---\n"}
    rows = [Row("page", f"tag:example.org,2026:news/n{n}", f"/news/n{n}/", "2026-06-01") for n in range(61)]
    before = build(files, name="before")

    after = build({**files, **late, "ledger.csv": written(rows)}, name="after")

    for number in (1, 2):
        address = f"/feeds/news/archive-{number}/atom.xml"
        assert before.bytes(address) == after.bytes(address)
    assert titles(after, "/feeds/news/atom.xml")[-1] == "Late"


def test_the_ledger_keeps_every_feed_and_archive(build):
    report: dict = {}
    built = build(news(range(31)))
    folder = write(built.folder.parent / "again", with_bare(news(range(31))))
    run("publishconf.py", PATH=str(folder), OUTPUT_PATH=str(built.folder), NOW="2026-06-15T00:00+02:00", REPORT=report)

    rows = [line.split(",") for line in report["ledger"]().decode().splitlines()]
    assert {row[2] for row in rows if row[0] == "feed"} == {
        f"/{folder}{name}" for folder in ("", "feeds/news/") for name in ("feed.xml", "atom.xml", "feed.json")
    } | {"/feeds/everything/archive-1/atom.xml", "/feeds/news/archive-1/atom.xml"}


def test_four_times_the_entries_are_four_times_the_work(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    effort = []
    for count in (90, 360):
        content = write(
            tmp_path / str(count), with_bare(news(range(count), lambda n: f"2025-{1 + n // 31:02}-{1 + n % 28:02}"))
        )
        effort.append(calls_for_an_entry(content))

    assert effort[1] < 1.05 * effort[0]


def calls_for_an_entry(content) -> float:
    """Return how many functions are called for one entry of a feed or an archive, when all of them are made."""
    report: dict = {}
    run("publishconf.py", PATH=str(content), NOW="2040-01-01T00:00+02:00", WRITE=False, REPORT=report)
    feeds = [output for output in report["build_context"].outputs if output.kept == "feed"]
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for output in feeds:
            output.make()
    finally:
        sys.setprofile(None)
    return calls / sum(len(output.texts or ()) for output in feeds)
