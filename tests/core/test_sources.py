"""The content folder is read again only where it has changed, and as a whole where that is not sure to be all."""

from __future__ import annotations

import pytest

from core.documents.sources import read_folder, reread


@pytest.fixture
def folder(tmp_path):
    for name in ("index.md", "news/index.md", "news/one.md", "news/picture.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


@pytest.fixture
def changed(folder):
    """A function that returns what is read of some files alone, and what is read of everything."""
    before = read_folder(folder, "content")
    return lambda *names: (
        reread(before, folder, [str(folder / name) for name in names]),
        read_folder(folder, "content"),
    )


def test_a_file_that_is_changed_new_or_gone_is_all_that_is_read(folder, changed):
    (folder / "news" / "one.md").write_text("other", "utf-8")
    (folder / "news" / "two.md").write_text("new", "utf-8")
    (folder / "news" / "picture.svg").unlink()

    again, whole = changed("news/one.md", "news/two.md", "news/picture.svg")

    assert again is not None
    assert (again.texts, again.files, again.sizes) == (whole.texts, whole.files, whole.sizes)


def test_names_that_begin_with_a_dot_are_no_content(folder, changed):
    (folder / "news" / ".one.md.swp").write_text("x", "utf-8")

    again, whole = changed("news/.one.md.swp")

    assert again is not None
    assert again.texts == whole.texts


@pytest.mark.parametrize("what", ["a new folder", "a folder", "a link", "a file elsewhere", "a file nobody knew"])
def test_what_is_no_ordinary_file_makes_everything_be_read(folder, changed, what):
    name = {"a folder": "news", "a file elsewhere": "../other.md", "a file nobody knew": "news/gone.md"}.get(
        what, "a/b.md"
    )
    if what == "a new folder":
        (folder / "a").mkdir()
        (folder / "a" / "b.md").write_text("x", "utf-8")
    elif what == "a link":
        name = "news/link.md"
        (folder / name).symlink_to(folder / "index.md")

    assert changed(name)[0] is None
