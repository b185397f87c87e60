"""The gallery of components at home: each example in a browser, light and dark, on a phone and on a desk; never published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

import pelicanconf
from plugins.dev_server.app import application
from plugins.dev_server.gallery import ADDRESS, Gallery
from plugins.dev_server.serve import free_socket
from plugins.dev_server.workshop import Workshop
from tests import typefaces
from tests.built import Built
from tests.conftest import ROOT
from tests.visitors.browser_checks import (
    NARROW,
    ask_always,
    find_barriers,
    find_broken_words,
    find_cut_text,
    find_sideways_scroll,
)

GALLERY = Gallery(ROOT / "theme", pelicanconf.JINJA_ENVIRONMENT)
EXAMPLES = [address for address in GALLERY.addresses() if address.rstrip("/").rpartition("/")[2].isdecimal()]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = {320: 640, 1280: 800}


@pytest.fixture(scope="module")
def origin(small: Built) -> Iterator[str]:
    """The address at which the gallery is served, beside the small site."""
    place = free_socket(8770)
    app = application(Workshop(small.folder, lambda _: []), {}, GALLERY)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([place],))
    thread.start()
    yield f"http://127.0.0.1:{place.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def window(browser: Any, origin: str) -> Iterator[Any]:
    with browser.new_context(base_url=origin, reduced_motion="reduce", bypass_csp=True) as context:
        # What makes pages reload at home is no part of an example.
        context.route("**/_serve/reload.js", lambda route: route.fulfill(body=""))
        ask_always(context)
        page = context.new_page()
        page.answers = []
        page.on("response", lambda answer: page.answers.append((answer.url, answer.status)))
        yield page


def barriers(window: Any, rules: list[str]) -> list[str]:
    return list(find_barriers(window, {"runOnly": rules, "resultTypes": ["violations"], "preload": False}))


@pytest.mark.parametrize("address", EXAMPLES)
def test_an_example_has_no_barrier_lacks_no_picture_and_does_not_scroll_sideways(window, address):
    window.answers.clear()
    window.goto(address)
    assert [url for url, status in window.answers if status >= 400 and not url.endswith("/favicon.ico")] == []
    window.emulate_media(color_scheme="light")
    for width, height in WIDTHS.items():
        window.set_viewport_size({"width": width, "height": height})
        assert not window.evaluate("document.documentElement.scrollWidth > innerWidth"), width
        assert barriers(window, WCAG) == [], width
    # A dark screen changes nothing but colours, and those are of one width as of the other.
    window.emulate_media(color_scheme="dark")
    assert barriers(window, ["cat.color"]) == []


OVERLAPS = """() => {
    const plates = [...document.querySelectorAll(".city-plates a")].map(plate => plate.getBoundingClientRect());
    return [...document.querySelectorAll(".hero h1, .hero .tagline")].filter(words => {
        const range = document.createRange();
        range.selectNodeContents(words);
        return [...range.getClientRects()].some(line => plates.some(plate =>
            line.left < plate.right && plate.left < line.right && line.top < plate.bottom && plate.top < line.bottom));
    }).length;
}"""


@pytest.mark.parametrize("width", [320, 1000, 1280, 1900])
@pytest.mark.parametrize("number", range(1, len(GALLERY.sheet("hero")["examples"]) + 1))
def test_the_name_of_the_project_stands_clear_of_its_cities_however_many_they_are(window, number, width):
    window.set_viewport_size({"width": width, "height": 900})
    window.goto(f"{ADDRESS}hero/{number}/")

    assert window.evaluate(OVERLAPS) == 0


@pytest.mark.parametrize("face", typefaces.FACES)
def test_every_example_fits_the_smallest_phone_in_each_typeface(face, origin, browser_with):
    found = []
    with browser_with(face).new_context(base_url=origin, viewport=NARROW, bypass_csp=True) as context:
        context.route("**/_serve/reload.js", lambda route: route.fulfill(body=""))
        ask_always(context)
        window = context.new_page()
        for address in EXAMPLES:
            window.goto(address)
            for find in (find_sideways_scroll, find_cut_text, find_broken_words):
                found += [f"{address}: {one}" for one in find(window)]

        window.goto(f"{ADDRESS}hero/1/")
        window.add_style_tag(content=".city-plates strong { font-size: 3rem !important }")
        assert list(find_broken_words(window)) != []
    assert found == []


def test_words_on_a_city_are_seen(window):
    window.set_viewport_size({"width": 1280, "height": 900})
    window.goto(f"{ADDRESS}hero/1/")
    window.add_style_tag(content=".hero > div { translate: 0 10rem }")

    assert window.evaluate(OVERLAPS) > 0


def test_a_barrier_is_seen(window):
    window.goto(EXAMPLES[0])
    window.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\"><p class=faint>Faint</p>')")
    window.add_style_tag(content=".faint { color: #888; background: #999 }")

    assert [one.partition(":")[0] for one in barriers(window, WCAG)] == ["color-contrast", "image-alt"]


def test_the_index_leads_to_every_component_and_tells_what_it_is(window):
    window.goto(ADDRESS)

    shown = {link.inner_text(): link.get_attribute("href") for link in window.locator(".card a").all()}
    assert shown == {name: f"{ADDRESS}{name}/" for name in GALLERY.names}
    for name in GALLERY.names:
        assert GALLERY.sheet(name)["about"] in window.inner_text("main")


def test_a_component_is_shown_with_parameters_examples_and_whom_it_serves(window):
    window.goto(f"{ADDRESS}card/")
    told = GALLERY.sheet("card")

    text = window.inner_text("main")
    assert told["about"] in text
    assert told["accessible"] in text
    assert all(one in text and what["about"] in text for one, what in told["params"].items())
    frames = [frame.get_attribute("src") for frame in window.locator("iframe").all()]
    assert frames == [f"{ADDRESS}card/{number}/" for number in range(1, len(told["examples"]) + 1)]
    first = window.frame_locator("iframe").first.locator("li")
    assert told["examples"][0]["values"]["card"]["title"] in first.inner_text()
    assert first.evaluate("item => getComputedStyle(item).borderTopStyle") == "solid"


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}register/"])
def test_the_gallery_itself_has_no_barrier(window, address):
    window.set_viewport_size({"width": 320, "height": 640})
    window.emulate_media(color_scheme="light")
    window.goto(address)

    assert barriers(window, [*WCAG, "best-practice"]) == []
    assert not window.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("path", ["no-such/", "card/0/", "card/9/", "card/x/", "../templates/"])
def test_what_is_no_component_is_not_there(path):
    assert GALLERY.page(path, []) is None


def test_an_address_without_its_last_slash_leads_to_the_page(window):
    window.goto(f"{ADDRESS}card")

    assert window.url.endswith(f"{ADDRESS}card/")


def test_it_is_never_published(small: Built):
    assert [path for path in small.files if "gallery" in path] == []
    assert [path for path, data in small.files.items() if b"_gallery" in data or b"gallery of components" in data] == []
