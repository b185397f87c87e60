"""At random moments: before its minute nothing of a page is in any byte of the site, from then on all of it is."""

from __future__ import annotations

import gzip
import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.site.published_rows import rows_of_site
from core.views.event_lists import next_change
from core.views.view_builder import ViewBuilder
from tests.built import Built
from tests.conftest import PROJECT, Files, read

ZONES = (
    "Europe/Brussels",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
)  # two change by less or stand by half
NIGHTS = ("2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04", "2026-03-08", "2026-11-01")  # of changing clocks
MINUTE = timedelta(minutes=1)
MOMENTS = 200


def a_moment(chance: random.Random, zone: ZoneInfo) -> datetime:
    """Return a minute, more often than not in or around a night in which a clock changes."""
    if chance.random() < 0.6:
        day = datetime.fromisoformat(chance.choice(NIGHTS)).replace(tzinfo=UTC)
        return day + timedelta(minutes=chance.randrange(-24 * 60, 24 * 60))
    return datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=chance.randrange(360 * 24 * 60))


def written(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as an editor writes it: with the offset only where the clock shows that time twice."""
    local = instant.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%Y-%m-%d %H:%M}" + (f"{local:%z}"[:3] + ":" + f"{local:%z}"[3:] if twice else "")


def a_site(number: int, zone: ZoneInfo, appears: str, expires: str) -> tuple[Files, str]:
    """Return a site with pages of four kinds that appear at a moment and expire at another, and the word that marks them."""
    word = f"xylophonist{number}"
    timed = f"published: {appears}\n" + (f"expires: {expires}\n" if expires else "")
    head = f"---\ntitle: {word} title\nsummary: {word} summary.\n{timed}"
    indexes = {f"{folder}/index.md": f"---\ntitle: {folder}\n---\nText\n" for folder in ("news", "events", "results")}
    return {
        "project.yaml": PROJECT.replace("Europe/Brussels", zone.key)
        + "folders: {news: news, events: event, results: result}\n",
        **indexes,
        "news/other.md": "---\ntitle: Other\nsummary: S.\npublished: 2025-01-01\n---\nText\n",
        f"news/{word}-n.md": f"{head}aliases: [/{word}-old/]\n---\n## {word}\n\n[A plan](../files/{word}.pdf)\n",
        f"events/{word}-e.md": f"{head}start: 2030-02-10\nplace: {word} hall\n---\n{word}\n",
        f"results/{word}-r.md": f"{head}type: guide\n---\n{word}\n",
        f"files/{word}.pdf": b"%PDF-1.4\n",
    }, word


def cases() -> list[tuple[int, ZoneInfo, datetime, datetime | None]]:
    """Return 200 moments of appearance, half of them with one of expiry; the same in each run."""
    chance = random.Random(34)
    found = []
    for number in range(MOMENTS):
        zone = ZoneInfo(ZONES[number % len(ZONES)])
        appears = a_moment(chance, zone)
        expires = appears + timedelta(minutes=chance.choice([1, 30, 60, 90, 60 * 24, 60 * 24 * 40]))
        found.append((number, zone, appears, expires if chance.random() < 0.5 else None))
    return found


def test_at_200_moments_a_page_appears_and_expires_at_its_minute_and_the_site_says_when():
    for number, zone, appears, expires in cases():
        files, word = a_site(number, zone, written(appears, zone), written(expires, zone) if expires else "")
        pages = {f"news/{word}-n.md", f"events/{word}-e.md", f"results/{word}-r.md"}

        def at(instant: datetime, files: Files = files, zone: ZoneInfo = zone):
            site, problems = read(files, instant.astimezone(zone).isoformat())
            assert [str(problem) for problem in problems] == [], (files, instant)
            assert site is not None
            return site

        before = at(appears - MINUTE)
        assert not pages & before.nodes.keys(), number
        assert not [row for row in rows_of_site(before) if word in f"{row.id}{row.address}"], number
        assert before.files == set(), number
        assert next_change(before, ViewBuilder(before, {})) == appears, number
        there = at(appears)
        assert pages <= there.nodes.keys(), number
        assert {node.path for kind in ("news", "event", "result") for node in there.of_kind(kind)} >= pages, number
        assert there.files == {f"files/{word}.pdf"}, number
        coming = next_change(there, ViewBuilder(there, {}))
        assert coming == (expires or there.of_kind("event")[0].page.start.begins(zone)), number
        if expires:
            last, gone = at(expires - MINUTE), at(expires)
            assert not last.expired, number
            assert gone.expired == pages, number
            assert pages <= gone.nodes.keys(), number


def everything(folder: Path) -> dict[str, bytes]:
    """Return the names and bytes of all files, compressed ones unpacked."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in files.items()}


def with_word(folder: Path, word: str) -> set[str]:
    files = everything(folder)
    return {name for name, data in files.items() if word in name or word.encode() in data.lower()}


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> list[tuple[int, ZoneInfo, datetime, datetime | None]]:
    """The moments for which whole sites are built."""
    every = cases()
    return every if request.config.getoption("thorough") else every[:: MOMENTS // 5]


def test_in_built_sites_nothing_of_a_page_is_in_any_byte_before_its_minute_and_all_of_it_after(sample, build):
    for number, zone, appears, expires in sample:
        files, word = a_site(number, zone, written(appears, zone), written(expires, zone) if expires else "")

        def at(instant: datetime, name: str, files: Files = files, zone: ZoneInfo = zone) -> Built:
            return build(files, now=instant.astimezone(zone).isoformat(), name=name)

        before = at(appears - MINUTE, f"before-{number}")
        assert with_word(before.folder, word) == set(), number
        assert datetime.fromisoformat(json.loads(before.bytes("/build.json"))["next"]) == appears, number
        found = with_word(at(appears, f"there-{number}").folder, word)
        assert found >= {
            f"news/{word}-n/index.html", f"events/{word}-e/index.html", f"results/{word}-r/index.html", "feed.xml",
            f"files/{word}.pdf", f"{word}-old/index.html", "atom.xml", "feed.json", "sitemap.xml", "news/index.html",
            "calendars/events.ics", "site-index/index.html", "site-map/index.html", "results/register.csv",
        }, number  # fmt: skip
        if expires:
            gone = with_word(at(expires, f"gone-{number}").folder, word)
            assert f"news/{word}-n/index.html" in gone, number
            assert not gone & {"feed.xml", "atom.xml", "feed.json", "sitemap.xml", "news/index.html", "index.html"}, (
                number
            )
