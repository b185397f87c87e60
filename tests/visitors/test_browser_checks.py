"""Each check of a page in a browser finds its fault: tiny pages, good but for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.serving import served
from tests.visitors import browser_checks as checks
from tests.visitors.browser_checks import NARROW, WIDE, ask, show

LONG = "https://example.org/" + "a" * 80
GOOD = "<h1>Good</h1><p>Some words and <a href='/b'>a link</a>.</p>"


def document(main: str = GOOD, head: str = "", before: str = "<a href='#main'>Skip to the content</a>") -> str:
    """Return a page without a fault, or with those that are put into it."""
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>"
        "<meta name=viewport content='width=device-width'><link rel=icon href='data:,'>"
        "<style>a, button, summary { display: inline-block; min-height: 24px; color: #003 } "
        f":focus {{ outline: 3px solid }} main:focus {{ outline: none }}</style>{head}</head>"
        f"<body><header>{before}</header><main id=main tabindex=-1>{main}</main></body></html>"
    )


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    with browser.new_context() as context:
        yield context.new_page()


def opened(window: Any, page: str) -> Any:
    """Show a page in a wide window."""
    show(window)
    window.set_content(page)
    ask(window)
    return window


def test_a_good_page_passes_every_check(window):
    opened(window, document())

    for size, scheme in ((WIDE, "light"), (NARROW, "light")):
        show(window, size, scheme)
        for find in (
            checks.find_barriers,
            checks.find_sideways_scroll,
            checks.find_cut_text,
            checks.find_broken_words,
            checks.find_lost_to_spacing,
            checks.find_faults_of_keyboard,
            checks.find_faults_of_skip_link,
            checks.find_faults_of_focus,
            checks.find_lost_in_forced_colours,
        ):
            assert list(find(window)) == [], find.__name__
    assert list(checks.find_faults_on_paper(window, ["Some words and a link."], [])) == []


ENHANCED = "Elements must meet enhanced color contrast ratio thresholds"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (document(f"{GOOD}<img src='data:,'>"), "image-alt: img: Images must have alternative text"),
        (document(f"{GOOD}<p style='color: #666'>Grey.</p>"), f"color-contrast-enhanced: p:nth-child(3): {ENHANCED}"),
        (
            document(f"{GOOD}<p style='background: linear-gradient(red, blue)'>On a picture.</p>"),
            f"color-contrast-enhanced: p:nth-child(3): {ENHANCED}",
        ),
        (
            document(f"{GOOD}<p><button style='all: unset; font-size: 8px'>a</button><button style='all: unset; font-size: 8px'>b</button></p>"),
            "target-size: button:nth-child(1): All touch targets must be 24px large, or leave sufficient space",
        ),
    ],
)  # fmt: skip
def test_axe_finds_a_picture_without_words_a_weak_or_unsure_contrast_and_a_small_target(window, page, found):
    assert found in list(checks.find_barriers(opened(window, page)))


def test_a_text_below_another_box_is_judged_by_what_it_stands_on(window):
    cover = "<div style='position: absolute; inset: 0; z-index: -1'></div>"
    row = "<div style='overflow: auto; width: 9em; white-space: nowrap; background: {}' tabindex=0>{} <b>Far out</b></div>"
    good, bad = row.format("#fff", "long " * 12), row.format("#777", "long " * 12)

    assert list(checks.find_barriers(opened(window, document(f"{GOOD}{cover}{good}")))) == []
    assert f"color-contrast-enhanced: b: {ENHANCED}" in list(
        checks.find_barriers(opened(window, document(f"{GOOD}{cover}{bad}")))
    )


@pytest.mark.parametrize(("land", "found"), [("#eee", 0), ("#777", 1)])
def test_letters_in_a_drawing_are_judged_by_what_is_filled_below_them(window, land, found):
    drawing = (
        f"<svg viewBox='0 0 200 99' width=200 height=99 role=img aria-label='Map'><rect width=200 height=99 fill='{land}'/>"
        "<text x=9 y=50 fill=none stroke='#fff'>Town</text><text x=9 y=50>Town</text></svg>"
    )
    opened(window, document(GOOD + drawing))

    assert len(list(checks.find_barriers(window))) == found


def test_a_contrast_that_fails_in_the_dark_alone_is_found_there(window):
    dark = "<style>@media (prefers-color-scheme: dark) { body { background: #333 } }</style>"
    opened(window, document("<h1>Good</h1><p>Words.</p>", dark, ""))
    assert list(checks.find_barriers(window)) == []

    show(window, scheme="dark")
    assert list(checks.find_barriers(window)) == [
        f"color-contrast-enhanced: {target}: {ENHANCED}" for target in ("h1", "p")
    ]


KINDS_OF_TEXT = (
    "<p>One.</p><p>Two.</p><p class=pale>Three.</p><p class=pale>Four.</p>"
    "<div class=dim><p>Five.</p><p>Six.</p></div><div class=clear><p>Seven.</p></div><p class=small>Eight.</p>"
)
KINDS_SHEET = (
    "<style>p { color: #000; background: #fff } .pale { color: #999 } .dim { background: #666 }"
    " .dim p, .clear p { background: none } .clear { background: #fff } .small { font-size: 9px; color: #999 }</style>"
)


def test_a_sample_has_each_kind_of_text_once_and_finds_what_is_wrong_with_it(window):
    opened(window, document(f"<h1>Good</h1>{KINDS_OF_TEXT}", KINDS_SHEET, ""))

    sample = window.evaluate("asked.samples().map(one => one.textContent)")
    assert sample == ["Good", "One.", "Three.", "Five.", "Seven.", "Eight."]
    assert len(list(checks.find_barriers(window, checks.COLOURS))) == 5
    assert len(list(checks.find_barriers(window, checks.COLOURS, sample=True))) == 3
    assert len(list(checks.find_barriers(window, checks.COLOURS))) == 5  # the page is as it was


def test_an_equal_head_is_asked_once_and_another_one_again(browser):
    head = "<p style='color: #777'>Head {}</p>"
    with browser.new_context() as context, served(ROOT) as origin:
        window = context.new_page()
        visit, found = checks.Visit(window, origin), []
        for before in (head.format(1), head.format(1), head.format(2)):
            page = opened(window, document(f"{GOOD}<p style='color: #777'>Grey.</p>", "", before))
            visit.leave_known()
            found.append(len(list(checks.find_barriers(page))))

    assert found == [2, 1, 2]


def test_a_long_word_on_a_phone_scrolls_sideways(window):
    opened(window, document(f"<h1>Good</h1><p>{'a' * 80}</p>"))
    assert list(checks.find_sideways_scroll(window)) == []

    show(window, NARROW)
    (found,) = checks.find_sideways_scroll(window)
    assert found.endswith(f"px wide in a window of 320 px: <p> {'a' * 40}")


def test_text_in_a_box_that_is_too_small_is_cut(window):
    box = "<div style='width: 3em; overflow: hidden; white-space: nowrap'>Never to be read</div>"
    assert list(checks.find_cut_text(opened(window, document(GOOD + box)))) == ["cut: Never to be read"]


def test_a_box_without_room_loses_text_to_spacing(window):
    box = "<div style='width: 6.5em; height: 1.4em; line-height: 1.2; overflow: hidden'>Just fits here</div>"
    opened(window, document(GOOD + box))

    assert list(checks.find_cut_text(window)) == []
    assert list(checks.find_lost_to_spacing(window)) == ["cut: Just fits here"]
    assert list(checks.find_cut_text(window)) == []  # and the page is as before


def test_spacing_that_makes_a_page_wider_than_its_window_is_told(window):
    opened(
        window,
        document(
            # As wide as the window in any typeface; wider only by what the reader adds between letters.
            "<h1>Good</h1><p style='white-space: nowrap; width: max-content; min-width: 19rem; font-size: .7rem'>"
            "Forty letters and a few more in one line, and more.</p>"
        ),
    )
    show(window, NARROW)
    assert list(checks.find_sideways_scroll(window)) == []

    (found,) = checks.find_lost_to_spacing(window)
    assert found.endswith("px wide in a window of 320 px: <p> Forty letters and a few more in one line")


@pytest.mark.parametrize(
    ("main", "found"),
    [
        ("<div role=button tabindex=-1>Press</div><a href='/b'>Last</a>", ["Tab does not reach <div> Press"]),
        ("<span onclick='1'>Press</span><a href='/b'>Last</a>", ["Tab does not reach <span> Press"]),
        ("<a href='/b' tabindex=1>Hasty</a>", ["Tab reaches <a> Hasty before <a> Skip to the content"]),
        (
            "<button onkeydown='event.key == `Tab` && event.preventDefault()'>Hold</button><a href='/b'>Last</a>",
            ["Tab does not leave <button> Hold"],
        ),
    ],
)
def test_what_tab_does_not_reach_or_leave_is_named(window, main, found):
    assert list(checks.find_faults_of_keyboard(opened(window, document(f"<h1>Good</h1>{main}")))) == found


SKIP = "Skip to the content"


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("<a href='/'>Home</a>", "the first Tab reaches <a> Home, which does not lead to the content"),
        (f"<a href='#nowhere'>{SKIP}</a>", f"<a> {SKIP} leads to #nowhere, which is not the content"),
        (
            f"<a href='#main' style='position: absolute; left: -99em'>{SKIP}</a>",
            f"<a> {SKIP} is not seen when it has the focus",
        ),
    ],
)
def test_a_missing_broken_or_unseen_skip_link_is_told(window, before, found):
    assert list(checks.find_faults_of_skip_link(opened(window, document(before=before)))) == [found]


@pytest.mark.parametrize(
    ("main", "found"),
    [
        ("<a href='/b' style='outline: none'>Bare</a>", "nothing shows the focus of <a> Bare"),
        ("<a href='/b' style='outline-color: #ccc'>Pale</a>", "the focus of <a> Pale hardly shows"),
        (
            "<a href='/b'>Below</a><div style='position: fixed; inset: 0; background: #fff'></div>",
            "<a> Below is covered when it has the focus",
        ),
    ],
)
def test_a_focus_that_cannot_be_seen_is_told(window, main, found):
    assert found in list(checks.find_faults_of_focus(opened(window, document(f"<h1>Good</h1>{main}"))))


@pytest.mark.parametrize(
    ("main", "found"),
    [
        (
            "<a href='/b' aria-label='Menu' style='display: block; width: 24px; background: #003'></a>",
            "nothing is left of <a> Menu",
        ),
        ("<button style='border: 0'>Send</button>", "nothing shows that <button> Send can be pressed"),
        ("<p style='forced-color-adjust: none'>Stubborn.</p>", "keeps its own colours: Stubborn."),
        (
            "<a href='/b' style='outline: none; box-shadow: 0 0 0 3px #003'>Shadow</a>",
            "nothing shows the focus of <a> Shadow",
        ),
    ],
)
def test_what_is_lost_in_forced_colours_is_told(window, main, found):
    assert list(checks.find_lost_in_forced_colours(opened(window, document(f"<h1>Good</h1>{main}")))) == [found]


def test_paper_without_content_statement_or_emblem_and_with_a_menu_is_told(window):
    hidden = "<style>@media print { main, .grant { display: none } }</style>"
    page = document(head=hidden, before="<nav>Menu</nav><p class=grant>Thanks. <img src='data:,' alt='Emblem'></p>")

    assert list(checks.find_faults_on_paper(opened(window, page), ["Thanks."], ["/emblem.svg"])) == [
        "<nav> Menu is printed",
        "the content is not printed",
        "not printed: Thanks.",
        "the emblem is not shown",
    ]


def test_an_emblem_that_is_too_small_is_told(window):
    small = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    window.route("**/*", lambda route: route.fulfill(
        body=small if "svg" in route.request.url else document(f"{GOOD}<img src='/e.svg' alt='Emblem' width=30 height=20>"),
        content_type="image/svg+xml" if "svg" in route.request.url else "text/html",
    ))  # fmt: skip
    window.goto("http://site.test/")
    ask(window)

    assert list(checks.find_faults_on_paper(window, [], ["/e.svg"])) == ["the emblem is 20 px high"]


def test_what_needs_a_script_is_told(browser, tmp_path):
    script = "document.querySelector('main').insertAdjacentHTML('beforeend', '<p>Late. <a href=/late>More</a></p>')"
    (tmp_path / "index.html").write_text(document(f"{GOOD}<script>{script}</script>"))
    with (
        served(tmp_path) as origin,
        browser.new_context() as context,
        browser.new_context(java_script_enabled=False) as without,
    ):
        window, bare = context.new_page(), without.new_page()
        window.goto(origin)
        bare.goto(origin)

        assert list(checks.find_lost_without_script(window, bare)) == [
            "text that needs a script: Late. More",
            "link that needs a script: /late",
        ]


def test_strangers_failures_complaints_and_everything_that_is_kept_are_told(window, tmp_path):
    script = """
        document.cookie = "who=me"; localStorage.seen = 1; sessionStorage.here = 1; indexedDB.open("shelf");
        caches.open("chest"); console.error("Ouch"); throw Error("Out of order")"""
    page = document(f"{GOOD}<img src='http://stranger.test/spy.png' alt='Spy'><img src='/none.png' alt='None'>")
    (tmp_path / "index.html").write_text(page.replace("</body>", f"<script>{script}</script></body>"))
    window.route("http://stranger.test/**", lambda route: route.fulfill(body="", content_type="image/png"))
    with served(tmp_path) as origin:
        visit = checks.Visit(window, origin)
        window.goto(f"{origin}/", wait_until="networkidle")
        ask(window)
        found = list(checks.find_strangers(visit))

    assert visit.count == 3
    assert sorted(found) == [
        "404: /none.png",
        "asks a stranger: http://stranger.test/spy.png",
        "complains: Failed to load resource: the server responded with a status of 404 (File not found)",
        "complains: Ouch",
        "complains: Out of order",
        "keeps a cookie: who",
        "keeps in caches: chest",
        "keeps in indexedDB: shelf",
        "keeps in localStorage: seen",
        "keeps in sessionStorage: here",
    ]
