"""What a site shows of pages that are not there yet, and of those that are no longer valid."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from plugins.build.plugin import run
from tests.built import Built
from tests.conftest import ROOT, SMALL, run_site, with_bare, write

MARK = "Xylophonist"  # a word that nothing else has

INDEXES = {
    "news/index.md": "---\ntitle: News\n---\n",
    "events/index.md": "---\ntitle: Events\n---\n",
    "results/index.md": "---\ntitle: Results\n---\n",
    "about/index.md": "---\ntitle: About\n---\nText\n",
    "news/old.md": "---\ntitle: Old\nsummary: S.\npublished: 2026-01-01\n---\nText\n",
    "events/meeting.md": "---\ntitle: Meeting\nsummary: S.\npublished: 2026-01-01\nstart: 2027-02-10\nplace: Online\n---\n",
    "results/guide.md": "---\ntitle: Guide\ntype: guide\n---\nText\n",
}


def marked(line: str) -> dict[str, str | bytes]:
    """Return a page of four kinds with a word of their own in every field, and with this line among the fields."""
    common = f"title: {MARK} title\nsummary: {MARK} summary.\n{line}aliases: [/{MARK.lower()}-alias/]\n"
    news, event, result, page = (common.replace("-alias", f"-alias-{number}") for number in range(4))
    return {
        f"news/{MARK.lower()}-n.md": f"---\n{news}---\n## {MARK} heading\n\n[Plan](../files/{MARK.lower()}.pdf)\n",
        f"events/{MARK.lower()}-e.md": f"---\n{event}start: 2027-03-10\nplace: {MARK} hall\n---\n{MARK} text\n",
        f"results/{MARK.lower()}-r.md": f"---\n{result}type: guide\n---\n{MARK} text\n",
        f"about/{MARK.lower()}-p.md": f"---\n{page}---\n{MARK} text\n",
        f"files/{MARK.lower()}.pdf": b"%PDF-1.4\n",
    }


def traces(folder: Path) -> list[str]:
    """Return the files of a site whose name or bytes have the word."""
    word = re.compile(MARK.encode(), re.IGNORECASE)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder).as_posix(), path) for path in files)
    return [name for name, path in names if word.search(name.encode()) or word.search(path.read_bytes())]


@pytest.mark.parametrize("line", ["published: 2026-12-24 09:00\n", "published: 2026-01-01\ndraft: true\n"])
def test_nothing_of_what_is_not_published_is_in_any_file(line, build):
    built = build(INDEXES | marked(line), now="2026-12-24T08:59+01:00")

    assert traces(built.folder) == []


def test_all_of_a_page_is_there_from_its_minute_on(build):
    files = INDEXES | marked("published: 2026-12-24 09:00\n")
    built = build(files, now="2026-12-24T09:00+01:00", name="then")
    found = traces(built.folder)
    word = MARK.lower()

    for name in (
        f"news/{word}-n/index.html", f"events/{word}-e/index.html", f"results/{word}-r/index.html",
        f"about/{word}-p/index.html", f"files/{word}.pdf", f"{word}-alias-0/index.html", "feed.xml", "atom.xml",
        "feed.json", "sitemap.xml", "calendars/events.ics", "news/index.html", "events/index.html", "site-index/index.html",
        "site-map/index.html", "results/register.bib", "theme/places.json",
    ):  # fmt: skip
        assert name in found, name


def test_the_next_build_is_due_at_the_minute_of_the_page(build):
    built = build(INDEXES | marked("published: 2026-12-24 09:00\n"), now="2026-12-24T08:59+01:00")

    report = json.loads((built.folder / "build.json").read_bytes())
    assert report["next"] == "2026-12-24T09:00+01:00"


def test_no_feed_has_an_entry_from_the_future(build):
    text = "---\ntitle: Today\nsummary: S.\npublished: 2026-12-24\nupdated: 2026-12-24\n---\nText\n"
    built = build(INDEXES | {"news/today.md": text}, now="2026-12-24T08:59+01:00")
    feed = (built.folder / "atom.xml").read_text("utf-8")

    assert max(re.findall(r"<(?:published|updated)>([^<]+)<", feed)) == "2026-12-23T23:00:00+00:00"


def test_what_has_expired_leaves_lists_and_search_and_keeps_its_address(build):
    line = "published: 2026-01-01\nexpires: 2026-12-24\n"
    built = build(INDEXES | marked(line), now="2026-12-24T00:00+01:00")
    word = MARK.lower()
    page = built[f"/news/{word}-n/"]

    assert "This page is no longer valid. It expired on December 24, 2026." in page.tree.text_content()
    assert page.all("//meta[@name='robots'][@content='noindex']")
    for name in (
        "news/index.html", "events/index.html", "about/index.html", "results/index.html", "index.html", "sitemap.xml",
        "site-index/index.html", "site-map/index.html", "feed.xml", "atom.xml", "feed.json", "theme/places.json",
    ):  # fmt: skip
        assert MARK.lower() not in (built.folder / name).read_text("utf-8").lower(), name
    assert f"events/{word}-e/index.html" in traces(built.folder)
    assert f"files/{word}.pdf" in traces(built.folder)
    assert MARK in (built.folder / "calendars/events.ics").read_text("utf-8")


def test_a_feed_stays_where_all_that_was_in_it_has_expired(build):
    files = {
        "news/index.md": INDEXES["news/index.md"],
        "news/old.md": "---\ntitle: Old\nsummary: S.\npublished: 2026-01-01\nexpires: 2026-02-01\n---\nText\n",
    }
    built = build(files)

    for name in ("feed.xml", "atom.xml", "feed.json", "feeds/news/atom.xml"):
        assert "Old" not in (built.folder / name).read_text("utf-8"), name
    assert "<updated>2026-01-01T11:00:00+00:00</updated>" in (built.folder / "atom.xml").read_text("utf-8")


def test_what_is_for_editors_only_is_in_no_file(build):
    line = f"published: 2026-01-01\nreview: 2026-03-01\nowner: {MARK} Secretowner\n"
    built = build(INDEXES | marked(line))

    assert not any(b"Secretowner" in path.read_bytes() for path in built.folder.rglob("*") if path.is_file())


def test_at_home_a_page_that_is_not_there_yet_says_when_it_will_be(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    content = write(tmp_path / "content", with_bare(INDEXES | marked("published: 2026-12-24 09:00\n")))
    run(
        "pelicanconf.py",
        PATH=str(content),
        OUTPUT_PATH=str(tmp_path / "site"),
        NOW="2026-06-15T00:00:00+02:00",
        REPORT={},
    )
    page = Built(tmp_path / "site")[f"/news/{MARK.lower()}-n/"]

    assert "Not published yet: appears on December 24, 2026, 9:00" in page.tree.text_content().replace("\u202f", " ")


@pytest.mark.parametrize(
    ("line", "mark"),
    [("published: 2026-12-24 09:00\n", "Not published yet"), ("published: 2026-01-01\ndraft: true\n", "Draft")],
)
def test_at_home_cards_and_rows_say_what_is_not_published(tmp_path, monkeypatch, line, mark):
    monkeypatch.chdir(ROOT)
    content = write(tmp_path / "content", with_bare(INDEXES | marked(line)))
    folders = {"PATH": str(content), "OUTPUT_PATH": str(tmp_path / "site")}
    run("pelicanconf.py", **folders, NOW="2026-06-15T00:00:00+02:00", REPORT={})
    built = Built(tmp_path / "site")

    for address, place in (
        ("/news/", "li"), ("/events/", "li"), ("/about/", "li"), ("/results/", "li"), ("/results/", "tr"), ("/", "aside//li"),
    ):  # fmt: skip
        found = built[address].all(f"//{place}[.//a[contains(., '{MARK}')]][.//*[contains(@class, 'tag')]]")
        assert any(mark in {tag.text for tag in one.find_class("tag")} for one in found), (address, place)
    for old in built["/news/"].all("//li[contains(@class, 'card')][.//a[contains(., 'Old')]]"):
        assert not old.find_class("tag")


@pytest.mark.parametrize("now", ["2026-06-15T00:00+02:00", "2026-12-24T09:00+01:00"])
def test_no_build_has_a_mark_of_what_is_not_published(build, now):
    built = build(INDEXES | marked("published: 2026-12-24 09:00\n"), now=now)

    pages = list(built.folder.rglob("*.html"))
    assert pages
    assert not any("Not published yet" in page.read_text("utf-8") for page in pages)


def test_a_page_of_this_morning_can_be_linked_to_for_the_rest_of_the_day(tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    (content / "news" / "today.md").write_text(
        "---\ntitle: Today\nsummary: S.\npublished: 2026-06-15 09:00\n---\nText\n", "utf-8"
    )
    (content / "news" / "link.md").write_text(
        "---\ntitle: Link\nsummary: S.\npublished: 2026-06-10\n---\nSee [today](today.md).\n", "utf-8"
    )
    before, after = (
        str(int(datetime.fromisoformat(f"2026-06-15T{at}+02:00").timestamp())) for at in ("08:59", "09:00")
    )
    for command in (("check",), ("build", "--output", tmp_path / "site"), ("publish", tmp_path / "live")):
        early = run_site(*command, "--content", content, SOURCE_DATE_EPOCH=before)
        late = run_site(*command, "--content", content, SOURCE_DATE_EPOCH=after)
        assert (early.returncode, "[E035]" in early.stderr) == (1, True), command
        assert late.returncode == 0, late.stderr
