"""Pictures of seven kinds of page of a built site, at three widths, light and dark: to be looked at after each change of the look."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image

from core.site.site import Site
from tests.serving import served

WIDTHS = {320: 640, 768: 1024, 1440: 900}  # of the window, and its height
SCHEMES = ("light", "dark")
# The three of the README, and how much of each, from its top, fits there.
OF_THE_README = {"home-1440-light": 900, "work-package-320-light": 700, "event-768-dark": 700}


def pages_of(site: Site, folder: Path) -> dict[str, str]:
    """Return an address for each kind of page: of those with many pages the one with most on it.

    The site must have a work package, an event, a newsletter and a folder for results.
    """
    folders = {kind: place for place, kind in site.project.folders.items()}

    def fullest(kind: str) -> str:
        weights = {
            node.address: (folder / node.address.strip("/") / "index.html").stat().st_size
            for node in site.of_kind(kind)
        }
        return max(weights, key=lambda address: (weights[address], address))

    cities = [city.name for city in site.project.cities.values()]
    return {
        "home": "/",
        "work-package": fullest("work-package"),
        "event": fullest("event"),
        "events": f"/{folders['event']}/",
        "newsletter": fullest("newsletter"),
        "results": f"/{folders['result']}/",
        "search": f"/search/?q={quote((cities or [site.project.name])[0])}",
    }


@contextmanager
def running() -> Iterator[Any]:
    """Start a browser of this machine; yield it."""
    from playwright.sync_api import sync_playwright

    from tests import typefaces
    from tests.repo.setup import chromium

    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments, env=typefaces.environment())
        try:
            yield browser
        finally:
            browser.close()


def take(site: Site, folder: Path, browser: Any, say: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """Yield name and PNG of every picture."""
    with served(folder) as address:
        for (width, height), scheme in product(WIDTHS.items(), SCHEMES):
            window = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            for kind, page in pages_of(site, folder).items():
                window.goto(f"{address}{page}")
                _settle(window, kind)
                yield f"{kind}-{width}-{scheme}", window.screenshot(full_page=True)
            window.close()
            say(f"{width} pixels, {scheme}")


def _settle(window: Any, kind: str) -> None:
    """Wait for what comes after the page itself: found pages, pictures further down, fonts."""
    if kind == "search":
        window.locator(".found li").first.wait_for()
    window.evaluate(
        """async () => {
            for (const image of document.images) image.loading = "eager";
            await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
            await document.fonts.ready;
        }"""
    )


def reduced(png: bytes, height: int = 0) -> bytes:
    """Return a picture, or so many pixels of it from the top, with no more than 200 colours, as small as a README wants it."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    cut = image.crop((0, 0, image.width, min(height or image.height, image.height)))
    out = io.BytesIO()
    cut.quantize(200, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
