"""What stands beside the text: events to come, the newest news, whom to ask."""

from __future__ import annotations

from tests.built import Page


def part(page: Page, heading: str) -> list[str]:
    (found,) = page.all(f"//aside//*[h2[normalize-space()='{heading}']]")
    return found.xpath(".//li//a[1]/@href")


ITEMS = ("/news/", "/events/", "/newsletters/", "/results/guides/")


def is_item(page: Page) -> bool:
    return any(page.address.startswith(one) and page.address != one for one in ITEMS) and "/page-" not in page.address


def test_every_page_but_items_shows_the_next_events_and_the_newest_news(small):
    for page in filter(lambda page: not is_item(page), small.pages):
        assert part(page, "News") == ["/news/first-map/", "/news/project-begins/"], page.address
        if page.address != "/work-packages/work-package-1/":
            assert part(page, "Events") == ["/events/summer-school/", "/events/final-workshop/"], page.address


def test_an_item_names_only_the_lists_so_that_it_stays_as_it_was_put_up(small):
    items = [page for page in small.pages if is_item(page)]

    assert {page.address.split("/")[1] for page in items} == {"news", "events", "newsletters", "results"}
    for page in items:
        assert page.all("//aside//a/@href") == ["/events/", "/news/", "/get-in-touch/"], page.address
        assert "No events listed." not in page.one("//aside").text_content(), page.address


def test_a_work_package_shows_its_own_events_only(small):
    assert part(small["/work-packages/work-package-1/"], "Events") == ["/events/summer-school/"]


def test_a_work_package_without_events_to_come_says_so(build):
    built = build(
        {
            "work-packages/index.md": "---\ntitle: W\n---\n",
            "work-packages/one.md": "---\ntitle: One\nnumber: 1\nlead: unknown\n---\n",
            "events/index.md": "---\ntitle: Events\n---\n",
            "events/past.md": EVENT.format("Past", "2026-01-01", "work_packages: [1]"),
            "events/other.md": EVENT.format("Other", "2027-01-01", ""),
        }
    )

    aside = built["/work-packages/one/"].one("//aside")
    assert "No events listed." in aside.text_content()
    assert "Other" in built["/"].one("//aside").text_content()


def test_the_list_of_events_does_not_say_twice_that_none_is_to_come(build):
    built = build(
        {"events/index.md": "---\ntitle: Events\n---\n", "events/past.md": EVENT.format("Past", "2026-01-01", "")}
    )

    assert "No events listed." in built["/"].words("//aside//p")
    assert built["/events/"].words("//aside//p") == ["All events", "Get in touch"]
    assert built["/events/"].words("//main//p[@class='empty']") == ["No events to come."]


EVENT = "---\ntitle: {}\nsummary: S\nstart: {}\nplace: P\npublished: 2025-12-01\n{}\n---\n"


def test_only_the_three_newest_news_items_are_shown(build):
    built = build(
        {
            "news/index.md": "---\ntitle: News\n---\n",
            **{
                f"news/n{day}.md": f"---\ntitle: N{day}\nsummary: S{day}\npublished: 2026-01-0{day}\n---\n"
                for day in range(1, 6)
            },
        }
    )

    assert part(built["/"], "News") == ["/news/n5/", "/news/n4/", "/news/n3/"]
    assert "S5" in built["/"].one("//aside").text_content()


def test_whom_to_ask_stands_beside_a_work_package(small):
    contact = small["/work-packages/work-package-1/"].one("//aside//*[h2[normalize-space()='Contact']]")

    assert "Anna Example" in contact.text_content()
    assert contact.xpath(".//a/@href") == ["/partners/university-of-southport/", "/get-in-touch/"]
