"""One style sheet: joined, coloured by the project, named by its content."""

from __future__ import annotations

import hashlib
import posixpath
import re

import pytest

from core.hosting import is_hashed
from plugins.stylesheet.sheet import named, squeezed
from tests.conftest import ROOT


def test_every_page_has_the_one_sheet_and_it_is_there(small):
    sheets = {sheet for page in small.pages for sheet in page.tree.xpath("//link[@rel='stylesheet']/@href")}

    assert len(sheets) == 1
    assert re.fullmatch(r"/theme/site\.[0-9a-f]{10}\.css", (sheet := sheets.pop()))
    assert small.has(sheet)


def test_the_order_of_the_layers_comes_first_and_the_projects_colours_are_in_it(small):
    (path,) = (path for path in small.files if path.endswith(".css"))
    css = small.files[path].decode()

    assert css.startswith("@layer ")
    assert '[data-accent="northport"]' in css
    assert "light-dark(#0b5394,#9cc9ff)" in css


def test_another_content_has_another_name():
    assert named("a{}") != named("b{}")
    assert named("a{}") == named("a{}")


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a {\n  color : red;\n}\n", "a{color :red}"),
        ("a { width: calc(1px + 2px) }", "a{width:calc(1px + 2px)}"),
        ("a :hover { }", "a :hover{}"),
        ('a { content: "/* no */ ;  x" }', 'a{content:"/* no */ ;  x"}'),
        ("@media (width > 1px) { a { } }", "@media (width>1px){a{}}"),
    ],
)
def test_white_space_goes_where_it_means_nothing(css, expected):
    assert squeezed(css) == expected


def test_a_city_stands_on_its_own_colour_and_one_without_a_drawing_on_steps(small):
    (path,) = (path for path in small.files if path.endswith(".css"))
    css = small.files[path].decode()
    rules = {key: re.search(rf'\[data-accent="{key}"\]\{{([^}}]*)\}}', css)[1] for key in ("northport", "southport")}

    assert 'url("../images/northport.svg")' in rules["northport"]
    assert "#7a1f5c" in rules["northport"].partition("--deep:")[2]
    assert "--drawing" not in rules["southport"]
    assert re.search(r':root\{[^}]*--drawing:url\("steps', css)
    assert small.has("/images/northport.svg")


def test_what_the_sheet_names_is_there_under_the_name_that_it_names(small):
    (path,) = (path for path in small.files if path.endswith(".css"))
    named_there = re.findall(r'url\("([^"]+)"\)', small.files[path].decode())

    assert len(named_there) == 3
    for address in named_there:
        assert posixpath.normpath(f"theme/{address}") in small.files


def test_files_of_the_theme_that_browsers_keep_for_ever_are_named_by_their_content():
    hashed = [path for path in sorted((ROOT / "theme/static").iterdir()) if is_hashed(path.name)]

    assert [path.suffix for path in hashed] == [".woff2", ".svg"]
    for path in hashed:
        assert path.stem.rpartition(".")[2] == hashlib.blake2b(path.read_bytes(), digest_size=5).hexdigest()
