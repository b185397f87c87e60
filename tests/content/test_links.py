"""Everything that our pages point to on our own site is there."""

from __future__ import annotations

import pytest
import yaml

from tests.built import Built
from tests.conftest import ROOT
from tests.links import dead_links, pointers

ORIGIN = yaml.safe_load((ROOT / "content/project.yaml").read_text("utf-8"))["address"]


def test_every_link_fragment_picture_and_sheet_answers(real: Built):
    assert dead_links(real, ORIGIN) == []


def test_no_page_shows_anything_of_another_host(real: Built):
    shown = "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //*[not(self::a)]/@src | //object/@data"

    strange = [(page.address, one) for page in real.pages for one in page.tree.xpath(shown) if not one.startswith("/")]
    assert strange == []


def test_no_page_links_with_an_address_of_a_machine_at_home(real: Built):
    strange = [
        (page.address, one) for page in real.pages for one in pointers(page) if "localhost" in one or "file:" in one
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ('<a href="/nowhere/">x</a>', "/: /nowhere/ is not there"),
        ('<a href="nowhere.pdf">x</a>', "/: nowhere.pdf is not there"),
        ('<a href="#nothing">x</a>', "/: #nothing has no such fragment"),
        ('<a href="https://example.org/nowhere/">x</a>', "/: https://example.org/nowhere/ is not there"),
        ('<img src="/a.png" srcset="/a.png 1x, /b.png 2x">', "/: /b.png is not there"),
    ],
)
def test_the_search_for_dead_links_finds_one(tmp_path, page, fault):
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><p id=here>{page}<a href='#here'>y</a>")
    (tmp_path / "a.png").touch()

    assert dead_links(Built(tmp_path), "https://example.org/") == [fault]


def test_the_search_for_dead_links_reads_style_sheets(tmp_path):
    (tmp_path / "site.css").write_text("@font-face { src: url('fonts/lost.woff2') } a { background: url(data:x) }")

    assert dead_links(Built(tmp_path), "https://example.org/") == ["site.css: fonts/lost.woff2 is not there"]
