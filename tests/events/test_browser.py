"""Time goes by in the browser while the files stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from mimetypes import guess_type

import pytest
from playwright.sync_api import Browser, Page

from tests.built import Built
from tests.events.cases import files, page

TALK = {
    "start": "2026-06-15 10:00",
    "end": "2026-06-15 12:00",
    "timezone": "Europe/Brussels",
}
BEFORE, BEGIN, END = "2026-06-15T07:30:00Z", "2026-06-15T08:00:00Z", "2026-06-15T10:00:00Z"
WEEK = 7 * 24 * 3600 * 1000  # milliseconds
Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page of a built site at a moment, in a zone, with or without scripts."""
    contexts = []

    def open_page(built: Built, address: str, moment: str, zone: str = "Europe/Brussels", script: bool = True) -> Page:
        context = browser.new_context(timezone_id=zone, java_script_enabled=script)
        contexts.append(context)

        def answer(route):
            path = built.file(route.request.url)
            route.fulfill(body=(built.folder / path).read_bytes(), content_type=guess_type(path)[0] or "text/html")

        context.route("https://example.org/**", answer)
        shown = context.new_page()
        if script:
            shown.clock.install(time=moment)
        shown.goto(f"https://example.org{address}")
        return shown

    yield open_page
    for context in contexts:
        context.close()


def states(shown: Page) -> list[str]:
    """Return the visible headings of the list and the titles below them."""
    return shown.locator("main .listing :is(h2, h3, .empty):visible").all_inner_texts()


def test_an_event_moves_to_the_past_while_its_list_is_open(build, visit):
    built = build(files(TALK), BEFORE)
    shown = visit(built, "/events/", BEFORE)

    assert states(shown) == ["Events to come", "The event"]
    shown.clock.run_for("30:01")
    assert states(shown) == ["Now on", "The event"]
    shown.clock.run_for("02:00:00")
    assert states(shown) == ["No events to come.", "Past events 2026", "The event"]
    assert shown.locator("aside .event-card").count() == 0
    assert shown.locator("aside .nothing").inner_text() == "No events listed."


def test_a_page_that_is_opened_later_is_right_at_once(build, visit):
    built = build(files(TALK), BEFORE)

    for moment, said in ((BEGIN, "This event is now on."), (END, "This event is over.")):
        shown = visit(built, "/events/one/", moment)
        assert shown.locator("main .notice:visible").all_inner_texts() == [said]
    assert visit(built, "/events/one/", BEFORE).locator("main .notice:visible").count() == 0


def test_without_a_script_a_list_says_for_which_day_it_was_made(build, visit):
    shown = visit(build(files(TALK), BEFORE), "/events/", END, script=False)

    assert states(shown) == ["Events to come", "The event"]
    assert shown.locator("main .as-of").inner_text() == "As of June 15, 2026"
    assert visit(build(files(TALK), BEFORE), "/events/", END).locator("main .as-of:visible").count() == 0


def test_a_visitor_elsewhere_reads_the_own_time_beside_that_of_the_event(build, visit):
    built = build(files(TALK), BEFORE)

    when = visit(built, "/events/one/", BEFORE, "America/New_York").locator("main dl dd").first.inner_text()
    assert "10:00 AM–12:00 PM" in when.replace("\u202f", " ")
    assert "your time: June 15, 2026" in when
    assert "4:00 – 6:00 AM" in when.replace("\u202f", " ").replace("\u2009", " ")
    assert "your time" not in visit(built, "/events/one/", BEFORE, "Europe/Paris").locator("main").inner_text()


def test_the_dates_of_a_series_leave_one_by_one_and_what_is_called_off_is_never_on(build, visit):
    series = {**TALK, "repeats": "every Monday until 2026-06-29"}
    called_off = page({**TALK, "status": "cancelled", "updated": "2026-06-01"}, "Called off")
    built = build({**files(series), "events/two.md": called_off}, BEFORE)

    assert visit(built, "/events/one/", END).locator("main .dates li").count() == 2
    shown = visit(built, "/events/", BEGIN)
    assert states(shown) == ["Now on", "The event", "Events to come", "Called off", "The event", "The event"]
    shown = visit(built, "/events/", "2026-06-29T10:00:00Z")
    assert states(shown) == ["No events to come.", "Past events 2026", "The event", "Called off"]
    assert visit(built, "/events/one/", "2026-06-29T10:00:00Z").locator("main .dates:visible").count() == 0


def test_nothing_is_said_to_be_over_while_more_is_to_come(build, visit):
    days = {f"events/day-{n:02}.md": page({"start": f"2026-07-{n:02}"}, f"Day {n}") for n in range(1, 23)}
    built = build({**files(TALK), **days}, BEFORE)

    shown = visit(built, "/events/", "2026-07-20T10:00:00Z")
    assert shown.locator("aside .event-card").count() == 0
    assert shown.locator("aside .nothing:visible").count() == 0
    assert "No events to come." not in states(shown)
    shown = visit(built, "/events/page-2/", "2026-07-20T10:00:00Z")
    assert states(shown) == ["Now on", "Day 20", "Events to come", "Day 21", "Day 22"]


def beside(shown: Page) -> list[str]:
    """Return what the list beside the text shows: titles with their dates, or that there is nothing."""
    items = shown.locator("aside > div:first-child :is(li, .nothing):visible")
    return [" ".join(text.split()) for text in items.all_inner_texts()]


MANY = {
    "events/index.md": "---\ntitle: Events\n---\n",
    "events/call.md": page({**TALK, "repeats": "every Monday until 2026-07-13"}, "Call"),
    "events/tea.md": page(
        {"start": "2026-06-16 09:00", "timezone": "Europe/Paris", "repeats": "every Tuesday until 2026-06-23"}, "Tea"
    ),
    "events/off.md": page({"start": "2026-06-18", "status": "cancelled", "updated": "2026-06-01"}, "Called off"),
    **{f"events/day-{n:02}.md": page({"start": f"2026-07-{n:02}"}, f"Day {n}") for n in range(1, 6)},
}
PASSING = ("2026-06-15T09:59Z", "2026-06-15T10:00Z", "2026-06-16T23:00Z", "2026-06-18T22:00Z")


def test_beside_the_text_stands_what_a_build_of_that_minute_would_show(build, visit):
    early = build(MANY, BEFORE)

    for number, moment in enumerate(PASSING):
        at_that_time = build(MANY, moment, f"built-{number}")
        expected = beside(visit(at_that_time, "/", moment, script=False))
        assert len(expected) == 3
        assert beside(visit(early, "/", moment)) == expected, moment


def test_a_series_beside_the_text_goes_on_with_its_next_date_while_the_page_is_open(build, visit):
    shown = visit(build(files({**TALK, "repeats": "every Monday until 2026-07-06"}), BEFORE), "/get-in-touch/", BEFORE)
    dates = shown.locator("aside .event-card time:visible")

    assert dates.all_inner_texts() == ["June 15, 2026, 10:00\u202fAM–12:00\u202fPM"]
    assert shown.locator("aside .as-of").inner_text() == "As of June 15, 2026"
    for day in ("June 22", "June 29", "July 6"):
        shown.clock.fast_forward(WEEK)
        (date,) = dates.all_inner_texts()
        assert date.startswith(day)
    assert shown.locator("aside .as-of:visible").count() == 0
    shown.clock.fast_forward(WEEK)
    assert beside(shown) == ["No events listed."]


def test_without_a_script_what_waits_for_its_place_is_not_shown_and_the_day_is_said(build, visit):
    early = visit(build(MANY, BEFORE), "/", PASSING[-1], script=False)

    assert [text.split("Call")[0][:14] for text in beside(early)][:1] == ["June 15, 2026,"]
    assert len(beside(early)) == 3
    assert early.locator("aside .as-of").inner_text() == "As of June 15, 2026"


def test_the_dates_of_a_series_say_for_which_day_they_are_to_come(build, visit):
    built = build(files({**TALK, "repeats": "every Monday until 2026-06-29"}), BEFORE)

    assert visit(built, "/events/one/", END, script=False).locator("main .dates + .as-of").count() == 1
    assert visit(built, "/events/one/", BEFORE).locator("main .as-of:visible").count() == 1
    assert visit(built, "/events/one/", END).locator("main .as-of:visible").count() == 0


def test_the_script_is_small_and_not_sent_where_nothing_changes(build):
    built = build(files(TALK), BEFORE)
    (script,) = [path for path in built.files if path.startswith("theme/clock.")]

    assert len(built.files[script]) < 2000
    assert f"/{script}" in built["/events/"].all("//script/@src")
    over = build(files({"start": "2026-05-02"}), BEFORE, "over")
    assert not [source for source in over["/events/"].all("//script/@src") if "clock" in source]
