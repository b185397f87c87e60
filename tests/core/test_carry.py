"""Files carried over, and folders removed, by a process beside this one."""

from __future__ import annotations

import os

import pytest

from core.build import linked_files as carry
from core.build.linked_files import carried, removed


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """Let the process fork, whatever threads other tests have left in it."""
    monkeypatch.setattr(carry, "can_fork", lambda: True)


def test_every_file_is_linked_and_no_folder_is_made_that_needs_none(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "news" / "one").mkdir(parents=True)
    (old / "empty").mkdir()
    new.mkdir()
    (old / "index.html").write_bytes(b"home")
    (old / "news" / "one" / "index.html").write_bytes(b"one")

    with carried(old, new) as found:
        pass

    assert found.paths == {"index.html", "news/one/index.html"}
    assert (new / "news/one/index.html").samefile(old / "news/one/index.html")
    assert not (new / "empty").exists()


def test_where_nothing_can_be_linked_nothing_is_said_to_be_carried(tmp_path, monkeypatch):
    def refused(*_paths):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_bytes(b"a")
    (tmp_path / "new").mkdir()

    with carried(tmp_path / "old", tmp_path / "new") as found:
        assert found.paths == frozenset()
    with carried(tmp_path / "none", tmp_path / "new") as found:
        assert found.paths == frozenset()


def test_a_process_with_threads_carries_nothing_and_removes_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(carry, "can_fork", lambda: False)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a").write_bytes(b"a")
    (tmp_path / "new").mkdir()

    with carried(tmp_path / "old", tmp_path / "new") as found:
        assert found.paths == frozenset()
    with removed(tmp_path / "old"):
        pass

    assert not (tmp_path / "old").exists()


def test_a_folder_is_gone_when_the_block_ends(tmp_path):
    (tmp_path / "old" / "deep").mkdir(parents=True)
    (tmp_path / "old" / "deep" / "a").write_bytes(b"a")

    with removed(tmp_path / "old"):
        done = True

    assert done
    assert not (tmp_path / "old").exists()
