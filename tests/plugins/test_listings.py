"""Lists by date on pages of twenty, and the pages below a page as cards."""

from __future__ import annotations

import pytest

from core.views.link import Card
from core.views.listing import Group
from plugins.listings.pages import slices
from tests.built import Built, Page

SHOWN = "not(ancestor-or-self::*[@hidden])"  # lists carry what they will need as time goes by


def news(count: int) -> dict[str, str]:
    """Return a site with so many news items, the one with the highest number the newest."""
    return {
        "news/index.md": "---\ntitle: News\n---\nAll that was new.\n",
        **{
            f"news/item-{number}.md": f"---\ntitle: Item {number}\nsummary: S\npublished: {1990 + number // 12}-{number % 12 + 1:02}-01\n---\n"
            for number in range(1, count + 1)
        },
    }


def titles(page: Page) -> list[str]:
    return page.words(f"//main//li//*[self::h2 or self::h3][{SHOWN}]")


def group(heading: str, count: int) -> Group:
    return Group(heading=heading, cards=tuple(Card("news", f"{heading}{n}", "/") for n in range(count)))


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([], [[]]),
        ([0], [[]]),
        ([20], [[20]]),
        ([21], [[20], [1]]),
        ([3, 20], [[3, 17], [3]]),
        ([20, 20], [[20], [20]]),
        ([41], [[20], [20], [1]]),
    ],
)
def test_groups_are_cut_into_pages_of_twenty(sizes, pages):
    cut = slices([group("abc"[place], size) for place, size in enumerate(sizes)])

    assert [[len(part.cards) for part in page] for page in cut] == pages


def test_a_group_that_is_cut_goes_on_under_its_heading():
    first, second = slices([group("past", 25)])

    assert [part.heading for part in (*first, *second)] == ["past", "past"]
    assert [card.title for part in (*first, *second) for card in part.cards] == [f"past{n}" for n in range(25)]


@pytest.fixture
def long(build) -> Built:
    return build(news(45))


def test_news_are_listed_newest_first_on_pages_of_twenty(long):
    assert titles(long["/news/"]) == [f"Item {number}" for number in range(45, 25, -1)]
    assert titles(long["/news/page-2/"]) == [f"Item {number}" for number in range(25, 5, -1)]
    assert titles(long["/news/page-3/"]) == [f"Item {number}" for number in range(5, 0, -1)]
    assert not long.has("/news/page-4/")


def test_the_pager_leads_to_every_page_and_says_which_it_is(long):
    pager = long["/news/page-2/"].one("//nav[@aria-label='Pages of this list']")

    assert pager.xpath(".//a[not(@rel)]/@href") == ["/news/", "/news/page-2/", "/news/page-3/"]
    assert pager.xpath(".//a[@aria-current='page']/@href") == ["/news/page-2/"]
    assert pager.xpath(".//a[@rel='prev']/@href") == ["/news/"]
    assert pager.xpath(".//a[@rel='next']/@href") == ["/news/page-3/"]


def test_a_long_list_names_the_first_the_last_and_the_pages_near_by(build):
    built = build(news(20 * 9 + 1))
    pager = built["/news/page-5/"].one("//nav[@aria-label='Pages of this list']")

    assert [item.text_content() for item in pager.xpath(".//li")] == [
        "Previous page", "1", "2", "3", "4", "5", "6", "7", "…", "10", "Next page",
    ]  # fmt: skip
    for number in range(2, 11):
        assert built[f"/news/page-{number}/"].all("//nav[@aria-label='Pages of this list']//a[@rel='prev']")


def test_a_further_page_has_a_title_of_its_own_and_the_text_only_stands_on_the_first(long):
    first, second = long["/news/"], long["/news/page-2/"]

    assert second.words("//h1") == ["News, page 2"]
    assert second.tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/news/page-2/"]
    assert "All that was new." in first.one("//main").text_content()
    assert "All that was new." not in second.one("//main").text_content()


def test_a_further_page_has_all_that_surrounds_the_first(long):
    first, second = long["/news/"], long["/news/page-2/"]

    for path in ("//nav[@aria-label='Main menu']//a/@href", "//aside//a/@href", "//footer//a/@href"):
        assert second.tree.xpath(path) == first.tree.xpath(path) != []
    assert second.trail[0] == ("Home", "/")


def test_a_list_that_fits_on_one_page_has_no_pager(build):
    built = build(news(20))

    assert built["/news/"].all("//nav[@aria-label='Pages of this list']") == []
    assert not built.has("/news/page-2/")


def test_an_empty_list_says_so(build):
    built = build({"news/index.md": "---\ntitle: News\n---\n", "events/index.md": "---\ntitle: Events\n---\n"})

    assert "No news yet." in built["/news/"].one("//main").text_content()
    assert "No events to come." in built["/events/"].one("//main").text_content()


def test_events_to_come_stand_first_with_the_soonest_on_top_then_the_past_with_the_newest(build):
    days = {
        "a": "2026-06-14",
        "b": "2026-06-16",
        "c": "2027-01-01",
        "d": "2025-01-01",
        "e": "2026-06-10",
    }
    built = build(
        {
            "events/index.md": "---\ntitle: Events\n---\n",
            **{
                f"events/{name}.md": (
                    f"---\ntitle: {name}\nsummary: S\nstart: {day}\nplace: P\npublished: 2025-01-01\n"
                    f"{'end: 2026-06-20' if name == 'e' else ''}\n---\n"
                )
                for name, day in days.items()
            },
        }
    )

    page = built["/events/"]
    assert page.words(f"//main//h2[{SHOWN}]")[:2] == ["Now on", "Events to come"]
    assert titles(page) == ["e", "b", "c", "a", "d"]


def test_sub_pages_are_cards_on_the_page_above(small):
    page = small["/results/"]

    assert page.tree.xpath("//main//li//a/@href") == ["/results/guides/"]
    assert small["/"].tree.xpath("//main//li//a[@href='/results/']") == []


LONG = "First.\n\n## One\n\nMore of one.\n\n## Two *three*\n\nMore.\n"


def order(page) -> list[str]:
    """Return what stands in the body of a page, by its class."""
    return [part.get("class") for part in page.all("//div[@class='body']/*")]


def test_a_list_stands_after_the_first_words_and_before_what_more_is_said_of_it(build):
    built = build({**news(1), "news/index.md": f"---\ntitle: News\n---\n{LONG}"})

    assert order(built["/news/"])[:3] == ["prose", "listing", "prose"]
    assert built["/news/"].words("//div[@class='prose']") == ["First.", "One More of one. Two three More."]


def test_the_events_of_a_work_package_stand_below_all_that_it_says(build):
    event = "---\ntitle: E\nsummary: S\nstart: 2027\nplace: P\npublished: 2026-01-01\nwork_packages: [1]\n---\n"
    package = f"---\ntitle: One\nnumber: 1\nlead: unknown\n---\n{LONG}"
    built = build(
        {
            "work-packages/index.md": "---\ntitle: W\n---\n",
            "work-packages/one.md": package,
            "events/index.md": "---\ntitle: Events\n---\n",
            "events/e.md": event,
        }
    )

    assert [part for part in order(built["/work-packages/one/"]) if part in ("prose", "listing")] == [
        "prose",
        "listing",
    ]


@pytest.mark.parametrize(("count", "shown"), [(3, []), (4, ["#h-0", "#h-1", "#h-2", "#h-3"])])
def test_a_text_with_many_headings_begins_with_their_list(build, count, shown):
    text = "".join(f"## H *{number}*\n\n### Below\n\nText.\n\n" for number in range(count))
    built = build({"long.md": f"---\ntitle: Long\n---\n{text}"})

    links = built["/long/"].all("//details[@class='contents']//a")
    assert [link.get("href") for link in links] == shown
    assert [link.text_content() for link in links] == [f"H {number}" for number in range(len(shown))]
