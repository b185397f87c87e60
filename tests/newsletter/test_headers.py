"""Subjects, names and addresses in any script, as other programs read them."""

from __future__ import annotations

import base64
import email
import email.header
import email.utils
import quopri
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.headers import BadAddress, address, link
from plugins.newsletter.message import Letter, NoMail, mail
from tests.conftest import run_site, with_bare, write
from tests.newsletter.conftest import GRANT, MAILING, files
from tests.newsletter.mails import html_of, read, text_of

LETTER = Letter("tag:example.org,2026:x", "Subject", "<p>x</p>", "x\n", datetime(2026, 6, 1, tzinfo=UTC))
SENDER = "EXAMPLE <newsletter@example.org>"
WORDS = [
    "Énergie",
    "für",
    "Gand",
    "a",
    "–",
    "Newsletter",
    "naïve",
    "Rīga",
    "日本語",
    "x" * 30,
    "é" * 30,
    "🚲",
    "=?utf-8?q?x?=",
    "“",
    "1,",
    ";",
    '"q"',
]


def headers_of(data: bytes) -> dict[str, str]:
    """Return the headers as they travel, with their lines joined."""
    head = data.partition(b"\r\n\r\n")[0].decode("ascii")
    assert max(len(line) for line in head.split("\r\n")) <= 78
    return dict(line.split(": ", 1) for line in re.sub(r"\r\n(?=[ \t])", "", head).split("\r\n"))


def decoded(value: str) -> str:
    """Read a header after RFC 2047, without Python's own reader."""
    word = r"=\?utf-8\?([bq])\?([^?]*)\?="
    value = re.sub(rf"(?i)({word})\s+(?={word})", r"\1", value)

    def one(found: re.Match[str]) -> str:
        if found[1].lower() == "b":
            return base64.b64decode(found[2]).decode()
        return quopri.decodestring(found[2].replace("_", "=20")).decode()

    return re.sub(rf"(?i){word}", one, value)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
def test_a_subject_keeps_its_words_and_spaces(subject):
    data = mail(replace(LETTER, subject=subject), LETTER.published, SENDER)
    raw = headers_of(data)["Subject"]

    assert decoded(raw) == subject
    assert str(email.header.make_header(email.header.decode_header(raw))) == subject


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120))
def test_a_subject_of_any_signs_arrives(subject):
    data = mail(replace(LETTER, subject=subject), LETTER.published, SENDER)

    assert decoded(headers_of(data)["Subject"]) == subject


@given(st.lists(st.sampled_from(WORDS[:15]), min_size=1, max_size=12).map(" ".join))
def test_a_name_of_a_sender_keeps_its_words_and_spaces(name):
    data = mail(LETTER, LETTER.published, f"{name} <newsletter@example.org>")

    raw = headers_of(data)["From"]
    assert decoded(raw).replace('"', "") == f"{name} <newsletter@example.org>"
    assert [found for _, found in email.utils.getaddresses([raw])] == ["newsletter@example.org"]


def test_a_line_break_in_a_subject_begins_no_header():
    data = mail(replace(LETTER, subject="One\r\nBcc: all@example.org"), LETTER.published, SENDER)

    assert read(data)["Subject"] == "One Bcc: all@example.org"
    assert read(data)["Bcc"] is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Projet Énergie à Gand <infolettre@énergie.example.org>", "infolettre@xn--nergie-9ua.example.org"),
        ("a@Straße.example", "a@xn--strae-oqa.example"),
        ("a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"),
        ("a@EXAMPLE.org", "a@example.org"),
        ("a@xn--nergie-9ua.example.org", "a@xn--nergie-9ua.example.org"),
    ],
)
def test_a_domain_in_any_script_is_written_as_servers_know_it(written, found):
    data = mail(LETTER, LETTER.published, written)

    assert found in headers_of(data)["From"]
    assert read(data)["From"].addresses[0].addr_spec == found
    assert address(written)[1] == found


@pytest.mark.parametrize(
    "written",
    ["größe@example.org", "a@exa mple.org", "a@-x.example", "a@", "@b", "a@b@c", "a@\u202eb.example", "a@x..y"],
)
def test_an_address_that_no_server_takes_is_refused_in_a_sentence(written):
    with pytest.raises(NoMail) as refused:
        mail(LETTER, LETTER.published, written)

    assert "is no" in str(refused.value) or "before the @" in str(refused.value)


@given(st.text(max_size=40))
def test_any_text_is_an_address_in_ascii_or_refused(written):
    try:
        found = address(written)[1]
    except BadAddress:
        found = "refused@example.org"

    assert found.isascii()
    assert found.count("@") == 1


def test_the_way_to_unsubscribe_is_written_in_ascii():
    data = mail(replace(LETTER, unsubscribe="https://énergie.example/désabonner"), LETTER.published, SENDER)

    assert headers_of(data)["List-Unsubscribe"] == "<https://xn--nergie-9ua.example/d%C3%A9sabonner>"
    assert link("mailto:a@énergie.example") == "mailto:a@xn--nergie-9ua.example"


SERIES = """\
---
title: Office hour
summary: Ask us.
start: 2026-06-01T10:00
end: 2026-06-01T11:30
timezone: Europe/Brussels
repeats: every Monday until 2026-07-27
place: Online
online: https://example.org/call
published: 2026-05-01
---
"""
LECTURE = SERIES.replace("repeats: every Monday until 2026-07-27\n", "").replace("Office hour", "Lecture")
NOW = str(int(datetime(2026, 6, 15, tzinfo=UTC).timestamp()))


@pytest.fixture
def issue(tmp_path):
    """Return a function that mails an issue with one highlight on 15 June 2026: the mail, and what the editor is told."""

    def mailed(event: str = LECTURE, text: str = "", project: str = GRANT + MAILING, **more: str | None) -> tuple:
        head = "title: Spring letter\nissue: 3\nsummary: All.\npublished: 2026-06-01\n"
        page = f"---\n{head}highlights: [../events/2026-06-01-x.md]\n---\n{text}"
        given = {**files(project, page), "events/2026-06-01-x.md": event, **more}
        content = write(tmp_path / "content", with_bare(given))
        words = [content / "newsletters/spring.md", "--eml", tmp_path / "a.eml", "--content", content]
        done = run_site("newsletter", *words, SOURCE_DATE_EPOCH=NOW)
        assert done.returncode == 0, done.stderr
        return read(tmp_path / "a.eml"), done.stdout

    return mailed


def shown(part: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", part).split())


def test_the_time_of_an_event_says_its_zone(issue):
    mailed, _ = issue()

    for part in (html_of(mailed), text_of(mailed)):
        assert re.search(r"June 1, 2026, 10:00\WAM–11:30\WAM Central European Summer Time, Online", shown(part))
        assert "Next dates" not in part


def test_a_series_says_its_rule_and_its_next_dates(issue):
    mailed, _ = issue(SERIES)

    for part in map(shown, (html_of(mailed), text_of(mailed))):
        assert "Repeats: every Monday, until July 27, 2026" in part
        assert re.search(r"Next dates: June 15, 2026, 10:00\WAM–11:30\WAM; June 22, 2026, [^;]*; June 29, 2026, ", part)
        assert "July 6" not in part


def test_an_emblem_that_is_only_a_drawing_gives_way_to_its_words(issue):
    project = GRANT.replace("    emblem_mail: images/emblem.png\n", "") + MAILING
    mailed, told = issue(project=project, **{"images/emblem.png": None})

    assert ".svg" not in html_of(mailed)
    assert re.search(r'<td class="emblem" width="106"[^>]*>Emblem of the funder</td>', html_of(mailed))
    assert "An emblem is left out, with its alternative text in its place: mail programs show no SVG." in told


def test_a_picture_that_is_a_drawing_gives_way_to_its_words(issue):
    mailed, told = issue(text="Look at ![The sign of all](../images/emblem.svg) first.\n")

    assert ".svg" not in html_of(mailed)
    assert "Look at The sign of all first." in shown(html_of(mailed))
    assert 'src="https://example.org/images/emblem.png"' in html_of(mailed)
    assert "An emblem is left out" not in told
