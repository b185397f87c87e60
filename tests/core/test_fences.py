"""Where the front matter ends although its last line of dashes is missing, or is something else."""

from __future__ import annotations

import pytest

from core.documents.front_matter import read_document

FIELDS = ["title: T", "summary: S of it.", "start: 2014-05-12"]
TEXTS = [
    "A paragraph.",
    "- a\n- b",
    "* a",
    "1. a\n2. b",
    "## Themes\n\nText",
    "## Themes",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "> a quote",
    "Note: this is what we think of it.",
    "![a](b.png)",
    "[a](b.md) is a link.",
    "<div>x</div>",
    '"Quote," she said.',
    "**Bold** words",
    "https://example.org",
    "```\nx: y\n```",
    "Text\n\n---\n\nMore",
    "- a\n\n---\n\nMore",
    "## Themes\n\n---\n\nMore",
]


def read(*lines: str) -> list[tuple[str, int, str]]:
    problems = read_document("\n".join(lines).encode(), "content/x.md")[1]
    return [(one.code, one.line, one.mend) for one in problems]


@pytest.mark.parametrize("gap", [[], [""]], ids=["at once", "after an empty line"])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("last", [[], ["partners:", "  - a"], ["contact:", "  name: A"], ["partners: [a,", "  b]"]])
def test_the_text_begins_after_the_last_field(last: list[str], text: str, gap: list[str]) -> None:
    fields = [*FIELDS, *last]
    assert read("---", *fields, *gap, text, "") == [
        ("E002", len(fields) + 1, "Write a line with only --- after this one.")
    ]


def test_a_list_of_the_text_after_a_list_of_the_fields_is_not_taken_for_it() -> None:
    assert [line for _, line, _ in read("---", *FIELDS, "partners:", "- a", "", "- b", "")] == [6]


@pytest.mark.parametrize("fence", ["...", "--", "----", "—", "–––", "***", "+++", "___", "===", "* * *", "- - -"])
def test_another_line_that_closes_the_fields_is_named(fence: str) -> None:
    document, (problem,) = read_document("\n".join(["---", *FIELDS, fence, "Text"]).encode(), "content/x.md")
    assert (problem.code, problem.line) == ("E002", 5)
    assert f"closed by “{fence}”" in problem.message
    assert (len(document.head.values), document.body) == (3, "Text")


def test_text_in_the_line_of_dashes_is_named() -> None:
    assert read("---", *FIELDS, "--- Text") == [("E002", 5, "Write --- alone in its line, and “Text” in the next one.")]


@pytest.mark.parametrize(
    "lines",
    [
        ["title: T", "", "summary: S", "---", "Text", "", "---", "", "More"],
        ["title: T", "# a remark", "summary: S", "", "# another", "order: 1", "---", "## H"],
        ["title: T", "aliases:", "", "- /a/", "- /b/", "---"],
        ["title: T", "aliases: [/a/,", "/b/]", "---"],
        ["title: T", "summary: >", "  a", "", "  b", "---", "Text"],
        ["", "title: T", "---", "Text"],
        ["title: T", "", "---", "Text"],
    ],
)
def test_fields_that_are_closed_are_left_alone(lines: list[str]) -> None:
    assert read("---", *lines) == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            ["+++", 'title = "T"', "date = 2026-11-26", "+++"],
            "lines 1 to 4:\n---\ntitle: T\npublished: 2026-11-26\n---",
        ),
        (["+++", 'title = "T', "Text"], "line 1:\n---\ntitle: The title of the page\n---"),
        (["Title: T", "Date: 2026-11-26", "", "Text"], "lines 1 to 2:\n---\ntitle: T\npublished: 2026-11-26\n---"),
        (["Title: T", "Tags: a", "", "Text"], "There is no field here for: Tags."),
        (["title: T", "---", "Text"], "Write a line with only --- before this one."),
        (["title: T", "order: 1", "", "Text"], "and another after line 2."),
    ],
)
def test_fields_in_the_form_of_another_program_are_written_anew(lines: list[str], words: str) -> None:
    ((code, line, mend),) = read(*lines)
    assert (code, line) == ("E001", 1)
    assert words in mend
