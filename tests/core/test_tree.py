"""The tree: parents, order, addresses, and what must not be in it."""

from __future__ import annotations

import pytest

from core.build.outputs import same_place
from tests.conftest import site_of, told


def page(title: str, *fields: str) -> str:
    return "\n".join(["---", f"title: {title}", *fields, "---", ""])


def news(title: str, published: str, *fields: str) -> str:
    return page(title, "summary: B", f"published: {published}", *fields)


def addresses(files: dict[str, str]) -> dict[str, str]:
    return {path: node.address for path, node in site_of(files).nodes.items()}


def test_the_folder_is_the_address():
    assert addresses(
        {
            "about/index.md": page("About"),
            "about/team.md": page("Team"),
            "about/plan/index.md": page("Work"),
            "events/index.md": page("Events"),
            "events/2026-06-10-meeting.md": page(
                "Meeting", "summary: B", "start: 2026-06-10", "place: Here", "published: 2026-05-01"
            ),
        }
    ) == {
        "index.md": "/",
        "about/index.md": "/about/",
        "about/team.md": "/about/team/",
        "about/plan/index.md": "/about/plan/",
        "events/index.md": "/events/",
        "events/2026-06-10-meeting.md": "/events/meeting/",
        "get-in-touch.md": "/get-in-touch/",
    }


def test_only_files_of_dated_kinds_lose_a_date_in_their_name():
    assert addresses({"2026-plan.md": page("Plan")})["2026-plan.md"] == "/2026-plan/"


def test_the_way_up_is_the_way_of_the_folders():
    site = site_of({"a/index.md": page("A"), "a/b/index.md": page("B"), "a/b/c.md": page("C")})

    assert [node.path for node in site.nodes["a/b/c.md"].ancestry()] == [
        "index.md",
        "a/index.md",
        "a/b/index.md",
        "a/b/c.md",
    ]


def test_siblings_stand_by_their_order_then_by_name():
    site = site_of(
        {"c.md": page("C"), "b.md": page("B", "order: 20"), "a.md": page("A"), "d.md": page("D", "order: 3")}
    )

    assert [node.path for node in site.home.children] == ["d.md", "b.md", "a.md", "c.md", "get-in-touch.md"]


def test_news_stand_newest_first():
    site = site_of(
        {
            "news/index.md": page("News"),
            "news/old.md": news("Old", "2025-01-01"),
            "news/new.md": news("New", "2026-01-01"),
            "news/mid.md": news("Mid", "2025-07-01"),
        }
    )

    assert [node.title for node in site.nodes["news/index.md"].children] == ["New", "Mid", "Old"]


def test_menus_use_the_short_name_where_there_is_one():
    site = site_of({"a.md": page("A very long name", "menu: Short"), "b.md": page("B")})

    assert (site.nodes["a.md"].label, site.nodes["b.md"].label) == ("Short", "B")


def test_a_folder_without_its_page_is_told_once_for_each_folder():
    assert told({"a/b/c.md": page("C"), "a/b/d.md": page("D")}) == [
        f"content/{folder}/index.md:1: the folder has pages (such as a/b/c.md) but no page of its own. [E040]\n"
        "    Add this file: front matter with a title, then the text."
        for folder in ("a/b", "a")
    ]


def test_a_site_without_home_page_is_told():
    assert told({"index.md": None, "a.md": page("A")})[0] == (
        "content/index.md:1: the site has no home page. [E040]\n"
        "    Add this file: front matter with a title, then the text."
    )


def test_two_pages_at_one_address_are_told():
    assert told({"a.md": page("A"), "a/index.md": page("B")}) == [
        "content/a/index.md:1: its address, /a/, is that of content/a.md too. [E041]\n"
        "    Rename one of the two files, and write its new name where pages link to it."
    ]


def test_two_dates_do_not_make_two_addresses():
    files = {
        "news/index.md": page("News"),
        "news/2025-01-01-map.md": news("A", "2025-01-01"),
        "news/2026-01-01-map.md": news("B", "2026-01-01"),
    }

    assert (
        "content/news/2026-01-01-map.md:1: its address, /news/map/, is that of content/news/2025-01-01-map.md too. The date in the name of a file is no part of its address. [E041]\n"
        "    Rename one of the two files, and write its new name where pages link to it."
    ) in told(files)


def test_names_that_differ_in_capitals_collide():
    found = told({"map.md": page("A"), "Map.md": page("B")})

    assert any(
        line.startswith("content/map.md:1: its address, /map/, is that of content/Map.md too.") for line in found
    )


def test_two_forms_of_an_accent_collide():
    found = told({"caf\u00e9.md": page("A"), "cafe\u0301.md": page("B")})

    assert any(line.startswith("content/café.md:1: its address") for line in found)
    assert same_place("/caf\u00e9/") == same_place("/CAFE\u0301/")


def test_a_bad_name_is_told_with_a_better_one():
    assert told({"Über uns.md": page("A")}) == [
        "content/Über uns.md:1: the name of the file, “Über uns”, makes no good address. [E045]\n    Rename it to “uber-uns.md”."
    ]


def test_a_bad_name_of_a_folder_is_told_once():
    assert told({"About_us/index.md": page("A"), "About_us/team.md": page("B")}) == [
        "content/About_us/index.md:1: the name of the folder, “About_us”, makes no good address. [E045]\n"
        "    Rename the folder to “about-us”."
    ]


@pytest.mark.parametrize("name", ["theme.md", "404.md", "theme/index.md"])
def test_addresses_of_the_site_itself_are_not_for_pages(name):
    address = "/" + name.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"

    assert told({name: page("A")}) == [
        f"content/{name}:1: the site itself uses the address {address}. [E046]\n    Rename the file."
    ]


def test_a_page_is_not_named_like_the_second_page_of_a_list():
    assert "[E046]" in told({"news/index.md": page("News"), "news/page-2.md": news("A", "2026-01-01")})[0]


def test_a_published_page_below_a_draft_is_told_with_both_ways_out():
    assert told({"a/index.md": page("A", "draft: true"), "a/b.md": page("B")}) == [
        "content/a/b.md:1: the page is published, but the page above it (a/index.md) is a draft. [E042]\n"
        "    Take “draft: true” out of content/a/index.md, or add the line “draft: true” here."
    ]


def test_a_draft_is_not_in_the_site_and_a_draft_below_it_neither():
    site = site_of({"a/index.md": page("A", "draft: true"), "a/b.md": page("B", "draft: true")})

    assert list(site.nodes) == ["index.md", "get-in-touch.md"]


@pytest.mark.parametrize(
    ("aliases", "expected"),
    [
        (
            "[/a/]",
            "aliases: “/a/” is the page's own address: it would lead in a circle. [E043]\n    Take the line out.",
        ),
        (
            "[/A]",
            "aliases: “/A” differs from the page's own address, /a/, only in capitals or in the form of an accent; many hosts take both for one. [E043]\n    Take the line out.",
        ),
        (
            "[/b/]",
            "aliases: “/b/” is the address of content/b.md, which is a page of its own. [E043]\n"
            "    Take the line out, or rename that page.",
        ),
        (
            "[/old]",
            "aliases: “/old/” is an alias of content/a.md too. [E043]\n    Keep it on one of the two pages.",
        ),
        (
            "[old/]",
            "aliases: “old/” is no address of this site. [E044]\n    Write it like /old/address/, without host, spaces, ? and #.",
        ),
        (
            "['https://example.org/old/']",
            "aliases: “https://example.org/old/” is no address of this site. [E044]\n"
            "    Write it like /old/address/, without host, spaces, ? and #.",
        ),
        (
            "[/x/../b/]",
            "aliases: “/x/../b/” is no address of this site. [E044]\n"
            "    Write it like /old/address/, without host, spaces, ? and #.",
        ),
    ],
)
def test_an_old_address_that_leads_in_a_circle_or_is_taken_is_told(aliases, expected):
    found = told({"a.md": page("A", f"aliases: {aliases}"), "b.md": page("B", "aliases: [/old/]")})

    assert [line.partition(" ")[2] for line in found] == [expected]


def test_an_old_address_of_a_file_is_an_address_too():
    assert told({"a.md": page("A", "aliases: [/Old/tabid/3/Default.aspx]")}) == []
