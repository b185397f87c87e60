"""The mail as mail programs with a browser inside show it: narrow and wide, light and dark; and the sheet for paper."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

from tests.conftest import run_site
from tests.newsletter.mails import html_of, read

# Every text with its colour and the ground behind it, as numbers from 0 to 255.
COLOURS = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const ground = element => {
    for (let one = element; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("td *, td")]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(element => [element.textContent.trim().slice(0, 30), rgb(getComputedStyle(element).color).slice(0, 3), ground(element)]);
}"""


def luminance(colour):
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def mail(content, tmp_path):
    run_site("newsletter", content / "newsletters/spring.md", "--eml", tmp_path / "a.eml", "--content", content)
    return html_of(read(tmp_path / "a.eml"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 600])
def test_it_fits_and_can_be_read(browser, mail, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.route("**/*", lambda route: route.abort())
    page.set_content(mail)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    told = page.evaluate(COLOURS)
    assert len(told) > 20
    assert [text for text, colour, ground in told if contrast(colour, ground) < 4.5] == []
    ground = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert (luminance([int(part) for part in ground[4:-1].split(",")]) > 0.5) == (scheme == "light")
    page.close()


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
