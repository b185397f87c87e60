"""Plain `pelican`, as every user of Pelican types it, makes the site of today; ./site does it whole or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL, run_site

SECONDS = "1781562600"  # 22:30 in Greenwich, which is already the next day in the zone of the project


def pelican(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "pelican", *arguments]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": SECONDS}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pelican_makes_the_same_site_as_the_build(tmp_path):
    alone, ours = tmp_path / "alone", tmp_path / "ours"

    done = pelican(SMALL, "-s", "publishconf.py", "-o", alone)
    again = pelican(SMALL, "-s", "publishconf.py", "-o", alone)
    built = run_site("build", "--content", SMALL, "--output", ours, SOURCE_DATE_EPOCH=SECONDS)

    assert (done.returncode, again.returncode, built.returncode) == (0, 0, 0), done.stderr
    assert b"2026-06-16T00:30+02:00" in files(alone)["build.json"]
    assert files(alone) == files(ours)


@pytest.mark.parametrize("settings", ["publishconf.py", "pelicanconf.py"])
def test_pelican_leaves_a_folder_of_somebody_else_alone(tmp_path, settings):
    (tmp_path / "thesis.txt").write_text("years of work")

    done = pelican(SMALL, "-s", settings, "-o", tmp_path)

    assert done.returncode == 1
    assert f"{tmp_path} holds files that this program did not make" in done.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_pelican_reports_a_mistake_by_its_file_and_line(tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    (content / "wrong.md").write_text("---\ntitle: X\nsumary: y\n---\n")

    done = pelican(content, "-o", tmp_path / "site")

    assert done.returncode == 1
    assert "content/wrong.md:3: sumary: there is no such field. [E010]" in done.stderr
    assert "Traceback" not in done.stderr
