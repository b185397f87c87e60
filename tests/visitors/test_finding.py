"""Every page can be found: by a search in the browser, by the alphabet, by the map."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from core.hosting.headers import SEARCH_POLICY
from tests.built import Built
from tests.conftest import SMALL, TODAY, run_site
from tests.serving import Quiet, served
from tests.trails import trails


def links(small: Built, address: str) -> list[str]:
    return [one for one in small[address].tree.xpath("//main//a/@href") if not one.startswith("#")]


def test_the_index_has_every_page_once(small):
    assert sorted(links(small, "/site-index/")) == sorted(trails(SMALL))


def test_the_index_goes_by_the_alphabet(small):
    titles = small["/site-index/"].words("//main//div[contains(@class, 'letter')]//a")
    headings = small["/site-index/"].words("//main//h2")

    assert headings == sorted(headings)
    assert titles == sorted(titles, key=str.casefold)


def test_the_map_of_the_site_has_every_page_once_but_the_one_it_begins_with(small):
    assert sorted(["/", *links(small, "/site-map/")]) == sorted(trails(SMALL))


def test_every_page_leads_to_search_index_and_map(small):
    for page in small.pages:
        assert {"/search/", "/site-index/", "/site-map/"} <= set(page.tree.xpath("//footer//a/@href")), page.address


def test_the_page_that_is_none_leads_on(small):
    assert {"/search/", "/site-index/", "/site-map/", "/events/"} <= set(links(small, "/404.html"))


def test_only_the_search_page_asks_for_the_search(small):
    asking = [page.address for page in small.pages if page.all("//script[contains(@src, 'search')]")]

    assert asking == ["/search/"]


def test_the_search_brings_nothing_that_it_does_not_need(small):
    names = {path.partition("/")[2].partition(".")[0] for path in small.files if path.startswith("pagefind/")}

    assert not [name for name in names if "ui" in name or "highlight" in name or "playground" in name]
    assert json.loads(small.bytes("/build.json"))["files"] == len(small.files)


@pytest.fixture(scope="module")
def origin(small: Built) -> Iterator[str]:
    """The address of the small site, served under the policy of its search."""

    class Strict(Quiet):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", SEARCH_POLICY)
            super().end_headers()

    with served(small.folder, Strict) as address:
        yield address


@pytest.fixture
def window(browser: Any, origin: str) -> Iterator[Any]:
    with browser.new_context(base_url=origin, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.strange = []
        page.on(
            "request", lambda request: page.strange.append(request.url) if not request.url.startswith(origin) else None
        )
        yield page
        assert page.strange == []


def found(window: Any) -> list[str]:
    return window.locator(".found h2").all_inner_texts()


def test_what_is_typed_is_found_and_a_filter_leaves_less(window):
    window.goto("/search/")
    window.fill("#search-q", "map")
    window.wait_for_selector(".found li")
    everything = found(window)
    assert not window.locator("#search-kind").is_visible()  # folded, on a phone
    window.locator("form summary").press("Enter")
    window.select_option("#search-kind", "News")
    expect(window.locator(".found .label", has_not_text="News")).to_have_count(0)

    assert "Drawing maps of heat" in everything
    assert "The first map is drawn" in found(window)
    assert len(found(window)) < len(everything)
    assert window.url.endswith("/search/?q=map&kind=News")
    assert window.locator("[role=status]").inner_text().endswith("found for “map”")


def test_a_question_in_the_address_is_asked_at_once(window):
    window.goto("/search/?q=school&kind=Event")
    window.wait_for_selector(".found li")

    assert window.input_value("#search-q") == "school"
    assert window.input_value("#search-kind") == "Event"
    assert window.locator("#search-kind").is_visible()
    assert "Summer school" in found(window)
    window.click("text=Summer school")
    window.wait_for_url("**/events/summer-school/")


def test_a_marked_word_is_seen_with_the_readers_own_colours(window):
    window.emulate_media(forced_colors="active", color_scheme="dark")
    window.goto("/search/?q=map")
    window.wait_for_selector(".found mark")

    ink, ground = window.locator(".found mark").first.evaluate(
        "mark => [getComputedStyle(mark).color, getComputedStyle(mark).backgroundColor]"
    )
    assert ink != ground
    assert ground.startswith("rgb(")  # and is there


def test_nothing_found_is_said(window):
    window.goto("/search/?q=xyzzyx")
    expect(window.locator("[role=status]")).to_contain_text("Nothing found")

    assert found(window) == []


def test_words_of_a_question_never_become_markup(window):
    window.goto("/search/?q=%3Cb%3Ex%3C%2Fb%3E%24%26")
    expect(window.locator("[role=status]")).to_contain_text("<b>x</b>$&")

    assert window.locator("[role=status] b").count() == 0


def test_without_a_script_the_page_leads_to_all_pages(browser, origin):
    with browser.new_context(base_url=origin, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/search/")

        assert page.is_disabled("#search-q")
        assert "The search needs a script" in page.inner_text("main")
        assert page.is_visible("main a[href='/site-index/']")
        assert page.is_visible("main a[href='/site-map/']")


def test_a_search_without_its_index_leads_to_all_pages(window):
    window.route("**/pagefind/**", lambda route: route.abort())
    window.goto("/search/?q=map")
    expect(window.locator(".search-without")).to_contain_text("could not be loaded")

    assert window.is_visible("main a[href='/site-index/']")


def test_a_page_that_is_gone_is_found_no_more(tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    for place in ("site", "fresh"):
        done = run_site("build", "--content", content, "--output", tmp_path / place, "--today", TODAY)
        assert done.returncode == 0, done.stdout + done.stderr
        if place == "site":
            (content / "news" / "project-begins.md").unlink()
    done = run_site("build", "--content", content, "--output", tmp_path / "site", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr

    index, fresh = (
        {path.name: path.read_bytes() for path in (tmp_path / place / "pagefind").rglob("*") if path.is_file()}
        for place in ("site", "fresh")
    )
    assert len(index) > 20
    assert index == fresh


def test_an_unchanged_site_keeps_its_index(tmp_path):
    options = ("build", "--content", SMALL, "--output", tmp_path / "site", "--today", TODAY)
    for _ in range(2):
        done = run_site(*options)
        assert done.returncode == 0, done.stdout + done.stderr
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*") if path.is_file()}

    done = run_site(*options)

    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*") if path.is_file()} == times
    assert "(0 of " in done.stdout


WORDS = {
    "dashes.md": "The Hafnia–Rigensis line; nothing new—altogether fresh; 2031–2037 plan; wait…zebra; grün·violett; kvarter‑hus; d’olive; l'ananas",
    "letters.md": "Straße, Bjørn and Łódź, Malmö and naïve café, ŒUVRE",
    "chinese.md": "新年快乐 我们在北京学习。東京の熱供給。",
}
FOUND = {
    "dashes.md": "hafnia rigensis altogether fresh 2031 2037 2031–2037 zebra violett hus olive ananas l'ananas d’olive new—altogether",
    "letters.md": "strasse straße bjorn bjørn lodz łódź malmo malmö naive cafe oeuvre",
    "chinese.md": "新年 快乐 北京 学习 東京 熱供給 供給",
}


@pytest.fixture(scope="module")
def many_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with words that a search finds hard to find."""
    folder = tmp_path_factory.mktemp("words")
    content = shutil.copytree(SMALL, folder / "content")
    for name, text in WORDS.items():
        (content / name).write_text(f"---\ntitle: A page of {text[:14]}\n---\nSome words.\n\n{text}\n", "utf-8")
    done = run_site("build", "--content", content, "--output", folder / "site", "--today", TODAY)
    assert done.returncode == 0, done.stdout + done.stderr
    with served(folder / "site") as address:
        yield address


def test_words_are_found_behind_dashes_without_accents_and_inside_a_run_of_chinese(browser, many_words):
    ask = """async questions => {
        const index = await import("/pagefind/pagefind.js");
        await index.options({ noWorker: true });
        const answers = {};
        for (const question of questions) {
            const { results } = await index.search(question);
            answers[question] = await Promise.all(results.map(async result => (await result.data()).url));
        }
        return answers;
    }"""
    questions = {word: f"/{name.removesuffix('.md')}/" for name, words in FOUND.items() for word in words.split()}
    with browser.new_context(base_url=many_words) as context:
        page = context.new_page()
        page.goto("/search/")
        answers = page.evaluate(ask, list(questions))

    assert [word for word, address in questions.items() if address not in answers[word]] == []


def test_what_is_found_is_shown_as_it_stands_on_the_page(browser, many_words):
    with browser.new_context(base_url=many_words) as context:
        page = context.new_page()
        for question, marked in (("2037", "2031–2037"), ("lodz", "Łódź,"), ("altogether", "new—altogether")):
            page.goto(f"/search/?q={question}")
            page.wait_for_selector(".found mark")
            text = page.locator(".found").inner_text()

            assert "\u2061" not in text
            assert "altogether altogether" not in text
            assert marked in page.locator(".found mark").all_inner_texts()


def test_the_search_page_says_what_is_not_found(small):
    assert "“pipe” does not find “standpipe”" in " ".join(small["/search/"].words("//form//p"))


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_what_the_search_says_of_itself_is_below_the_filters_and_not_squeezed_beside_them(window, width):
    window.set_viewport_size({"width": width, "height": 800})
    window.goto("/search/")
    hint, query = (window.locator(f".search-box {part}").bounding_box() for part in (".hint", ".query"))

    assert hint["width"] >= 0.6 * query["width"]
    assert hint["height"] < 140
