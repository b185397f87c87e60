"""The register of results: one table, in orders and parts that are pages of their own, and what other programs take of it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.built import Built
from tests.conftest import PROJECT, with_bare, write
from tests.conftest import built_once as build_once

CITY = 'cities: {here: {name: Here, country: BE, page: index.md, accent: {light: "#123456", dark: "#abcdef"}}}\n'
FILES = {
    "project.yaml": f"{PROJECT}folders: {{results: result, partners: partner}}\n{CITY}",
    "partners/index.md": "---\ntitle: Partners\n---\n",
    "partners/a-and-b.md": '---\ntitle: "A & B"\ncity: here\ncountry: BE\nrole: city\n---\n',
    "results/index.md": "---\ntitle: Results\n---\n",
    "results/zebra.md": "---\ntitle: Zebra\ntype: guide\npublished: 2014-06-10\nfile: zebra.pdf\n---\n",
    "results/zebra.pdf": b"%PDF-1.4" + b" " * 1_500_000,
    "results/apple.md": (
        "---\ntitle: 50% of {apples} & _pears_\nsummary: What became of them.\ntype: deliverable\nnumber: D1.1\npublished: 2015-02\n"
        "level: public\nlicence: CC BY 4.0\ndoi: 10.1234/abc_d\npartners: [a-and-b]\nlink: https://www.example.net/x\n---\n"
    ),
    "results/middle.md": "---\ntitle: Middle\ntype: guide\n---\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("register")
    return build_once(folder, "site", write(folder / "content", with_bare(FILES)), "2026-06-15")


def rows(site: Built, address: str) -> list[str]:
    return site[address].words("//table//tbody//th/a")


def test_every_result_is_in_the_table_with_all_that_is_known_of_it(site):
    cells = site["/results/"].words("//tbody/tr[th/a[@href='/results/apple/']]/*")

    assert cells == [
        *("D1.1 50% of {apples} & _pears_", "Deliverable", "February 2015", "Public", "CC BY 4.0", "10.1234/abc_d"),
        "example.net",
    ]
    assert site["/results/"].words("//tbody/tr[th/a[@href='/results/zebra/']]/td[last()]") == ["PDF (1.5 MB)"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/results/", ["Zebra", "Middle", "50% of {apples} & _pears_"]),
        ("/results/by-title/", ["50% of {apples} & _pears_", "Middle", "Zebra"]),
        ("/results/by-date/", ["50% of {apples} & _pears_", "Zebra", "Middle"]),
        ("/results/type-guide/", ["Zebra", "Middle"]),
        ("/results/type-guide/by-title/", ["Middle", "Zebra"]),
        ("/results/type-deliverable/", ["50% of {apples} & _pears_"]),
    ],
)
def test_each_order_and_each_part_is_a_page(site, address, expected):
    assert rows(site, address) == expected
    assert site[address].trail[1][0] == "Results"
    for link in site[address].tree.xpath("//div[@class='register']/nav//a/@href"):
        assert site.has(link)


def test_an_order_that_would_change_nothing_is_no_page(site):
    assert not site.has("/results/type-deliverable/by-title/")


def test_a_long_register_goes_over_pages(build):
    many = {f"results/r-{n:02}.md": f"---\ntitle: Result {n:02}\ntype: report\n---\n" for n in range(51)}

    built = build({"results/index.md": "---\ntitle: Results\n---\n", **many})
    assert len(rows(built, "/results/")) == 50
    assert rows(built, "/results/page-2/") == ["Result 50"]
    assert built["/results/"].tree.xpath("//a[@rel='next']/@href") == ["/results/page-2/"]


def test_bibtex_has_an_entry_for_each_with_its_signs_made_harmless(site):
    text = site.bytes("/results/register.bib").decode()

    assert re.findall(r"^@(\w+)\{([\w-]+),$", text, re.MULTILINE) == [
        *(("techreport", "apple"), ("manual", "middle"), ("manual", "zebra"))
    ]
    assert r"title = {{50\% of \textbraceleft{}apples\textbraceright{} \& \_pears\_}}" in text
    assert r"author = {{A \& B}}" in text
    assert "month = feb" in text
    assert text.replace(r"\{", "").replace(r"\}", "").count("{") == text.replace(r"\{", "").replace(r"\}", "").count(
        "}"
    )


def test_csl_json_has_dates_as_exact_as_they_are_known(site):
    items = {item["citation-key"]: item for item in json.loads(site.bytes("/results/register.csl.json"))}

    assert items["apple"]["type"] == "report"
    assert items["apple"]["issued"] == {"date-parts": [[2015, 2]]}
    assert items["apple"]["author"] == [{"literal": "A & B"}]
    assert items["zebra"]["issued"] == {"date-parts": [[2014, 6, 10]]}
    assert "issued" not in items["middle"]


def test_the_table_for_spreadsheets_has_one_line_for_each(site):
    data = site.bytes("/results/register.csv")
    lines = {line["title"]: line for line in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}

    assert sorted(lines) == ["50% of {apples} & _pears_", "Middle", "Zebra"]
    assert lines["Zebra"]["file"] == "https://example.org/results/zebra.pdf"
    assert lines["Zebra"]["file_bytes"] == "1500008"
    assert lines["50% of {apples} & _pears_"]["doi"] == "10.1234/abc_d"


def test_the_page_of_a_result_says_how_to_cite_it(site):
    page = site["/results/apple/"]
    tags = {meta.get("name"): meta.get("content") for meta in page.all("//meta[starts-with(@name, 'citation_')]")}

    assert page.words("//div[@class='citation']/p")[0] == (
        "A & B (2015): 50% of {apples} & _pears_. Deliverable D1.1, EXAMPLE. https://doi.org/10.1234/abc_d"
    )
    assert tags["citation_title"] == "50% of {apples} & _pears_"
    assert tags["citation_author"] == "A & B"
    assert tags["citation_publication_date"] == "2015/02"
    assert site["/results/zebra/"].tree.xpath("//meta[@name='citation_pdf_url']/@content") == [
        "https://example.org/results/zebra.pdf"
    ]
    assert site.bytes("/results/apple/citation.bib").startswith(b"@techreport{apple,\n")


def test_machines_are_told_what_the_page_says(site):
    (thing,) = site["/results/apple/"].structured("Report")

    assert thing["name"] == site["/results/apple/"].words("//h1")[0]
    assert thing["reportNumber"] == "D1.1"
    assert [author["name"] for author in thing["author"]] == ["A & B"]
    assert thing["sameAs"] == ["https://doi.org/10.1234/abc_d", "https://www.example.net/x"]
