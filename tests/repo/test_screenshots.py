"""Pictures to look at: of which pages, and that they are pictures of them."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image

from core.documents.sources import read_folder
from core.read_site import read_site
from docs.images.screenshots import OF_THE_README, SCHEMES, WIDTHS, pages_of, reduced, take
from tests.conftest import ROOT, SMALL, TODAY


def site():
    found, problems = read_site(read_folder(SMALL, "content"), datetime.fromisoformat(f"{TODAY}T00:00+02:00"))
    assert problems == []
    return found


def test_there_are_seven_kinds_of_page_and_of_many_the_fullest_is_shown(small):
    pages = pages_of(site(), small.folder)

    assert len(pages) == 7
    events = {one: len(small.bytes(one)) for one in ("/events/summer-school/", "/events/kick-off/")}
    assert events[pages["event"]] == max(events.values())
    assert all(small.has(address) for address in pages.values())


def test_a_picture_shows_the_whole_page_at_its_width(small, browser):
    taken = take(site(), small.folder, browser, lambda _: None)
    name, png = next(taken)
    taken.close()

    width, height = Image.open(io.BytesIO(png)).size
    assert name == "home-320-light"
    assert width == 320
    assert height > WIDTHS[320]


def test_a_picture_of_the_readme_is_the_top_of_one_and_light():
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "PNG")

    small_one = Image.open(io.BytesIO(reduced(out.getvalue(), 100)))
    assert small_one.size == (256, 100)
    assert len(small_one.getcolors()) <= 200


def test_the_pictures_of_the_readme_are_three_of_them_and_stand_there():
    shown = (ROOT / "README.md").read_text("utf-8")

    assert len(OF_THE_README) == 3
    for name in OF_THE_README:
        width, scheme = name.rsplit("-", 2)[1:]
        assert int(width) in WIDTHS
        assert scheme in SCHEMES
        assert f"docs/images/{name}.png" in shown
        assert (ROOT / "docs/images" / f"{name}.png").is_file()
