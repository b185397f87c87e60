"""Whatever is typed and whatever lies in the content folder: a sentence and a status, never a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import random
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tasks
from core.documents.project import Project
from plugins.command_line.program import main
from tests.conftest import PROJECT, ROOT, SMALL, write

WORDS = [
    *(
        "",
        ".",
        "..",
        "/",
        "/dev/null",
        "/proc/self/mem",
        "content",
        "-",
        "--",
        "-1",
        "0",
        "65536",
        "9" * 400,
        "a" * 5000,
    ),
    *(
        "event",
        "Event",
        "news",
        "blog",
        "title=x",
        "=x",
        "title=",
        "\udcff\udcfe",
        "\x1b[31m",
        "\u202e",
        "é́́",
        "\n",
        "\t",
    ),
    *("9999-12-31", "0001-01-01", "2026-02-30", "now", "2026-06-15T12:00+99:00", "2026-06-15T12:00+00:00", "%00", "~"),
    *(
        "http://[",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "host:/srv",
        "git+https://x",
        "s3://",
        "ssh://-oProxyCommand=x/",
    ),
]
OPTIONS = [
    "--content",
    "--output",
    "--today",
    "--format",
    "--field",
    "--folder",
    "--name",
    "--eml",
    "--grace",
    "--fresh",
    "--zzz",
    "-c",
    "-o",
]
TASKS = ["build", "check", "new", "newsletter", "due", "ledger", "archive", "publish", "rollback", "chek", "", "BUILD"]
word = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_characters="\0"), max_size=30))
option = st.one_of(st.sampled_from(OPTIONS), st.builds("{}={}".format, st.sampled_from(OPTIONS), word))


def run(*words: str) -> tuple[int, str]:
    """Run a task in this process; return the status and all that it said."""
    said = io.StringIO()
    before = Path.cwd()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(vars(tasks), words, ROOT)
    os.chdir(before)
    return status, said.getvalue()


def holds(*words: str, seconds: float = 20) -> str:
    """Assert that a command ends as it should; return what it said."""
    start = time.monotonic()
    status, said = run(*words)
    assert status in (0, 1, 2), (words, said)
    assert "Traceback" not in said
    assert status == 0 or said.strip() or "--format" in str(words), words
    assert time.monotonic() - start < seconds
    return said


@pytest.fixture
def empty(tmp_path, monkeypatch) -> Path:
    """A folder in which commands are given, far from everything that matters."""
    place = tmp_path / "empty"
    place.mkdir()
    monkeypatch.setenv("PWD", str(place))
    monkeypatch.setenv("SITE_GIT_TOKEN", "")
    return place


def test_no_command_line_ends_in_a_traceback(empty, request):
    many = 2000 if request.config.getoption("thorough") else 150

    @settings(max_examples=many)
    @given(st.sampled_from(TASKS), st.lists(st.one_of(word, option), max_size=6))
    def check(task, words):
        holds(task, *words)

    check()


@pytest.mark.parametrize(
    "words",
    [
        ("new", "Event"),
        ("new", "blog"),
        ("rollback", "/missing"),
        ("due", "/missing"),
        ("check", "--today=9999-12-31"),
        ("check", "--today=0001-01-01"),
        ("serve", "--port=0"),
        ("serve", "--port=65536"),
        ("serve", "--output=/missing"),
    ],
)
def test_what_was_a_traceback_once_is_a_sentence(words, empty):
    assert holds(*words, *(() if words[0] in ("rollback", "due") else (f"--content={SMALL}",))).startswith("site: ")


@pytest.mark.parametrize("seconds", ["abc", "1e20", "-1e20", "nan", "inf"])
def test_an_instant_of_the_environment_that_is_none_is_told(seconds, empty, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    assert holds("check", "--content", str(SMALL)) == "site: SOURCE_DATE_EPOCH is no number of seconds since 1970.\n"


def _bytes(rnd: random.Random, folder: Path) -> None:
    name = rnd.choice(
        ["a.md", "project.yaml", "ledger.csv", "accessibility.yaml", "images/p.png", "f.svg", "x.pdf", "news/n.md"]
    )
    data = rnd.randbytes(rnd.choice([0, 1, 3, 100, 20_000]))
    _put(folder / name, rnd.choice([b"", b"---\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"<svg "]) + data)


def _head(rnd: random.Random, folder: Path) -> None:
    value = rnd.choice(VALUES)
    field = rnd.choice(
        [
            "title",
            "order",
            "start",
            "published",
            "aliases",
            "repeats",
            "partners",
            "materials",
            "draft",
            "file",
            "id",
            "image",
        ]
    )
    _put(
        folder / rnd.choice(["a.md", "events/e.md", "news/n.md", "results/r.md"]),
        f"---\ntitle: T\n{field}: {value}\n---\nText\n".encode("utf-8", "surrogatepass"),
    )


def _text(rnd: random.Random, folder: Path) -> None:
    pieces = [
        "[",
        "](",
        ")",
        "![",
        "<b>",
        "</main>",
        "&#1;",
        "\x02",
        "klzzwxh:0000",
        "[^1]",
        "[^1]: x",
        "\n\n",
        "> ",
        "- ",
        "```\n",
        "|a|b|\n|-|-|\n",
        "{#main}",
        "*",
        "**",
        "_",
        "<!--",
        "\u202e",
        "\ue000",
        "a.md",
        "\t",
        "\\",
    ]
    body = "".join(rnd.choice(pieces) for _ in range(rnd.choice([5, 50, 400])))
    _put(folder / "t.md", f"---\ntitle: T\n---\n{body}\n".encode())


def _pipe(rnd: random.Random, folder: Path) -> None:
    _other(folder, rnd, os.mkfifo)


def _socket(rnd: random.Random, folder: Path) -> None:
    def bind(path: Path) -> None:
        before = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may be no longer than some 100 bytes
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
        os.chdir(before)

    _other(folder, rnd, bind)


def _circle(rnd: random.Random, folder: Path) -> None:
    _other(folder, rnd, lambda path: path.symlink_to(path))


def _device(rnd: random.Random, folder: Path) -> None:
    _other(folder, rnd, lambda path: path.symlink_to(rnd.choice(["/dev/zero", "/proc/self/mem", "/", ".."])))


def _folder(rnd: random.Random, folder: Path) -> None:
    _other(folder, rnd, Path.mkdir)


def _unreadable(rnd: random.Random, folder: Path) -> None:
    def write_locked(path: Path) -> None:
        path.write_bytes(b"x")
        path.chmod(0)

    _other(folder, rnd, write_locked)


def _names(rnd: random.Random, folder: Path) -> None:
    name = rnd.choice(
        [
            "\x1b[31m.md",
            "a\nb.md",
            "::error::.md",
            "\u202e.md",
            "\udcff.md",
            "%00.md",
            "#.md",
            "?.md",
            "con.md",
            " .md",
            "...md",
            "a" * 240 + ".md",
            "é.md",
            "e\u0301.md",
            "A.MD",
            "-rf.md",
            "~$x.docx",
        ]
    )
    _put(folder / rnd.choice(["", "news", "images"]) / name, b"---\ntitle: T\n---\n")


def _deep(rnd: random.Random, folder: Path) -> None:
    _put(folder.joinpath(*["d"] * rnd.choice([29, 31, 200])) / "a.md", b"---\ntitle: T\n---\n")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_dir():
        path.unlink(missing_ok=True)
        path.write_bytes(data)


def _other(folder: Path, rnd: random.Random, make: Callable[[Path], object]) -> None:
    """Put something that is no ordinary file in the place of a file."""
    path = folder / rnd.choice(
        ["project.yaml", "ledger.csv", "accessibility.yaml", "index.md", "x.md", "images/x.png", "news/x.md"]
    )
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        make(path)


VALUES = [
    *(
        "",
        "x",
        "[]",
        "{}",
        "[[[[[[[[[[[]]]]]]]]]]]",
        "{a: {b: {c: d}}}",
        "null",
        "true",
        "1",
        "-1",
        "1e999",
        ".nan",
        "0x10",
    ),
    *(
        "9" * 5000,
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "2026-03-29 02:30",
        '"\\u0001"',
        '"\\e[31m"',
        '"\\uD800"',
        "*a",
        "&a b",
        "!!python/object:os.system x",
    ),
    *(
        "[/x, /X, /x/y]",
        "/_headers",
        "[/a.pdf]",
        "weekly",
        "{every: week, until: 9999-12-31}",
        "|\n  a\n  b",
        ">",
        "x" * 20_000,
        "\x85",
        "[1, {a: b}]",
    ),
]
MAKERS = [_bytes, _head, _text, _pipe, _socket, _circle, _device, _folder, _unreadable, _names, _deep]


def test_no_content_ends_in_a_traceback(empty, tmp_path, request):
    many = 600 if request.config.getoption("thorough") else 40
    for number in range(many):
        rnd = random.Random(number)
        content = shutil.copytree(SMALL, tmp_path / "content")
        for _ in range(rnd.choice([1, 1, 2, 4])):
            rnd.choice(MAKERS)(rnd, content)
        said = holds("check", f"--content={content}", "--today=2026-06-15")
        if said == "No problems.\n" and number % 6 == 0:
            holds("build", f"--content={content}", f"--output={tmp_path / 'site'}", "--today=2026-06-15", "--quiet")
        assert "\x1b" not in said, number
        shutil.rmtree(content)


@pytest.mark.parametrize("field", Project.model_fields)
def test_no_value_of_a_field_of_the_project_ends_in_a_traceback(field, empty, tmp_path, request):
    page = b"---\ntitle: T\n---\n"
    turn = list(Project.model_fields).index(field) % 3
    some = VALUES if request.config.getoption("thorough") else VALUES[turn::3]
    for number, value in enumerate(some):
        lines = [line for line in PROJECT.splitlines() if not line.startswith(f"{field}:")]
        text = "\n".join([*lines, f"{field}: {value}", ""])
        files = {"project.yaml": text.encode(), "index.md": page, "get-in-touch.md": page}
        content = write(tmp_path / str(number), files)
        holds("check", f"--content={content}", "--today=2026-06-15")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",  # a small one of those that grow without bound
        f"aliases: [{'1,' * 3_000_000}]",
        f"aliases: {'[' * 100_000}",
        f"order: {'9' * 1_000_000}",
        "\n".join(f"field{n}: x" for n in range(15_000)),
        f"title: {'a' * 1_000_000}",
        f"title: {'-' * 200_000}@",
        f"repeats: {'weekly ' * 50_000}",
    ],
    ids=["references", "numbers", "brackets", "digits", "fields", "letters", "dashes", "words"],
)
def test_a_head_that_is_too_large_is_told_soon(text, empty, tmp_path):
    files = {"project.yaml": PROJECT.encode(), "index.md": f"---\ntitle: T\n{text}\n---\n".encode()}
    content = write(tmp_path / "content", {**files, "get-in-touch.md": b"---\ntitle: T\n---\n"})

    assert "problem" in holds("check", f"--content={content}", seconds=20)
