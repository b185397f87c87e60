"""Descriptions of calendar entries become Markdown that reads as they did, and nothing that was not for the public."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar_import.from_html import from_html
from core.calendar_import.meetings import find_meeting, without_footer
from core.calendar_import.read_calendar import read_calendar
from core.calendar_import.text import cleaned, from_plain
from core.markdown.renderer import Renderer
from tests.imports.test_zones import SETTING, calendar, one

RENDERER = Renderer()


def shown(markdown: str) -> str:
    body = RENDERER.render(markdown, "x.md", 1)
    assert [str(problem) for problem in body.problems] == []
    return body.html([reference.target for reference in body.references])


def lines_of(html: str) -> list[str]:
    text = re.sub(r"<br>\n?|</p>\n?", "\n", html)
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", line)).split()) for line in text.split("\n") if line.strip()]


SIGNS = ("-----", "    x", "* a", "# a", "1. a", "2) b", "_x_", "**b**", "<b>", "| a | b |", "|---|---|", "a < b > c", "~~~", "```", "> q",
         "[a](b)", "[a] [b]", "[^1]", "[^1]: x", "[x]: y", "{#id}", "{.x}", ": x", "====", "+ a", "\\", "&amp;", "&lt;script&gt;", "***", "a_b_c",
         "![x](y)", "*[a]: b", "!!! note", "$x$", "http://", "a@b", "<!-- x -->", "<script>alert(1)</script>")  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(SIGNS) | st.text("ab 1.-*#_`~|<>[](){}\\!+=:&;^\"'", max_size=12), max_size=3).map("".join), max_size=6))  # fmt: skip
def test_plain_text_is_shown_as_the_lines_that_it_was(lines):
    wanted = [" ".join(cleaned(unescape(line)).split()) for line in lines]

    assert lines_of(shown(from_plain("\n".join(lines), links=False))) == [line for line in wanted if line]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("see https://example.com/a_b_c.", '<p>see <a href="https://example.com/a_b_c">https://example.com/a_b_c</a>.</p>'),
        ("[the map](https://example.com/map)", '<p><a href="https://example.com/map">the map</a></p>'),
        ("the map<https://example.com/m>", '<p>the map<a href="https://example.com/m">https://example.com/m</a></p>'),
        ("(www.example.com/x)", '<p>(<a href="https://www.example.com/x">www.example.com/x</a>)</p>'),
        ("[bad](javascript:alert(1))", "<p>[bad](javascript:alert(1))</p>"),
    ],
)  # fmt: skip
def test_addresses_in_plain_text_become_links(text, html):
    assert shown(from_plain(text)) == html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b> <i>c</i></p><ul><li>x<ul><li>y</li></ul></li></ul>", "a **b** *c*\n\n-   x\n    -   y"),
        ("<b>Google</b>\nsecond<br>third", "**Google** second  \nthird"),
        ("<b>Google</b>\nsecond", "**Google**  \nsecond"),
        ("<h1>One</h1><h4>Two</h4><h2></h2>", "## One\n\n### Two"),
        ('<a href="javascript:x">a</a> <a href="https://example.org/(b)">b</a>', "a [b](https://example.org/%28b%29)"),
        ('<a href="https://www.google.com/url?q=https://example.org/x&amp;sa=D">here</a>', "[here](https://example.org/x)"),
        ('<a href="https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F&amp;data=anna%40example.org">x</a>', "[x](https://example.org/)"),
        ('<img src="https://example.org/pixel.gif" alt="x"><p>a</p><script>b</script><style>c</style><!-- d -->', "a"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("<p>1. not a list<br># no heading<br>&lt;b&gt; | {x}</p>", "1\\. not a list  \n\\# no heading  \n&lt;b&gt; &#124; &#123;x&#125;"),
        ("<b><p>a</p><p>b</p></b>", "a\n\nb"),
    ],
)  # fmt: skip
def test_html_becomes_markdown_of_the_kind_that_pages_have(html, markdown):
    assert from_html(html) == markdown
    shown(markdown)


FOOTERS = {
    "teams": "________________\\nMicrosoft Teams meeting\\nJoin on your computer\\, mobile app or room device\\nClick here to join the meeting<https://teams.microsoft.com/l/meetup-join/19%3ax/0>\\nMeeting ID: 123 456 789\\nPasscode: aBcDeF\\nOr call in (audio only)\\n+32 2 123 45 67\\,\\,123456789#   Belgium\\nPhone Conference ID: 123 456 789#\\nFind a local number<https://dialin.teams.microsoft.com/x> | Reset PIN<https://dialin.teams.microsoft.com/usp/pstnconferencing>\\n________________",
    "zoom": "Anna is inviting you to a scheduled Zoom meeting.\\n\\nJoin Zoom Meeting\\nhttps://us02web.zoom.us/j/81234567890?pwd=aBcDeF\\n\\nMeeting ID: 812 3456 7890\\nPasscode: aBcDeF\\nOne tap mobile\\n+13017158592\\,\\,81234567890#\\,\\,\\,\\,*123456# US",
    "meet": "-::~:~::~:~:~:~:~:~:~:~:~:~::~:~::-\\nJoin with Google Meet: https://meet.google.com/abc-defg-hij\\nOr dial: (BE) +32 2 891 63 00 PIN: 123456789#\\nMore phone numbers: https://tel.meet/abc-defg-hij?pin=aBcDeF\\n-::~:~::~:~:~:~:~:~:~:~:~:~::~:~::-",
    "webex": "Join: https://x.webex.com/x/j.php?MTID=m1\\nMeeting number (access code): 2345 678 9012\\nMeeting password: aBcDeF (2223 from phones)\\nJoin by phone\\n+32-262-00867 Belgium Toll",
    "german": "An der Besprechung teilnehmen: https://teams.microsoft.com/meet/345678901?p=aBcDeF\\nBesprechungs-ID: 345 678 901\\nKennung: aBcDeF",
}  # fmt: skip
LINKS = {
    "teams": "https://teams.microsoft.com/l/meetup-join/19%3ax/0",
    "zoom": "https://us02web.zoom.us/j/81234567890",
    "meet": "https://meet.google.com/abc-defg-hij",
    "webex": "https://x.webex.com/x/j.php?MTID=m1",
    "german": "https://teams.microsoft.com/meet/345678901",
}


@pytest.mark.parametrize("name", FOOTERS)
def test_the_link_of_a_meeting_is_kept_and_its_secrets_are_not(name):
    found = one("DTSTART;VALUE=DATE:20270104", f"DESCRIPTION:We plan the year.\\n\\n{FOOTERS[name]}")

    assert found.fields["online"] == LINKS[name]
    assert found.body == "We plan the year."
    assert not re.search(r"aBcDeF|PIN|[Pp]asscode|Kennung", found.text)
    assert "Meeting ids, passcodes and numbers to dial of a video meeting were left out." in map(str, found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Call us at +32 2 123 45 67 before noon.",
        "The pin: a small badge. No password needed.",
        "Join the meeting of all partners in the town hall.\nLearn more about our plans at https://example.org/plans.",
        "Programme\n---------\n9:00 Welcome",
        "Passwords: how to choose them. A talk.",
    ],
)
def test_words_about_meetings_and_passwords_stay(text):
    assert without_footer(text) == (text, False)
    assert find_meeting([text]) == ""


def test_links_of_meetings_in_fields_of_their_own_become_online():
    url = "https://teams.microsoft.com/l/meetup-join/19%3ay/0"
    for name in ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE;VALUE=URI"):
        assert one("DTSTART;VALUE=DATE:20270104", f"{name}:{url}").fields["online"] == url


@pytest.mark.parametrize(
    ("written", "place", "venue"),
    [
        ("Town Hall\\nMain Street 1\\n9000 Gent", "Gent", "Town Hall, Main Street 1, 9000 Gent"),
        ("Town Hall\\, Main Street 1\\, Somewhere", "Town Hall, Main Street 1, Somewhere", None),
        ("Microsoft Teams Meeting", "Online", None),
        ("Town Hall\\; Microsoft Teams Meeting", "Town Hall", None),
        ("https://example.org/room", "Online", None),
        ("", "Not stated", None),
    ],
)  # fmt: skip
def test_a_place_is_split_only_where_it_is_sure_which_is_the_town(written, place, venue):
    data = calendar("DTSTART;VALUE=DATE:20270104").replace(b"LOCATION:X", f"LOCATION:{written}".encode())
    (found,) = read_calendar(data, SETTING).events
    assert (found.fields["place"], found.fields.get("venue")) == (place, venue)


def test_texts_of_vcalendar_are_decoded():
    found = one("DTSTART;VALUE=DATE:20270104", "DESCRIPTION;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9=0D=0A=", "at noon; bring, please")  # fmt: skip

    assert found.body == "Café  \nat noon; bring, please"


@pytest.mark.parametrize("sign", ["[", "(", " ", "_", "-", "a@", "<", "https://zoom.us/j/1 "])
def test_long_runs_of_one_sign_are_read_in_no_time(sign):
    begun = time.process_time()
    without_footer(sign * 20_000)

    assert time.process_time() - begun < 5
