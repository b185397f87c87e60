"""What a build remembers may be deleted, damaged or another's: it is dropped without a word, and never believed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from core.build.build_cache import BuildCache, CacheFile
from plugins.build.release_build import build_into
from tests.bench.synthetic import write_ours
from tests.conftest import ROOT, SMALL
from tests.speed.machine import KEY, STAMP, files_of

SETTINGS = {"CONTENT_LABEL": "content", "NOW": "2026-06-15T00:00:00+02:00", "PRESENT": False, "SEARCH": False}


@pytest.fixture(autouse=True)
def in_the_house(monkeypatch):
    monkeypatch.chdir(ROOT)


@pytest.fixture
def content(tmp_path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "content")


def build(
    content: Path, place: Path, kept: Path | None, stamp: bytes = STAMP, key: bytes = KEY, **how: object
) -> dict[str, bytes]:
    build_into(place, kept and CacheFile(kept, stamp, key), PATH=str(content), **{**SETTINGS, **how})
    return {path: data for path, data in files_of(place).items() if not path.startswith(".")}


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize("damage", [cut, flipped, lambda _: b"", lambda _: b"something else", lambda data: data * 2])
def test_a_damaged_state_is_as_good_as_none(content, tmp_path, damage):
    kept, place = tmp_path / "memory", tmp_path / "site"
    wanted = build(content, place, kept)
    kept.write_bytes(damage(kept.read_bytes()))

    assert build(content, place, kept) == wanted


def test_the_state_of_other_code_is_not_believed(content, tmp_path):
    kept, place = tmp_path / "memory", tmp_path / "site"
    wanted = build(content, place, kept)
    times = {path: path.stat().st_mtime_ns for path in place.rglob("*.html")}

    assert build(content, place, kept, b"t" * 16) == wanted
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*.html")} != times


class Harmful:
    """Leaves a file behind when it is read from a pickle."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.witness),)


def test_a_state_that_somebody_else_has_signed_is_not_even_read(content, tmp_path):
    kept, place, witness = tmp_path / "memory", tmp_path / "site", tmp_path / "witness"
    wanted = build(content, place, kept)
    CacheFile(kept, STAMP, b"another key" * 2).save(BuildCache(world=Harmful(witness)))

    assert build(content, place, kept) == wanted
    assert not witness.exists()

    CacheFile(kept, STAMP, KEY).save(BuildCache(world=Harmful(witness)))
    CacheFile(kept, STAMP, KEY).load()
    assert witness.exists()  # what is harmful about it would have shown


def test_the_state_of_another_site_changes_no_byte(content, tmp_path):
    kept, other = tmp_path / "memory", tmp_path / "other-content"
    shutil.copytree(SMALL, other)
    page = other / "news" / "first-map.md"
    page.write_text(page.read_text("utf-8").replace("first map", "second map"), "utf-8")
    build(other, tmp_path / "other", kept)

    assert build(content, tmp_path / "site", kept) == build(content, tmp_path / "clean", None)


def test_a_file_of_the_site_that_somebody_changed_is_made_again(content, tmp_path):
    kept, place = tmp_path / "memory", tmp_path / "site"
    wanted = build(content, place, kept)
    (place / "news" / "index.html").write_text("scribbled", "utf-8")
    (place / "feed.xml").unlink()

    assert build(content, place, kept) == wanted


def test_a_build_without_all_that_makes_it_quick_gives_the_same_bytes(tmp_path):
    content = tmp_path / "content"
    write_ours(content, 240)  # so many that both cores are used

    quick = build(content, tmp_path / "quick", tmp_path / "memory", PROCESSES=os.cpu_count() or 2)
    again = build(content, tmp_path / "quick", tmp_path / "memory", PROCESSES=os.cpu_count() or 2)
    plain = build(content, tmp_path / "plain", None, QUICK=False, PROCESSES=1)

    assert sorted(quick) == sorted(plain)
    assert [path for path in plain if quick[path] != plain[path]] == []
    assert again == quick


BEFORE, THEN, GONE = "2026-06-15T08:59+02:00", "2026-06-15T09:00+02:00", "2026-06-15T12:00+02:00"


@pytest.mark.parametrize(
    "instants", [(BEFORE, THEN, GONE), (THEN, BEFORE), (BEFORE, GONE, THEN)], ids=["onward", "back", "there and back"]
)
def test_what_appears_or_expires_between_two_builds_of_the_same_content_is_noticed(content, tmp_path, instants):
    timed = "published: 2026-06-15 09:00\nexpires: 2026-06-15 12:00\n"
    (content / "news" / "prize.md").write_text(f"---\ntitle: The prize\nsummary: S.\n{timed}---\n[P](prize.pdf)\n")
    (content / "news" / "prize.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (content / "cities" / "plan.md").write_text(f"---\ntitle: The plan\n{timed}---\nText\n")
    kept, place = tmp_path / "memory", tmp_path / "site"

    for number, now in enumerate(instants):
        wanted = build(content, tmp_path / f"anew-{number}", None, NOW=now)

        assert build(content, place, kept, NOW=now) == wanted, now
        assert ("news/prize/index.html" in wanted) is (now != BEFORE)
        assert ("news/prize.pdf" in wanted) is (now != BEFORE)


def test_a_build_in_another_minute_writes_nothing_but_when_it_was_made(content, tmp_path):
    kept, place = tmp_path / "memory", tmp_path / "site"
    wanted = build(content, place, kept, NOW="2026-06-15T09:00:00+02:00")
    times = {path: path.stat().st_mtime_ns for path in place.rglob("*") if path.is_file()}
    found = build(content, place, kept, NOW="2026-06-15T09:41:00+02:00")

    assert {path for path in found if found[path] != wanted[path]} == {"build.json"}
    assert {path.name for path, at in times.items() if path.stat().st_mtime_ns != at} == {"build.json"}
