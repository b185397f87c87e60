"""E-mail addresses are found wherever they stand and however they are disguised; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from core.markdown.mail_addresses import find_mail_addresses
from tests.conftest import PROJECT, told

PRIVATE = f"{PROJECT}print_addresses: false\nfolders: {{}}\n"


def found(text: str) -> list[str]:
    return [address for _, address in find_mail_addresses(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Write to anna@example.org.", "anna@example.org"),
        ("anna.example+news@mail.example.co.uk: the office", "anna.example+news@mail.example.co.uk"),
        ("änna@exämple.org", "änna@exämple.org"),
        ("anna (at) example.org", "anna (at) example.org"),
        ("anna[at]example[dot]org", "anna[at]example[dot]org"),
        ("anna at example dot org", "anna at example dot org"),
        ("anna&#64;example.org", "anna&#64;example.org"),
        ("anna&#x40;example.org", "anna&#x40;example.org"),
        ("anna&commat;example.org", "anna&commat;example.org"),
        ("anna＠example.org", "anna＠example.org"),
        ("“anna@example.org”", "anna@example.org"),
        ("https://example.org/?to=anna@example.org", "anna@example.org"),
        ("o'neill@example.ie", "o'neill@example.ie"),
    ],
)
def test_an_address_is_found(text, address):
    assert found(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.social/@anna@example.org",
        "@anna@example.social",
        "git@example.org:group/project.git",
        "bob@example.org:group/project.git",
        "ssh://git@example.org/project",
        "https://anna@example.org/",
        "https://lists.example.org/archive/office@example.org/",
        "https://calendar.google.com/calendar/embed?src=abc@group.calendar.google.com",
        "https://cdn.example.org/vue@3.2.1/vue.js",
        "We meet at Example Hall dot",
        "@example.org, a@b, 5 @ 3.50, @media",
        "Look at example.org",
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(text):
    assert found(text) == []


def test_every_text_that_a_page_shows_is_looked_through_at_its_own_line():
    page = """---
title: Kick-off
summary: >
  Two words
  and anna@example.org
published: 2026-05-01
start: 2026-06-20
place: Northport
materials:
  - {title: A, link: "https://a.example/"}
  - title: Ask bo@example.org
    link: https://b.example/
---
Text[^1]

[^1]: cy@example.org
"""
    problems = told(
        {
            "project.yaml": PRIVATE.replace("{}", "{events: event}"),
            "events/index.md": "---\ntitle: E\n---\n",
            "events/a.md": page,
        }
    )

    assert [(problem.split(" ")[0], problem.split("“")[1].split("”")[0]) for problem in problems] == [
        ("content/events/a.md:5:", "anna@example.org"),
        ("content/events/a.md:11:", "bo@example.org"),
        ("content/events/a.md:16:", "cy@example.org"),
    ]


def test_what_project_yaml_prints_on_every_page_is_looked_through_too():
    project = PRIVATE.replace("run_by: This site is run by the consortium.", "run_by: Run by anna@example.org.")
    project += 'newsletter: {sender: "news@example.org"}\n'

    (problem,) = told({"project.yaml": project})

    assert problem.startswith("content/project.yaml:7: run_by: “anna@example.org” is an e-mail address. [E057]")


def test_a_link_to_an_address_is_reported_once():
    problems = told(
        {"project.yaml": PRIVATE, "page.md": "---\ntitle: A\n---\n<anna@example.org> [mail](mailto:bo@example.org)\n"}
    )

    assert len(problems) == 2


def test_an_unknown_field_with_an_address_is_one_problem():
    problems = told({"project.yaml": PRIVATE, "page.md": "---\ntitle: A\nemail: anna@example.org\n---\n"})

    assert [problem.partition("[")[2][:4] for problem in problems] == ["E010"]
