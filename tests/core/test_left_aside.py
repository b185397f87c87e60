"""What lies in a content folder beside the content: left aside, or reported by its right name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.documents.ignored_files import is_left_aside
from core.documents.sources import read_folder, reread
from tests.cases.laid import checked
from tests.conftest import SMALL

PAGE = "---\ntitle: New\n---\nText.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "content"))


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "desktop.ini", ".DS_Store", "._new.md", "~$new.docx", "new.md~", "#new.md#", ".#new.md"),
        *("new.md.orig", "new.md.rej", "new.md.bak", ".new.md.swp", "4913", ".~lock.new.odt#", ".gitattributes"),
        *(
            "new_LOCAL_1234.md",
            "~WRL0001.tmp",
            "film.mp4.part",
            "__MACOSX/new.md",
            "$RECYCLE.BIN/new.md",
            ".git/new.md",
        ),
    ],
)
def test_what_computers_and_editors_leave_is_left_aside(content: Path, name: str) -> None:
    file = content / "news" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(PAGE, "utf-8")
    assert checked(content) == "No problems."
    before = read_folder(content, "content")
    again = reread(before, content, [str(file)])
    assert again is not None
    assert again.texts == before.texts


@pytest.mark.parametrize("name", ["new.md", "old.md", "backup.md", "images", "4913.md", "report~2.pdf", "thumbs.md"])
def test_content_is_not_left_aside(name: str) -> None:
    assert not is_left_aside(name)


@pytest.mark.parametrize("name", ["new.txt", "new.MD", "new.Md", "new.markdown", "new.mdown", "new.md.txt", "new.mkd"])
def test_a_page_with_another_ending_is_to_be_renamed(content: Path, name: str) -> None:
    (content / name).write_text(PAGE, "utf-8")
    report = checked(content)
    assert f"content/{name}:1:" in report
    assert "[E019]\n    Rename it to “new.md”." in report
    assert report.endswith("1 problem in 1 file.")


def test_the_page_of_a_folder_with_another_ending_is_the_only_problem(content: Path) -> None:
    (content / "cities" / "index.md").rename(content / "cities" / "index.MD")
    report = checked(content)
    assert "Rename it to “index.md”." in report
    assert report.endswith("1 problem in 1 file.")


def test_a_text_that_is_no_page_is_not_called_one(content: Path) -> None:
    (content / "notes.txt").write_text("Call Anna.\n", "utf-8")
    assert "[E047]" in checked(content)


@pytest.mark.parametrize("name", ["...md", " .md", ".md"])
def test_a_page_without_a_name_is_reported(content: Path, name: str) -> None:
    (content / name).write_text(PAGE, "utf-8")
    assert f"content/{name}:1: the name of the file is only its ending" in checked(content)


@pytest.mark.parametrize(
    "name",
    [
        "index (Anna's conflicted copy 2026-11-26).md",
        "index (conflicted copy 2026-11-26 120000).md",
        "index.sync-conflict-20261126-120000-ABCDEFG.md",
        "index_conflict-20261126-120000.md",
        "index-DESKTOP-AB12CD3.md",
        "index [Conflict].md",
    ],
)
def test_a_second_version_is_reported_and_is_no_page(content: Path, name: str) -> None:
    (content / name).write_text(PAGE, "utf-8")
    report = checked(content)
    assert f"content/{name}:1: this is a second version of “index.md”" in report
    assert report.endswith("1 problem in 1 file.")


def test_a_name_that_only_looks_like_a_second_version_is_a_page(content: Path) -> None:
    (content / "talks (conflict).md").write_text(PAGE, "utf-8")
    assert "E130" not in checked(content)


@pytest.mark.parametrize("place", ["images/README.md", "images/README", "news/README.md", "README.md"])
def test_a_readme_is_one_problem(content: Path, place: str) -> None:
    (content / place).write_text("# Notes\n", "utf-8")
    report = checked(content)
    assert "Move it out of the content folder." in report
    assert report.endswith("1 problem in 1 file.")


def test_a_readme_in_the_place_of_the_page_of_a_folder_is_to_be_renamed(content: Path) -> None:
    (content / "cities" / "index.md").rename(content / "cities" / "README.md")
    assert "content/cities/README.md:1: a README is no page here" in checked(content)
    assert "Rename it to “index.md”." in checked(content)
