"""The feed: whole texts, absolute addresses, permanent ids, true dates, bytes that depend on content alone."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from lxml import etree

from core.markdown.absolute_urls import absolute
from tests.conftest import PROJECT, SMALL, TODAY

NEWS = "---\ntitle: {}\nsummary: S\npublished: {}\n{}---\n{}\n"


def entries(built):
    feed = feedparser.parse(built.bytes("/feed.xml"), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo
    return {entry.title: entry for entry in feed.entries}


def test_news_newsletters_and_events_are_in_the_feed_newest_first(small):
    assert list(entries(small)) == [
        "Postponed: Workshop of the towns",
        "Summer school",
        "Spring letter",
        "The first map is drawn",
        "Kick-off meeting",
        "The project begins",
    ]


def test_an_entry_has_a_permanent_id_without_host_date_or_address(small):
    assert {entry.id for entry in entries(small).values()} == {
        "tag:example.org,2026:event/final-workshop",
        "tag:example.org,2026:event/kick-off",
        "tag:example.org,2026:event/summer-school",
        "tag:example.org,2026:news/first-map",
        "tag:example.org,2026:news/project-begins",
        "tag:example.org,2026:newsletter/spring",
    }


def test_an_id_survives_a_new_host_and_is_no_link(build):
    files = {"news/index.md": "---\ntitle: N\n---\n", "news/a.md": NEWS.format("A", "2026-01-01", "", "")}
    moved = (
        PROJECT.replace("address: https://example.org/", "address: https://new.example/") + "folders: {news: news}\n"
    )

    before = entries(build(files, name="before"))["A"]
    after = entries(build({**files, "project.yaml": moved}, name="after"))["A"]
    assert before.id == after.id == "tag:example.org,2026:news/a"
    assert (before.link, after.link) == ("https://example.org/news/a/", "https://new.example/news/a/")
    assert not after.guidislink


def test_an_id_of_its_own_keeps_a_renamed_file_the_same(build):
    built = build(
        {"news/index.md": "---\ntitle: N\n---\n", "news/new.md": NEWS.format("A", "2026-01-01", "id: news/old\n", "")}
    )

    assert entries(built)["A"].id == "tag:example.org,2026:news/old"


def test_the_date_of_an_event_is_that_of_its_announcement_never_its_start(small):
    entry = entries(small)["Summer school"]

    assert parsedate_to_datetime(entry.published).date().isoformat() == "2026-06-01"


def test_no_date_in_the_feed_comes_from_a_clock(small):
    tree = etree.fromstring(small.bytes("/feed.xml"))

    dates = {parsedate_to_datetime(text).date().isoformat() for text in tree.xpath("//pubDate/text()")}
    assert dates == {"2026-06-10", "2026-06-01", "2026-05-20", "2026-02-01", "2026-01-31"}
    # The newest change of all that the feed tells.
    assert parsedate_to_datetime(tree.findtext("channel/lastBuildDate")).date().isoformat() == "2026-06-12"


def test_the_feed_does_not_change_because_a_day_has_passed(build):
    assert build(SMALL, TODAY, name="one").bytes("/feed.xml") == build(SMALL, "2026-07-01", name="two").bytes(
        "/feed.xml"
    )


def test_a_site_without_news_has_no_feed_and_announces_none(build):
    built = build({})

    assert not built.has("/feed.xml")
    assert not built.has("/subscribe/")
    assert built["/"].all("//link[@rel='alternate']") == []


def test_the_whole_text_is_there_with_absolute_addresses(small):
    (content,) = entries(small)["The first map is drawn"].content

    assert 'href="https://example.org/events/kick-off/"' in content.value
    assert 'href="https://example.org/work-packages/work-package-1/#what-it-is-about"' in content.value
    assert 'src="https://example.org/images/map.svg"' in content.value


def test_a_page_without_text_has_an_entry_all_the_same(small):
    assert entries(small)["Kick-off meeting"].summary.endswith("The partners meet for the first time.")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/x/">y</a>', '<a href="https://example.org/x/">y</a>'),
        ('<a href="#part">y</a>', '<a href="https://example.org/a/#part">y</a>'),
        ('<a href="https://other.example/?a=1&amp;b">y</a>', '<a href="https://other.example/?a=1&amp;b">y</a>'),
        ('<h2 id="z">y</h2>', "<h2>y</h2>"),
        ('<img alt="y" loading="lazy" src="/x.png">', '<img alt="y" src="https://example.org/x.png">'),
        (
            '<img srcset="/a.webp 1x, b.webp 2x" alt="y">',
            '<img srcset="https://example.org/a.webp 1x, https://example.org/a/b.webp 2x" alt="y">',
        ),
        ('<sup id="fnref:1"><a href="#fn:1">1</a></sup>', '<sup><a href="https://example.org/a/#fn:1">1</a></sup>'),
        ("", ""),
    ],
)
def test_html_is_made_fit_for_other_places(html, expected):
    assert absolute(html, "https://example.org/a/") == expected


def test_the_feed_names_itself_and_its_site(small):
    tree = etree.fromstring(small.bytes("/feed.xml"))

    assert tree.findtext("channel/link") == "https://example.org/"
    assert tree.xpath("//*[local-name()='link' and @rel='self']/@href") == ["https://example.org/feed.xml"]
    assert tree.findtext("channel/language") == "en"
    assert tree.findtext("channel/title") == "EXAMPLE: news and events"


def test_every_page_announces_the_feed(small):
    for page in small.pages:
        (link,) = page.all("//link[@rel='alternate' and @href='/feed.xml']")
        assert (link.get("type"), link.get("title")) == ("application/rss+xml", "EXAMPLE: news and events")


def test_the_newest_thirty_are_kept(build):
    built = build(
        {
            "news/index.md": "---\ntitle: N\n---\n",
            **{f"news/n{year}.md": NEWS.format(year, f"{year}-01-01", "", "") for year in range(1980, 2020)},
        }
    )

    assert list(entries(built)) == [str(year) for year in range(2019, 1989, -1)]


def test_signs_of_markup_arrive_as_typed(build):
    title = 'Heat & <b>power</b> ]]> "quoted"'
    built = build(
        {
            "news/index.md": "---\ntitle: N\n---\n",
            "news/a.md": NEWS.format("'" + title.replace("'", "''") + "'", "2026-01-01", "", "`]]>` & <b>x</b>"),
        }
    )

    item = etree.fromstring(built.bytes("/feed.xml")).find("channel/item")
    assert item.findtext("title") == title
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert re.sub(r"\s", "", content) == "<p><code>]]&gt;</code>&amp;<b>x</b></p>"
