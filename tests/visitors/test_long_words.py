"""A word that is longer than the window is wide, in any title, makes no page scroll sideways."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from tests.built import Built
from tests.conftest import SMALL, TODAY, run_site
from tests.serving import served

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"  # 48 letters
TITLED = (
    "news/first-map.md",
    "events/2026-09-10-summer-school.md",
    "newsletters/spring.md",
    "partners/university-of-southport.md",
    "results/guides/drawing-maps.md",
    "work-packages/work-package-1.md",
    "cities/northport.md",
    "get-in-touch.md",
    "results/guides/index.md",
)

# One page of each kind, and those that list others.
SHOWING = (
    *(
        "/",
        "/news/",
        "/news/first-map/",
        "/events/",
        "/events/summer-school/",
        "/results/",
        "/results/guides/drawing-maps/",
    ),
    *("/partners/university-of-southport/", "/work-packages/", "/cities/northport/", "/newsletters/spring/"),
    *("/site-index/", "/site-map/", "/subscribe/", "/search/"),
)


@pytest.fixture(scope="module")
def long_titles(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small site, with a long word in the title of a page of each kind."""
    folder = tmp_path_factory.mktemp("long")
    content = shutil.copytree(SMALL, folder / "content")
    for name in TITLED:
        path = content / name
        lines = path.read_text("utf-8").split("\n")
        lines = [f"title: {LONG}" if line.startswith("title:") else line for line in lines]
        path.write_text("\n".join(lines), "utf-8")
    done = run_site("build", "--content", content, "--output", folder / "site", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(folder / "site")


WIDER = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table, [hidden]"))
    .map(one => `${one.tagName}.${one.className} in ${one.parentElement.tagName}.${one.parentElement.className} in ${one.parentElement.parentElement.className}`).slice(0, 4)"""


@pytest.mark.parametrize("width", [320, 640, 1000, 1400])
def test_no_page_scrolls_sideways_for_a_long_word_in_a_title(browser: Any, long_titles: Built, width: int) -> None:
    wide = {}
    with (
        served(long_titles.folder) as origin,
        browser.new_context(base_url=origin, viewport={"width": width, "height": 640}) as context,
    ):
        page = context.new_page()
        for address in SHOWING:
            page.goto(address)
            page.evaluate("document.fonts.ready")  # until then words have other widths
            if page.evaluate("document.scrollingElement.scrollWidth") > width:
                wide[address] = page.evaluate(WIDER)
    assert wide == {}
