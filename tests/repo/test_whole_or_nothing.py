"""Whatever befalls a build, the folder of the site is one complete site: the old one or the new one."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tasks
from core.build.atomic_folder import MARK, replacing
from tests.conftest import ROOT, SMALL, run_site
from tests.repo.killed import build, digest
from tests.repo.test_mistakes import as_somebody

BUILDS = 50


@pytest.fixture
def contents(tmp_path: Path) -> tuple[Path, Path]:
    """The same site twice; the second has one page more and another title."""
    one, other = tmp_path / "one", tmp_path / "other"
    shutil.copytree(SMALL, one)
    shutil.copytree(SMALL, other)
    (other / "about.md").write_text("---\ntitle: About us\n---\nOnly here.\n", "utf-8")
    project = other / "project.yaml"
    project.write_text(project.read_text("utf-8").replace("name: EXAMPLE\n", "name: EXAMPLE TWO\n"), "utf-8")
    return one, other


@pytest.fixture
def dev_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build changes the folder it works in; afterwards it is as before."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PWD", str(ROOT))


def beside(output: Path) -> list[str]:
    """Return what a build has left beside its output; the file of the lock stays on purpose."""
    names = {path.name for path in output.parent.iterdir()} - {"one", "other"}
    return sorted(names - {output.name, f".{output.name}.lock"})


def test_a_killed_build_leaves_the_old_site_or_the_new_one(contents, tmp_path):
    output = tmp_path / "output"
    command = [sys.executable, "-m", "tests.repo.killed", *map(str, contents), str(output), str(BUILDS)]

    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PWD": str(ROOT)}
    )

    lines = [line.split() for line in done.stdout.splitlines()]
    sites = [found for _, found in lines[1:3]]
    assert len(set(sites)) == 2
    assert len(lines) == BUILDS + 3
    assert {found for _, found in lines} <= set(sites)
    assert "killed" in [how for how, _ in lines[3:]]


def test_a_build_after_killed_ones_clears_up_and_makes_the_whole_site(contents, tmp_path, dev_build):
    output, plain = tmp_path / "output", tmp_path / "plain"
    command = [sys.executable, "-m", "tests.repo.killed", *map(str, contents), str(output), "6"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env={**os.environ, "PWD": str(ROOT)})

    build(str(contents[1]), str(output))

    assert beside(output) == []
    tasks.build.body(None, content=str(contents[1]), output=str(plain), today="2026-06-15", plain=True, quiet=True)
    assert digest(output) == digest(plain)


def test_a_full_disk_leaves_the_old_site(contents, tmp_path):
    output = tmp_path / "output"
    arguments = ("--output", str(output), "--today", "2026-06-15")
    assert run_site("build", "--content", contents[0], *arguments).returncode == 0
    before = digest(output)

    done = subprocess.run(
        [sys.executable, "tasks.py", "build", "--content", str(contents[1]), *arguments, "--fresh"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PWD": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000)),
    )

    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stderr.startswith("site: the site could not be written: File too large")
    assert done.stderr.endswith(f"{output} is as it was.\n")
    assert digest(output) == before
    assert beside(output) == []


def test_a_folder_without_permission_keeps_its_site():
    with as_somebody() as folder:
        output = folder / "place" / "output"
        with replacing(output) as new:
            (new / MARK).write_text("{}")
        output.parent.chmod(0o500)
        with pytest.raises(PermissionError) as refused, replacing(output):
            pass
        output.parent.chmod(0o700)
        after = [path.name for path in output.iterdir()]

    assert refused.value.filename == str(output.parent / ".output.new")
    assert after == [MARK]


def test_a_second_build_says_that_another_is_at_work(contents, tmp_path):
    output = tmp_path / "output"

    with replacing(output):
        done = run_site("build", "--content", contents[0], "--output", output)

    assert done.returncode == 2
    assert done.stderr == (
        "site: another build is writing to the same folder. "
        "Wait until it is done, or name another folder with --output.\n"
    )
