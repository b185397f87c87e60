"""A disk that is full, a folder that may not be written, a careful umask: the live site stays whole and can be read."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.publishing import folder as folders
from plugins.publishing.releases import CannotPublish, NotFollowed, publish, read_target, rollback
from tests.conftest import ROOT, SMALL, run_site

NEXT, LATER = "20260616T000000Z", "20260617T000000Z"


def modes(folder: Path) -> set[str]:
    return {f"{path.stat().st_mode & 0o777:o}" for path in [folder, *folder.rglob("*")] if path.is_dir()}


@pytest.fixture(params=[0o077, 0o027, 0o022, 0o000])
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_web_server_reads_everything_whatever_the_umask(umask, version, tmp_path):
    target = read_target(f"{tmp_path}/made/for/web")
    publish(version(1), target, NEXT)
    publish(version(2), target, LATER)

    web = tmp_path / "made/for/web"
    assert modes(tmp_path / "made") == {"755"} if umask else {"777", "755"}
    assert all(path.stat().st_mode & 0o044 for path in (web / "current/").rglob("*") if path.is_file())


def test_folders_that_nobody_else_could_read_are_opened(version, tmp_path):
    for name in ("web", "web/releases"):
        (tmp_path / name).mkdir(mode=0o700)
    (tmp_path / "web/.releases").touch()

    publish(version(1), read_target(f"{tmp_path}/web"), NEXT)

    assert modes(tmp_path / "web") == {"755"}


def test_a_folder_that_a_group_may_read_keeps_its_rights(version, tmp_path):
    (tmp_path / "web").mkdir()
    (tmp_path / "web").chmod(0o750)

    publish(version(1), read_target(f"{tmp_path}/web"), NEXT)

    assert f"{(tmp_path / 'web').stat().st_mode & 0o777:o}" == "750"
    assert modes(tmp_path / "web/releases") == {"755"}


def test_the_command_publishes_under_a_careful_umask(tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    before = os.umask(0o077)
    try:
        done = subprocess.run(
            ["./site", "publish", tmp_path / "site", "--content", content, "--today", "2026-11-26"],
            check=False,
            capture_output=True,
            text=True,
        )
    finally:
        os.umask(before)

    assert done.returncode == 0, done.stderr
    assert modes(tmp_path / "site") == {"755"}


@pytest.mark.parametrize("after", [0, 1, 5, 12, 20])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_leaves_the_live_site_whole(after, number, live, version, monkeypatch):
    """The disk refuses after so many files."""
    real, left = shutil.copyfile, [after]

    def copy(source: Path, place: Path) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number), str(place))
        return real(source, place)

    monkeypatch.setattr(folders.shutil, "copyfile", copy)
    files = version(2)
    (files / "more").mkdir()
    for name in range(20):
        (files / f"more/{name}.txt").write_text(f"{name}")

    with pytest.raises(CannotPublish) as refused:
        publish(files, read_target(str(live)), NEXT)

    assert str(refused.value).startswith(f"{live} cannot be written: ")
    assert str(refused.value).endswith("Visitors get what they got before.")
    assert "Errno" not in str(refused.value)
    assert (live / "current/index.html").read_text().endswith("version 1 ")
    assert [path.name for path in (live / "releases").iterdir()] == ["20260615T000000Z"]


def test_a_disk_that_is_full_when_the_link_is_switched_leaves_the_live_site(live, version, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "current.new")

    monkeypatch.setattr(Path, "symlink_to", refuse)

    with pytest.raises(CannotPublish, match=r"cannot be written: the disk is full \(current\.new\)\. Visitors get"):
        publish(version(2), read_target(str(live)), NEXT)
    assert (live / "current/index.html").read_text().endswith("version 1 ")
    assert [path.name for path in (live / "releases").iterdir()] == ["20260615T000000Z"]


def test_what_fails_after_the_switch_is_not_said_to_be_unpublished(live, version, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", "releases")

    monkeypatch.setattr(folders.Folder, "_prune", refuse)

    with pytest.raises(
        NotFollowed, match=r"the site has changed at .*, but the releases before it could not be put in"
    ):
        publish(version(2), read_target(str(live)), NEXT)
    assert (live / "current/index.html").read_text().endswith("version 2 ")
    monkeypatch.undo()
    assert rollback(read_target(str(live))) == "20260615T000000Z"


def test_a_place_below_a_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    content = shutil.copytree(SMALL, tmp_path / "content")

    done = run_site("publish", tmp_path / "file/site", "--content", content, "--today", "2026-06-15")

    assert done.returncode == 1
    assert done.stderr.startswith("site: not published: ")
    assert "Traceback" not in done.stderr


FULL = """
import resource, sys
from plugins.publishing.releases import CannotPublish, publish, read_target
site, live, release, size = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    publish(__import__("pathlib").Path(site), read_target(live), release)
except CannotPublish as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("size", [0, 1, 4096, 99_999])
def test_a_disk_that_takes_no_more_bytes_leaves_the_live_site_whole(size, live, version):
    """The system itself refuses the byte after so many of a file: nothing of ours stands between."""
    files = version(2)
    (files / "big.pdf").write_bytes(b"x" * 100_000)

    done = subprocess.run(
        [sys.executable, "-c", FULL, files, live, NEXT, str(size)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"{live} cannot be written: ")
    assert "Traceback" not in done.stderr
    assert (live / "current/index.html").read_text().endswith("version 1 ")
    assert [path.name for path in (live / "releases").iterdir()] == ["20260615T000000Z"]
