"""What the manuals say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from invoke import Collection

import tasks
from tests.conftest import ROOT

MANUALS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
PARTS = ["What.", "Why.", "What else.", "Cost.", "What would change our mind."]
TASKS = Collection.from_module(tasks).tasks
# Files and folders in backticks; with <…> or * in them they stand for many, below .cache and output they come and go.
_PLACE = re.compile(r"`((?:core|plugins|theme|tests|docs|content)/[\w./-]*)`")


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def anchors(file: Path) -> set[str]:
    """Return the anchors that forges give the headings of a file."""
    headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_every_link_and_picture_of_a_manual_is_there(manual):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", manual.read_text("utf-8"), flags=re.DOTALL)
    targets = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]

    for target in targets:
        path, _, anchor = target.partition("#")
        if not path.startswith(("http:", "https:")):
            file = manual.parent / path if path else manual
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_every_file_that_a_manual_names_is_there(manual):
    missing = [place for place in _PLACE.findall(manual.read_text("utf-8")) if not (ROOT / place).exists()]

    assert missing == []


@pytest.mark.parametrize("manual", MANUALS, ids=name)
def test_every_command_of_a_manual_can_be_given(manual):
    for task, rest in re.findall(r"\./site ([a-z]+)([^`|#\n]*)", manual.read_text("utf-8")):
        if task == "help":
            continue
        assert task in TASKS, task
        options = {option.replace("-", "_") for one in TASKS[task].get_arguments() for option in one.names}
        assert {option.replace("-", "_") for option in re.findall(r"--([a-z-]+)", rest)} <= options, task


def test_the_first_page_lists_every_task():
    text = (ROOT / "README.md").read_text("utf-8")

    assert [task for task in TASKS if f"| `./site {task}" not in text] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_a_decision_is_short_and_has_its_five_parts(decision):
    text = decision.read_text("utf-8")

    assert len(text.splitlines()) < 40
    assert re.findall(r"^\*\*(.*?)\*\*", text, re.MULTILINE) == PARTS


def test_each_decision_has_a_number_of_its_own():
    assert len({file.name[:4] for file in DECISIONS}) == len(DECISIONS)
