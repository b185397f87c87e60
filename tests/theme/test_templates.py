"""What editors type arrives as typed, everywhere; what a template misspells stops the build."""

from __future__ import annotations

import html
import json
import shutil

import jinja2
import pytest
from lxml import etree

import pelicanconf
from tests.built import Built
from tests.conftest import ROOT, SMALL, TODAY, built_once

AWKWARD = "<b>&\"' </script>{{ page }}"
TITLES = {
    "events/2026-09-10-summer-school.md": "title: Summer school",
    "news/first-map.md": "title: The first map is drawn",
    "work-packages/work-package-1.md": "menu: Work Package 1",
    "partners/university-of-southport.md": "title: University of Southport",
    "newsletters/spring.md": "summary: What the towns did this spring.",
    "results/guides/drawing-maps.md": "licence: CC BY 4.0",
    "project.yaml": "long_name: An Example of a Project",
}


def awkward(text: str, field: str) -> str:
    """Return the text of a file with a value that has every sign that means something to HTML, JSON or a template."""
    assert field in text
    return text.replace(field, f"{field.partition(':')[0]}: {json.dumps(AWKWARD)}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("awkward")
    shutil.copytree(SMALL, folder / "content")
    for path, field in TITLES.items():
        file = folder / "content" / path
        file.write_text(awkward(file.read_text("utf-8"), field), "utf-8")
    return built_once(folder, "site", folder / "content", TODAY)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/events/summer-school/", "//h1"),
        ("/events/summer-school/", "//nav[@aria-label='You are here']//li[last()]"),
        ("/events/", "//main//h3"),
        ("/", "//aside//h3"),
        ("/news/first-map/", "//h1"),
        ("/news/", "//main//li//a"),
        ("/work-packages/work-package-1/", "//nav[@aria-label='You are here']//li[last()]"),
        ("/work-packages/work-package-1/", "//nav[@aria-label='In this section']//a[@aria-current]"),
        ("/work-packages/work-package-1/", "//dl//a"),
        ("/newsletters/", "//main//li//p"),
        ("/results/guides/drawing-maps/", "//dd"),
        ("/", "//footer//p"),
    ],
)
def test_a_text_arrives_as_it_was_typed(site, address, path):
    assert any(AWKWARD in text for text in site[address].words(path)), site[address].words(path)


def test_no_sign_of_it_becomes_markup(site):
    for page in site.pages:
        assert page.all("//b") == [], page.address
        assert page.all("//script[not(@type) and not(@src)]") == [], page.address


def test_it_arrives_in_the_head_of_the_page(site):
    page = site["/news/first-map/"]

    assert page.words("//title") == [f"{AWKWARD} – EXAMPLE"]
    assert page.tree.xpath("//meta[@property='og:title']/@content") == [AWKWARD]
    description = site["/newsletters/spring/"].tree.xpath("//meta[@name='description']/@content")
    assert description == [AWKWARD]


def test_it_arrives_in_what_machines_read(site):
    (trail,) = site["/news/first-map/"].structured("BreadcrumbList")

    assert trail["itemListElement"][-1]["name"] == AWKWARD


def test_it_cannot_break_out_of_the_script_that_carries_it(site):
    raw = site.bytes("/news/first-map/").decode()

    for script in raw.split('<script type="application/ld+json">')[1:]:
        assert AWKWARD in json.dumps(json.loads(script.partition("</script>")[0]), ensure_ascii=False).replace(
            '\\"', '"'
        )


def test_it_arrives_in_the_feed(site):
    titles = etree.fromstring(site.bytes("/feed.xml")).xpath("//item/title/text()")

    assert titles.count(AWKWARD) == 2


def test_a_misspelt_name_in_a_template_stops_the_build():
    environment = jinja2.Environment(**pelicanconf.JINJA_ENVIRONMENT)

    with pytest.raises(jinja2.UndefinedError, match="'titel' is undefined"):
        environment.from_string("{{ titel }}").render(title="A")


def test_a_template_escapes_what_it_is_given():
    environment = jinja2.Environment(**pelicanconf.JINJA_ENVIRONMENT)

    assert environment.from_string("{{ title }}").render(title=AWKWARD) == html.escape(AWKWARD).replace(
        "&#x27;", "&#39;"
    ).replace("&quot;", "&#34;")


def test_no_template_marks_anything_as_safe():
    marked = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "theme").rglob("*.html"))
        if "|safe" in path.read_text("utf-8").replace(" ", "") or "autoescape" in path.read_text("utf-8")
    ]
    assert marked == []
