"""The index of the search, made by Pagefind from the finished pages."""

from __future__ import annotations

import gzip
import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePath

from pagefind_bin import get_executable

from plugins.search.search_words import prepare

# What the search page needs. Pagefind also brings user interfaces of its own, which nobody would ask for.
NEEDED = (
    "pagefind.js",
    "pagefind-entry.json",
    "pagefind.*.pf_meta",
    "wasm.*.pagefind",
    "fragment/*",
    "index/*",
)
FILTERS = "filters.json"  # what each page can be filtered by
# Lists of other pages would be found in place of those pages; what is said on every page says nothing of this one.
LEFT_OUT = (".neighbours", ".pager", ".register", ".cards", ".events", ".calendars", ".city-plates", ".figures")

Filters = Mapping[str, list[str]]


class NoIndex(OSError):
    """Pagefind could not do its work; its text says what it said."""


def index(site: Path, filters: Mapping[str, Filters]) -> dict[str, bytes]:
    """Return the files of the index, by path below its folder, for the pages that lie in a folder.

    Pages say themselves that they are to be found (`data-pagefind-body`). `filters` gives by what, by their path.
    The same pages give the same bytes. Pagefind's own filters would not: it writes them in another order each time.
    So they stand in a file of our own, by the name under which Pagefind knows a page.
    """
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        place, pages = Path(folder, "index"), Path(folder, "pages")
        _prepare(site, pages)
        options = ["--exclude-selectors", ", ".join(LEFT_OUT), "--quiet"]
        command = [str(get_executable()), "--site", str(pages), "--output-path", str(place), *options]
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 (the program is a pinned package)
        if done.returncode:
            raise NoIndex(f"Pagefind made no index of the search: {done.stderr or done.stdout}")
        paths = sorted(path for pattern in NEEDED for path in place.glob(pattern))
        found = {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}
    names = {_address(data): PurePath(path).stem for path, data in found.items() if path.startswith("fragment/")}
    given = {names[_short(path)]: filters[path] for path in sorted(filters) if _short(path) in names}
    found[FILTERS] = json.dumps(given, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    return found


def _prepare(site: Path, pages: Path) -> None:
    """Write the pages of a folder that can be found into another one, with all words by which they are to be found."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if "data-pagefind-body" not in text:  # an old address that leads on, say
            continue
        copy = pages / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(prepare(text), "utf-8")


def _address(fragment: bytes) -> str:
    """Return the address of the page that a fragment of the index was made from."""
    return str(json.loads(gzip.decompress(fragment).removeprefix(b"pagefind_dcd"))["url"])


def _short(path: str) -> str:
    """Return the address that Pagefind gives to a file."""
    return "/" + path.removesuffix("index.html")
