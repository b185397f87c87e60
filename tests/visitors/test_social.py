"""What other services and programs are told: cards, icons, manifest, humans.txt, JSON-LD."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from plugins.social import icons
from plugins.social.card import Card, drawn
from tests.conftest import ROOT, SMALL
from tests.trails import trails

LONG = Card("Event · 2 May 2026", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk " * 9, "EXAMPLE", "#12456b")


def test_every_page_has_a_card_of_the_size_that_services_ask_for(small):
    for page in small.pages:
        (address,) = page.tree.xpath("//meta[@property='og:image']/@content")
        with Image.open(io.BytesIO(small.bytes(address.removeprefix("https://example.org")))) as image:
            assert image.size == (1200, 630), page.address
        assert page.tree.xpath("//meta[@property='og:image:width']/@content") == ["1200"]


def test_the_alternative_text_of_a_card_says_what_stands_on_it(small):
    page = small["/results/guides/drawing-maps/"]

    (alt,) = page.tree.xpath("//meta[@property='og:image:alt']/@content")
    assert alt == "D1.1 · June 5, 2026. Drawing maps of heat. EXAMPLE"


def test_the_same_card_has_the_same_bytes_and_another_one_another_name():
    assert drawn(LONG) == drawn(LONG)
    others = {
        Card("A", "B", "C", "#000000").digest,
        Card("A", "B", "C", "#000001").digest,
        Card("A", "C", "C", "#000000").digest,
    }
    assert len(others) == 3


@pytest.mark.parametrize(
    "card", [LONG, Card("", "", "", "#000000"), Card("x" * 200, "Ā ņ Å é ß Ω Ж 中", "E", "#ffffff")]
)
def test_whatever_a_title_is_it_fits_on_a_card(card):
    with Image.open(io.BytesIO(drawn(card))) as image:
        assert image.size == (1200, 630)


def test_the_icons_are_the_icon(small):
    svg = (ROOT / "theme/static/icon.svg").read_bytes()

    with Image.open(io.BytesIO(small.bytes("/theme/icon.png"))) as image:
        assert (image.size, image.format) == ((180, 180), "PNG")
        assert {colour for _, colour in image.getcolors(100_000)} > {(255, 255, 255)}
    with Image.open(io.BytesIO(small.bytes("/favicon.ico"))) as image:
        assert (image.size, image.format) == ((32, 32), "ICO")
    assert icons.png(svg, 180) == small.bytes("/theme/icon.png")


def test_the_manifest_names_icons_that_are_there(small):
    told = json.loads(small.bytes("/site.webmanifest"))

    assert (told["short_name"], told["start_url"]) == ("EXAMPLE", "/")
    for icon in told["icons"]:
        assert small.has(icon["src"])
    assert small["/"].tree.xpath("//link[@rel='manifest']/@href") == ["/site.webmanifest"]


def test_humans_are_told_who_took_part(small):
    assert "University of Southport" in small.bytes("/humans.txt").decode()


def test_the_home_page_tells_of_the_site_and_of_the_project_with_its_partners(small):
    (website,) = small["/"].structured("WebSite")
    (project,) = small["/"].structured("Organization")

    assert website["publisher"] == {"@id": project["@id"]}
    assert [member["name"] for member in project["member"]] == ["City of Northport", "University of Southport"]
    assert [member["url"].removeprefix("https://example.org") for member in project["member"]] == [
        address for address in trails(SMALL) if address.startswith("/partners/") and address != "/partners/"
    ]


def test_a_news_item_is_told_as_the_page_shows_it(small):
    page = small["/news/first-map/"]
    (thing,) = page.structured("NewsArticle")

    assert thing["headline"] == page.words("//h1")[0]
    assert thing["image"] == page.tree.xpath("//meta[@property='og:image']/@content")[0]
    assert thing["url"] == page.tree.xpath("//link[@rel='canonical']/@href")[0]


def test_an_event_without_a_picture_of_its_own_is_shown_by_its_card(small):
    page = small["/events/summer-school/"]
    (thing,) = page.structured("Event")

    assert thing["image"] == page.tree.xpath("//meta[@property='og:image']/@content")[0]


def test_what_is_told_stands_in_one_order_on_every_machine(small):
    for page in small.pages:
        for script in page.all("//script[@type='application/ld+json']"):
            kinds = [thing["@type"] for thing in json.loads(script.text)["@graph"]]
            assert kinds == sorted(kinds)
