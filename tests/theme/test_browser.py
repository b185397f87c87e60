"""The site in a browser: on a phone, by keyboard, for programs that read to people, and without strangers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.built import Built
from tests.serving import served
from tests.visitors.browser_checks import AXE, COLOURS, ask, find_barriers, show

KINDS = {
    "home": "/",
    "page": "/results/",
    "work package": "/work-packages/work-package-1/",
    "partner": "/partners/university-of-southport/",
    "list of events": "/events/",
    "event": "/events/summer-school/",
    "news": "/news/first-map/",
    "newsletter": "/newsletters/spring/",
    "result": "/results/guides/drawing-maps/",
    "not found": "/404.html",
}


@pytest.fixture(scope="module")
def origin(small: Built) -> Iterator[str]:
    """The address of the small site, served from this machine."""
    with served(small.folder) as address:
        yield address


@pytest.fixture(scope="module")
def addresses(request: pytest.FixtureRequest, small: Built) -> list[str]:
    """The pages to look at: one of each kind, or all of them in the thorough run."""
    return small.addresses if request.config.getoption("thorough") else list(KINDS.values())


@pytest.fixture
def window(browser: Any, origin: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of the browser, as wide as a small phone unless the test names other options."""
    options = {"viewport": {"width": 320, "height": 640}, "base_url": origin, **getattr(request, "param", {})}
    with browser.new_context(**options) as context:
        yield context.new_page()


def test_no_page_scrolls_sideways_on_a_small_phone(window, addresses):
    wide = []
    for address in addresses:
        window.goto(address)
        wide += [address] if window.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    assert wide == []


def test_no_request_leaves_the_host_and_none_fails(window, origin, addresses):
    asked: list[str] = []
    failed: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    for address in addresses:
        window.goto(address)

    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    assert failed == []


def test_no_page_makes_the_browser_complain(window, addresses):
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    for address in addresses:
        window.goto(address)

    assert complaints == []


def test_axe_finds_no_barrier(window, addresses):
    found = []
    for address in addresses:
        window.goto(address)
        ask(window)
        # A dark screen changes nothing but colours.
        for scheme, options in (("light", AXE), ("dark", COLOURS)):
            show(window, scheme=scheme)
            found += [f"{address} {scheme}: {one}" for one in find_barriers(window, options, sample=scheme == "dark")]
    assert found == []


def test_the_first_tab_reaches_the_way_to_the_text_and_enter_takes_it(window):
    window.goto(KINDS["work package"])
    window.keyboard.press("Tab")

    link = window.locator(":focus")
    assert link.inner_text() == "Skip to the content"
    box = link.bounding_box()
    assert box["y"] >= 0
    assert box["height"] >= 24
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("window", [{"java_script_enabled": False}], indirect=True)
def test_the_menu_opens_on_a_phone_without_a_script(window):
    window.goto("/")
    events = window.get_by_role("navigation", name="Main menu").get_by_role("link", name="Events")
    assert not events.is_visible()

    window.locator("header summary").press("Enter")

    assert events.is_visible()


def test_the_slash_of_the_trail_is_drawn_between_its_steps(window):
    window.goto(KINDS["work package"])

    drawn = window.evaluate(
        """[...document.querySelectorAll("nav.breadcrumbs li")].map(
            step => getComputedStyle(step, "::before").content + getComputedStyle(step, "::after").content)"""
    )
    assert sum("/" in text or "⁄" in text for text in drawn) == len(drawn) - 1
