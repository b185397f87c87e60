"""A process that stays keeps nothing of what is no longer shown."""

from __future__ import annotations

import gc
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.documents.sources import reread
from plugins.build import dev_build
from plugins.build.dev_build import DevBuild
from plugins.build.output_writer import OutputWriter
from tests.conftest import ROOT, SMALL

NOW = "2026-06-15T00:00:00+02:00"


@pytest.fixture
def site(tmp_path, monkeypatch) -> DevBuild:
    monkeypatch.chdir(ROOT)
    content = shutil.copytree(SMALL, tmp_path / "content")
    (tmp_path / "site").mkdir()
    return DevBuild(content, tmp_path / "site", "content")


def words(page: Path, number: int) -> None:
    text = page.read_text("utf-8").partition("\nNumber ")[0]
    page.write_text(f"{text}\nNumber {number}.\n", "utf-8")


def title(page: Path, number: int) -> None:
    lines = page.read_text("utf-8").split("\n")
    page.write_text("\n".join([lines[0], f"title: Title {number}", *lines[2:]]), "utf-8")


@pytest.mark.parametrize("change", [words, title])
def test_a_site_that_is_built_again_and_again_has_no_more_objects_than_before(site, change):
    page = site.content / "news" / "first-map.md"
    site.build([], NOW=NOW, PRESENT=False)

    def objects_after(first: int, last: int) -> int:
        for number in range(first, last):
            change(page, number)
            site.build([str(page)], NOW=NOW, PRESENT=False)
        site.rest()
        gc.unfreeze()  # what rests is not counted otherwise
        return len(gc.get_objects())

    few = objects_after(0, 10)
    many = objects_after(10, 40)

    assert many < 1.01 * few


def test_who_goes_on_writing_is_not_made_to_wait_by_what_is_done_in_a_pause(site, monkeypatch):
    looked = []
    standing = OutputWriter.standing
    monkeypatch.setattr(OutputWriter, "standing", lambda writer: looked.append("at all files") or standing(writer))
    page = site.content / "news" / "first-map.md"

    for change, times in ((words, 1), (words, 1), (title, 2), (words, 2)):
        site.build([str(page)] if looked else [], NOW=NOW, PRESENT=False)
        site.rest()
        change(page, len(looked))
        site.build([str(page)], NOW=NOW, PRESENT=False)
        site.rest()
        assert len(looked) == times, change


def test_words_that_change_a_minute_later_touch_only_what_shows_them(site, monkeypatch):
    page = site.content / "news" / "first-map.md"
    site.build([], NOW="2026-06-15T09:00:00+02:00", PRESENT=True)
    read_again = []
    monkeypatch.setattr(dev_build, "reread", lambda *given: read_again.append("everything") or reread(*given))

    for minute, whole in ((1, 0), (59, 0), (180, 1), (181, 1)):  # at noon the site changes by itself
        words(page, minute)
        now = datetime.fromisoformat("2026-06-15T09:00:00+02:00") + timedelta(minutes=minute)
        site.build([str(page)], NOW=now.isoformat(), PRESENT=True)
        assert len(read_again) == whole, minute
        assert f"Number {minute}." in (site.place / "news" / "first-map" / "index.html").read_text("utf-8")
