"""The index of the search, made by Pagefind from the finished pages."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from pagefind_bin import get_executable

# What the search page needs. Pagefind also brings user interfaces of its own, which nobody would ask for.
NEEDED = (
    "pagefind.js",
    "pagefind-entry.json",
    "pagefind.*.pf_meta",
    "wasm.*.pagefind",
    "fragment/*",
    "index/*",
    "filter/*",
)
# Lists of other pages would be found in place of those pages; what is said on every page says nothing of this one.
LEFT_OUT = (".neighbours", ".pager", ".register", ".cards", ".events", ".calendars", ".city-plates", ".figures")

Filters = Mapping[str, list[str]]


class NoIndex(RuntimeError):
    """Pagefind could not do its work; its text says what it said."""


def told(page: str, filters: Filters) -> str:
    """Return a page as Pagefind reads it: with what it can be filtered by."""
    marks = "".join(
        f'<i data-pagefind-filter="{name}[title]" title="{escape(value)}"></i>'
        for name, values in filters.items()
        for value in values
    )
    kind = f'<i data-pagefind-meta="kind[title]" title="{escape(" ".join(filters["kind"]))}"></i>'
    return page.replace("</main>", f"{marks}{kind}</main>", 1)


def index(pages: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of the index, by path below its folder, for pages given by path in the site.

    The same pages give the same bytes.
    """
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        site, place = Path(folder, "site"), Path(folder, "index")
        for path, page in pages.items():
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page, "utf-8")
        options = ["--root-selector", "main", "--exclude-selectors", ", ".join(LEFT_OUT), "--quiet"]
        command = [str(get_executable()), "--site", str(site), "--output-path", str(place), *options]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 (the program is a pinned package)
        if done.returncode:
            raise NoIndex(f"Pagefind made no index of the search: {done.stderr or done.stdout}")
        paths = sorted(path for pattern in NEEDED for path in place.glob(pattern))
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
