"""./site as users meet it: what it says, with which status it ends, and what it leaves alone."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL, run_site, with_bare, write


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return write(
        tmp_path / "content",
        with_bare({"about.md": "---\ntitle: About us\nsumary: x\norder: first\n---\n[x](nowhere.md)\n"}),
    )


def test_the_door_lists_what_one_can_ask():
    done = subprocess.run([ROOT / "site"], check=False, capture_output=True, text=True)

    assert done.returncode == 0
    for task in ("build", "check", "lint", "lock", "publish", "test"):
        assert f"  {task} " in done.stdout


def test_a_build_says_what_it_did_and_how_long_it_took(tmp_path):
    done = run_site("build", "--content", SMALL, "--output", tmp_path / "site", "--today", "2026-06-15")

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert re.fullmatch(r"Built 22 pages \(.+\) for June 15, 2026 in \d+\.\d s: .+/site", done.stdout.splitlines()[0])


def test_a_quiet_build_says_nothing(tmp_path):
    done = run_site("build", "--quiet", "--content", SMALL, "--output", tmp_path / "site")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_all_problems_are_told_at_once_and_nothing_is_written(broken, tmp_path):
    (output := tmp_path / "site").mkdir()
    (output / "build.json").write_text("{}")
    (output / "old.html").write_text("old")

    done = run_site("build", "--content", broken, "--output", output)

    assert done.returncode == 1
    assert f"{broken}/about.md:3: sumary: there is no such field. [E010]" in done.stderr
    assert f"{broken}/about.md:4: order: “first” is not a whole number. [E013]" in done.stderr
    assert f"{broken}/about.md:6: there is no page “nowhere.md”. [E050]" in done.stderr
    assert "3 problems in 1 file." in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != ".site.lock") == ["content", "site"]
    assert sorted(path.name for path in output.iterdir()) == ["build.json", "old.html"]


def test_the_check_tells_what_the_build_would(broken, tmp_path):
    checked = run_site("check", "--content", broken)
    built = run_site("build", "--content", broken, "--output", tmp_path / "site")

    assert checked.returncode == 1
    assert checked.stderr.strip() == built.stderr.partition("\nNothing was written")[0].strip()


def test_the_check_of_good_content_says_so():
    done = run_site("check", "--content", SMALL)

    assert (done.returncode, done.stdout.partition("\n")[0]) == (0, "No problems.")


def test_a_folder_with_things_of_others_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")

    done = run_site("build", "--content", SMALL, "--output", tmp_path)

    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"site: {tmp_path} holds files that this program did not make, so it is left alone. Name an empty or new folder."
    )
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_output_below_a_file_is_told_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    done = run_site("build", "--content", SMALL, "--output", tmp_path / "file" / "site")

    assert done.returncode == 2
    assert done.stderr.startswith("site: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_output_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    # /proc takes no folders from anybody; where there is none, a folder without the right to write does it for all but root.
    place = Path("/proc/site")
    if not Path("/proc").is_dir():
        (tmp_path / "locked").mkdir(mode=0o500)
        place = tmp_path / "locked" / "site"

    done = run_site("build", "--content", SMALL, "--output", place)

    assert done.returncode == 2
    assert done.stderr.startswith("site: ")
    assert str(place) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_content_folder_that_is_not_there_is_told(tmp_path):
    done = run_site("build", "--content", tmp_path / "none", "--output", tmp_path / "site")

    assert (done.returncode, done.stderr) == (2, f"site: there is no folder {tmp_path / 'none'}\n")


@pytest.mark.parametrize("today", ["tomorrow", "2026-13-01", "2026-06-15T12:00"])
def test_a_day_that_is_none_is_told(tmp_path, today):
    done = run_site("build", "--content", SMALL, "--output", tmp_path / "site", "--today", today)

    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"site: --today: “{today}” is neither a day (2014-06-10), nor a moment with its zone (2014-06-10T14:00+02:00), "
        "nor “now”"
    )


def test_the_minute_comes_from_source_date_epoch_when_nobody_names_one(tmp_path):
    arguments = ("build", "--content", SMALL, "--output", tmp_path / "site")

    # 22:30 in Greenwich is already the next day in the zone of the project.
    done = run_site(*arguments, SOURCE_DATE_EPOCH="1781562600")

    assert "2026" in done.stdout
    assert '"made_for": "2026-06-16T00:30+02:00"' in (tmp_path / "site" / "build.json").read_text()


def test_a_second_build_replaces_the_whole_output(tmp_path, monkeypatch):
    arguments = ("build", "--content", SMALL, "--output", tmp_path / "site", "--today", "2026-06-15")
    assert run_site(*arguments).returncode == 0
    (tmp_path / "site" / "left-over.html").write_text("old")

    assert run_site(*arguments).returncode == 0

    assert not (tmp_path / "site" / "left-over.html").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site.new")] == []


def test_relative_places_are_meant_from_where_the_command_was_given(tmp_path):
    write(tmp_path / "mine", with_bare({}))

    done = subprocess.run(
        [ROOT / "site", "build", "--content", "mine", "--output", "out"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PWD": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "index.html").is_file()
