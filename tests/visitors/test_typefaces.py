"""Every page in a narrow, a usual and a wide typeface, on the smallest phone: visitors have what their system has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.built import Built
from tests.serving import served
from tests.visitors import browser_checks as checks
from tests.visitors.browser_checks import NARROW, ask_always, show
from tests.visitors.every_page import addresses_of

SAMPLE = "<p><span>Northport, Somewhere</span></p>"


@pytest.fixture(scope="class", params=["narrow", "usual", "wide"])
def face(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="class")
def window(face: str, browser_with: Callable[..., Any]) -> Iterator[Any]:
    with browser_with(face).new_context() as context:
        ask_always(context)
        window = context.new_page()
        show(window, NARROW)
        yield window


def look(window: Any, site: Built) -> list[str]:
    """Return what does not fit, page after page."""
    found = []
    with served(site.folder) as origin:
        for address in addresses_of(site):
            window.goto(f"{origin}{address}")
            for find in (checks.find_sideways_scroll, checks.find_cut_text, checks.find_broken_words):
                found += [f"{address}: {one}" for one in find(window)]
    return found


class TestTypeface:
    def test_every_page_of_our_own_site_fits(self, window, real):
        assert look(window, real) == []

    def test_every_page_of_another_project_fits(self, window, small):
        assert look(window, small) == []

    def test_the_browser_knows_no_other(self, window, face):
        window.set_content(SAMPLE)
        devtools = window.context.new_cdp_session(window)
        devtools.send("DOM.enable")
        devtools.send("CSS.enable")
        root = devtools.send("DOM.getDocument")["root"]["nodeId"]
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": "span"})["nodeId"]
        fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

        names = {"narrow": "Archivo Narrow", "usual": "Arimo", "wide": "Bitstream Vera Sans"}
        assert [font["familyName"] for font in fonts] == [names[face]]
