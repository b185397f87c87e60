"""The trail of a page, for people and for machines."""

from __future__ import annotations

from plugins.breadcrumbs.trail import Trails, breadcrumb_list
from tests.conftest import PROJECT, site_of

FILES = {
    "a/index.md": "---\ntitle: A long name\nmenu: A\n---\n",
    "a/b.md": "---\ntitle: B\n---\n",
}


def test_the_trail_leads_from_home_to_the_page_by_the_names_of_the_menus():
    site = site_of(FILES)

    steps = Trails(site).trail(site.nodes["a/b.md"])
    assert [(step.label, step.address, step.current) for step in steps] == [
        ("Home", "/", False),
        ("A", "/a/", False),
        ("B", "/a/b/", True),
    ]


def test_machines_get_whole_addresses_below_the_path_of_the_site():
    project = PROJECT.replace("https://example.org/", "https://example.org/sub/") + "folders: {}\n"
    site = site_of({**FILES, "project.yaml": project})

    told = breadcrumb_list(Trails(site).trail(site.nodes["a/b.md"]), site)
    assert told["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/sub/"},
        {"@type": "ListItem", "position": 2, "name": "A", "item": "https://example.org/sub/a/"},
        {"@type": "ListItem", "position": 3, "name": "B", "item": "https://example.org/sub/a/b/"},
    ]


def test_the_home_page_has_no_trail(small):
    assert small["/"].trail == []
    assert small["/"].structured("BreadcrumbList") == []


def test_the_trail_is_a_labelled_nav_with_an_ordered_list(small):
    page = small["/work-packages/work-package-1/"]

    nav = page.one("//nav[@aria-label='You are here']")
    assert [child.tag for child in nav] == ["ol"]
    assert page.trail == [("Home", "/"), ("Work packages", "/work-packages/"), ("Work Package 1", "")]


def test_the_slash_is_drawn_and_not_written(small):
    assert "/" not in small["/work-packages/work-package-1/"].one("//nav[@aria-label='You are here']").text_content()
