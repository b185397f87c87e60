"""From the schema to what people and their programs read: the manual of fields, JSON Schema, the list of mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from core import limits
from core.authoring.editor_snippets import snippets
from core.authoring.new_page import required, written
from core.documents.access_record import COMMAND, Record
from core.documents.field_names import models_in
from core.documents.project import Project
from core.documents.schema import KINDS, Page
from core.problems.codes import CODES

GENERATED = "<!-- Made by `./site docs` from the schema; changes here are lost. -->"


def front_matter_manual() -> str:
    """Return docs/front-matter.md."""
    parts = [
        "# The fields of a page",
        GENERATED,
        "Every page begins with its fields, between two lines of three dashes, one field a line: a name, a colon, a "
        "space, a value. The folder decides what kind of page a file is; `content/project.yaml` says which folder holds "
        "which kind. Everything else is a page.",
        "A date is a day (`2014-06-10`), a month (`2014-06`) where the day is not known, a year (`2014`) where the month "
        "is not known, or a day with a time (`2014-06-10 14:30`).",
        "## Every kind of page",
        _table(Page.model_fields),
    ]
    for kind, model in KINDS.items():
        if model is not Page:
            own = {
                name: info
                for name, info in model.model_fields.items()
                if name not in Page.model_fields or (name in required(kind) and name != "title")
            }
            parts += [f"## {kind.replace('-', ' ').capitalize()}", model.__doc__ or "", _table(own)]
            for part in _parts(model):
                parts += [f"Each **{part.__name__.lower()}** has:", _table(part.model_fields)]
    parts += ["## project.yaml", Project.__doc__ or "", _table(Project.model_fields)]
    for part in _parts(Project):
        parts += [f"Each **{part.__name__.lower()}** has:", _table(part.model_fields)]
    parts += [
        "## accessibility.yaml",
        f"{Record.__doc__} The program writes it: `{COMMAND}`.",
        _table(Record.model_fields),
    ]
    for part in _parts(Record):
        parts += [f"Its **{part.__name__.lower()}** are:", _table(part.model_fields)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(fields: Mapping[str, Any]) -> str:
    rows = ["| field | what it says | example |", "| --- | --- | --- |"]
    for name, info in fields.items():
        needed = " **Required.**" if info.is_required() else ""
        example = f"`{name}: {written(info.examples[0])}`" if info.examples else ""
        rows.append(f"| `{name}` | {info.description}{needed} | {example} |".replace("\n", " "))
    return "\n".join(rows)


def _parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield the models that stand inside the fields of a model, each once."""
    seen: list[type[BaseModel]] = []
    for info in model.model_fields.values():
        for part in models_in(info.annotation):
            seen += [part, *_parts(part)]
    return iter(dict.fromkeys(seen))


def json_schemas() -> dict[str, str]:
    """Return a JSON Schema for each kind of page and for project.yaml, by file name: editing programs read them."""
    models: dict[str, type[BaseModel]] = {**KINDS, "project": Project}
    schemas = {}
    for name, model in models.items():
        schema = _lean(model.model_json_schema(ref_template="#/definitions/{model}"))
        schema["definitions"] = schema.pop("$defs", {})
        # Draft 7 is what most editing programs know.
        schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
        schemas[f"{name}.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return schemas


def _lean(schema: Any) -> Any:
    """Return a schema without what only Python needs: nulls (an empty field is a mistake), defaults, names of fields."""
    if isinstance(schema, list):
        return [_lean(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "anyOf" in schema:
        choices = [one for one in schema["anyOf"] if one != {"type": "null"}]
        if len(choices) == 1:
            schema = {**choices[0], **{key: value for key, value in schema.items() if key != "anyOf"}}
    dropped = ("default", "title") if "type" in schema or "$ref" in schema else ()
    return {
        key: {name: _lean(one) for name, one in value.items()} if key in ("properties", "$defs") else _lean(value)
        for key, value in schema.items()
        if key not in dropped
    }


def mistakes_manual() -> str:
    """Return docs/problems.md: a paragraph for each mistake that the check can find."""
    parts = [
        "# What the check can find",
        GENERATED,
        "Each problem ends with a code; here is what it means and how it is mended.",
    ]
    for code, mistake in CODES.items():
        parts.append(f"## {code}: {mistake.title}\n\n{mistake.text}")
    return "\n\n".join(parts) + "\n"


def limits_manual() -> str:
    """Return docs/limits.md: how long, large or many something may be."""
    rows = ["| what | limit |", "| --- | --- |"]
    rows += [f"| {one.about} | {_in_words(one)} |" for one in limits.ALL]
    parts = [
        "# Limits",
        "<!-- Made by `./site docs` from core/limits.py; changes here are lost. -->",
        "How long, large or many something may be. `./site check` reports what goes beyond, with its line; the same limits hold for "
        "imported calendars, for the newsletter and for the files that hosts read. How much a picture may weigh is set by "
        "`picture_limit` in `content/project.yaml`; it is 1,000 kB where nothing is written.",
        "\n".join(rows),
    ]
    return "\n\n".join(parts) + "\n"


def _in_words(limit: limits.Limit) -> str:
    """Return a limit with its unit; the digits of a year are not grouped."""
    if limit.unit == "as a year":
        return str(limit.value)
    return f"{limit.value:,} {limit.unit}"


def generated() -> dict[str, str]:
    """Return every file of the repository that is made from the schema, by path."""
    schemas = json_schemas()
    kinds = {kind: json.loads(schemas[f"{kind}.json"]) for kind in KINDS}
    return {
        "docs/front-matter.md": front_matter_manual(),
        "docs/limits.md": limits_manual(),
        "docs/problems.md": mistakes_manual(),
        ".vscode/front-matter.code-snippets": snippets(kinds),
        **{f"docs/schema/{name}": text for name, text in schemas.items()},
    }
