"""One cause is one problem: what only follows from another is not reported, and all the rest is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.documents.sources import read_folder
from core.read_site import read_site
from tests.conftest import ROOT

NOW = datetime.fromisoformat("2026-11-26T12:00+01:00")
PROJECT = "project.yaml"
PACKAGE = "about-us/project-overview/work-packages/work-package-4.md"


def replaced(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(content: Path) -> None:
        text = (content / path).read_text("utf-8")
        assert old in text
        (content / path).write_text(text.replace(old, new, 1), "utf-8")

    return change


def saved_as_utf_16(content: Path) -> None:
    page = content / "cities" / "ghent.md"
    page.write_bytes(page.read_text("utf-8").encode("utf-16"))


def linked_from_elsewhere(content: Path) -> None:
    page = content / "cities" / "ghent.md"
    page.rename(content.parent / "ghent.md")
    page.symlink_to(content.parent / "ghent.md")


def written_twice_by_git(content: Path) -> None:
    page = content / "cities" / "ghent.md"
    page.write_text(f"<<<<<<< HEAD\n{page.read_text('utf-8')}=======\n>>>>>>> other\n", "utf-8")


def without_cities(content: Path) -> None:
    text = (content / PROJECT).read_text("utf-8")
    before, _, rest = text.partition("\ncities:")
    (content / PROJECT).write_text(f"{before}\nfigures:{rest.partition('figures:')[2]}", "utf-8")


CAUSES: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "a country": (replaced(PROJECT, "country: LV", "country: LVA"), ("E013", "cities.riga.country")),
    "the name of a section": (replaced(PROJECT, "\ncities:", "\ncites:"), ("E010", "cites")),
    "no cities": (without_cities, ("E133", "cities")),
    "a city at the margin": (replaced(PROJECT, "  riga:\n", "riga:\n"), ("E010", "riga")),
    "the name of the folders": (replaced(PROJECT, "\nfolders:", "\nfoldrs:"), ("E010", "foldrs")),
    "a kind of page": (replaced(PROJECT, "events: event", "events: evnt"), ("E014", "folders.events")),
    "a folder": (replaced(PROJECT, "who-we-are: partner", "who-we-were: partner"), ("E071", "folders")),
    "an authority": (replaced(PROJECT, "eu,2012", "eu"), ("E013", "id_authority")),
    "the page of the record": (replaced(PROJECT, "accessibility: a", "accesibility: a"), ("E010", "accesibility")),
    "a field of a grant": (replaced(PROJECT, "emblem: i", "emblm: i"), ("E010", "emblm")),
    "a number": (replaced(PACKAGE, "number: 4", "number: four"), ("E013", "number")),
    "a page with unreadable fields": (replaced(PACKAGE, "number: 4", "number: [4"), ("E003", "")),
    "a forgotten colon": (replaced(PACKAGE, "number: 4", "number 4"), ("E018", "number")),
    "a page in UTF-16": (saved_as_utf_16, ("E005", "")),
    "a link on the disk": (linked_from_elsewhere, ("E048", "")),
    "a merge": (written_twice_by_git, ("E065", "")),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_one_cause_is_one_problem(cause: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    change, expected = CAUSES[cause]
    change(content)
    _, problems = read_site(read_folder(content, "content"), NOW)
    assert [(problem.code, problem.field) for problem in problems] == [expected]


def test_a_page_with_another_ending_is_reported_and_its_files_are_not(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    (content / "cities" / "ghent.md").rename(content / "cities" / "ghent.MD")
    _, problems = read_site(read_folder(content, "content"), NOW)
    assert {problem.path for problem in problems} == {"content/cities/ghent.MD"}


def test_a_second_mistake_is_reported_beside_the_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    replaced(PROJECT, "country: LV", "country: LVA")(content)
    replaced(PROJECT, "page: cities/riga.md", "page: cities/rga.md")(content)
    _, problems = read_site(read_folder(content, "content"), NOW)
    assert [problem.code for problem in sorted(problems)] == ["E013", "E050"]
