"""Putting a site up: a new release beside the old ones, one switch of a link, and nothing of others touched."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.build.atomic_folder import MARK
from plugins.publishing.releases import KEPT, CannotPublish, Target, publish, read_target
from tests.conftest import SMALL, run_site, with_bare, write
from tests.repo.setup import program


def release(number: int) -> str:
    return f"2026010{number}T000000Z"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "built", {MARK: b"{}", "index.html": b"one", "news/index.html": b"news"})


@dataclass(frozen=True)
class Place:
    """A folder to publish into, and how one gets at it."""

    folder: Path
    target: Target

    def names(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "releases").iterdir() if path.is_dir())

    def live(self) -> str:
        return (self.folder / "current" / "index.html").read_text()


@pytest.fixture(scope="module")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start an SSH server of our own on this machine; yield the command that reaches it."""
    with serving_ssh(tmp_path_factory.mktemp("ssh")) as command:
        yield command


@contextmanager
def serving_ssh(folder: Path, programs: str = "/usr/bin:/bin") -> Iterator[str]:
    """Run an SSH server with keys made for it; give the command that reaches it.

    Who comes in has an empty home, whose settings cost no time, and finds programs in `programs`.
    """
    folder.chmod(0o700)
    (folder / "home").mkdir()
    for name in ("host", "user"):
        subprocess.run(
            [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True, cwd=folder
        )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n"
        "PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        f"PermitRootLogin prohibit-password\nSetEnv HOME={folder}/home PATH={programs}\n"
    )
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd wants it when root starts it
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([program("sshd"), "-D", "-e", "-f", folder / "config"], stderr=log)
    try:
        _wait_for(port, server, folder / "log")
        command = [
            *(program("ssh"), "-F", "none", "-p", str(port), "-i", f"{folder}/user"),
            *("-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no"),
            *("-o", f"UserKnownHostsFile={folder}/known", "-o", "LogLevel=ERROR"),
        ]
        with tempfile.TemporaryDirectory(prefix="ssh-", dir="/tmp") as near:  # the name of a socket has to be short
            shared = [*command, "-S", f"{near}/one"]
            first = subprocess.Popen([*shared, "-M", "-N", f"{getpass.getuser()}@127.0.0.1"])
            yield shlex.join(shared)  # one connection serves all: that is quicker, and the same to who uses it
            first.terminate()
            first.wait()
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture(params=["folder", "ssh"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    folder = tmp_path / "web site's folder"  # a name that a careless shell would take apart
    if request.param == "folder":
        return Place(folder, read_target(str(folder)))
    monkeypatch.setenv("SITE_SSH", request.getfixturevalue("ssh_server"))
    return Place(folder, read_target(f"{getpass.getuser()}@127.0.0.1:{folder}"))


def test_a_site_is_put_up_behind_one_link(place, site):
    live = publish(site, place.target, release(1))

    assert live.endswith(f"{place.folder}/current")
    assert (place.folder / "current").readlink() == Path("releases", release(1))
    assert place.live() == "one"
    assert (place.folder / "current" / "news" / "index.html").read_text() == "news"


def test_a_new_release_stands_beside_the_old_one(place, site):
    publish(site, place.target, release(1))
    (site / "index.html").write_text("two")
    (site / "news" / "index.html").unlink()

    publish(site, place.target, release(2), may_go=1)

    assert place.live() == "two"
    assert not (place.folder / "current" / "news" / "index.html").exists()
    assert (place.folder / "releases" / release(1) / "index.html").read_text() == "one"
    assert (place.folder / "releases" / release(1) / "news" / "index.html").read_text() == "news"
    assert sorted(path.name for path in place.folder.glob("[!.]*")) == ["current", "releases"]


def test_a_release_that_would_lose_many_pages_is_refused_until_somebody_says_so(place, site):
    publish(site, place.target, release(1))
    (site / "news" / "index.html").unlink()

    with pytest.raises(CannotPublish, match="1 of 2 pages that are there would be gone"):
        publish(site, place.target, release(2))
    assert place.live() == "one"
    assert place.names() == [release(1)]


def test_the_last_releases_are_kept_and_older_ones_go(place, site):
    for number in range(1, KEPT + 3):
        publish(site, place.target, release(number))

    assert place.names() == [release(number) for number in range(3, KEPT + 3)]
    assert place.live() == "one"


def test_what_a_broken_transfer_left_goes_with_the_next(place, site):
    publish(site, place.target, release(1))
    write(place.folder / "releases" / f"{release(2)}.partial", {"index.html": b"half"})

    publish(site, place.target, release(3))

    assert place.names() == [release(1), release(3)]


def test_a_folder_with_things_of_others_is_refused_and_left_alone(place, site):
    write(place.folder, {"thesis.txt": b"years of work"})

    with pytest.raises(CannotPublish, match="holds other things"):
        publish(site, place.target, release(1))
    assert [path.name for path in place.folder.iterdir()] == ["thesis.txt"]


def test_a_link_in_place_of_the_folder_is_refused(place, site, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    place.folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CannotPublish, match=r"is not a folder|is a link|not a place for a site"):
        publish(site, place.target, release(1))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_over_ssh_files_that_did_not_change_are_linked_and_not_sent_again(ssh_server, site, tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_SSH", ssh_server)
    target = read_target(f"{getpass.getuser()}@127.0.0.1:{tmp_path / 'web'}")

    publish(site, target, release(1))
    publish(site, target, release(2))

    one, two = (tmp_path / "web" / "releases" / release(number) / "index.html" for number in (1, 2))
    assert one.stat().st_ino == two.stat().st_ino


def test_a_host_that_does_not_answer_is_told(site, monkeypatch, tmp_path):
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        monkeypatch.setenv("SITE_SSH", f"ssh -F none -p {port} -o BatchMode=yes")

        with pytest.raises(CannotPublish, match=r"ssh failed: .*Connection refused"):
            publish(site, read_target(f"127.0.0.1:{tmp_path / 'web'}"), release(1))


def test_a_folder_that_is_no_built_site_is_not_put_up(tmp_path):
    (tmp_path / "empty").mkdir()

    with pytest.raises(CannotPublish, match="is no built site"):
        publish(tmp_path / "empty", read_target(str(tmp_path / "web")), release(1))
    assert not (tmp_path / "web").exists()


@pytest.mark.parametrize("folder", ["/", str(Path.home())])
def test_the_root_and_the_home_folder_are_no_place_for_a_site(site, folder):
    with pytest.raises(CannotPublish, match=r"is not a place for a site|holds other things"):
        publish(site, read_target(folder), release(1))


@pytest.mark.parametrize("written", ["host:site", "host:", "-oProxyCommand=x:/srv"])
def test_a_target_over_ssh_needs_a_whole_path_and_a_host(written):
    with pytest.raises(CannotPublish, match="is no target"):
        read_target(written)


@pytest.mark.parametrize(
    ("written", "folder", "host"),
    [
        ("web@example.org:/srv/site/", "/srv/site", "web@example.org"),
        ("example.org:/srv", "/srv", "example.org"),
        ("/srv/site", "/srv/site", ""),
        ("/srv/a:b", "/srv/a:b", ""),
    ],
)
def test_a_target_is_a_folder_here_or_on_a_host(written, folder, host):
    target = read_target(written)

    assert (target.folder, target.host) == (folder, host)


def test_publishing_builds_and_puts_up_in_one_command(tmp_path):
    shutil.copytree(SMALL, tmp_path / "content")

    done = run_site("publish", tmp_path / "web", "--content", tmp_path / "content", "--today", "2026-06-15")

    assert done.returncode == 0, done.stderr
    assert f"\nPublished: {tmp_path / 'web'}/current" in done.stdout
    assert (tmp_path / "web" / "current" / "index.html").is_file()


def test_nothing_is_put_up_while_the_content_is_wrong(tmp_path):
    good = write(tmp_path / "content", with_bare({}))
    assert run_site("publish", tmp_path / "web", "--content", good).returncode == 0
    before = sorted(path.name for path in (tmp_path / "web" / "releases").iterdir())
    live = (tmp_path / "web" / "current").readlink()
    (good / "get-in-touch.md").write_text("no front matter")

    done = run_site("publish", tmp_path / "web", "--content", good)

    assert done.returncode == 1
    assert "get-in-touch.md:1: the page has no front matter. [E001]" in done.stderr
    assert sorted(path.name for path in (tmp_path / "web" / "releases").iterdir()) == before
    assert (tmp_path / "web" / "current").readlink() == live


def test_a_wrong_target_is_told_before_anything_is_built(tmp_path):
    content = write(tmp_path / "content", with_bare({}))

    done = run_site("publish", "host:site", "--content", content)

    assert done.returncode != 0
    assert "“host:site” is no target" in done.stderr
    assert "Built" not in done.stdout
