"""A branch of a git remote as the place of a site: one commit for each release, nothing of others overwritten."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from plugins.publishing.programs import run
from plugins.publishing.releases import CannotPublish, changes, publish, read_target, rollback
from tests.conftest import write

RELEASES = [f"2026061{number}T000000Z" for number in range(6)]


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "remote.git"], check=True)
    return tmp_path / "remote.git"


def git(remote: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=remote, check=True, capture_output=True, text=True).stdout.strip()


def test_a_site_becomes_the_branch(remote, version):
    target = read_target(f"git+file://{remote}")

    assert publish(version(1), target, RELEASES[1]) == f"file://{remote}#gh-pages"

    assert git(remote, "show", "gh-pages:index.html").endswith("version 1")
    assert git(remote, "show", "gh-pages:.nojekyll") == ""
    assert git(remote, "log", "--format=%s", "gh-pages") == f"Release {RELEASES[1]}"
    assert not [
        name for name in git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split() if name.endswith(".gz")
    ]


def test_the_next_release_is_the_next_commit_and_removes_what_is_gone(remote, version):
    target = read_target(f"git+file://{remote}#site")
    publish(version(1), target, RELEASES[1])
    publish(version(2), target, RELEASES[2])

    assert git(remote, "log", "--format=%s", "site").split("\n") == [
        f"Release {name}" for name in (RELEASES[2], RELEASES[1])
    ]
    assert git(remote, "ls-tree", "--name-only", "site", "theme/") == "theme/site.0000000002.css"


def test_the_same_site_again_makes_no_commit(remote, version):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])
    publish(version(1), target, RELEASES[2])

    assert git(remote, "rev-list", "--count", "gh-pages") == "1"


def test_what_would_change_is_told_before(remote, version):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])

    found = changes(version(2), target)

    assert (found.new, found.removed) == (["theme/site.0000000002.css"], ["theme/site.0000000001.css"])
    assert found.kept == 17


def test_a_release_is_taken_back_without_rewriting_history(remote, version):
    target = read_target(f"git+file://{remote}")
    for number in (1, 2, 3):
        publish(version(number), target, RELEASES[number])

    assert rollback(target) == RELEASES[2]
    assert git(remote, "show", "gh-pages:index.html").endswith("version 2")
    assert rollback(target) == RELEASES[1]
    assert git(remote, "show", "gh-pages:index.html").endswith("version 1")
    assert git(remote, "rev-list", "--count", "gh-pages") == "5"
    with pytest.raises(CannotPublish, match="has no release before the one that is live"):
        rollback(target)


def test_a_branch_with_things_of_others_is_refused_and_left_alone(remote, version, tmp_path):
    work = write(tmp_path / "work", {"thesis.txt": b"years of work"})
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        git(work, *words)
    git(work, "push", "-q", str(remote), "main")

    with pytest.raises(CannotPublish, match="the branch main holds other things than a site of ours"):
        publish(version(1), read_target(f"git+file://{remote}#main"), RELEASES[1])
    assert git(remote, "ls-tree", "--name-only", "main") == "thesis.txt"


def test_the_name_of_the_host_that_the_branch_carries_stays(remote, version, tmp_path):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(remote), str(work))
    write(work, {"CNAME": b"www.example.org\n"})
    git(work, "add", ".")
    git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Host")
    git(work, "push", "-q")

    publish(version(2), target, RELEASES[2])

    assert git(remote, "show", "gh-pages:CNAME") == "www.example.org"


def by_the_forge(remote: Path, tmp_path: Path, subject: str, files: dict[str, bytes | None]) -> None:
    """Commit to the branch as a forge or somebody by hand does."""
    work = tmp_path / "forge"
    if not work.exists():
        git(tmp_path, "clone", "-q", "-b", "gh-pages", str(remote), str(work))
    git(work, "pull", "-q")
    for name, data in files.items():
        if data is None:
            (work / name).unlink()
        else:
            (work / name).write_bytes(data)
    git(work, "add", "-A")
    git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", subject)
    git(work, "push", "-q")


def test_a_commit_that_is_no_release_does_not_hide_the_way_back_and_the_host_keeps_its_name(remote, version, tmp_path):
    target = read_target(f"git+file://{remote}")
    for number in (1, 2, 3):
        publish(version(number), target, RELEASES[number])
    by_the_forge(remote, tmp_path, "Create CNAME", {"CNAME": b"www.example.org"})

    assert rollback(target) == RELEASES[2]

    assert git(remote, "show", "gh-pages:index.html").endswith("version 2")
    assert git(remote, "show", "gh-pages:CNAME") == "www.example.org"
    assert git(remote, "show", "gh-pages:.nojekyll") == ""
    assert git(remote, "log", "-1", "--format=%s", "gh-pages") == f"Release {RELEASES[2]}"
    assert rollback(target) == RELEASES[1]
    assert git(remote, "show", "gh-pages:CNAME") == "www.example.org"


@pytest.mark.parametrize(
    "subject", ["Create CNAME", "Release notes", "Release 20260613T000000Z and more", "x", "Merge"]
)
def test_the_subject_of_a_commit_by_hand_is_no_release(subject, remote, version, tmp_path):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])
    by_the_forge(remote, tmp_path, subject, {"CNAME": b"a.example"})
    publish(version(2), target, RELEASES[2])
    by_the_forge(remote, tmp_path, subject, {"CNAME": b"b.example"})

    assert rollback(target) == RELEASES[1]
    assert git(remote, "show", "gh-pages:index.html").endswith("version 1")
    assert git(remote, "show", "gh-pages:CNAME") == "b.example"


def test_a_name_of_the_host_that_was_deleted_does_not_come_back(remote, version, tmp_path):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])
    by_the_forge(remote, tmp_path, "Create CNAME", {"CNAME": b"a.example"})
    publish(version(2), target, RELEASES[2])
    publish(version(3), target, RELEASES[3])
    by_the_forge(remote, tmp_path, "Delete CNAME", {"CNAME": None})

    assert rollback(target) == RELEASES[2]
    assert "CNAME" not in git(remote, "ls-tree", "--name-only", "gh-pages").split()


def test_after_the_only_release_there_is_no_way_back_whatever_the_forge_commits(remote, version, tmp_path):
    target = read_target(f"git+file://{remote}")
    publish(version(1), target, RELEASES[1])
    by_the_forge(remote, tmp_path, "Create CNAME", {"CNAME": b"a.example"})

    with pytest.raises(CannotPublish, match="has no release before the one that is live"):
        rollback(target)
    assert git(remote, "rev-list", "--count", "gh-pages") == "2"


@pytest.mark.parametrize("branch", ["a/b", "release-1.0", "Release", "0"])
def test_a_branch_of_any_name_that_git_takes(branch, remote, version):
    target = read_target(f"git+file://{remote}#{branch}")
    for number in (1, 2):
        publish(version(number), target, RELEASES[number])

    assert rollback(target) == RELEASES[1]


def test_an_old_address_with_an_ending_becomes_a_folder_so_that_it_comes_as_html(remote, version):
    site = version(1)
    (site / "old").mkdir()
    (site / "old/Default.aspx").write_bytes(b"<h1>Moved</h1>")
    (site / "_redirects").write_bytes(b"/old/Default.aspx /page-1/ 301\n")

    publish(site, read_target(f"git+file://{remote}"), RELEASES[1])

    assert git(remote, "show", "gh-pages:old/Default.aspx/index.html") == "<h1>Moved</h1>"


@pytest.mark.parametrize("written", ["git+https://token@example.org/a.git", "git+https://me:token@example.org/a.git"])
def test_a_secret_in_a_target_is_refused_and_not_repeated(written):
    with pytest.raises(CannotPublish) as refused:
        read_target(written)
    assert "must not carry a password, a token" in str(refused.value)
    assert "token@" not in str(refused.value)


def test_a_token_of_the_environment_is_in_no_message_and_no_command(version, monkeypatch):
    monkeypatch.setenv("SITE_GIT_TOKEN", "very-secret-token")

    with pytest.raises(CannotPublish) as refused:
        publish(version(1), read_target("git+https://127.0.0.1:1/a.git"), RELEASES[1])

    assert str(refused.value).startswith("git failed: ")
    assert "very-secret-token" not in str(refused.value)
    assert "very-secret-token" not in repr(refused.value.__context__)


def test_what_programs_say_is_told_without_what_stands_before_a_host():
    with pytest.raises(CannotPublish) as refused:
        run(["sh", "-c", "echo no way to https://me:hidden@example.org/ >&2; exit 1"])

    assert str(refused.value) == "sh failed: no way to https://…@example.org/"
