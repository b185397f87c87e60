"""The marks of a merge: one problem for each conflict, at its first mark; what Markdown writes alike is none."""

from __future__ import annotations

import pytest

from core.documents.access_record import read_record
from core.documents.front_matter import read_document, read_fields
from core.documents.merge_markers import find_merges
from core.site.ledger import read_ledger

BOTH = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n"


def found(text: str, **how: bool) -> list[int]:
    return [problem.line for problem in find_merges(text.split("\n"), "x.md", **how)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BOTH, [1]),
        (BOTH + "\nText\n" + BOTH, [1, 8]),
        ("a\n\n" + BOTH.replace(" HEAD", "").replace(" main", ""), [3]),
        ("- x\n\n" + "".join(f"  {line}\n" for line in BOTH.splitlines()), [3]),
        ("<<<<<<< HEAD\nours\n||||||| 1a2b3c4\nbase\n=======\ntheirs\n>>>>>>> main", [1]),
        ("Text\n<<<<<<< HEAD\nours", [2]),
        ("a\n=======\nb\n>>>>>>> main", [2]),
        ("A title\n=======\n\nText\n\na\n=======\nb\n>>>>>>> main", [7]),
        ("Text\n\n=======\n\nText", [3]),
        ("Text\n>>>>>>> 1a2b3c4 (the subject of a commit)", [2]),
        ("Text\n>>>>>>> Stashed changes", [2]),
        ("||||||| merged common ancestors", [1]),
        ("```\na\n<<<<<<< HEAD\nb\n```\n\n=======\n```\nb\n```\n>>>>>>> main", [7]),
        ("<<<<<<< HEAD\n```\na\n=======\n```\nb\n>>>>>>> main\n```", [1]),
    ],
)
def test_each_conflict_is_one_problem_at_its_first_mark(text: str, lines: list[int]) -> None:
    assert found(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "A heading\n=======\n\nText",
        "A heading\n=======\n\n>>>>>>> A quote in a quote of seven levels",
        "> a\n>>>>>>> b",
        "| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n|||||||\n",
        f"Git writes:\n\n```\n{BOTH}```\n",
        f"Git writes:\n\n~~~~ text\n{BOTH}~~~~\n",
        "<<<<<<<< eight\n>>>>>>>> eight\n========",
        "Text <<<<<<< in a line",
    ],
)
def test_markdown_that_looks_alike_is_no_merge(text: str) -> None:
    assert found(text) == []


def test_the_remedy_names_the_marks_that_are_there() -> None:
    (problem,) = find_merges(["a", "=======", "b", ">>>>>>> main"], "x.md")
    assert "merge" in problem.message
    assert problem.mend == "Keep one of the two, and delete the lines that begin with ======= and >>>>>>>."


def test_the_mark_in_the_fields_is_the_only_problem() -> None:
    text = f"---\ntitle: T\n{BOTH.replace('ours', 'summary: a').replace('theirs', 'summary: b')}---\nText"
    assert [(one.code, one.line) for one in read_document(text.encode(), "x.md")[1]] == [("E065", 3)]


@pytest.mark.parametrize("name", ["project.yaml", "accessibility.yaml"])
def test_in_yaml_a_row_of_equals_signs_is_always_a_mark(name: str) -> None:
    text = "name: A\n=======\nname: B\n"
    assert [(one.code, one.line) for one in read_fields(text, name)[1]] == [("E065", 2)]


def test_a_record_with_a_merge_is_not_reported_as_incomplete_too() -> None:
    record, problems = read_record(f"pages: 1\n{BOTH}".encode(), "accessibility.md", "content")
    assert record is None
    assert [(one.code, one.line) for one in problems] == [("E065", 2)]


def test_of_the_ledger_all_lines_are_kept() -> None:
    rows, problems = read_ledger(f"kind,id,address,first_published\n{BOTH}".encode(), "content/ledger.csv")
    assert rows == []
    assert [(one.line, one.mend) for one in problems] == [
        (2, "Keep all lines of both versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>.")
    ]
