"""Programs of others have nothing to say against the sites, and would say it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.built import Built
from tests.conftest import write
from tests.repo import tools
from tests.serving import served
from tests.visitors.outside import debugged_browser, find_below_100, find_faults_of_markup

GOOD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A</title></head><body><h1>A</h1></body></html>\n'


@pytest.mark.parametrize("name", ["real", "small"])
def test_the_nu_checker_finds_no_error_and_no_warning(name, request):
    built: Built = request.getfixturevalue(name)

    assert list(find_faults_of_markup(built.folder)) == []


def test_the_nu_checker_names_faults_of_pages_drawings_and_sheets(tmp_path: Path):
    files = {
        "good/index.html": GOOD,
        "a page.html": GOOD.replace("<h1>A</h1>", "<h1>A</h1>\n<div><p id=x></div>\n<p id=x>"),
        "warned.html": GOOD.replace(' lang="en"', ""),
        "drawn.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rect widht="9"/></svg>',
        "look.css": "a { colour: red }\n@container (width > 9rem) { a { container-type: size } }\n",
    }
    folder = write(tmp_path, {name: text.encode() for name, text in files.items()})

    assert sorted(find_faults_of_markup(folder)) == [
        "a page.html:2: warning: The first occurrence of ID “x” was here.",
        "a page.html:3: error: Duplicate ID “x”.",
        "drawn.svg:0: error: Attribute “widht” not allowed on element “rect” at this point.",
        "look.css:1: error: CSS: “colour”: Property “colour” doesn't exist.",
        "warned.html:1: warning: Consider adding a “lang” attribute to the “html” start tag to declare the language of"
        " this document.",
    ]


def test_lighthouse_names_what_keeps_a_page_from_100(tmp_path: Path):
    body = "<img src='data:,'><script>throw Error('Ouch')</script>"
    page = f"<html><head><link rel=stylesheet href=heavy.css></head><body>{body}</body></html>"
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "heavy.css").write_text("/*" + "x" * 3_000_000 + "*/")
    with served(tmp_path) as origin, debugged_browser(tmp_path) as port:
        found = list(find_below_100(port, [f"{origin}/"], skip=["meta-description"], tries=1))

    assert [re.sub(r"\d+", "…", one) for one in found] == [
        "/: performance: …: first-contentful-paint, largest-contentful-paint, speed-index",
        "/: accessibility: …: document-title, html-has-lang, image-alt, landmark-one-main",
        "/: best-practices: …: doctype, charset, errors-in-console",
        "/: seo: …: document-title, image-alt",
    ]


def test_a_program_that_cannot_be_fetched_is_told_in_one_sentence(tmp_path: Path, monkeypatch):
    (tmp_path / "bin").mkdir()
    npm = tmp_path / "bin" / "npm"
    npm.write_text("#!/bin/sh\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    with pytest.raises(tools.CannotFetch) as told:
        tools.fetch(tmp_path / "kept")

    wanted = f"vnu-jar@{tools.PINS['vnu-jar']}"
    assert (
        str(told.value)
        == f"{wanted}, which “npm install {wanted}” did not bring: look whether npm reaches its registry"
    )
    assert list((tmp_path / "kept").iterdir()) == []
