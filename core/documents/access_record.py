"""What the checks of access found, and when: written by a run of the tests, shown on the accessibility statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from core.documents.decode import decode
from core.documents.field_names import declare
from core.documents.fields import Day, Text, Whole
from core.documents.front_matter import read_fields
from core.documents.model import Part
from core.documents.validate import read_model
from core.problems.problem import Problem

FILE = "accessibility.yaml"
COMMAND = "./site test --record-access"


class Findings(Part):
    """What each check found, in cases; 0 is none."""

    axe: Whole = Field(
        description="By axe: the rules of WCAG 2.2 at A and AA, contrast at AAA, its makers' good practice; wide and narrow, light and dark.",
        examples=[0],
    )
    reflow: Whole = Field(
        description="Pages that scroll sideways or cut text at 320 pixels or 400 % zoom.", examples=[0]
    )
    text_spacing: Whole = Field(
        description="Texts that are lost when lines, words and letters are set wider.", examples=[0]
    )
    keyboard: Whole = Field(
        description="Controls that Tab does not reach, does not leave or reaches out of order; no way past the header.",
        examples=[0],
    )
    focus: Whole = Field(description="Controls whose focus is not seen or is covered.", examples=[0])
    forced_colours: Whole = Field(description="Controls that are lost in the colours of the reader.", examples=[0])
    paper: Whole = Field(description="What is missing in print, or is printed and only leads about.", examples=[0])
    no_script: Whole = Field(description="Words and links that need a script.", examples=[0])
    pictures: Whole = Field(description="Pictures without a size, or larger than their place.", examples=[0])
    strangers: Whole = Field(description="Requests to other hosts, cookies, storage, complaints.", examples=[0])


class Record(Part):
    """One run of the checks over all pages."""

    date: Day = Field(description="The day of the run.", examples=["2026-06-15"])
    pages: Whole = Field(description="How many pages were looked at: all.", examples=[120])
    axe: Text = Field(description="The version of axe.", examples=["4.12.1"])
    browser: Text = Field(description="The browser.", examples=["Chromium 140"])
    findings: Findings = Field(description="What was found, by check.")


CHECKS = tuple(Findings.model_fields)


declare(FILE, Record)


def read_record(data: bytes | None, shown: str | None, label: str) -> tuple[Record | None, list[Problem]]:
    """Return the record in a file of the content folder, and what is wrong with it; `shown` is the page that shows it."""
    path = f"{label}/{FILE}"
    if shown is None:
        return None, [] if data is None else [_unseen(path)]
    if data is None:
        mend = f"Run {COMMAND}, which writes it, or take “accessibility:” out of {label}/project.yaml."
        return None, [Problem(path, 1, "E072", "the record of the accessibility checks is missing.", mend)]
    text, problems = decode(data, path)
    head, found = read_fields(text, path)
    if found and not head.values:
        return None, problems + found
    record, more = read_model(head, Record, path)
    problems += [*found, *more]
    return (None if problems else record), problems


def _unseen(path: str) -> Problem:
    mend = "Name the page of the accessibility statement in project.yaml, like “accessibility: accessibility.md”, or delete it."
    return Problem(path, 1, "E072", "no page shows this record.", mend)


def written(found: Mapping[str, int], pages: int, day: date, axe: str, browser: str) -> str:
    """Return the record as a file."""
    return "\n".join(_lines(found, pages, day, axe, browser)) + "\n"


def _lines(found: Mapping[str, int], pages: int, day: date, axe: str, browser: str) -> Iterator[str]:
    yield f"# What the checks of access found. Written by {COMMAND}; not to be changed by hand."
    yield f"date: {day.isoformat()}"
    yield f"pages: {pages}"
    yield f'axe: "{axe}"'
    yield f"browser: {browser}"
    yield "findings:"
    yield from (f"  {check}: {found[check]}" for check in CHECKS)
