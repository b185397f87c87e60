"""What our own pages owe: to the funder, to the page of the original site that all started from, to subscribers."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import yaml
from lxml import etree

from tests.built import Built, words_of
from tests.conftest import ROOT
from tests.trails import address as address_of
from tests.trails import fields, is_own, trails

CONTENT = ROOT / "content"
PROJECT = yaml.safe_load((CONTENT / "project.yaml").read_text("utf-8"))
WP4 = "/about-us/project-overview/work-packages/work-package-4/"


def published(folder: str) -> list[Path]:
    """Return the files of a folder that is listed by date."""
    return [
        file
        for file in sorted((CONTENT / folder).glob("*.md"))
        if file.name != "index.md" and not fields(file).get("draft")
    ]


def test_every_page_acknowledges_the_grant(real: Built):
    for page in [*real.pages, real["/404.html"]]:
        text = " ".join(page.words("//footer"))
        for grant in PROJECT["grants"]:
            assert grant["statement"] in text, page.address
            assert grant["disclaimer"] in text, page.address
            (emblem,) = page.all(f"//footer//img[@src='/{grant['emblem']}']")
            assert emblem.get("alt") == grant["emblem_alt"], page.address


def test_every_page_says_who_runs_the_site_and_leads_to_the_legal_pages(real: Built):
    for page in [*real.pages, real["/404.html"]]:
        assert PROJECT["run_by"] in " ".join(page.words("//footer")), page.address
        links = set(page.tree.xpath("//footer//a/@href"))
        assert {"/privacy/", "/accessibility/", "/legal-notice/"} <= links, page.address


def test_no_page_of_a_partner_or_a_city_is_a_dead_end(real: Built):
    """Each leads on to what it did: to work packages, events or results, and to another page of its city."""
    cities = {f"/{city['page'].removesuffix('.md')}/" for city in PROJECT["cities"].values()}
    partners = {address for address in real.addresses if address.startswith("/about-us/who-we-are/")}
    partners -= {"/about-us/who-we-are/"}
    for address in cities | partners:
        links = set(real[address].tree.xpath("//main//a/@href"))
        assert links & (cities | partners) - {address}, address
        did = ("/events/", "/results/", "/city-projects/", "/tools-and-inspiration/", "/about-us/project-overview/")
        assert [link for link in links if link.startswith(did)], address


def test_every_page_has_one_first_level_heading_and_a_title_of_its_own(real: Built):
    titles: dict[str, str] = {}
    for page in real.pages:
        page.one("//h1")
        title = words_of(page.one("/html/head/title"))
        assert title not in titles, f"{page.address} has the title of {titles[title]}"
        titles[title] = page.address


def test_every_page_tells_services_and_search_engines_what_it_is_about(real: Built):
    for page in real.pages:
        (description,) = page.tree.xpath("//meta[@name='description']/@content")
        assert len(description) > 20, page.address
        assert page.tree.xpath("//meta[@property='og:description']/@content") == [description], page.address
        assert len(page.all("//link[@rel='canonical']")) == 1, page.address


def test_every_page_is_in_the_language_of_the_project(real: Built):
    assert {page.tree.get("lang") for page in real.pages} == {PROJECT["language"]}


def test_every_page_announces_the_feed(real: Built):
    for page in real.pages:
        assert "/feed.xml" in page.tree.xpath("//link[@rel='alternate']/@href"), page.address


def test_every_page_has_events_news_and_the_way_to_get_in_touch_beside_it(real: Built):
    for page in real.pages:
        aside = page.one("//aside")
        assert {"Events", "News", "Contact"} <= {words_of(heading) for heading in aside.xpath(".//h2")}, page.address
        assert [words_of(link) for link in aside.xpath(".//a[@href='/get-in-touch/']")] == ["Get in touch"]


def test_a_work_package_without_events_to_come_says_so(real: Built):
    assert "No events listed." in words_of(real[WP4].one("//aside"))


def test_the_work_package_shows_the_three_newest_news_items_with_title_summary_and_link(real: Built):
    newest = sorted(
        published("news"),
        key=lambda file: ([-int(part) for part in re.findall(r"\d+", str(fields(file)["published"]))], _order(file)),
    )[:3]

    (news,) = real[WP4].all("//aside//*[h2[normalize-space()='News']]")
    cards = [
        (link.get("href"), words_of(link), words_of(item))
        for item in news.xpath(".//li")
        for link in item.xpath(".//a")[:1]
    ]
    assert len(cards) == 3
    for file, (address, title, text) in zip(newest, cards, strict=True):
        assert (address, title) == (f"/news/{file.stem}/", fields(file)["title"])
        assert str(fields(file)["summary"]) in text


def _order(file: Path) -> int:
    return int(str(fields(file).get("order", 10**6)))


def test_the_work_package_has_every_part_of_the_original_page(real: Built):
    page = real[WP4]

    assert page.trail == [
        ("Home", "/"),
        ("About us", "/about-us/"),
        ("Project overview", "/about-us/project-overview/"),
        ("Work packages", "/about-us/project-overview/work-packages/"),
        ("Work Package 4", ""),
    ]
    assert "Work Package 4 – Lead: Ghent" in words_of(page.one("//main"))
    assert page.words("//h1") == ["Learning Network of Cities"]
    headings = page.words("//main//h2")
    for part in ("Objectives", "Description and roles of the partners", "Two levels of engagement", "Key outputs"):
        assert part in headings
    levels = words_of(page.one("//h2[normalize-space()='Two levels of engagement']/following::table[1]"))
    assert "Companion city" in levels
    assert "Open learning network" in levels
    outputs = page.words("//h2[normalize-space()='Key outputs']/following::h3")
    assert {"Workshops", "Work with companion cities"} <= set(outputs)
    assert "Dieter Cuypers" in words_of(page.one("//main//dl"))
    assert page.all("//main//dl//a[@href='/about-us/who-we-are/vito/']")
    assert page.all("//main//a[@href='/get-in-touch/']")


def test_the_home_page_shows_the_cities_the_numbers_and_the_latest_news(real: Built):
    text = words_of(real["/"].one("//main"))

    for city in PROJECT["cities"].values():
        assert city["name"] in text
    for figure in PROJECT["figures"]:
        assert f"{figure['number']} {figure['label']}" in text
    assert len(real["/"].all("//aside//*[h2[normalize-space()='News']]//li")) == 3


def test_the_list_of_events_has_them_all(real: Built):
    links = real["/events/"].tree.xpath("//main//h3/a/@href | //main//h2/a/@href")

    addresses = {address for address in trails(CONTENT) if re.fullmatch(r"/events/[^/]+/", address)}
    assert set(links) == addresses
    assert len(links) == len(published("events"))


def test_the_feed_has_all_news_newsletters_and_events(real: Built):
    feed = feedparser.parse(real.bytes("/feed.xml"))
    files = [file for folder in ("news", "newsletters", "events") for file in published(folder)]

    assert not feed.bozo
    assert sorted(entry.title for entry in feed.entries) == sorted(str(fields(file)["title"]) for file in files)
    assert {entry.link for entry in feed.entries} == {
        PROJECT["address"].rstrip("/") + address
        for address in trails(CONTENT)
        if re.fullmatch(r"/(news|newsletters|events)/[^/]+/", address)
    }


def test_every_address_in_the_feed_is_absolute(real: Built):
    feed = feedparser.parse(real.bytes("/feed.xml"), sanitize_html=False, resolve_relative_uris=False)

    for entry in feed.entries:
        for content in entry.content:
            for address in re.findall(r"""(?:href|src)=["']([^"']*)""", content.value):
                assert re.match(r"(https?|mailto|tel):", address), f"{entry.link}: {address}"


def test_the_sitemap_is_the_tree(real: Built):
    found = etree.fromstring(real.bytes("/sitemap.xml")).xpath("//*[local-name()='loc']/text()")

    site = PROJECT["address"].rstrip("/")
    own = {address for address in found if is_own(address.removeprefix(site))}
    assert set(found) - own == {site + address for address in trails(CONTENT)}
    assert own <= {site + page.address for page in real.pages}
    assert len(found) == len(set(found))
    assert f"Sitemap: {PROJECT['address']}sitemap.xml" in real.bytes("/robots.txt").decode()


def test_old_addresses_lead_to_their_successors(real: Built):
    for file in sorted(CONTENT.rglob("*.md")):
        for alias in fields(file).get("aliases", ()):
            address = address_of(file.relative_to(CONTENT).as_posix(), PROJECT["folders"])
            page = real[alias]
            assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={address}"], alias
            assert page.tree.xpath("//a/@href") == [address], alias
