"""What a first visit costs before anything can be read, and in all."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.weights import heavier, needed, of_page, scripts_in_the_way, weights
from tests.built import Built
from tests.conftest import write
from tests.serving import served
from tests.visitors.browser_checks import NARROW, ask, find_faults_of_pictures, show
from tests.visitors.test_pictures import FILES, site  # noqa: F401 (a fixture)

KB = 1024
FIRST = 14 * KB  # ten packets: what a server sends before it has to wait for an answer
USUAL = 8 * KB  # of all pages the one in the middle
WHOLE = 100 * KB  # without pictures
DIGEST = re.compile(r"[.-][0-9a-f]{10,}\.[a-z0-9]+$")


def find_heavy(built: Built) -> Iterator[str]:
    """Yield pages that need more than the first packets before they can be read, or more in all than a phone should fetch."""
    first = {}
    for page in built.pages:
        weight = of_page(built, page)
        first[page.address] = weight["html"] + weight["css"]
        if first[page.address] > FIRST:
            yield f"{page.address}: {first[page.address]} bytes before it can be read"
        if weight["total"] > WHOLE:
            yield f"{page.address}: {weight['total']} bytes without pictures"
    if (usual := statistics.median(first.values())) > USUAL:
        yield f"the page in the middle: {usual:.0f} bytes before it can be read"


def find_scripts_in_the_way(built: Built) -> Iterator[str]:
    """Yield scripts that hold a page up, those that stand in it included."""
    for page in built.pages:
        for script in scripts_in_the_way(page):
            yield f"{page.address}: {script.get('src')} holds the page up"
        for script in page.all("//script[not(@src)]"):
            if script.get("type") != "application/ld+json":
                yield f"{page.address}: a script stands in the page"


def find_names_without_digest(built: Built) -> Iterator[str]:
    """Yield files of the look and pictures whose names do not tell of their content, so that they cannot be kept for ever.

    Drawings (SVG) and icons keep the names under which others look for them.
    """
    for page in built.pages:
        names = page.tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src")
        names += page.tree.xpath("//meta[@property='og:image']/@content")
        names += [one.split()[0] for choice in page.tree.xpath("//source/@srcset") for one in choice.split(", ")]
        for name in dict.fromkeys(names):
            if not name.endswith(".svg") and not DIGEST.search(name):
                yield f"{page.address}: {name}"


def test_every_page_of_the_real_site_can_be_read_after_the_first_packets(real: Built):
    assert list(find_heavy(real)) == []


def test_the_small_site_is_as_light(small: Built):
    assert list(find_heavy(small)) == []


def test_no_script_holds_a_page_up(real: Built, small: Built):
    assert [*find_scripts_in_the_way(real), *find_scripts_in_the_way(small)] == []


def test_names_of_files_tell_of_their_content(real: Built, small: Built, site: Built):  # noqa: F811
    assert [*find_names_without_digest(real), *find_names_without_digest(small), *find_names_without_digest(site)] == []


@pytest.fixture
def windows(browser: Any) -> Iterator[list[Any]]:
    """A wide window and one of a small phone with two dots for one."""
    with browser.new_context() as wide, browser.new_context(device_scale_factor=2, viewport=NARROW) as narrow:
        yield [wide.new_page(), narrow.new_page()]


def test_pictures_fit_their_places_on_a_phone_and_on_a_desk(site: Built, windows):  # noqa: F811
    found, seen = [], 0
    with served(site.folder) as origin:
        for window in windows:
            for address in ("/a/", "/b/", "/c/"):
                window.goto(f"{origin}{address}", wait_until="networkidle")
                ask(window)
                found += find_faults_of_pictures(window)
                seen += window.evaluate("document.images.length")
    assert found == []
    assert seen >= 2 * 5


def page(*head: str, body: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>A</title>{''.join(head)}</head><body>{body}</body></html>"


def noise(count: int) -> str:
    """Return text that nothing packs: 64 signs, each as likely as the others."""
    signs, state, found = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 1, []
    for _ in range(count):
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        found.append(signs[state >> 58])
    return "".join(found)


def made(folder: Path, **files: str) -> Built:
    return Built(
        write(folder, {name.replace("__", "/").replace("_", "."): text.encode() for name, text in files.items()})
    )


def test_a_page_that_is_too_heavy_is_told_in_each_way(tmp_path: Path):
    sheet, script = '<link rel="stylesheet" href="/a.css">', '<script src="/a.js" defer></script>'
    built = made(tmp_path, index_html=page(sheet, script), a_css=noise(15 * KB * 4 // 3), a_js=noise(100 * KB * 4 // 3))

    assert [re.sub(r"\d{4,}", "…", one) for one in find_heavy(built)] == [
        "/: … bytes before it can be read",
        "/: … bytes without pictures",
        "the page in the middle: … bytes before it can be read",
    ]


def test_what_waits_and_what_is_for_paper_does_not_count_for_the_first_reading(tmp_path: Path):
    built = made(
        tmp_path,
        index_html=page('<link rel="stylesheet" href="/a.css" media="print">', '<script src="/a.js" defer></script>'),
        a_css=noise(20 * KB),
        a_js=noise(20 * KB),
    )

    assert needed(built["/"]) == ["/"]
    assert list(find_heavy(built)) == []


def test_a_script_that_holds_a_page_up_is_told(tmp_path: Path):
    good = '<script src="/a.js" type="module"></script><script src="/a.js" defer></script>'
    built = made(tmp_path, index_html=page(good, '<script src="/b.js"></script>', "<script>1</script>"))

    assert list(find_scripts_in_the_way(built)) == ["/: /b.js holds the page up", "/: a script stands in the page"]


def test_a_name_without_digest_is_told(tmp_path: Path):
    good = '<script src="/a.0123456789.js" defer></script><img src="/drawn.svg">'
    bad = '<link rel="stylesheet" href="/site.css"><picture><source srcset="/b-360.avif 360w, /c.0123456789ab.avif 672w"></picture>'
    built = made(tmp_path, index_html=page(good, body=bad))

    assert list(find_names_without_digest(built)) == ["/: /site.css", "/: /b-360.avif"]


def test_pictures_that_weigh_more_than_they_must_are_told(site: Built, windows):  # noqa: F811
    (wide, _) = windows
    (name,) = (path for path in site.files if re.fullmatch(r"images/bridge-1344\.[0-9a-f]+\.webp", path))
    wide.route("**/*.webp", lambda route: route.fulfill(body=site.files[name], content_type="image/webp"))
    wide.route("**/page", lambda route: route.fulfill(body=page(body="""
        <img src="/large.webp" alt="Large" width="30" height="20">
        <img src="/bare.webp" alt="Bare" style="width: 900px">
        <div style="height: 9000px"></div>
        <img src="/deep.webp" alt="Deep" width="1344" height="896">
        <img src="/old.jpg" alt="Old" width="30" height="20" loading="lazy">"""), content_type="text/html"))  # fmt: skip
    show(wide)
    wide.goto("http://site.test/page")
    ask(wide)

    assert list(find_faults_of_pictures(wide)) == [
        "<img> Large is 1344 px wide for a place of 30 px",
        "<img> Bare does not say its size",
        "<img> Deep is below the window and does not wait",
        "<img> Old comes in an old format alone",
    ]


def test_weights_are_told_for_each_kind_of_page_by_its_heaviest(tmp_path: Path):
    sheet = '<link rel="stylesheet" href="/a.css">'
    files = {
        "index_html": page(sheet, body='<img src="/a.svg">'),
        "404_html": page(),
        "news__index_html": page(sheet),
        "news__one__index_html": page(sheet),
        "news__two__index_html": page(sheet, body=noise(300)),
        "a_css": noise(400),
        "a_svg": "<svg/>",
    }
    built = made(tmp_path, **files)

    found = weights(tmp_path)

    assert list(found) == ["/", "/404.html", "/news/", "/news/…"]
    assert found["/news/…"] == of_page(built, built["/news/two/"])
    assert (found["/"]["requests"], found["/404.html"]["requests"]) == (3, 1)
    assert found["/"]["total"] == found["/"]["html"] + found["/"]["css"]


def test_a_kind_of_page_that_got_heavier_is_told():
    before = {"/": {"html": 1000, "css": 5000, "requests": 4}}
    now = {"/": {"html": 1100, "css": 5001, "requests": 5}, "/news/": {"html": 9, "css": 9, "requests": 9}}

    assert list(heavier(now, before)) == ["/: html is 1100, and was 1000", "/: requests is 5, and was 4"]
    assert list(heavier(before, before)) == []
