"""What each feed says, in each of its formats."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime

import pytest
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.built import Built
from tests.conftest import ROOT, SMALL, TODAY
from tests.feeds.reading import addresses, dead, entries, files, parsed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ORIGIN = "https://example.org/"
SITE = {
    "news/index.md": "---\ntitle: News\n---\n",
    "events/index.md": "---\ntitle: Events\n---\n",
    "partners/index.md": "---\ntitle: Partners\n---\n",
    "partners/uni.md": "---\ntitle: The University\ncity: north\ncountry: BE\nrole: research\n---\n",
    "cities/index.md": "---\ntitle: Cities\n---\n",
    "cities/north.md": "---\ntitle: Northport\n---\n",
}
CITY = 'cities: {north: {name: Northport, country: BE, page: cities/north.md, accent: {light: "#0b5394", dark: "#9cc9ff"}}}\n'
NEWS = "---\ntitle: A plan\nsummary: It is there.\npublished: 2026-03-14\n{}---\n{}\n"
EVENT = "---\ntitle: A day\nsummary: We meet.\nstart: 2026-09-10\nplace: Northport\npublished: 2026-03-01\n{}---\n"


def project(**changes):
    from tests.conftest import PROJECT

    folders = "folders: {news: news, events: event, partners: partner}\n"
    return {"project.yaml": PROJECT + folders + CITY, **SITE, **changes}


def test_all_formats_of_a_feed_say_the_same(small, real):
    for built in (small, real):
        for address in files(built):
            if address.endswith("feed.xml"):
                told = entries(built, address)
                assert told
                assert entries(built, address.replace("feed.xml", "atom.xml")) == told
                assert entries(built, address.replace("feed.xml", "feed.json")) == told


def png() -> bytes:
    data = io.BytesIO()
    notes = PngInfo()
    notes.add_text("Author", "A camera")
    Image.new("RGB", (1600, 900), "#12456b").save(data, "PNG", pnginfo=notes)
    return data.getvalue()


@pytest.fixture
def rich(build) -> Built:
    """A site with archives, a picture in sizes, a download and everything else that an entry may point to."""
    many = {f"news/n{n}.md": f"---\ntitle: N{n}\nsummary: S\npublished: 2025-01-{n:02}\n---\n" for n in range(1, 32)}
    text = "![A map](../images/a.png)\n\n[A guide](guide.pdf), [a part of it](n31.md), [a note](#part)\n\n## A {: #part }\n"
    head = "image: ../images/a.png\nimage_alt: A bridge\npartners: [uni]\nlink: https://example.net/a\n"
    plan = NEWS.format(head, text)
    day = EVENT.format("materials: [{title: Slides, file: slides.pdf}]\n")
    pictures = {"images/a.png": png(), "news/guide.pdf": b"%PDF-1.4", "events/slides.pdf": b"%PDF-1.4"}
    return build(project(**many, **pictures, **{"news/plan.md": plan, "events/day.md": day}))


def test_every_address_in_every_feed_and_archive_is_answered_by_a_file(small, real, rich):
    for built in (small, real, rich):
        origin = parsed(built, "/feed.xml").feed.link
        for address in [*files(built), "/feeds/opml.xml"]:
            found = list(addresses(built, address))
            assert origin.rstrip("/") + address in found or address == "/feeds/opml.xml"
            for pointer in found:
                assert re.match(r"(https?|mailto|tel):", pointer), f"{address}: {pointer}"
                assert not dead(built, origin, pointer), f"{address}: {pointer} is not there"


def test_what_an_entry_may_point_to_is_all_there_and_absolute(rich):
    drawn_in = ("news/guide.pdf", "events/slides.pdf", "images/a.png", "news/n31/", "news/plan/#part")
    for address in ("/feed.xml", "/atom.xml", "/feed.json"):
        found = set(addresses(rich, address))
        assert [file for file in drawn_in if f"{ORIGIN}{file}" not in found] == []
        # RSS knows names of authors, but no addresses.
        assert (f"{ORIGIN}partners/uni/" in found) is (address != "/feed.xml")
    archives = [address for address in files(rich) if "/archive-" in address]
    assert f"{ORIGIN}feeds/everything/archive-1/atom.xml" in set(addresses(rich, "/feed.xml"))
    assert f"{ORIGIN}atom.xml" in set(addresses(rich, "/feeds/everything/archive-1/atom.xml"))
    assert len(archives) == 2


def test_no_two_entries_of_a_feed_share_an_id_and_no_page_has_two(small, real):
    for built in (small, real):
        ids: dict[str, set[str]] = {}
        for address in files(built):
            found = [entry["id"] for entry in entries(built, address)]
            assert len(found) == len(set(found)), address
            for entry in entries(built, address):
                ids.setdefault(entry["link"], set()).add(entry["id"])
        assert [link for link, names in ids.items() if len(names) > 1] == []


def test_the_size_of_a_picture_is_that_of_the_file_that_is_fetched(rich):
    (enclosure,) = next(one["enclosures"] for one in entries(rich, "/feed.xml") if one["title"] == "A plan")

    assert enclosure == ("https://example.org/images/a.png", "image/png", str(len(rich.bytes("/images/a.png"))))
    assert len(rich.bytes("/images/a.png")) != len(png())  # what the program that drew it wrote into it is gone


def test_a_picture_is_named_with_its_type_and_size_and_stands_in_the_text(build):
    picture = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    head = "image: ../images/a.svg\nimage_alt: A bridge\n"
    built = build(project(**{"news/plan.md": NEWS.format(head, "Text."), "images/a.svg": picture}))

    size = str(len(built.bytes("/images/a.svg")))  # as it is fetched: written anew with what only draws
    for name in ("/feed.xml", "/atom.xml", "/feed.json"):
        (entry,) = entries(built, name)
        assert entry["enclosures"] == [("https://example.org/images/a.svg", "image/svg+xml", size)]
        assert '<img src="https://example.org/images/a.svg" alt="A bridge">' in entry["content"]


def test_the_partners_that_a_page_names_are_its_authors(build):
    built = build(project(**{"news/plan.md": NEWS.format("partners: [uni]\n", ""), "events/day.md": EVENT.format("")}))

    assert [(entry["title"], entry["authors"]) for entry in entries(built, "/feed.json")] == [
        ("A plan", ["The University"]),
        ("A day", ["EXAMPLE"]),
    ]
    assert entries(built, "/feed.xml")[0]["authors"] == ["The University"]


def test_an_entry_has_its_kind_its_work_packages_and_its_cities_as_categories(build):
    packages = {
        "work-packages/index.md": "---\ntitle: Work packages\n---\n",
        "work-packages/maps.md": "---\ntitle: Maps\nnumber: 1\nlead: uni\n---\n",
    }
    built = build(
        project(**packages, **{"events/day.md": EVENT.format("work_packages: [1]\n")})
        | {"project.yaml": project()["project.yaml"].replace("{news:", "{work-packages: work-package, news:")}
    )

    assert entries(built, "/feed.xml")[0]["tags"] == ["Event", "Work Package 1", "Northport"]


def test_publication_and_change_are_told_apart(build):
    built = build(project(**{"news/plan.md": NEWS.format("updated: 2026-04-02\n", "")}))

    (entry,) = parsed(built, "/atom.xml").entries
    (item,) = json.loads(built.bytes("/feed.json"))["items"]
    assert (entry.published, entry.updated) == ("2026-03-14T11:00:00+00:00", "2026-04-02T10:00:00+00:00")
    assert (item["date_published"], item["date_modified"]) == (entry.published, entry.updated)
    tree = etree.fromstring(built.bytes("/feed.xml"))
    assert tree.findtext("channel/item/pubDate") == "Sat, 14 Mar 2026 11:00:00 +0000"
    assert tree.findtext("channel/item/a:updated", namespaces=ATOM) == entry.updated
    assert tree.findtext("channel/lastBuildDate") == "Thu, 02 Apr 2026 10:00:00 +0000"


def test_an_event_that_is_moved_says_so_and_comes_up_again(build):
    news = {"news/plan.md": NEWS.format("", "")}
    before = build(project(**news, **{"events/day.md": EVENT.format("")}), name="before")
    moved = EVENT.replace("2026-09-10", "2026-09-17").format(
        "status: rescheduled\npreviously: 2026-09-10\nupdated: 2026-05-01\n"
    )
    after = build(project(**news, **{"events/day.md": moved}), name="after")

    assert [entry["title"] for entry in entries(before, "/feed.xml")] == ["A plan", "A day"]
    assert [entry["title"] for entry in entries(after, "/feed.xml")] == ["New date: A day", "A plan"]
    first, last = (parsed(built, "/feeds/events/atom.xml").entries[0] for built in (before, after))
    assert first.id == last.id
    assert first.published == last.published
    assert first.updated < last.updated
    assert "This event has a new date. September 17, 2026, Northport." in last.content[0].value


def test_pages_of_one_month_keep_their_order_in_programs_that_sort_by_date(build):
    head = "---\ntitle: {0}\nsummary: S\npublished: 2014\norder: {0}\n---\n"
    built = build(project(**{f"news/n{order}.md": head.format(order) for order in (10, 20, 30)}))

    dates = [(entry.published, entry.title) for entry in parsed(built, "/atom.xml").entries]
    assert dates == sorted(dates, reverse=True)
    assert [title for _, title in dates] == ["10", "20", "30"]
    assert {date[:10] for date, _ in dates} == {"2014-12-31"}


def test_what_a_page_draws_in_is_in_its_entry(small):
    letter = next(entry for entry in entries(small, "/feed.xml") if entry["title"] == "Spring letter")

    assert '<a href="https://example.org/news/first-map/">The first map is drawn</a>' in letter["content"]


def test_the_language_and_the_icon_are_told(small):
    tree = etree.fromstring(small.bytes("/atom.xml"))

    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert tree.findtext("a:icon", namespaces=ATOM) == "https://example.org/theme/icon.svg"
    assert json.loads(small.bytes("/feed.json"))["language"] == "en"


def test_a_feed_without_entries_is_not_written(build):
    built = build(project(**{"news/plan.md": NEWS.format("", "")}))

    assert built.has("/feeds/news/feed.xml")
    assert not built.has("/feeds/events/feed.xml")
    assert not built.has("/feeds/partners/uni/feed.xml")


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_a_feed_is_to_the_byte_what_it_was(build, name):
    """The golden files: one news item that has every part, and one event, in each format.

    Where a change is meant, make them anew: build these two pages and look at the difference.
    """
    text = "Text[^1] with a [link](../events/day.md).\n\n[^1]: A note.\n"
    files = {
        "news/plan.md": NEWS.format("partners: [uni]\nupdated: 2026-04-02\nlink: https://example.net/a\n", text),
        "events/day.md": EVENT.format("status: cancelled\nupdated: 2026-04-01\n"),
    }

    assert build(project(**files)).bytes(f"/{name}") == (ROOT / "tests/golden" / name).read_bytes()


def test_no_date_of_a_feed_comes_from_a_clock(build):
    one, two = build(SMALL, TODAY, name="one"), build(SMALL, "2027-03-01", name="two")

    assert {address: one.bytes(address) for address in files(one)} == {a: two.bytes(a) for a in files(two)}
    assert datetime.fromisoformat(parsed(one, "/atom.xml").feed.updated).year == 2026
