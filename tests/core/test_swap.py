"""A folder replaced as a whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from core.build.atomic_folder import MARK, BuildLocked, ForeignFolder, exchange, find_foreign, locked, replacing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def make(target: Path, text: str) -> None:
    with replacing(target) as place:
        (place / MARK).write_text("{}")
        (place / "index.html").write_text(text)


def test_a_new_folder_is_made_with_those_above_it(tmp_path):
    make(tmp_path / "deep" / "site", "new")

    assert (tmp_path / "deep" / "site" / "index.html").read_text() == "new"


def test_the_old_folder_is_replaced_and_nothing_lies_about(tmp_path):
    make(tmp_path / "site", "old")
    make(tmp_path / "site", "new")

    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert names(tmp_path) == ["site"]


def test_a_build_that_fails_leaves_the_old_folder(tmp_path):
    make(tmp_path / "site", "old")

    def fail() -> None:
        with replacing(tmp_path / "site") as place:
            (place / "index.html").write_text("half")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail()

    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert names(tmp_path) == ["site"]


def test_what_a_killed_build_left_does_not_come_into_the_next(tmp_path):
    (tmp_path / ".site.new").mkdir()
    (tmp_path / ".site.new" / "stale.html").write_text("stale")

    make(tmp_path / "site", "new")

    assert names(tmp_path / "site") == [MARK, "index.html"]
    assert names(tmp_path) == ["site"]


def test_a_killed_build_leaves_no_lock_behind(tmp_path):
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom core.build.atomic_folder import replacing\n"
        "with replacing(Path(sys.argv[1])) as place:\n"
        "    (place / 'half.html').write_text('half')\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "site"], check=False, cwd=Path(__file__).parents[2])
    assert names(tmp_path) == [".site.new"]

    make(tmp_path / "site", "new")

    assert names(tmp_path) == ["site"]


def test_a_second_build_into_the_folder_is_refused_while_the_first_runs(tmp_path):
    with (
        replacing(tmp_path / "site"),
        pytest.raises(
            BuildLocked, match=r"another build is writing to the same folder. Wait until it is done, or name another"
        ),
        replacing(tmp_path / "site"),
    ):
        pass


def test_a_lock_is_free_again_after_its_block(tmp_path):
    with locked(tmp_path / "lock"):
        pass
    with locked(tmp_path / "lock"):
        pass


def test_a_folder_of_somebody_else_is_not_ours(tmp_path):
    (tmp_path / "thesis.txt").touch()

    with pytest.raises(ForeignFolder, match="holds files that this program did not make, so it is left alone"):
        make(tmp_path, "new")
    assert names(tmp_path) == ["thesis.txt"]


def test_a_file_or_a_link_is_not_replaced(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)

    for name in ("file", "link"):
        with pytest.raises(ForeignFolder, match=r"is not a folder. Name another place for the site."):
            find_foreign(tmp_path / name)


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "site").mkdir()

    make(tmp_path / "site", "new")

    assert names(tmp_path / "site") == [MARK, "index.html"]


def test_an_exchange_puts_the_old_where_the_new_was(tmp_path):
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()

    exchange(tmp_path / "new", tmp_path / "site")

    assert names(tmp_path / "site") == ["new"]
    assert names(tmp_path / "new") == ["site"]
