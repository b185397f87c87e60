"""Lists that are typed with the bullets of word processors are reported, where their lines would run together."""

from __future__ import annotations

import pytest

from core.markdown.renderer import Renderer


def reported(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in Renderer().render(text, "a.md", 1).problems]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("We need:\n• heat\n• money", 2),
        ("We need:\n• heat", 2),
        ("• heat\n• money", 1),
        ("See [a](#b){: #b }.\n\nWe need:\n▪ **heat** and\n▪ money", 4),
        ("– one\n– two", 1),
        ("· one\n· two", 1),
        ("1) sign\n2) build", 1),
        ("Steps:\n(1) sign\n(2) build", 2),
        ("a) sign\nb) build", 1),
        ("> ◦ one\n> ◦ two", 1),
        ("- towns:\n  • Northport\n  • Oslo", 2),
    ],
)
def test_lines_with_bullets_that_run_together_are_reported_at_the_first_of_them(text, line):
    assert reported(text) == [(line, "E111")]


@pytest.mark.parametrize(
    "text",
    [
        "– Hello, said the mayor.\nShe left at once.",
        "– Hello.\n\n– Goodbye.",
        "We went by car\n– and by train.",
        "It costs 5\n· 3 more than that.",
        "It is as in\na) above.",
        "• one  \n• two",
        "- one\n- two",
        "1. one\n2. two",
        "5 • 3 and 4 • 2\nare products",
        "    • code\n    • code",
    ],
)
def test_other_lines_with_such_signs_are_prose(text):
    assert reported(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The budget [EUR] (without VAT).",
        "The paper [1] [2] says so.",
        "The price [EUR] (incl. tax/fees), [sic] (note: no), [a] (i.e. b).",
        "The [draft] (and/or plan).",
        "The rule [a] [b.c] holds.",
    ],
)
def test_brackets_side_by_side_are_prose(text):
    assert reported(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "See [plan] (plan.md).",
        "See [plan] (../results/plan/).",
        "See [plan] (https://example.org).",
        "See [plan] (www.example.org).",
        "See [plan] (#aims).",
        "See [plan] (files/plan.pdf).",
        "See [plan][plan].",
        "See it.[^1]",
    ],
)
def test_what_looks_like_the_target_of_a_link_is_reported(text):
    assert reported(f"A [link](#x){{: #x }} and [VAT] (none).\n\n{text}") == [(3, "E064")]
