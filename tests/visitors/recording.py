"""Looks at every page of a content folder and notes in it what was found, for the accessibility statement."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from axe_playwright_python.base import AXE_FILE_PATH

from core.build.scratch_folders import scratch_folder
from core.documents.access_record import CHECKS, FILE, written
from tests.built import Built
from tests.conftest import run_site, started_browsers
from tests.visitors.every_page import addresses_of, grants_of, look_at_all


def record_access(content: Path, day: date, running: Any = None) -> Iterator[str]:
    """Look at all pages and write the record; yield each finding, and where the record is. `running` is a browser."""
    with scratch_folder() as folder:
        site = _built(content, day, Path(folder))
        addresses = addresses_of(site)
        with nullcontext(lambda: running) if running else started_browsers() as browser_with:
            browser = browser_with()
            found = look_at_all(site, browser, addresses, grants_of(content))
            name = f"{browser.browser_type.name.capitalize()} {browser.version.partition('.')[0]}"
    text = written({check: len(found[check]) for check in CHECKS}, len(addresses), day, axe_version(), name)
    (content / FILE).write_text(text, "utf-8")
    for check in CHECKS:
        yield from (f"{check}: {one}" for one in found[check])
    yield f"Wrote {content.name}/{FILE}: {len(addresses)} pages. Commit it."


def axe_version() -> str:
    """Return the version of axe that looks at the pages."""
    (version,) = re.findall(r"^/\*! axe v([\d.]+)", Path(AXE_FILE_PATH).read_text("utf-8")[:200])
    return version


def _built(content: Path, day: date, folder: Path) -> Built:
    """Return the site of a content folder, built as it is apart from the record, which may be missing still."""
    copied = shutil.copytree(content, folder / "content")
    project = yaml.safe_load((copied / "project.yaml").read_text("utf-8"))
    if project.get("accessibility"):
        (copied / FILE).write_text(written(dict.fromkeys(CHECKS, 0), 0, day, "0", "none"), "utf-8")
    done = run_site("build", "--content", copied, "--output", folder / "site", "--today", day.isoformat(), "--plain")
    assert done.returncode == 0, done.stderr
    return Built(folder / "site")
