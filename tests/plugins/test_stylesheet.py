"""One style sheet: joined, coloured by the project, named by its content."""

from __future__ import annotations

import re

import pytest

from plugins.stylesheet.sheet import named, squeezed


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
