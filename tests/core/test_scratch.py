"""Folders for work on the side leave nothing behind, not even where a run is killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.build.atomic_folder import locked
from core.build.scratch_folders import clear_abandoned, scratch_folder
from tests.conftest import ROOT

HOLD = """
from core.build.scratch_folders import scratch_folder
with scratch_folder() as folder:
    open(folder + "/big", "w").write("x" * 1000)
    print(folder, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def a_run() -> tuple[subprocess.Popen[str], Path]:
    """Return a process that works in a folder of its own, and the folder."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-c", HOLD], cwd=ROOT, **pipes)
    return process, Path(process.stdout.readline().strip())


def test_a_folder_is_gone_when_its_work_is_done(temporary):
    with scratch_folder() as folder:
        Path(folder, "file").write_text("a")
        assert f"{Path(folder).stat().st_mode & 0o777:o}" == "700"
    assert list(temporary.iterdir()) == []


def test_a_folder_is_gone_when_its_work_fails(temporary):
    with pytest.raises(ZeroDivisionError), scratch_folder():
        raise ZeroDivisionError
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_is_removed_by_the_next(temporary):
    process, folder = a_run()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (folder / "big").is_file()

    with scratch_folder() as own:
        assert [path.name for path in temporary.iterdir() if path.is_dir()] == [Path(own).name]
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_run_that_still_works_is_left_alone(temporary):
    process, folder = a_run()
    clear_abandoned(temporary)
    assert (folder / "big").is_file()
    process.communicate("\n")
    assert process.returncode == 0
    assert list(temporary.iterdir()) == []


def test_folders_of_others_are_left_alone(temporary):
    (temporary / "site-of-mine").mkdir()
    (temporary / "site-of-mine" / "thesis").write_text("a")
    (temporary / "other.lock").write_text("")
    clear_abandoned(temporary)
    assert sorted(path.name for path in temporary.iterdir()) == ["other.lock", "site-of-mine"]


def test_no_link_is_followed_to_what_it_names(temporary):
    (temporary / "precious").mkdir()
    (temporary / "precious" / "thesis").write_text("a")
    (temporary / "site-1").symlink_to(temporary / "precious")
    (temporary / "site-1.lock").write_text("")
    (temporary / "site-2.lock").symlink_to(temporary / "precious" / "thesis")
    clear_abandoned(temporary)
    assert (temporary / "precious" / "thesis").read_text() == "a"
    assert (temporary / "site-1").is_symlink()


def test_a_lock_that_another_run_holds_is_no_error(temporary):
    (temporary / "site-1").mkdir()
    with locked(temporary / "site-1.lock"):
        clear_abandoned(temporary)
        assert (temporary / "site-1").is_dir()
