"""Lays a case of tests/sites/cases over a whole site, and checks or builds the result."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.checks.theme import read_theme
from core.documents.sources import read_folder
from core.problems.problem import report
from core.read_site import read_site
from tests.cases import long_texts, pictures
from tests.conftest import ROOT, SMALL

CASES = ROOT / "tests" / "sites" / "cases"
NOW = "2026-11-26T12:00+01:00"  # the instant for which every case is checked and built
NOT_CONTENT = ("expected.txt", "over-content")

# What cannot lie in a repository that every system can read, or would swell it: made by a function instead.
MADE: dict[str, Callable[[Path], object]] = {**pictures.MADE, **long_texts.MADE}


def laid_over(case: str, folder: Path) -> Path:
    """Return a content folder made in `folder`: a whole site, with the files of a case on top."""
    base = ROOT / "content" if (CASES / case / "over-content").exists() else SMALL
    content = folder / "content"
    shutil.copytree(base, content)
    shutil.copytree(CASES / case, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NOT_CONTENT))
    MADE.get(case, lambda _: None)(content)
    return content


def checked(content: Path) -> str:
    """Return what `./site check` says about a content folder at the instant of the cases."""
    theme = read_theme(ROOT / "theme")
    _, problems = read_site(read_folder(content, "content"), datetime.fromisoformat(NOW), theme=theme)
    return report(problems) or "No problems."
