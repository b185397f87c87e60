"""sitemap.xml and robots.txt."""

from __future__ import annotations

from lxml import etree

from tests.conftest import PROJECT, SMALL
from tests.trails import trails


def entries(built) -> dict[str, str]:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = etree.fromstring(built.bytes("/sitemap.xml"))
    return {url.findtext("s:loc", namespaces=names): url.findtext("s:lastmod", "", names) for url in root}


def test_the_map_has_the_pages_of_the_tree_and_those_that_the_house_makes_itself(small):
    tree = {f"https://example.org{address}" for address in trails(SMALL)}
    own = set(entries(small)) - tree

    assert tree <= set(entries(small))
    assert {"https://example.org/site-map/", "https://example.org/site-index/"} <= own
    for address in own:
        assert small[address.removeprefix("https://example.org")].all("//meta[@name='robots']") == []


def test_what_search_engines_are_not_to_show_is_not_on_the_map(small):
    assert "https://example.org/search/" not in entries(small)
    assert small["/search/"].tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_day_of_change_is_told_where_it_is_known(build):
    built = build(
        {
            "a.md": "---\ntitle: A\npublished: 2026-01-02\nupdated: 2026-03-04\n---\n",
            "b.md": "---\ntitle: B\npublished: 2026-01\n---\n",
        }
    )

    assert entries(built)["https://example.org/a/"] == "2026-03-04"
    assert entries(built)["https://example.org/b/"] == ""


def test_drafts_are_not_on_the_map(build):
    built = build({"a.md": "---\ntitle: A\ndraft: true\n---\n"})

    assert "https://example.org/a/" not in entries(built)
    assert not built.has("/a/")


def test_addresses_are_below_the_path_of_the_site(build):
    project = PROJECT.replace("https://example.org/", "https://example.org/sub/") + "folders: {}\n"

    built = build({"project.yaml": project})
    assert set(entries(built)) >= {"https://example.org/sub/", "https://example.org/sub/get-in-touch/"}
    assert [address for address in entries(built) if not address.startswith("https://example.org/sub/")] == []
    assert built.bytes("/robots.txt") == b"User-agent: *\nAllow: /\nSitemap: https://example.org/sub/sitemap.xml\n"
