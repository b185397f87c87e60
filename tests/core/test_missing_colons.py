"""A colon that is forgotten after the name of a field is reported in its own line, with the line as it should be."""

from __future__ import annotations

import pytest

from core.documents.front_matter import read_document, read_fields
from tests.conftest import SMALL

FIELDS = {
    "title": "Meeting",
    "summary": "A meeting.",
    "start": "2014-05-12 09:30",
    "place": "Northport",
    "partners": "[a, b]",
    "order": "10",
    "draft": "true",
    "link": "https://example.org/a",
    "venue": '"Hall: the large one"',
}


def problems_of(*fields: str) -> list[tuple[str, int, str]]:
    text = "\n".join(["---", *fields, "---", "Text"])
    return [(one.code, one.line, one.mend) for one in read_document(text.encode(), "content/x.md")[1]]


@pytest.mark.parametrize("place", [0, 4, 8])
@pytest.mark.parametrize("name", FIELDS)
def test_it_is_reported_for_any_field_at_any_place(name: str, place: int) -> None:
    lines = [f"{other}: {value}" for other, value in FIELDS.items() if other != name]
    lines.insert(place, f"{name} {FIELDS[name]}")
    assert problems_of(*lines) == [("E018", place + 2, f"Write “{name}: {FIELDS[name]}”.")]


@pytest.mark.parametrize(
    ("lines", "line", "mend"),
    [
        (["partners", "- a", "- b", "title: T"], 2, "Write “partners:”."),
        (["title: T", "partners", "  - a", "  - b"], 3, "Write “partners:”."),
        (["title Press: what others wrote", "order: 1"], 2, 'Write “title: "Press: what others wrote"”.'),
        (["title: T", 'summary "A: b"', "order: 1"], 3, 'Write “summary: "A: b"”.'),
        (["title: T", "contact", "  name: Anna"], 3, "Write “contact:”."),
        (["title: T", "contact:", "  name Anna", "  partner: x"], 4, "Write “name: Anna”."),
        (["title: T", "contact:", "  name: Anna", "  partner x"], 5, "Write “partner: x”."),
        (["title: T", "contact:", "  name Anna"], 4, "Write “name: Anna”."),
        (["title: T", "materials:", "  - title Slides", "    file: x.pdf"], 4, "Write “title: Slides”."),
        (["title: T", "materials:", "  - title: Slides", "    file x.pdf"], 5, "Write “file: x.pdf”."),
        (["title: T", "materials:", "  - {title Slides, file: x.pdf}"], 4, "Write “title: Slides”."),
        (["title: T", "materials:", "  - {title: Slides, file x.pdf}"], 4, "Write “file: x.pdf”."),
        (["title: T", "Start 2014-05-12"], 3, "Write “start: 2014-05-12”."),
        (["title: T", "start：2014-05-12"], 3, "Write “start: 2014-05-12”."),
        (["title: T", "start = 2014-05-12", "order: 1"], 3, "Write “start: 2014-05-12”."),
        (["title: T", "summary Rooms # 1", "order: 1"], 3, 'Write “summary: "Rooms # 1"”.'),
        (["title Press"], 2, "Write “title: Press”."),
    ],
)
def test_lists_groups_quotes_and_other_signs(lines: list[str], line: int, mend: str) -> None:
    assert problems_of(*lines) == [("E018", line, mend)]


@pytest.mark.parametrize("line", ["start:2014-05-12", "start:\u00a02014-05-12"])
def test_a_space_that_is_missing_after_the_colon_is_another_problem(line: str) -> None:
    assert problems_of("title: T", line, "order: 1") == [("E003", 3, "Write “start: 2014-05-12”.")]


def test_each_forgotten_colon_is_reported() -> None:
    found = problems_of("title T", "summary S", "start: 2014", "place Northport")
    assert sorted((line, mend) for _, line, mend in found) == [
        (2, "Write “title: T”."),
        (3, "Write “summary: S”."),
        (5, "Write “place: Northport”."),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["title: T", "summary: A long", "  start of it"],
        ["title: T", "start date: 2014-05-12"],
        ["title: T", "image alt: A bridge"],
        ["title: 'It', 'title'", "order: 1"],
        ["title: T", "summary: |", "  start 2014-05-12"],
    ],
)
def test_nothing_is_taken_for_a_forgotten_colon_without_need(lines: list[str]) -> None:
    assert "E018" not in [code for code, _, _ in problems_of(*lines)]


PROJECT = (SMALL / "project.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("with_colon", "without"),
    [
        ("name: EXAMPLE", "name EXAMPLE"),
        ("folders:", "folders"),
        ("  partners: partner", "  partners partner"),
        ("footer: [", "footer ["),
        ("cities:", "cities"),
        ("  northport: {", "  northport {"),
        ("{name: Northport", "{name Northport"),
        ("grants:", "grants"),
        ("- number: ", "- number "),
        ("    emblem: ", "    emblem "),
        ("timezone: ", "timezone："),
    ],
)
def test_it_is_reported_in_the_project_file(with_colon: str, without: str) -> None:
    text = PROJECT.replace(with_colon, without, 1)
    line = PROJECT[: PROJECT.index(with_colon)].count("\n") + 1
    head, problems = read_fields(text, "content/project.yaml")
    assert [(one.code, one.line) for one in problems] == [("E018", line)]
    assert head.values == read_fields(PROJECT, "content/project.yaml")[0].values
