"""What people see of feeds: the page that tells how to subscribe, a page for each feed, OPML, the heads of all pages."""

from __future__ import annotations

from lxml import etree

from tests.built import words_of
from tests.conftest import PROJECT, with_bare
from tests.feeds.reading import entries, files


def heads(built, address):
    links = built[address].all(
        "//link[@rel='alternate' and (contains(@type, 'rss') or contains(@type, 'atom') or contains(@type, 'feed'))]"
    )
    return [link.get("href") for link in links]


def test_every_feed_and_every_calendar_to_follow_is_on_the_page_with_its_address(small, real):
    for built in (small, real):
        page = built["/subscribe/"]
        shown = [words_of(link) for link in page.all("//main//a")]
        own = [address for address in files(built) if "/archive-" not in address]
        calendars = [path for path in built.files if path.startswith("calendars/")]
        assert own
        assert calendars
        for path in own:
            assert [one for one in shown if one.startswith("https://") and one.endswith(path)], path
        for path in calendars:
            assert [one for one in shown if one.startswith("webcal://") and one.endswith(path)], path


def test_an_address_breaks_behind_a_slash_and_is_copied_whole(small):
    (link,) = small["/subscribe/"].all("//main//a[@href='/feeds/news/feed.xml']")

    assert link.text_content() == "https://example.org/feeds/news/feed.xml"
    assert b"https://example.org/<wbr>feeds/<wbr>news/<wbr>feed.xml<" in small.bytes("/subscribe/")


def test_the_form_that_all_programs_take_is_shown_and_the_others_are_folded_away(small):
    page = small["/subscribe/"]
    folded = page.all("//main//details//a/@href")

    assert {"/feed.xml", "/feeds/news/feed.xml", "/feeds/events/feed.xml"}.isdisjoint(folded)
    assert {"/atom.xml", "/feed.json", "/feeds/news/atom.xml", "/feeds/cities/northport/feed.xml"} <= set(folded)


def test_each_feed_has_a_page_that_shows_the_same_entries(small, real):
    for built in (small, real):
        for address in files(built):
            if not address.endswith("/feed.xml") or "/archive-" in address:
                continue
            name = address.removeprefix("/feeds/").removesuffix("feed.xml") if address != "/feed.xml" else "everything/"
            page = built[f"/subscribe/{name}"]
            items = page.all("//ul[contains(@class, 'feed-items')]/li")
            told = [(words_of(item.find(".//h3")), item.xpath(".//a/@href")[0]) for item in items]
            origin = PROJECT.partition("address: ")[2].split("\n")[0] if built is small else ""
            found = [(entry["title"], str(entry["link"])) for entry in entries(built, address)]
            assert [title for title, _ in told] == [title for title, _ in found]
            assert all(link.endswith(address) for (_, address), (_, link) in zip(told, found, strict=True)), origin


def test_its_trail_leads_over_the_page_that_lists_them(small):
    assert small["/subscribe/cities/northport/"].trail == [
        ("Home", "/"),
        ("Subscribe", "/subscribe/"),
        ("Feed: Northport", ""),
    ]
    assert small["/subscribe/"].trail == [("Home", "/"), ("Subscribe", "")]


def test_every_page_links_to_the_page_that_tells_how_to_subscribe(small):
    for page in small.pages:
        assert page.all("//footer//a[@href='/subscribe/']"), page.address


def test_the_most_specific_feed_is_announced_first(small):
    every = ["/feed.xml", "/atom.xml", "/feed.json"]

    assert heads(small, "/") == every
    assert heads(small, "/get-in-touch/") == every
    for page, name in (
        ("/news/", "news"),
        ("/news/first-map/", "news"),
        ("/events/", "events"),
        ("/events/kick-off/", "events"),
        ("/newsletters/spring/", "newsletters"),
        ("/work-packages/work-package-1/", "work-packages/work-package-1"),
        ("/cities/northport/", "cities/northport"),
        ("/subscribe/news/", "news"),
    ):
        own = [f"/feeds/{name}/{file}" for file in ("feed.xml", "atom.xml", "feed.json")]
        assert heads(small, page) == [*own, "/feed.xml"], page


def test_what_is_announced_is_there(small, real):
    for built in (small, real):
        for page in built.pages:
            assert [address for address in heads(built, page.address) if not built.has(address)] == []


def test_opml_lists_every_feed(small):
    outlines = etree.fromstring(small.bytes("/feeds/opml.xml")).findall("body/outline")

    addresses = {outline.get("xmlUrl").removeprefix("https://example.org") for outline in outlines}
    assert addresses == {address for address in files(small) if address.endswith("feed.xml")}
    assert all(small.has(outline.get("htmlUrl").removeprefix("https://example.org")) for outline in outlines)
    assert small["/subscribe/"].all("//main//a[@href='/feeds/opml.xml']")


def test_below_a_path_of_a_host_all_addresses_carry_it(build):
    project = PROJECT.replace("https://example.org/", "https://example.org/sub/") + "folders: {news: news}\n"
    page = "---\ntitle: A\nsummary: S\npublished: 2026-01-01\n---\n[Home](../index.md)\n"
    built = build(with_bare({"project.yaml": project, "news/index.md": "---\ntitle: N\n---\n", "news/a.md": page}))

    (entry,) = entries(built, "/feed.xml")
    assert entry["link"] == "https://example.org/sub/news/a/"
    assert 'href="https://example.org/sub/"' in str(entry["content"])
    assert heads(built, "/")[0] == "/sub/feed.xml"


def test_where_one_subscribes_by_mail_is_told_when_it_is_known(build):
    files = {
        "news/index.md": "---\ntitle: N\n---\n",
        "news/a.md": "---\ntitle: A\nsummary: S\npublished: 2026-01-01\n---\n",
    }
    mailing = "folders: {news: news}\nnewsletter: {subscribe: 'https://lists.example.org/join'}\n"

    without = build(files, name="without")["/subscribe/"]
    told = build({**files, "project.yaml": PROJECT + mailing}, name="with")["/subscribe/"]

    assert "By mail" not in without.words("//main//h2")
    assert told.all("//main//a[@href='https://lists.example.org/join']")
