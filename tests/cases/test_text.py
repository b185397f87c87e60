"""What a site built from texts and addresses that people really bring has to show."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from core.markdown.text_direction import direction
from plugins.results_table.citation import as_text
from tests.cases.laid import NOW, laid_over


@pytest.mark.parametrize(
    "written",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "  =1",
        "\t=1",
        '"=1+1"',
        "“=1",
        "'=1",
        "\u200b=1",
        "＝1+1",
        "\r=1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(written):
    assert as_text(written) == f"'{written}"


@pytest.mark.parametrize("written", ["A = B", "2026-05", "D2.1", "“Quoted”", "", None, 3, "a@example.org"])
def test_any_other_cell_is_as_it_was(written):
    assert as_text(written) == written


def test_a_title_that_is_a_formula_is_text_in_the_register(build, tmp_path):
    built = build(laid_over("hostile/reg", tmp_path / "case"), NOW)

    rows = list(csv.reader(io.StringIO(built.bytes("/results/register.csv").decode("utf-8-sig"))))

    assert "'=cmd|' /C calc'!A0" in [row[1] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_hostile_title_stays_one_field_of_bibtex(build, tmp_path):
    built = build(laid_over("hostile/bib", tmp_path / "case"), NOW)

    entry = built.bytes("/results/zz/citation.bib").decode()

    depth = 0
    for sign in entry:  # as BibTeX counts: a backslash before a brace does not matter
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert [line for line in entry.splitlines() if re.match(r"\s*note\s*=", line)] == []
    assert "\\input" not in entry
    assert entry.count("\n@") == 0


def test_a_hostile_title_stays_one_attribute_of_the_list_of_feeds(build, tmp_path):
    built = build(laid_over("hostile/opml", tmp_path / "case"), NOW)

    for outline in ElementTree.fromstring(built.bytes("/feeds/opml.xml")).iter("outline"):
        assert outline.get("xmlUrl", "").startswith("https://example.org/")


@pytest.mark.parametrize("case", ["hostile/news-jsonld", "pictures-and-names/jsonld", "pictures-and-names/jsonld2"])
def test_a_title_that_would_end_a_script_does_not(build, tmp_path, case):
    built = build(laid_over(case, tmp_path / "case"), NOW)

    for page in built.pages:
        for script in page.all("//script[@type='application/ld+json']"):
            assert "<" not in script.text
            json.loads(script.text)
        assert not page.all("//script[contains(text(), 'alert(1)')][not(@type)]")


def test_the_password_less_address_of_a_site_is_the_same_in_every_file(build, tmp_path):
    built = build(laid_over("texts-and-addresses/addr-upper", tmp_path / "case"), NOW)

    assert built["/news/"].one("//link[@rel='canonical']").get("href") == "https://example.org/Step/news/"
    assert b"https://example.org/Step/" in built.bytes("/sitemap.xml")
    assert not [path for path, data in built.files.items() if b"Example.ORG" in data]


def test_a_language_that_is_written_from_right_to_left_is_known():
    assert {name: direction(name) for name in ("ar", "he", "fa", "ur", "yi", "en-GB", "lv", "zh-Hant")} == {
        **dict.fromkeys(("ar", "he", "fa", "ur", "yi"), "rtl"),
        **dict.fromkeys(("en-GB", "lv", "zh-Hant"), "ltr"),
    }
