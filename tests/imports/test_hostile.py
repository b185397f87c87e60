"""Calendars that are made to break an import: each ends soon, in pages that the check accepts or in a sentence."""

from __future__ import annotations

import time

import pytest

from core.authoring.new_page import CannotWrite
from core.calendar_import.lines import Unreadable
from core.calendar_import.plan import plan_import
from core.calendar_import.read_calendar import read_calendar
from core.read_site import read_site
from tests.imports.test_calendars import NOW, small
from tests.imports.test_zones import SETTING, calendar, zone

SECONDS = 30  # most take less than one
START = "DTSTART:20270104T090000Z"
LINES: dict[str, tuple[str, ...]] = {
    "count": (START, "RRULE:FREQ=DAILY;COUNT=1000000000"),
    "impossible": (START, "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5"),
    "bysec": (
        START,
        "RRULE:FREQ=DAILY;COUNT=100000;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15",
    ),
    "exdate": (
        START,
        "RRULE:FREQ=DAILY;COUNT=400",
        *[f"EXDATE:20270{m}{d:02}T090000Z" for m in range(1, 9) for d in range(1, 28)] * 20,
    ),
    "desc1m": (START, "DESCRIPTION:" + "a " * 500000),
    "desc@": (START, "DESCRIPTION:" + "a@" * 100000),
    "descurl": (START, "DESCRIPTION:" + "https://zoom.us/j/1 " * 20000),
    "desc((": (START, "DESCRIPTION:" + "[" * 50000),
    "desc___": (START, "DESCRIPTION:" + "_" * 100000),
    "desclines": (START, "DESCRIPTION:" + "x\\n" * 20000),
    "html": (START, "DESCRIPTION:" + "<div>" * 3000 + "x"),
    "htmltab": (START, "DESCRIPTION:" + "<table><tr><td>" * 400 + "x"),
    "htmlli": (START, "DESCRIPTION:" + "<ul><li>" * 40 + "x"),
    "zone": ("DTSTART;TZID=Q:20270104T090000",),
    "title": (START, "SUMMARY:" + "T" * 100000),
    "loc": (START, "LOCATION:" + "a, " * 50000),
    "uid": (START, "URL:javascript:alert(1)"),
    "rdates": (
        START,
        "RDATE:"
        + ",".join(f"2027{m:02}{d:02}T{h:02}0000Z" for m in range(1, 13) for d in range(1, 28) for h in range(24)),
    ),
    "year": ("DTSTART;VALUE=DATE:20280229", "RRULE:FREQ=YEARLY"),
    "yesterday": ("DTSTART;VALUE=DATE:00010101",),
    "neg": (START, "DURATION:-PT1H"),
    "interval": (START, "RRULE:FREQ=YEARLY;INTERVAL=99999999999"),
    "interval2": (START, "RRULE:FREQ=DAILY;INTERVAL=99999999;COUNT=4"),
    "count0": (START, "RRULE:FREQ=DAILY;COUNT=0"),
    "countneg": (START, "RRULE:FREQ=DAILY;COUNT=-1"),
    "byday9": (START, "RRULE:FREQ=MONTHLY;BYDAY=9MO;COUNT=3"),
    "gap": ("DTSTART;TZID=Europe/Brussels:20270328T023000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"),
    "dupsumm": (START, "SUMMARY:x", "SUMMARY:y", "LOCATION:z"),
    "placeholder": (START, "DESCRIPTION:Write the text here."),
    "conflict": (START, "DESCRIPTION:<<<<<<< HEAD\\n=======\\n>>>>>>> x"),
    "toml": (START, "DESCRIPTION:---\\ntitle: x\\n---\\n+++\\n"),
    "emoji": (START, "SUMMARY:🎉🎉"),
    "esc": (START, "SUMMARY:\x1b[31mred\x07", "LOCATION:\x1b]0;x\x07", "ORGANIZER;CN=\x1b[1mA:mailto:x@y.z"),
    "tagid": (START, "UID:tag:example.org,2026:event/kick-off"),
    "formula": (START, "SUMMARY:=1+1"),
    "html2": (START, "DESCRIPTION:<!--><script>alert(1)</script>--><p onclick=x>hi</p><svg onload=alert(1)>"),
    "plainscript": (START, "DESCRIPTION:a <!--> b <script>alert(1)</script> <![CDATA[ > ]]>"),
}
OWN = {  # properties that the calendar of the test gives unless the event has its own
    "SUMMARY:": b"SUMMARY:A\r\n",
    "LOCATION:": b"LOCATION:X\r\n",
    "UID:": b"UID:1\r\n",
}


def hostile(name: str) -> bytes:
    """Return a calendar with these lines in its event, and a zone whose clock changes every second."""
    endless = zone("Q", ("STANDARD", "19700101T000000", "+0100", "+0100", "FREQ=SECONDLY"))
    data = calendar(*LINES[name], head=endless)
    for start, line in OWN.items():
        if any(own.startswith(start) for own in LINES[name]):
            data = data.replace(line, b"", 1)
    return data


@pytest.mark.parametrize("name", LINES)
def test_a_hostile_calendar_ends_in_pages_that_the_check_accepts_or_in_a_sentence(name):
    sources, began = small(), time.monotonic()
    try:
        plan = plan_import(read_calendar(hostile(name), SETTING), sources, NOW)
    except (Unreadable, CannotWrite):
        return  # in a sentence
    assert time.monotonic() - began < SECONDS
    assert plan.files or plan.left_out or plan.known
    sources.texts |= {path: text.encode() for path, text in plan.files.items()}
    assert [str(problem) for problem in read_site(sources, NOW)[1]] == []
    written = "".join(plan.files.values())
    assert not any("<script" in text.split("---\n", 2)[2] for text in plan.files.values())
    assert not any(sign in written for sign in "\x1b\x07")
