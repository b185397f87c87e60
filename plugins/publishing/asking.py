"""The published site asked over HTTP: what visitors get has to be what was built."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from core.build.atomic_folder import MARK
from plugins.publishing.targets import CannotPublish, old_addresses

SAMPLE = 12  # pages, evenly over the site


def sample(site: Path) -> list[str]:
    """Return the files to ask for: the mark of the build, the style sheet, pages from all parts of the site."""
    redirects = {old.strip("/") for old in old_addresses(site)}
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    pages = [path for path in pages if path.removesuffix("/index.html") not in redirects]
    step = max(1, len(pages) // SAMPLE)
    sheets = sorted(path.relative_to(site).as_posix() for path in site.glob("theme/*.css"))
    return [MARK, *sheets, "index.html", *(path for path in pages[::step] if path != "index.html")]


def ask(address: str, site: Path, paths: Sequence[str], patience: float = 0) -> None:
    """Ask for files of a site that was put up at an address; CannotPublish where one is not what was built.

    `patience` is how many seconds a host may take until it shows what it was given.
    """
    end = time.monotonic() + patience
    while wrong := _first_wrong(address.rstrip("/"), site, paths):
        if time.monotonic() >= end:
            raise CannotPublish(
                f"the site was put up, but visitors do not get it: {wrong}. Take it back with ./site rollback, or look at the server."
            )
        time.sleep(min(5, patience / 10))


def _first_wrong(address: str, site: Path, paths: Sequence[str]) -> str:
    for path in paths:
        url = f"{address}/{quote(path.removesuffix('index.html'))}"
        request = urllib.request.Request(url, headers={"Cache-Control": "no-cache", "User-Agent": "site-publish"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 (an address of a target)
                if answer.read() != (site / path).read_bytes():
                    return f"{url} gives something else"
        except urllib.error.HTTPError as error:
            return f"{url} answers {error.code}"
        except OSError as error:
            return f"{url} does not answer ({getattr(error, 'reason', error)})"
    return ""
