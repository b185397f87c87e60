"""The page that is none: whoever asks for what is not there is shown what is nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from core.hosting.headers import POLICY
from tests.built import Built
from tests.conftest import ROOT
from tests.serving import Quiet, served


@pytest.fixture(scope="module")
def origin(small: Built) -> Iterator[str]:
    """The address of the small site, which answers as hosts do: with 404.html where there is nothing."""

    class Host(Quiet):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def send_error(self, code: int, *_: object) -> None:
            body = small.bytes("/404.html")
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with served(small.folder, Host) as address:
        yield address


@pytest.fixture
def window(browser: Any, origin: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    with browser.new_context(base_url=origin, **getattr(request, "param", {})) as context:
        yield context.new_page()


@pytest.mark.parametrize(
    ("asked", "nearest", "label"),
    [
        ("/work-packages/work-package-9/", "/work-packages/", "Work packages"),
        ("/work-packages/work-package-1/partners/of/it", "/work-packages/work-package-1/", "Work Package 1"),
        ("/Events/Sumer-School.aspx", "/events/", "Events"),
        ("/events/summer-school/programme/", "/events/", "Events"),
        ("/nothing", "/", "Home"),
        ("/constructor/", "/", "Home"),
    ],
)
def test_the_nearest_page_above_is_named(window, asked, nearest, label):
    assert window.goto(asked).status == 404

    link = window.locator(".nearest a")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == nearest
    assert link.inner_text() == label


def test_who_opens_the_page_itself_is_not_led_on(window):
    with window.expect_response("**/places*"):
        window.goto("/404.html")
    window.evaluate("new Promise(done => setTimeout(done, 50))")

    assert not window.locator(".nearest").is_visible()


def test_the_search_begins_with_the_last_words_of_the_address(window):
    window.goto("/events/old/summer-school_2026.html")

    link = window.get_by_role("main").get_by_role("link", name="Search for “summer school 2026”")
    assert link.evaluate("link => link.getAttribute('href')").endswith("/search/?q=summer%20school%202026")


def test_an_address_with_markup_stays_a_text(window):
    window.goto("/events/%3Cimg%20src=x%3E%22/")

    expect(window.locator(".nearest a")).to_have_attribute("href", "/events/")
    assert window.locator("main img").count() == 0


@pytest.mark.parametrize("window", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_menu_search_index_and_map_lead_on(window):
    window.goto("/events/no-such/")

    assert not window.locator(".nearest").is_visible()
    found = [link.get_attribute("href") for link in window.get_by_role("main").get_by_role("link").all()]
    assert {"/events/", "/news/", "/search/", "/site-index/", "/site-map/"} <= set(found)


def test_the_script_weighs_less_than_a_kilobyte_and_only_this_page_has_it(small: Built):
    (script,) = (path for path in small.files if Path(path).name.startswith("lost."))

    assert len(small.files[script]) < 1000
    assert small.files[script] == (ROOT / "theme/scripts/lost.js").read_bytes()
    asking = [address for address in small.addresses if small[address].all(f"//script[@src='/{script}']")]
    assert asking == ["/404.html"]
