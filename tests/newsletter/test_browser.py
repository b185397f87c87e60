"""The mail as mail programs with a browser inside show it: narrow and wide, light and dark; and the sheet for paper."""

from __future__ import annotations

import functools
import http.server
import threading
from pathlib import Path

import pytest

from tests.built import Built
from tests.conftest import TODAY, built_once, run_site, write
from tests.newsletter.conftest import ISSUE, files
from tests.newsletter.mails import html_of, read
from tests.visitors.browser_checks import ask, find_barriers

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

WIDE = "\n| " + " | ".join(f"column{n}" for n in range(12)) + " |\n" + "| --- " * 12 + "|\n" + "| 1 " * 12 + "|\n"
# Every text with its colour and the ground behind it.
COLOURS = """() => {
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (!colour.endsWith(", 0)")) return colour;
    }
  };
  return [...document.querySelectorAll("td *, td")]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(element => [getComputedStyle(element).color, ground(element), element.closest(".head") !== null]);
}"""
PICTURES = "[...document.images].map(one => [one.naturalWidth, one.getBoundingClientRect().width])"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("mail") / "content", files(issue=ISSUE + WIDE))


@pytest.fixture(scope="module")
def page(folder) -> Built:
    return built_once(folder.parent, "site", folder, TODAY)


@pytest.fixture(scope="module")
def mail(folder) -> str:
    made = folder.parent / "a.eml"
    run_site("newsletter", folder / "newsletters/spring.md", "--eml", made, "--content", folder)
    return html_of(read(made))


@pytest.fixture
def shown(browser, mail, page):
    """Return a function that shows the mail in a window, its pictures taken from the built site, and what else it asked for."""
    windows = []

    def show(width, scheme):
        window = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        windows.append(window)
        strangers = []

        def answer(route):
            host, _, path = route.request.url.partition("https://example.org")
            if not host and page.has(path) and route.request.resource_type == "image":
                route.fulfill(body=page.bytes(path), content_type="image/png")
            else:
                strangers.append(route.request.url)
                route.abort()

        window.route("**/*", answer)
        window.set_content(mail, wait_until="load")
        return window, strangers

    yield show
    for window in windows:
        window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 600])
def test_it_fits_has_its_pictures_and_can_be_read(shown, width, scheme):
    window, strangers = shown(width, scheme)

    assert strangers == []
    assert window.evaluate("document.documentElement.scrollWidth") == width
    pictures = window.evaluate(PICTURES)
    assert len(pictures) == 2
    assert all(own > 0 and 0 < drawn < width for own, drawn in pictures)
    ask(window)
    assert list(find_barriers(window, {"runOnly": WCAG})) == []
    passed = window.evaluate(
        "axe.run(document, {runOnly: ['color-contrast']}).then(({passes}) => passes[0].nodes.length)"
    )
    assert passed > 20


@pytest.mark.parametrize("width", [320, 600])
def test_in_dark_surroundings_every_colour_and_ground_is_another(shown, width):
    light, dark = (shown(width, scheme)[0].evaluate(COLOURS) for scheme in ("light", "dark"))

    assert len(light) == len(dark) > 20
    for (ink, ground, head), (other_ink, other_ground, _) in zip(light, dark, strict=True):
        assert ground != other_ground
        assert head or ink != other_ink  # the name of the project is white on both


def test_on_a_phone_the_emblem_stands_above_the_words_and_on_a_screen_beside_them(shown):
    for width, above in ((320, True), (600, False)):
        window, _ = shown(width, "light")
        emblem, words = (window.locator(one).bounding_box() for one in (".emblem", ".beside"))
        assert (words["y"] >= emblem["y"] + emblem["height"]) is above
        assert (words["x"] == emblem["x"]) is above


def test_on_paper_an_issue_has_two_columns_its_address_and_no_menus(browser, content, build):
    built = build(content)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=built.folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/newsletters/spring/")
        assert not page.locator(".on-paper").is_visible()
        page.emulate_media(media="print")
        assert page.locator(".on-paper").inner_text() == "https://example.org/newsletters/spring/"
        assert page.evaluate("getComputedStyle(document.querySelector('.prose')).columnCount") == "2"
        assert not page.locator(".breadcrumbs").is_visible()
        assert page.locator(".site-footer img").is_visible()
        page.close()
        server.shutdown()
