"""The same content and the same day give the same bytes, wherever and whenever the site is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import Built
from tests.conftest import ROOT, SMALL

MACHINES = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "2000000000"},
)


def built_elsewhere(folder: Path, contents: dict[str, Path]) -> list[dict[str, Built]]:
    """Return sites built at the same time in two copies of the house, on machines that differ."""
    running, sites = [], []
    for number, machine in enumerate(MACHINES):
        repository = folder / f"machine-{number}" / ("deeper" * number) / "house"
        without = shutil.ignore_patterns(".*", "output", "tests", "docs")
        shutil.copytree(ROOT, repository, ignore=without)
        command = [sys.executable, str(repository / "tasks.py"), "build", "--today", "2026-12-01"]
        for name, content in contents.items():
            shutil.copytree(content, repository / name, dirs_exist_ok=True)
        script = " && ".join(" ".join([*command, "--content", name, "--output", f"out/{name}"]) for name in contents)
        environment = {**os.environ, **machine, "PWD": str(repository)}
        running.append(
            subprocess.Popen(
                script, shell=True, cwd=repository, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        )
        sites.append({name: Built(repository / "out" / name) for name in contents})
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said.decode()
    return sites


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Built]]:
    folder = tmp_path_factory.mktemp("machines")
    return built_elsewhere(folder, {"content": ROOT / "content", "small": SMALL})


@pytest.mark.parametrize("content", ["content", "small"])
def test_two_machines_build_the_same_bytes(both, content):
    one, other = (sites[content].files for sites in both)

    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize("content", ["content", "small"])
def test_no_file_tells_where_it_was_built(both, content):
    for sites in both:
        telling = [path for path, data in sites[content].files.items() if b"/house" in data or b"machine-" in data]
        assert telling == []
