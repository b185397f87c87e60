"""One event has one instant and one state, in every file of the site: read back from what was built."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar

from tests.built import Built, words_of
from tests.events.cases import CASES, Case, files, page

MINUTE = timedelta(minutes=1)
STATUSES = {
    "scheduled": ("", "CONFIRMED", "EventScheduled"),
    "cancelled": ("Cancelled", "CANCELLED", "EventCancelled"),
    "postponed": ("Postponed", "CANCELLED", "EventPostponed"),
    "rescheduled": ("New date", "CONFIRMED", "EventRescheduled"),
    "moved-online": ("Moved online", "CONFIRMED", "EventMovedOnline"),
}


WARNINGS = {
    "cancelled": "This event is cancelled.",
    "postponed": "This event is postponed. A new date is not set yet.",
    "rescheduled": "This event has a new date.",
    "moved-online": "This event takes place online.",
}


def instant(value: date) -> datetime:
    """Return the instant that a value of a calendar means; whole days are those of the project's zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(value, time(), ZoneInfo("Europe/Brussels")).astimezone(UTC)


def told(value: str, *, last: bool = False) -> datetime:
    """Return the instant that a date in HTML or JSON-LD means; of a last day, its end."""
    if "T" in value:
        return datetime.fromisoformat(value).astimezone(UTC)
    return instant(date.fromisoformat(value) + timedelta(days=last))


def state_of_list(built: Built) -> str:
    card = built["/events/"].one("//main//li[contains(@class, 'event-card')]")
    return card.xpath("ancestor::div[@data-state][1]/@data-state")[0].rstrip("0123456789")


def state_of_page(built: Built) -> str:
    said = built["/events/one/"].words("//main//p[contains(@class, 'notice') and not(@hidden) and @data-state]")
    return {(): "coming", ("This event is now on.",): "running", ("This event is over.",): "past"}[tuple(said)]


def components(built: Built) -> list:
    paths = ("/events/one/one.ics", "/calendars/events.ics")
    return [Calendar.from_ical(built.bytes(path)).walk("VEVENT")[0] for path in paths]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_all_files_agree_at_every_moment(case: Case, build):
    on = "running" if case.runs else "coming"
    moments = [(case.begins - MINUTE, "coming"), (case.begins, on), (case.over - MINUTE, on), (case.over, "past")]
    status = case.fields.get("status", "scheduled")
    tag, ical, schema = STATUSES[status]
    seen = set()
    for number, (now, state) in enumerate(moments):
        built = build(files(case.fields), now.isoformat(), f"at-{number}")

        assert state_of_list(built) == state, now
        if case.runs:
            assert state_of_page(built) == state, now
        else:
            assert state_of_page(built) == "coming", "that it is over besides would be untrue"
        warnings = built["/events/one/"].words("//main//p[contains(@class, 'warning')]")
        assert warnings == ([] if status == "scheduled" else [WARNINGS[status]])
        shown = built["/events/one/"].one("//main//dl/div[1]//time")
        for when in (shown, built["/events/"].one("//main//li//time")):
            assert when.get("datetime") == case.first
            assert told(when.get("datetime")) == case.begins
            if when.get("data-end"):
                assert told(when.get("data-end")) == case.over
        beside = built["/"].all("//aside//li[contains(@class, 'event-card')]//time/@datetime")
        assert beside == ([] if state == "past" else [case.first]), now
        assert built["/events/"].words("//main//li//p[@class='tag']") == ([tag] if tag else [])

        for component in components(built):
            assert instant(component.decoded("dtstart")) == case.begins
            if "dtend" in component:
                assert instant(component.decoded("dtend")) == case.over
            assert component["status"] == ical

        (event,) = built["/events/one/"].structured("Event")
        assert event["startDate"] == case.first
        assert ("endDate" in event) is ("end" in case.fields or "timezone" not in case.fields)
        if "endDate" in event:
            assert told(event["endDate"], last=True) == case.over
        assert event["eventStatus"] == f"https://schema.org/{schema}"

        (item,) = feedparser.parse(built.bytes("/feed.xml")).entries
        assert item.title == (f"{tag}: The event" if tag else "The event")
        assert words_of(shown) in " ".join(item.description.split())
        assert item.published_parsed[:3] == (2026, 1, 5)
        seen.add((built.bytes("/calendars/events.ics"), item.description))
    assert len(seen) == 1, "calendar and feed change although only the clock did"


def test_the_earlier_date_is_told_on_the_page_and_to_machines(build):
    moved = next(case for case in CASES if "previously" in case.fields)
    built = build(files(moved.fields))

    (event,) = built["/events/one/"].structured("Event")
    assert event["previousStartDate"] == "2026-04-01T09:00+02:00"
    assert "2026-04-01T09:00+02:00" in built["/events/one/"].all("//dl//time/@datetime")
    for component in components(built):
        assert component["sequence"] > 0
        assert component.decoded("last-modified") == datetime(2026, 3, 20, 11, tzinfo=UTC)
        assert "Planned for: April 1, 2026" in component["description"]


def test_a_cancelled_event_keeps_its_page_says_so_at_the_top_and_takes_no_registrations(build):
    fields = {
        "start": "2026-07-01",
        "status": "cancelled",
        "updated": "2026-06-01",
        "registration": "https://example.net/",
    }
    for name, now in (("before", "2026-06-15"), ("after", "2026-07-02")):
        one = build(files(fields), now, name)["/events/one/"]

        assert one.words("//main//p[contains(@class, 'notice') and not(@hidden)]") == ["This event is cancelled."]
        assert not one.all("//main//a[@href='https://example.net/']")
        assert "offers" not in one.structured("Event")[0]


def test_a_month_stays_a_month_everywhere(build):
    built = build(files({"start": "2026-11"}), "2026-11-15")

    assert built["/events/"].words("//main//li//time") == ["November 2026"]
    assert state_of_list(built) == "coming"
    assert built["/events/one/"].all("//dl//time/@datetime") == ["2026-11"]
    assert built["/events/one/"].structured("Event") == []
    assert not [path for path in built.files if path.endswith(".ics")]
    assert b"webcal:" not in built.bytes("/events/")


SERIES = {
    "start": "2026-03-17 17:00",
    "end": "2026-03-17 18:00",
    "timezone": "Europe/Brussels",
    "repeats": "every second Tuesday until 2026-05-26 except 2026-04-28",
}


def test_an_event_that_repeats_keeps_its_hour_when_the_clock_changes_and_shows_all_its_dates(build):
    built = build(files(SERIES), "2026-03-18")
    dates = ["2026-03-31T17:00+02:00", "2026-04-14T17:00+02:00", "2026-05-12T17:00+02:00", "2026-05-26T17:00+02:00"]

    assert built["/events/one/"].all("//main//li/time/@datetime") == dates
    assert built["/events/"].all("//main//div[@data-state='coming']//li//time/@datetime") == dates
    assert built["/"].all("//aside//li[not(@hidden)]//time/@datetime") == dates[:1], "beside the text it stands once"
    (event,) = built["/events/one/"].structured("Event")
    assert event["startDate"] == dates[0]
    assert event["eventSchedule"]["repeatFrequency"] == "P2W"
    assert event["eventSchedule"]["exceptDate"] == ["2026-04-28"]


def test_an_event_that_repeats_is_past_once_when_its_last_date_is_over(build):
    last, over = (build(files(SERIES), now, name) for now, name in (("2026-05-26", "last"), ("2026-05-27", "over")))

    assert state_of_list(last) == "coming"
    assert state_of_list(over) == "past"
    assert state_of_page(over) == "past"
    assert over["/events/"].words("//main//h2") == ["Past events 2026"]


def test_the_build_says_when_it_should_be_made_again(build):
    case = CASES[5]
    for now, then in ((case.begins - MINUTE, case.begins), (case.begins, case.over)):
        told = json.loads(build(files(case.fields), now.isoformat(), f"{now:%H%M}").bytes("/build.json"))["next"]
        assert datetime.fromisoformat(told) == then
    after = build(files(case.fields), case.over.isoformat(), "after")
    assert json.loads(after.bytes("/build.json"))["next"] is None


def test_materials_say_type_and_size(build):
    fields = {
        "start": "2026-05-02",
        "materials": '[{title: Slides, file: ../files/talk.pdf}, {title: Recording, link: "https://video.example.net/1"}]',
    }
    built = build({**files(fields), "files/talk.pdf": b"%PDF-" + b"%" * 1_234_562})

    assert built["/events/one/"].words("//div[contains(@class, 'materials')]//li") == [
        "Slides (PDF, 1.2 MB)",
        "Recording (video.example.net)",
    ]


def test_work_packages_partners_and_cities_have_lists_and_calendars_of_their_own(build):
    event = {"work_packages": "[1]", "partners": "[uni]", "place": "Northport"}
    built = build(
        {
            "project.yaml": PROJECT,
            "northport.md": "---\ntitle: Northport\n---\n",
            "partners/index.md": "---\ntitle: Partners\n---\n",
            "partners/uni.md": "---\ntitle: University\ncity: northport\ncountry: SE\nrole: research\n---\n",
            "work-packages/index.md": "---\ntitle: Work\n---\n",
            "work-packages/one.md": "---\ntitle: One\nnumber: 1\nlead: uni\n---\n",
            "work-packages/two.md": "---\ntitle: Two\nnumber: 2\nlead: uni\n---\n",
            "events/index.md": "---\ntitle: Events\n---\n",
            **{f"events/e{n}.md": page({**event, "start": f"2026-07-{n:02}"}, f"Event {n}") for n in range(1, 23)},
            "events/past.md": page({**event, "start": "2025-11"}, "Past"),
            "events/other.md": page({"start": "2026-07-30"}, "Other"),
        }
    )
    calendars = {
        "/work-packages/one/": "/calendars/work-packages/one.ics",
        "/partners/uni/": "/calendars/partners/uni.ics",
        "/northport/": "/calendars/cities/northport.ics",
    }
    for address, calendar in calendars.items():
        first, second = built[address], built[f"{address}page-2/"]
        assert len(first.all("//main//li[contains(@class, 'event-card')]")) == 20
        assert second.words("//main//h2[not(parent::div[@hidden])]") == ["Events to come", "Past events 2025"]
        assert "Related events" in first.words("//main//h2")
        assert second.words("//main//li//h3") == ["Event 21", "Event 22", "Past"]
        ways = first.all("//main//ul[@class='calendars']//a/@href")
        assert ways == [f"webcal://example.org{calendar}", calendar]
        assert second.trail
        found = Calendar.from_ical(built.bytes(calendar)).walk("VEVENT")
        assert {str(one["summary"]) for one in found} == {f"Event {n}" for n in range(1, 23)}
    assert not built.has("/calendars/work-packages/two.ics")
    assert len(Calendar.from_ical(built.bytes("/calendars/events.ics")).walk("VEVENT")) == 23


def owned(*events: str) -> dict[str, str]:
    """Return a site with a work package, a partner and a city, to all of which some events belong."""
    mine = {"work_packages": "[1]", "partners": "[uni]", "place": "Northport"}
    return {
        "project.yaml": PROJECT,
        "northport.md": "---\ntitle: Northport\n---\n",
        "partners/index.md": "---\ntitle: Partners\n---\n",
        "partners/uni.md": "---\ntitle: University\ncity: northport\ncountry: SE\nrole: research\n---\n",
        "work-packages/index.md": "---\ntitle: Work\n---\n",
        "work-packages/one.md": "---\ntitle: One\nnumber: 1\nlead: uni\n---\n",
        "events/index.md": "---\ntitle: Events\n---\n",
        **{f"events/on-{day}.md": page({**mine, "start": day}, f"On {day}") for day in events},
        "events/other.md": page({"start": "2026-07-30"}, "Other"),
    }


LISTS = ("/northport/", "/partners/uni/", "/work-packages/one/")
SHOWN = "not(ancestor-or-self::*[@hidden])"


def test_the_lists_of_a_work_package_a_partner_and_a_city_tell_apart_coming_running_and_past(build):
    for now, headings in (
        ("2026-06-30T12:00+02:00", ["Events to come", "Past events 2025"]),
        ("2026-07-01T12:00+02:00", ["Now on", "Past events 2025"]),
        ("2026-07-02T12:00+02:00", ["Past events 2026", "Past events 2025"]),
    ):
        built = build(owned("2026-07-01", "2025-03-01"), now, now[8:10])
        for address in LISTS:
            assert built[address].words(f"//main//div[@class='group']/h2[{SHOWN}]")[:2] == headings, address


def test_where_nothing_of_their_own_is_to_come_they_say_so_and_offer_their_calendar(build):
    built = build(owned("2025-03-01"))

    for address in LISTS:
        said = built[address].words(f"//*[@class='empty' or @class='nothing'][{SHOWN}]")
        assert said in (["No events to come."], ["No events listed."]), address
        assert built[address].all("//main//ul[@class='calendars']//a[starts-with(@href, 'webcal:')]")
    said = built["/northport/"].one("//p[@class='empty']")
    assert said.getnext().get("class") == "calendars"


def test_where_there_is_no_event_at_all_one_can_still_subscribe(build):
    built = build({"events/index.md": "---\ntitle: Events\n---\n", "events/one.md": page({"start": "2025"})})

    said = built["/events/"].one("//main//p[@class='empty']")
    assert said.text == "No events to come."
    assert said.getnext().xpath(".//a/@href") == ["/subscribe/"]
    assert built.has("/subscribe/")


PROJECT = """\
name: EXAMPLE
long_name: An Example of a Project
tagline: Two towns learn from each other.
timezone: Europe/Brussels
address: https://example.org/
id_authority: example.org,2026
run_by: This site is run by the consortium.
contact: get-in-touch.md
folders: {partners: partner, work-packages: work-package, events: event}
cities:
  northport: {name: Northport, country: SE, page: northport.md, accent: {light: "#7a1f5c", dark: "#f0a8d6"}}
"""
