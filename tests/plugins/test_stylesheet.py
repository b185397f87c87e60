"""Style sheets: joined, coloured by the project, named by their content, and no page has one that it does not need."""

from __future__ import annotations

import hashlib
import posixpath
import re

import pytest

from core.hosting.headers import is_hashed
from plugins.stylesheet.sheet import named, squeezed
from tests.conftest import ROOT

FURTHER = {
    path.parent.name
    for path in (ROOT / "theme/components").glob("*/*.css")
    if "@layer further" in path.read_text("utf-8")
}
SHOWN = {"hero", "city-plates", "figures", "search-box", "letters", "branch", "highlights", "register"}
SHOWN |= {"city-map", "time-line"}


def sheet_of(site, name: str) -> str:
    """Return the path of the only sheet of a name."""
    (path,) = (path for path in site.files if re.fullmatch(rf"theme/{name}\.[0-9a-f]{{10}}\.css", path))
    return path


def test_every_page_has_the_sheet_of_the_site_and_that_for_paper(small):
    for page in [*small.pages, small["/404.html"]]:
        sheets = [(link.get("href"), link.get("media")) for link in page.all("//link[@rel='stylesheet']")]
        assert sheets[0] == (f"/{sheet_of(small, 'site')}", None)
        assert sheets[-1] == (f"/{sheet_of(small, 'print')}", "print")


def test_the_further_sheet_is_on_the_pages_that_show_what_is_in_it_and_on_no_other(small, real):
    assert FURTHER - {"site-map"} == SHOWN - {"branch"}  # the site map is a list of branches
    seen = set()
    for site in (small, real):
        for page in site.pages:
            classes = {name for value in page.tree.xpath("//body//@class") for name in value.split()}
            seen |= classes & SHOWN
            linked = page.all(f"//link[@href='/{sheet_of(site, 'further')}']")
            assert bool(linked) == bool(classes & SHOWN), page.address
    assert seen == SHOWN


def test_the_order_of_the_layers_comes_first_and_the_projects_colours_are_in_it(small):
    css = small.files[sheet_of(small, "site")].decode()

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
    css = small.files[sheet_of(small, "site")].decode()
    rules = {key: re.search(rf'\[data-accent="{key}"\]\{{([^}}]*)\}}', css)[1] for key in ("northport", "southport")}

    assert 'url("../images/northport.svg")' in rules["northport"]
    assert "#7a1f5c" in rules["northport"].partition("--deep:")[2]
    assert "--drawing" not in rules["southport"]
    assert re.search(r':root\{[^}]*--drawing:url\("steps', css)
    assert small.has("/images/northport.svg")


def test_what_the_sheet_names_is_there_under_the_name_that_it_names(small):
    named_there = re.findall(r'url\("([^"]+)"\)', small.files[sheet_of(small, "site")].decode())

    assert len(named_there) == 3
    for address in named_there:
        assert posixpath.normpath(f"theme/{address}") in small.files


def test_files_of_the_theme_that_browsers_keep_for_ever_are_named_by_their_content():
    hashed = [path for path in sorted((ROOT / "theme/static").iterdir()) if is_hashed(path.name)]

    assert [path.suffix for path in hashed] == [".woff2", ".svg"]
    for path in hashed:
        assert path.stem.rpartition(".")[2] == hashlib.blake2b(path.read_bytes(), digest_size=5).hexdigest()
