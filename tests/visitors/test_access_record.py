"""The record of the checks of access: written by a run, checked, shown on the statement."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.documents.access_record import CHECKS, FILE, written
from tests.conftest import PROJECT, told, with_bare, write
from tests.visitors.recording import axe_version, record_access

STATEMENT = {
    "project.yaml": f"{PROJECT}folders: {{}}\naccessibility: accessibility.md\n",
    "accessibility.md": "---\ntitle: Accessibility\n---\nWhat we aim at.\n",
}
DAY = date(2026, 6, 15)


def record(**found: int) -> str:
    return written({**dict.fromkeys(CHECKS, 0), **found}, 12, DAY, "4.12.1", "Chromium 140")


def shown(built) -> list[str]:
    """Return the paragraphs and the numbers of the report."""
    page = built["/accessibility/"]
    return [*page.words("//*[@class='access-report']/p"), *page.words("//*[@class='access-report']//td")]


def test_the_statement_shows_what_was_found_and_when(build):
    intro, limits, *numbers = shown(build({**STATEMENT, FILE: record()}))

    assert intro == (
        "On June 15, 2026, a program opened all 12 pages of this site in a browser (Chromium 140, axe 4.12.1) and looked"
        " at each in several ways. It found nothing to mend."
    )
    assert limits.startswith("A program finds only some kinds of barrier.")
    assert numbers == ["0"] * len(CHECKS)


def test_what_was_found_is_not_kept_quiet(build):
    intro, _, *numbers = shown(build({**STATEMENT, FILE: record(axe=2, focus=1)}))

    assert intro.endswith("Things to mend that it found: 3.")
    assert [check for check, number in zip(CHECKS, numbers, strict=True) if number != "0"] == ["axe", "focus"]


def test_no_other_page_shows_it(build):
    built = build({**STATEMENT, FILE: record(), "other.md": "---\ntitle: Other\n---\n"})

    assert built["/other/"].all("//*[@class='access-report']") == []


MISSING = (
    "content/accessibility.yaml:1: the record of the accessibility checks is missing. [E072]\n"
    "    Run ./site test --record-access, which writes it, or take “accessibility:” out of content/project.yaml."
)
UNSEEN = (
    "content/accessibility.yaml:1: no page shows this record. [E072]\n"
    "    Name the page of the accessibility statement in project.yaml, like “accessibility: accessibility.md”, or delete it."
)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (STATEMENT, [MISSING]),
        ({FILE: record()}, [UNSEEN]),
        (
            {**STATEMENT, FILE: record().replace("pages: 12", "pages: many")},
            [
                "content/accessibility.yaml:3: pages: “many” is not a whole number. [E013]\n"
                "    Write digits only, like “4”."
            ],
        ),
        (
            {**STATEMENT, FILE: record().replace("  strangers: 0\n", "")},
            [
                "content/accessibility.yaml:6: findings.strangers: the field is missing. Requests to other hosts, cookies, storage, complaints. [E011]\n    Add a line like “strangers: 0”."
            ],
        ),
    ],
)
def test_a_record_that_is_missing_unseen_or_damaged_is_told(files, expected):
    assert told(files) == expected


def test_a_run_writes_the_record_of_a_site_that_has_none_yet(tmp_path: Path, browser):
    content = write(tmp_path / "content", with_bare(STATEMENT))

    lines = list(record_access(content, DAY, browser))

    name = f"Chromium {browser.version.partition('.')[0]}"
    assert (content / FILE).read_text() == written(dict.fromkeys(CHECKS, 0), 7, DAY, axe_version(), name)
    assert lines == ["Wrote content/accessibility.yaml: 7 pages. Commit it."]


def test_every_check_has_its_words():
    import yaml

    from tests.conftest import ROOT

    words = yaml.safe_load((ROOT / "theme/words/en.yaml").read_text("utf-8"))["access"]["checks"]
    assert tuple(words) == CHECKS
