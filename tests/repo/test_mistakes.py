"""Each mistake of tests/sites/broken is told in the same words by check and by build, and costs nothing that stands."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from invoke import Exit

import tasks
from core.problems.codes import CODES
from core.site.addresses import RESERVED, RESERVED_FILES
from tests.conftest import ROOT, run_site
from tests.repo.mistakes import BASE, BROKEN, MADE, PAGE, SECONDS, check, content_with

NAMES = sorted(path.name for path in BROKEN.iterdir())
ASKED = {"E059", "E086", "E089"}  # what only other sites, git or the theme can answer; tests/plugins asks them


def expected(mistake: str) -> str:
    return (BROKEN / mistake / "expected.txt").read_text("utf-8").rstrip("\n")


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of each file."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site that was built before the mistakes were made."""
    output = tmp_path_factory.mktemp("standing") / "output"
    before, pwd = Path.cwd(), os.environ.get("PWD", "")
    os.environ |= {"PWD": str(ROOT), "SOURCE_DATE_EPOCH": SECONDS}
    tasks.build.body(None, content=str(BASE), output=str(output), quiet=True)
    yield output
    os.chdir(before)
    os.environ["PWD"] = pwd
    del os.environ["SOURCE_DATE_EPOCH"]


@pytest.mark.parametrize("mistake", NAMES)
def test_the_check_tells_a_mistake_at_its_line_and_how_to_mend_it(mistake, tmp_path):
    assert check(content_with(mistake, tmp_path)) == expected(mistake)


def test_the_build_tells_each_mistake_like_the_check_and_leaves_the_site_that_stands(standing, tmp_path, monkeypatch):
    before = files_of(standing)

    for mistake in NAMES:
        folder = tmp_path / mistake
        content_with(mistake, folder)
        monkeypatch.setenv("PWD", str(folder))
        with pytest.raises(Exit) as refused:
            tasks.build.body(None, content="content", output=str(standing), quiet=True)
        assert refused.value.code == 1, mistake
        assert refused.value.message == f"{expected(mistake)}\nNothing was written; {standing} is as it was.", mistake
        shutil.rmtree(folder)

    assert files_of(standing) == before
    assert [path.name for path in standing.parent.iterdir() if path != standing and path.suffix != ".lock"] == []


def test_the_command_ends_with_1_and_says_it_where_people_read_it(tmp_path):
    mistake = "many-mistakes-in-one-file"
    content = content_with(mistake, tmp_path)

    checked = run_site("check", "--content", "content", SOURCE_DATE_EPOCH=SECONDS, PWD=str(content.parent))
    built = run_site(
        "build", "--content", "content", "--output", "output", SOURCE_DATE_EPOCH=SECONDS, PWD=str(content.parent)
    )

    assert (checked.returncode, checked.stdout, checked.stderr) == (1, "", expected(mistake) + "\n")
    assert (built.returncode, built.stdout) == (1, "")
    assert built.stderr == expected(mistake) + "\nNothing was written; output is as it was.\n"
    assert not (content.parent / "output").exists()


def test_no_page_can_be_put_where_the_house_itself_writes(standing):
    pages = {path.name.removesuffix(".md") for path in BASE.iterdir()}

    own = {path.name for path in standing.iterdir()} - pages - {"index.html"}

    assert own - RESERVED_FILES - RESERVED == set()


def test_every_code_of_the_catalogue_is_told_by_one_of_the_mistakes():
    told = {code for mistake in NAMES for code in re.findall(r"\[(E\d+)\]", expected(mistake))}

    assert told == set(CODES) - ASKED


@contextmanager
def as_somebody() -> Iterator[Path]:
    """Give a folder, and be somebody without special rights as long as the block runs."""
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        if is_root:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            if is_root:
                os.seteuid(0)


def test_every_mistake_that_is_made_by_hand_has_its_text():
    assert set(MADE) - set(NAMES) == set()


def test_no_message_speaks_like_a_program():
    jargon = re.compile(
        r"\b(exception|traceback|parser?|null|None|string|boolean|integer|dict|mapping|utf8|invalid)\b", re.IGNORECASE
    )

    for mistake in NAMES:
        lines = [line for line in expected(mistake).splitlines() if line.startswith("content/")]
        assert [line for line in lines if jargon.search(line)] == [], mistake


@pytest.mark.parametrize(
    "text",
    [
        b"---\r\ntitle: A page\r\nsummary: Of something.\r\n---\r\nText.\r\n",
        b"---\rtitle: A page\rsummary: Of something.\r---\rText.\r",
        b"---  \ntitle: A page\n---\t\nText.",
        b"---\n# A remark of ours.\ntitle: A page\n\norder: 3\n---\n",
        b"---\ntitle: Questions & answers, a/b? - 50 % (more)\nsummary: A&B\n---\n",
        '---\ntitle: “Smart” towns & <their> “friends”\nsummary: "“All of it” #1: in quotes"\n---\n'.encode(),
        b"---\ntitle: A page\nsummary: Of something\n  that goes on.\n---\n- - -\n\n* * *\n",
        b"---\ntitle: A page\n---\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n",
        '---\ntitle: A page\n---\nA <abbr title="x">y</abbr>, H<sub>2</sub>O *där*{: lang=sv }.\n'.encode(),
    ],
    ids=["windows", "old-mac", "spaces-after-dashes", "remarks", "ampersands", "quotes", "two-lines", "table", "html"],
)
def test_what_is_no_mistake_is_not_told(text, tmp_path):
    shutil.copytree(BASE, tmp_path / "content")
    (tmp_path / "content" / "page.md").write_bytes(text)

    assert check(tmp_path / "content") == ""


@pytest.mark.parametrize("unreadable", ["page.md", "about"])
def test_what_may_not_be_read_is_told_and_the_rest_is_checked(unreadable, tmp_path_factory):
    # Root may read everything, so somebody else looks.
    with as_somebody() as folder:
        content = shutil.copytree(BASE, folder / "content")
        (content / "page.md").write_bytes(PAGE)
        (content / "about").mkdir()
        (content / "other.md").write_text("---\ntitle: Other\n---\n[x](zzz/yyyyyyyy.md)\n")
        (content / unreadable).chmod(0)
        told = check(content)
        (content / unreadable).chmod(0o700)

    problems = [
        f"content/{unreadable}:1: this cannot be read: you may not read it. [E049]\n"
        "    Give yourself permission to read it, or take it out of the content folder.\n",
        "content/other.md:4: there is no page “zzz/yyyyyyyy.md”. [E050]\n    Correct the path.\n",
    ]
    assert told == "".join(sorted(problems)) + "\n2 problems in 2 files."
