"""What ./site new asks: for each field that is needed, and again for an answer that is wrong; all others are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from core.authoring.new_page import CannotWrite, describe, missing, new_page, next_issue
from core.documents.schema import KINDS
from core.documents.sources import Sources
from core.problems.problem import ContentInvalid, guess

Ask = Callable[[str], str]  # takes a question, returns the answer


def given(kind: str, fields: Iterable[str]) -> dict[str, str]:
    """Return the values of fields written as name=value; CannotWrite where one is not, or there is no such kind."""
    if kind not in KINDS:
        raise CannotWrite(f"there is no kind “{kind}”. {guess(kind, KINDS)}The kinds are {', '.join(KINDS)}.")
    values = {}
    for one in fields:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise CannotWrite(f"“{one}” is not the value of a field. Write it like --field title=…")
        values[name] = value
    return values


def folder_in(folder: str, content: Path, place: Path) -> str:
    """Return a folder as it is called in the content folder; `place` is the same as typed from the current folder."""
    if folder and not (content / folder).is_dir() and place.is_relative_to(content):
        return place.relative_to(content).as_posix()
    return folder


def drafted(
    kind: str,
    values: dict[str, str],
    read: Callable[[], Sources],
    now: datetime,
    folder: str,
    name: str,
    ask: Ask | None,
) -> tuple[str, str]:
    """Return path and text of a new page; `ask` is there when somebody can answer.

    Raises CannotWrite where it has no place or lacks a field, ContentInvalid where what was given is wrong and nobody can answer.
    """
    if kind == "newsletter":
        values = {**next_issue(read(), now, folder), **values}
    while True:
        while lacking := missing(kind, values):
            if ask is None:
                raise CannotWrite(f"{kind} needs {', '.join(f'--field {one}=…' for one in lacking)}")
            values[lacking[0]] = _answer(kind, lacking[0], ask)
        path, text, problems = new_page(kind, values, read(), now, folder, name)
        if not problems:
            return path, text
        wrong = {re.split(r"\W", problem.field)[0]: problem for problem in problems}
        if ask is None or not wrong.keys() <= KINDS[kind].model_fields.keys() & values.keys():
            raise ContentInvalid(problems)
        for one, problem in wrong.items():
            values[one] = _answer(kind, one, ask, f"{problem.message} {problem.mend}\n")


def _answer(kind: str, name: str, ask: Ask, before: str = "") -> str:
    """Return what somebody answers when asked for a field; no answer is asked for again."""
    help_text, example = describe(kind, name)
    while not (answer := ask(f"{before}{name}: {help_text}\n  (like {example})\n> ").strip()):
        pass
    return answer
