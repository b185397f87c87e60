"""The main menu and the menu of the part a page stands in."""

from __future__ import annotations

from tests.built import Built, words_of
from tests.conftest import PROJECT

MAIN = "//nav[@aria-label='Main menu']//a[not(contains(@href, '/search/'))]"  # the search is no part of the tree
SECTION = "//nav[@aria-label='In this section']//a"


def shown(built: Built, address: str, path: str) -> list[tuple[str, str, str]]:
    return [(words_of(link), link.get("href"), link.get("aria-current", "")) for link in built[address].all(path)]


def test_the_main_menu_has_the_parts_below_home_that_the_foot_has_not(small):
    assert shown(small, "/", MAIN) == [
        ("Cities", "/cities/", ""),
        ("Events", "/events/", ""),
        ("News", "/news/", ""),
        ("Newsletters", "/newsletters/", ""),
        ("Who we are", "/partners/", ""),
        ("Results", "/results/", ""),
        ("Work packages", "/work-packages/", ""),
    ]


def test_the_main_menu_says_where_one_is(small):
    assert ("Results", "/results/", "page") in shown(small, "/results/", MAIN)
    assert ("Results", "/results/", "true") in shown(small, "/results/guides/drawing-maps/", MAIN)


def test_the_menu_of_a_part_is_unfolded_down_to_the_page_only(small):
    assert shown(small, "/results/guides/drawing-maps/", SECTION) == [
        ("Results", "/results/", ""),
        ("Guides", "/results/guides/", ""),
        ("Drawing maps of heat", "/results/guides/drawing-maps/", "page"),
    ]
    assert shown(small, "/results/", SECTION) == [("Results", "/results/", "page"), ("Guides", "/results/guides/", "")]


def test_a_part_that_is_listed_by_date_has_no_menu_of_its_own(small):
    assert shown(small, "/news/first-map/", SECTION) == []


def test_the_project_may_choose_its_main_menu(build):
    built = build({"project.yaml": PROJECT + "folders: {}\nmain_menu: [b.md, get-in-touch.md]\n", **PAGES})

    assert shown(built, "/", MAIN) == [("B", "/b/", ""), ("Get in touch", "/get-in-touch/", "")]


PAGES = {"a.md": "---\ntitle: A\n---\n", "b.md": "---\ntitle: B\n---\n"}
