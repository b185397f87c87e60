"""What many tests share: sites built from a few lines, the real site built once, a browser, a server."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from core.documents.sources import Sources
from core.problems.problem import Problem
from core.read_site import read_site
from core.site.site import Site
from tests.built import Built
from tests.warm import Warm

ROOT = Path(__file__).parents[1]
SMALL = Path(__file__).parent / "sites" / "small"
TODAY = "2026-06-15"  # in the middle of what tests/sites/small tells

PROJECT = """\
name: EXAMPLE
long_name: An Example of a Project
tagline: Two towns learn from each other.
timezone: Europe/Brussels
address: https://example.org/
id_authority: example.org,2026
run_by: This site is run by the consortium.
contact: get-in-touch.md
"""
KINDS = {
    "partners": "partner",
    "work-packages": "work-package",
    "events": "event",
    "news": "news",
    "newsletters": "newsletter",
    "results": "result",
}
BARE = {
    "index.md": "---\ntitle: Welcome\nmenu: Home\n---\n",
    "get-in-touch.md": "---\ntitle: Get in touch\n---\n",
}

Files = Mapping[str, str | bytes | None]

settings.register_profile("usual", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="every page in the browser, many more random examples")


WARM = Warm()


def pytest_unconfigure() -> None:
    WARM.end()


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("thorough" if config.getoption("thorough") else "usual")


# What takes longest is begun first: the two processes of a run then end at nearly the same time.
LONG = ("test_every_page", "test_lighthouse", "test_proof", "test_outside", "test_access_record", "tests/publishing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((number for number, part in enumerate(LONG) if part in item.nodeid), len(LONG))

    items.sort(key=place)


def with_bare(files: Files) -> dict[str, bytes]:
    """Return the files of a content folder; the few that every site needs are added, None takes one away."""
    used = {folder: kind for folder, kind in KINDS.items() if any(path.startswith(f"{folder}/") for path in files)}
    merged = {"project.yaml": f"{PROJECT}folders: {json.dumps(used)}\n", **BARE, **files}
    return {path: text.encode() if isinstance(text, str) else text for path, text in merged.items() if text is not None}


def read(files: Files, now: str = TODAY, *, drafts: bool = False) -> tuple[Site | None, list[Problem]]:
    """Return the site that these files describe, and its problems, without a disk."""
    sources = Sources("content")
    for path, data in with_bare(files).items():
        if path.endswith(".md") or path in ("project.yaml", "accessibility.yaml"):
            sources.texts[path] = data
        else:
            sources.files[path] = Path(path)
            sources.sizes[path] = len(data)
    instant = datetime.fromisoformat(now if "T" in now else f"{now}T00:00+02:00")
    return read_site(sources, instant, drafts=drafts)


def site_of(files: Files, now: str = TODAY) -> Site:
    """Return the site that these files describe; they must be without a problem."""
    site, problems = read(files, now)
    assert [str(problem) for problem in problems] == []
    assert site is not None
    return site


def told(files: Files, **options: bool) -> list[str]:
    """Return the problems of these files as editors are told them."""
    return [str(problem) for problem in sorted(read(files, **options)[1])]


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Put files into a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def run_site(*arguments: str | Path, home: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a task as a user does, with the libraries loaded already."""
    return WARM.run(
        [str(home / "tasks.py"), *map(str, arguments)],
        home,
        {**os.environ, "PWD": str(home), **environment},
    )


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    """Return a function that builds a site from files, by name and text, the way `./site build` does."""
    from plugins.build.plugin import run

    monkeypatch.chdir(ROOT)  # Pelican's settings name their folders from here

    def build_site(files: Files | Path, now: str = TODAY, name: str = "site") -> Built:
        content = files if isinstance(files, Path) else write(tmp_path / f"{name}-content", with_bare(files))
        output = tmp_path / name
        run(
            "publishconf.py",
            PATH=str(content),
            OUTPUT_PATH=str(output),
            NOW=now if "T" in now else f"{now}T00:00:00+02:00",
            REPORT={},
        )
        return Built(output)

    return build_site


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of one test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def built_once(folder: Path, name: str, content: Path, today: str) -> Built:
    """Return a site that the first process of a test run to need it builds, with the command that users type."""
    output = folder / name
    with (folder / f"{name}.once").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            done = run_site("build", "--content", content, "--output", output, "--today", today)
            assert done.returncode == 0, done.stdout + done.stderr
    return Built(output)


@pytest.fixture(scope="session")
def real(shared_folder: Path) -> Built:
    """The real site."""
    return built_once(shared_folder, "real", ROOT / "content", "2026-12-01")


@pytest.fixture(scope="session")
def small(shared_folder: Path) -> Built:
    """The site of the invented project in tests/sites/small."""
    return built_once(shared_folder, "small", SMALL, TODAY)


@contextmanager
def started_browsers() -> Iterator[Callable[..., Any]]:
    """Give a function that returns a running Chromium which knows one typeface (tests/typefaces.py), started when first asked for."""
    from playwright.sync_api import sync_playwright

    from tests import typefaces
    from tests.repo.setup import NO_BROWSER, quick_chromium

    path = quick_chromium()
    assert path, NO_BROWSER
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    running: dict[str, Any] = {}
    with sync_playwright() as playwright:

        def browser_with(face: str = typefaces.usual()) -> Any:
            if face not in running:
                running[face] = playwright.chromium.launch(
                    executable_path=path,
                    args=["--no-sandbox"] if as_root else [],
                    env=typefaces.environment(face),
                )
            return running[face]

        yield browser_with
        for browser in running.values():
            browser.close()


@pytest.fixture(scope="session")
def browser_with() -> Iterator[Callable[..., Any]]:
    """A function that returns a running Chromium with one typeface: narrow, usual or wide."""
    with started_browsers() as browser_with:
        yield browser_with


@pytest.fixture(scope="session")
def browser(browser_with: Callable[..., Any]) -> Any:
    """A running Chromium."""
    return browser_with()
