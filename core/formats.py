"""How a list of problems is told: to people, to programs, to the forge, to code scanners."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from urllib.parse import quote

from core.catalogue import MISTAKES
from core.problems import Problem, printable, report


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON list of objects with the fields of Problem."""
    rows = [
        {"path": p.path, "line": p.line, "code": p.code, "field": p.field, "message": p.message, "mend": p.mend}
        for p in sorted(set(problems))
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> str:
    """Return the problems as workflow commands of GitHub, which shows them at their line of a change."""

    def data(text: str) -> str:
        return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::error file={value(p.path)},line={p.line},title={value(f'{p.code} {MISTAKES[p.code].title}')}::"
        + data(f"{f'{p.field}: ' if p.field else ''}{p.message}\n{p.mend}")
        for p in sorted(set(problems))
    )


def as_sarif(problems: Iterable[Problem]) -> str:
    """Return the problems as SARIF 2.1.0, the form that code scanners exchange."""
    ordered = sorted(set(problems))
    codes = sorted({p.code for p in ordered})
    rules = [
        {"id": code, "shortDescription": {"text": MISTAKES[code].title}, "help": {"text": MISTAKES[code].text}}
        for code in codes
    ]
    results = [
        {
            "ruleId": p.code,
            "ruleIndex": codes.index(p.code),
            "level": "error",
            "message": {"text": f"{f'{p.field}: ' if p.field else ''}{p.message}\n{p.mend}"},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": quote(p.path)}, "region": {"startLine": p.line}}}
            ],
        }
        for p in ordered
    ]
    run = {"tool": {"driver": {"name": "site check", "rules": rules}}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=False)


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "text": report,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
