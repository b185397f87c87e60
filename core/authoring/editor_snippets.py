"""From the schema to what VS Code offers while one types: each field with its words, and the fields of a new page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.authoring.new_page import describe, required
from core.documents.schema import KINDS


def snippets(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    """Return .vscode/front-matter.code-snippets from the JSON Schema of each kind.

    VS Code has no completion for front matter, but it offers snippets, and without any extension.
    """
    offered: dict[str, dict[str, object]] = {}
    for kind in KINDS:
        lines = [_line(number, name, schemas[kind]) for number, name in enumerate(required(kind), 1)]
        offered[f"new-{kind}"] = _snippet(f"new-{kind}", ["---", *lines, "---", "", "$0"], KINDS[kind].__doc__ or "")
    for name, kinds in _fields():
        help_text, example = describe(kinds[0], name)
        where = "every kind of page" if len(kinds) == len(KINDS) else ", ".join(kinds)
        body = [_line(1, name, schemas[kinds[0]])]
        offered[name] = _snippet(name, body, f"{help_text} For: {where}. Like: {name}: {example}")
    return json.dumps(offered, indent=2, ensure_ascii=False) + "\n"


def _fields() -> Iterator[tuple[str, list[str]]]:
    """Yield each field with the kinds that have it."""
    for name in dict.fromkeys(name for model in KINDS.values() for name in model.model_fields):
        yield name, [kind for kind, model in KINDS.items() if name in model.model_fields]


def _line(number: int, name: str, schema: Mapping[str, Any]) -> str:
    """Return a field as a line of a snippet: its words to choose from, or a place to write."""
    field = schema["properties"][name]
    words = ["true"] if field.get("type") == "boolean" else field.get("enum")
    place = f"${{{number}|{','.join(words)}|}}" if words else f"${number}"
    return f"{name}: [{place}]" if field.get("type") == "array" else f"{name}: {place}"


def _snippet(prefix: str, body: Sequence[str], description: str) -> dict[str, object]:
    return {"scope": "markdown", "prefix": prefix, "body": list(body), "description": description}
