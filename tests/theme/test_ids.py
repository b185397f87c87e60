"""The ids of the theme: none of them can be an id of a page's text."""

from __future__ import annotations

import re

import pytest
from lxml import html

from core.markdown.heading_ids import is_of_theme
from core.markdown.renderer import Renderer
from tests.conftest import ROOT

TEMPLATES = sorted([*(ROOT / "theme").rglob("*.html"), *(ROOT / "plugins").rglob("*.html")])


def test_every_id_that_a_template_writes_belongs_to_the_theme():
    written = {
        (path.name, name)
        for path in TEMPLATES
        for name in re.findall(r'\sid="([^"{]+)"', path.read_text("utf-8"))
        if not path.name.startswith("gallery")
    }

    assert len(written) > 5
    assert [one for one in written if not is_of_theme(one[1])] == []


@pytest.mark.parametrize("site", ["real", "small"])
def test_every_id_of_a_whole_site_outside_of_texts_belongs_to_the_theme(site, request):
    built = request.getfixturevalue(site)
    strange = set()
    for file in built.folder.rglob("*.html"):
        if file.parent.name == "subscribe":  # holds no text of editors
            continue
        tree = html.parse(file).getroot()
        for element in tree.xpath("//*[@id][not(ancestor-or-self::*[contains(concat(' ', @class, ' '), ' prose ')])]"):
            if not is_of_theme(element.get("id")):
                strange.add((file.parent.name, element.get("id")))

    assert sorted(strange) == []


@pytest.mark.parametrize("site", ["real", "small"])
def test_no_page_has_an_id_twice(site, request):
    built = request.getfixturevalue(site)
    twice = []
    for file in built.folder.rglob("*.html"):
        ids = html.parse(file).getroot().xpath("//@id")
        twice += [(file.parent.name, name) for name in set(ids) if ids.count(name) > 1]

    assert twice == []


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Main", "main_1"),
        ("Coming", "coming_1"),
        ("Past 2026", "past-2026_1"),
        ("All news", "all-news_1"),
        ("Search for partners", "search-for-partners_1"),
        ("All my_things", "all-my_things_1"),
        ("Letter", "letter"),
        ("Register", "register_1"),
    ],
)
def test_a_heading_that_is_called_like_a_part_of_the_theme_gets_another_id(heading, id_):
    body = Renderer().render(f"## {heading}\n", "content/a.md", 1)

    assert [one.id for one in body.headings] == [id_]
    assert body.problems == ()
