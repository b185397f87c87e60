"""Every remedy, followed to the letter by a program, makes its problem go away and brings no new one.

tests/cases/remedies.py follows them; to cover a new remedy, add a rule to tests/cases/remedy_rules.py.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import tests.cases.remedy_rules
import tests.cases.remedy_rules_dates
import tests.cases.remedy_rules_files
import tests.cases.remedy_rules_html  # noqa: F401
from core.checks.theme import read_theme
from core.documents.sources import read_folder
from core.problems.problem import Problem
from core.read_site import read_site
from tests.cases.laid import CASES, NOW, laid_over
from tests.cases.remedies import Place, Skip, followed, is_followed
from tests.conftest import ROOT
from tests.repo.mistakes import BROKEN, TODAY, content_with

Lay = Callable[[Path], Path]
LONGEST = 40  # steps to a clean report: each takes at least one problem away


def problems_of(content: Path, now: str) -> list[Problem]:
    theme = read_theme(ROOT / "theme")
    return sorted(set(read_site(read_folder(content, "content"), datetime.fromisoformat(now), theme=theme)[1]))


def without_lines(problems: list[Problem]) -> Counter[tuple[str, str, str, str]]:
    """Return problems as they are known when lines have moved."""
    return Counter(
        (one.path, one.code, one.field, re.sub(r": #+ after #+|^“.*” (?=looks)|\(such as \S+\)", "", one.message))
        for one in problems
    )


def follow_all(content: Path, folder: Path, now: str) -> None:
    """Follow each choice of each remedy; then, with the first choice, go on until nothing is wrong any more."""
    problems = problems_of(content, now)
    for step in range(LONGEST):
        problem = next((problem for problem in problems if is_followed(problem)), None)
        if problem is None:
            return
        known = without_lines(problems)
        after: list[Problem] | None = None
        for number, (match, action) in enumerate(followed(problem)):
            trial = folder / f"{step}-{number}"
            subprocess.run(["cp", "-a", content, trial], check=True)  # pipes and links, too
            try:
                action(Place(trial, problem), match)
            except Skip:
                continue
            left = problems_of(trial, now)
            brought = without_lines(left) - known
            said = f"“{match[0]}” was done, as the remedy of this problem says:\n{problem}\n"
            key = next(iter(without_lines([problem])))
            assert without_lines(left)[key] < known[key], f"{said}and the problem is still there."
            assert not brought, f"{said}It brought: {[str(one) for one in left if without_lines([one]) <= brought]}"
            if after is None:
                after, chosen = left, trial
        assert after is not None, f"no rule does what this remedy says:\n{problem}"
        problems, content = after, chosen
    raise AssertionError(f"after {LONGEST} steps there is still something wrong: {problems[0]}")


BROKEN_NAMES = sorted(path.name for path in BROKEN.iterdir())
CASE_NAMES = sorted(
    path.relative_to(CASES).as_posix()
    for path in CASES.glob("*/*")
    if path.is_dir()
    and not (path / "over-content").exists()
    and (path / "expected.txt").read_text("utf-8").strip() != "No problems."
)


@pytest.mark.parametrize("mistake", BROKEN_NAMES)
def test_a_remedy_followed_to_the_letter_takes_the_mistake_away(mistake: str, tmp_path: Path) -> None:
    follow_all(content_with(mistake, tmp_path), tmp_path, f"{TODAY}T00:00+02:00")


@pytest.mark.parametrize("case", CASE_NAMES)
def test_a_remedy_followed_to_the_letter_helps_in_what_people_bring(case: str, tmp_path: Path) -> None:
    follow_all(laid_over(case, tmp_path), tmp_path, NOW)
