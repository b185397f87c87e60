"""Nothing that lies in a content folder or comes with a branch is run as code: no module, no cache."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from plugins.build.cache_key import SIZE, cache_key
from plugins.build.template_cache import SignedBytecodeCache
from tests.conftest import ROOT, run_site, with_bare, write

HARMFUL = "import pathlib\npathlib.Path(__file__).with_name('ran').mkdir(exist_ok=True)\n"
MODULES = (
    "invoke.py",
    "yaml/__init__.py",
    "sitecustomize.py",
    "usercustomize.py",
    "tasks.py",
    "core/__init__.py",
    "plugins/__init__.py",
    "os.py",
    "pip.py",
)


@pytest.mark.parametrize(
    "environment", [{}, {"PYTHONPATH": ""}, {"PYTHONPATH": ":"}, {"PYTHONPATH": "."}, {"PYTHONSTARTUP": "tasks.py"}]
)
def test_a_module_in_the_current_folder_is_not_run(tmp_path, environment):
    content = write(tmp_path / "content", with_bare(dict.fromkeys(MODULES, HARMFUL)))

    done = subprocess.run(
        [ROOT / "site", "check", "--content", "."],
        check=False,
        cwd=content,
        env={**os.environ, "PWD": str(content), **environment},
        capture_output=True,
        text=True,
    )

    assert list(content.rglob("ran")) == []
    assert done.returncode == 1, done.stderr  # these are no pages
    assert "Traceback" not in done.stderr


def test_the_key_of_the_caches_is_made_once_outside_the_repository_and_for_its_user_only(tmp_path):
    environment = {"HOME": str(tmp_path / "home")}

    key = cache_key(ROOT, environment)

    [file] = (tmp_path / "home").rglob("*key*")
    assert key == file.read_bytes()
    assert key is not None
    assert len(key) == SIZE
    assert file.stat().st_mode & 0o777 == 0o600
    assert cache_key(ROOT, environment) == key
    assert cache_key(ROOT, {"XDG_STATE_HOME": str(tmp_path / "other")}) != key


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * (SIZE + 1)])
def test_a_key_of_another_length_is_replaced(tmp_path, damage):
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    cache_key(ROOT, environment)
    [file] = tmp_path.iterdir()
    file.write_bytes(damage)

    key = cache_key(ROOT, environment)

    assert key == file.read_bytes()
    assert key != damage


def test_a_key_that_others_can_read_is_replaced(tmp_path):
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    before = cache_key(ROOT, environment)
    [file] = tmp_path.iterdir()
    file.chmod(0o644)

    assert cache_key(ROOT, environment) != before
    assert file.stat().st_mode & 0o777 == 0o600


def test_there_is_no_key_where_it_could_come_from_elsewhere(tmp_path):
    key = tmp_path / "known"
    key.write_bytes(b"k" * SIZE)
    key.chmod(0o600)
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "site-cache-key").symlink_to(key)
    (tmp_path / "piped").mkdir()
    os.mkfifo(tmp_path / "piped" / "site-cache-key", 0o600)
    (tmp_path / "file").write_text("")

    assert cache_key(ROOT, {"XDG_STATE_HOME": str(tmp_path / "linked")}) is None
    assert cache_key(ROOT, {"XDG_STATE_HOME": str(tmp_path / "piped")}) is None
    assert cache_key(ROOT, {"XDG_STATE_HOME": str(tmp_path / "file")}) is None
    assert cache_key(tmp_path, {"XDG_STATE_HOME": str(tmp_path / "in-the-repository")}) is None
    assert cache_key(tmp_path, {"HOME": str(tmp_path)}) is None
    assert cache_key(ROOT, {"HOME": "."}) is None
    assert cache_key(ROOT, {"HOME": "/proc"}) is None


class Bucket:
    """A template of Jinja, as its caches are handed it."""

    def __init__(self, code: bytes = b"") -> None:
        self.key, self.code = "a" * 40, code

    def bytecode_to_string(self) -> bytes:
        return self.code

    def bytecode_from_string(self, code: bytes) -> None:
        self.code = code


@pytest.mark.parametrize(
    "change",
    [lambda data: data, lambda data: data[:-1] + b"x", lambda _: b"", lambda _: b"code", lambda data: data[32:]],
)
def test_a_compiled_template_is_used_only_with_the_signature_of_the_key(tmp_path, change):
    SignedBytecodeCache(tmp_path, b"key").dump_bytecode(Bucket(b"code"))
    [file] = tmp_path.iterdir()
    before = file.read_bytes()
    file.write_bytes(change(before))
    ours, theirs = Bucket(), Bucket()

    SignedBytecodeCache(tmp_path, b"key").load_bytecode(ours)
    SignedBytecodeCache(tmp_path, b"another").load_bytecode(theirs)

    assert ours.code == (b"code" if change(before) == before else b"")
    assert theirs.code == b""


def repository(folder: Path) -> Path:
    """Return a small repository that has the code of this one."""
    folder.mkdir()
    for name in ("core", "plugins", "theme", "pelicanconf.py", "publishconf.py", "requirements.txt", "tasks.py"):
        (folder / name).symlink_to(ROOT / name)
    write(folder / "content", with_bare({}))
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    return folder


def test_caches_that_git_tracks_are_refused(tmp_path):
    here = repository(tmp_path / "house")
    write(here / ".cache", {"builds/0123456789abcdef.memory": b"harmful"})
    assert run_site("check", home=here).returncode == 0
    subprocess.run(["git", "add", "--force", ".cache"], cwd=here, check=True)

    for task in ("check", "build", "ledger"):
        done = run_site(task, home=here)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            "site: git tracks files in .cache, which nobody but this program may write. Remove: git rm -r --cached .cache\n"
        )

    subprocess.run(["git", "rm", "-r", "--cached", "--quiet", ".cache"], cwd=here, check=True)
    assert run_site("check", home=here).returncode == 0


def test_without_a_home_a_site_is_built_and_checked_again_and_again(tmp_path):
    here = repository(tmp_path / "house")
    nowhere = {"HOME": "/proc/nowhere", "XDG_STATE_HOME": ""}

    for _ in range(2):
        for task in ("build", "check"):
            done = run_site(task, home=here, **nowhere)
            assert (done.returncode, done.stderr) == (0, "")
    assert not (here / ".cache" / "builds").exists()
    assert not (here / ".cache" / "templates").exists()
