"""Work packages, partners and cities show what names them."""

from __future__ import annotations

from tests.built import Built


def related(built: Built, address: str) -> set[str]:
    return set(built[address].tree.xpath("//main//li//a/@href"))


def test_a_work_package_has_its_events_news_and_results(small):
    assert {
        "/events/kick-off/",
        "/events/summer-school/",
        "/news/first-map/",
        "/results/guides/drawing-maps/",
    } <= related(small, "/work-packages/work-package-1/")
    assert "/news/project-begins/" not in related(small, "/work-packages/work-package-1/")


def test_a_partner_has_what_names_it_as_partner_organiser_or_contact(small):
    found = related(small, "/partners/university-of-southport/")

    assert {"/work-packages/work-package-1/", "/events/summer-school/", "/results/guides/drawing-maps/"} <= found
    assert "/events/kick-off/" not in found


def test_a_city_has_its_partners_and_what_takes_place_there(small):
    found = related(small, "/cities/northport/")

    assert {"/partners/city-of-northport/", "/events/kick-off/", "/work-packages/work-package-1/"} <= found
    assert "/events/summer-school/" not in found
    assert "/partners/university-of-southport/" not in found


def test_other_pages_have_no_such_lists(small):
    assert related(small, "/get-in-touch/") == set()
