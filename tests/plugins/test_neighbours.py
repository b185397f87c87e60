"""The pages before and after a page among its siblings."""

from __future__ import annotations

from tests.built import Built, words_of


def around(built: Built, address: str) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in built[address].all("//a[@rel='prev' or @rel='next']")}


def test_siblings_follow_each_other_in_the_order_of_the_menu(small):
    assert around(small, "/cities/northport/") == {"next": "/cities/southport/"}
    assert around(small, "/cities/southport/") == {"prev": "/cities/northport/"}


def test_of_dated_pages_the_older_one_is_before(small):
    assert around(small, "/news/project-begins/") == {"next": "/news/first-map/"}
    assert around(small, "/events/summer-school/") == {"prev": "/events/kick-off/", "next": "/events/final-workshop/"}


def test_the_home_page_and_an_only_child_have_none(small):
    assert around(small, "/") == {}
    assert around(small, "/newsletters/spring/") == {}


def test_the_link_says_the_name_of_the_page(small):
    assert words_of(small["/cities/northport/"].one("//a[@rel='next']")).endswith("Southport")
