"""Content folders with one mistake each: what every site needs, and on top of it the files of tests/sites/broken/<mistake>."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from core.checks.theme import read_theme
from core.documents.sources import read_folder
from core.problems.problem import report
from core.read_site import read_site

SITES = Path(__file__).parents[1] / "sites"
BROKEN, BASE = SITES / "broken", SITES / "broken-base"
TODAY = "2026-06-15"
SECONDS = "1781517600"  # of that day, as SOURCE_DATE_EPOCH wants it
PAGE = b"---\ntitle: A page\n---\n"
# The head of a JPEG of 16 pixels each way.
JPEG = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0"


def _bury(content: Path) -> None:
    """Put a page into 200 folders inside each other."""
    place = content.joinpath(*["f"] * 200)
    place.mkdir(parents=True)
    (place / "page.md").write_bytes(PAGE)


def _write_long_names(content: Path) -> None:
    (content / f"{'p' * 240}.md").write_bytes(PAGE)
    (content / "images" / f"{'b' * 240}.png").write_bytes(b"")
    (content / ("f" * 201)).mkdir()


def _write_many_values(content: Path) -> None:
    (content / "page.md").write_text(f"---\ntitle: A page\naliases: [{','.join(['1'] * 300_000)}]\n---\n")


def _rename_project_file(content: Path) -> None:
    (content / "project.yaml").rename(content / "project.yml")


def _differ_in_capitals(content: Path) -> None:
    (content / "page.md").write_bytes(PAGE)
    (content / "Page.md").write_bytes(PAGE)


def _differ_in_accent(content: Path) -> None:
    (content / "caf\u00e9.md").write_bytes(PAGE)
    (content / "cafe\u0301.md").write_bytes(PAGE)


def _pictures_differ_in_capitals(content: Path) -> None:
    shutil.copy(content / "images" / "emblem.svg", content / "images" / "Emblem.svg")
    (content / "page.md").write_bytes(PAGE + b"![The emblem](images/Emblem.svg)\n")


def _twin(content: Path) -> None:
    for name in ("caf\u00e9.svg", "cafe\u0301.svg"):
        shutil.copy(content / "images" / "emblem.svg", content / "images" / name)
    (content / "page.md").write_bytes(PAGE + "![The emblem](images/caf\u00e9.svg)\n".encode())


def _pipe(content: Path) -> None:
    os.mkfifo(content / "page.md")


def _nameless(content: Path) -> None:
    Path(os.fsdecode(os.fsencode(content) + b"/caf\xe9.md")).write_bytes(PAGE)


def _large_picture(content: Path) -> None:
    (content / "images" / "bridge.jpg").write_bytes(JPEG + bytes(1_500_000) + b"\xff\xd9")
    (content / "page.md").write_bytes(PAGE + b"![A bridge](images/bridge.jpg)\n")


# What cannot lie in a repository that all systems can read, or would swell it.
MADE: dict[str, Callable[[Path], object]] = {
    "folders-too-deep": _bury,
    "names-too-long": _write_long_names,
    "too-many-values": _write_many_values,
    "file-name-that-is-not-utf-8": _nameless,
    "home-page-missing": lambda content: (content / "index.md").unlink(),
    "line-over-the-limit": lambda content: (content / "page.md").write_bytes(PAGE + b"word " * 5000),
    "page-over-the-limit": lambda content: (content / "page.md").write_bytes(PAGE + b"Some words.\n\n" * 40_000),
    "picture-too-large": _large_picture,
    "pipe-instead-of-a-file": _pipe,
    "project-file-missing": lambda content: (content / "project.yaml").unlink(),
    "project-file-with-another-ending": _rename_project_file,
    "symbolic-link": lambda content: (content / "page.md").symlink_to("index.md"),
    "two-files-that-look-the-same": _twin,
    "too-many-headings": lambda content: (content / "page.md").write_bytes(PAGE + b"## A heading\n\n" * 400),
    "two-pages-that-differ-in-capitals": _differ_in_capitals,
    "two-pages-that-differ-in-the-form-of-an-accent": _differ_in_accent,
    "two-pictures-that-differ-in-capitals": _pictures_differ_in_capitals,
}


def content_with(mistake: str, folder: Path) -> Path:
    """Return a content folder, made in `folder`, with this mistake."""
    content = folder / "content"
    shutil.copytree(BASE, content)
    shutil.copytree(BROKEN / mistake, content, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    MADE.get(mistake, lambda _: None)(content)
    return content


def check(content: Path) -> str:
    """Return what `./site check` says about a content folder."""
    theme = read_theme(SITES.parents[1] / "theme")
    now = datetime.fromisoformat(f"{TODAY}T00:00+02:00")
    return report(read_site(read_folder(content, "content"), now, theme=theme)[1])
