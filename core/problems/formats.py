"""Problems and advice as text for people, and in the forms that programs, forges and code scanners read.

Advice never makes a check fail: it is a note beside the errors.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol
from urllib.parse import quote

from core.problems.advice import Advice
from core.problems.advice import report as report_advice
from core.problems.codes import CODES
from core.problems.problem import Problem, printable, report

ADVICE = "advice"  # in place of a code
_TITLE = "To look at"
_HELP = "Nothing of this is wrong, and nothing stops a build: it is for an editor to look at."


def as_text(problems: Iterable[Problem], advice: Iterable[Advice] = ()) -> str:
    """Return the problems as people read them, then the advice under a heading."""
    parts = (report(problems) or "No problems.", report_advice(advice))
    return "\n\n".join(part for part in parts if part)


def as_json(problems: Iterable[Problem], advice: Iterable[Advice] = ()) -> str:
    """Return a JSON list of objects with the fields of Problem; advice has a `level` besides: note."""
    rows = [
        {
            "path": p.path,
            "line": p.line,
            "code": p.code,
            "field": p.field,
            "message": p.message,
            "mend": p.mend,
        }
        for p in sorted(set(problems))
    ]
    rows += [
        {
            "path": one.path,
            "line": one.line,
            "level": "note",
            "code": ADVICE,
            "field": one.field,
            "message": one.message,
            "mend": one.next_step,
        }
        for one in sorted(set(advice))
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_github(problems: Iterable[Problem], advice: Iterable[Advice] = ()) -> str:
    """Return errors and notices as workflow commands of GitHub, which shows them at their line of a change."""

    def data(text: str) -> str:
        return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    errors = [
        f"::error file={value(p.path)},line={p.line},title={value(f'{p.code} {CODES[p.code].title}')}::"
        + data(f"{f'{p.field}: ' if p.field else ''}{p.message}\n{p.mend}")
        for p in sorted(set(problems))
    ]
    notices = [
        f"::notice file={value(one.path)},line={one.line},title={_TITLE}::"
        + data(f"{f'{one.field}: ' if one.field else ''}{one.message}\n{one.next_step}")
        for one in sorted(set(advice))
    ]
    return "\n".join([*errors, *notices])


def as_sarif(problems: Iterable[Problem], advice: Iterable[Advice] = ()) -> str:
    """Return the problems as SARIF 2.1.0, the form that code scanners exchange; advice has the level “note”."""
    ordered, notes = sorted(set(problems)), sorted(set(advice))
    codes = sorted({p.code for p in ordered})
    rules = [_rule(code, CODES[code].title, CODES[code].text) for code in codes]
    results = [
        _result(
            p.code,
            codes.index(p.code),
            "error",
            p.path,
            p.line,
            f"{f'{p.field}: ' if p.field else ''}{p.message}\n{p.mend}",
        )
        for p in ordered
    ]
    if notes:
        rules.append(_rule(ADVICE, _TITLE, _HELP) | {"defaultConfiguration": {"level": "note"}})
    results += [
        _result(
            ADVICE,
            len(codes),
            "note",
            one.path,
            one.line,
            f"{f'{one.field}: ' if one.field else ''}{one.message}\n{one.next_step}",
        )
        for one in notes
    ]
    run = {"tool": {"driver": {"name": "site check", "rules": rules}}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False)


def _rule(code: str, title: str, text: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": text}}


def _result(code: str, index: int, level: str, path: str, line: int, text: str) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(path)}, "region": {"startLine": line}}
    return {
        "ruleId": code,
        "ruleIndex": index,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


class Format(Protocol):
    """Makes one text of problems and advice."""

    def __call__(self, problems: Iterable[Problem], advice: Iterable[Advice] = ()) -> str:
        """Return the text."""
        ...


FORMATS: dict[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
