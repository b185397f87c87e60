"""From the fields of a file to a typed page, with everything that is wrong told at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.dates.clock_changes import zones
from core.documents.contradictions import find_contradictions
from core.documents.field_names import models_in
from core.documents.front_matter import Head
from core.documents.schema import KINDS, Page
from core.documents.valid_parts import valid_fields
from core.documents.yaml_errors import in_quotes
from core.problems.problem import Problem, guess, nearest

Model = TypeVar("Model", bound=BaseModel)
KIND_NAMES = {kind: kind.replace("-", " ") for kind in KINDS}


def read_page(head: Head, kind: str, path: str, zone: str) -> tuple[Page, list[Problem]]:
    """Return the typed page of a file and its problems; `zone` is the project's.

    A field with a problem has its default in the page, a required one is missing from it, and what is valid in it is
    kept, so that one mistake does not hide the next.
    """
    page, problems = read_model(head, KINDS[kind], path, zone)
    return page, problems + list(find_contradictions(page, head, path, zone))


def read_model(head: Head, model: type[Model], path: str, zone: str = "UTC") -> tuple[Model, list[Problem]]:
    """Return the fields of a head as a value of a model, and what is wrong with them; `zone` is the project's."""
    values, problems = dict(head.values), []
    for name in [name for name, value in values.items() if value is None]:
        del values[name]
        mend = _fill_in(model, name)
        problems.append(Problem(path, head.line(name), "E012", "the field is empty.", mend, name))
    told = {problem.field for problem in problems}
    try:
        return model.model_validate(values), problems
    except ValidationError as failure:
        errors = failure.errors(include_url=False)
    # A misspelt field is not told as missing too.
    unknown = [
        str(error["loc"][0]) for error in errors if error["type"] == "extra_forbidden" and len(error["loc"]) == 1
    ]
    told |= {near for name in unknown if (near := nearest(name, model.model_fields)) not in head.values}
    misspelt = set(_misspelt(model, errors))
    problems += [
        _problem(error, head, model, path, zone)
        for error in errors
        if error["loc"] and error["loc"][0] not in told and error["loc"] not in misspelt
    ]
    wrong = frozenset(error["loc"][0] for error in errors if error["loc"])
    return model.model_construct(**valid_fields(model, values, wrong)), problems


def _misspelt(model: type[BaseModel], errors: list[ErrorDetails]) -> Iterator[tuple[str | int, ...]]:
    """Yield the places in parts that are reported as missing only because the field there is misspelt."""
    for error in errors:
        *above, name = error["loc"] or ("",)
        if error["type"] == "extra_forbidden" and above:
            yield (*above, nearest(str(name), _model_at(model, tuple(above)).model_fields))


def _fill_in(model: type[BaseModel], *place: str | int) -> str:
    """Return the remedy for an empty field: one that is needed cannot be taken out."""
    name = str(place[-1])
    info = _model_at(model, place[:-1]).model_fields.get(name)
    if info is None or not info.is_required():
        return "Write a value, or take the line out."
    return f"Write a value, like “{name}: {_day_of(info.examples[0])}”." if info.examples else "Write a value."


def _in_its_zone(instant: datetime, name: str, head: Head, zone: str) -> str:
    """Return the remedy for a time that is written with its distance from UTC: what clocks show in the zone of the field."""
    if name in ("start", "end", "previously"):
        zone = str(head.values.get("timezone", ""))
        if zone not in zones():
            return f"Write “{instant:%Y-%m-%d %H:%M}”, which is that time in UTC, and add the line “timezone: UTC”."
    return f"Write “{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}”, which is that time in {zone}."


def _problem(error: ErrorDetails, head: Head, model: type[BaseModel], path: str, zone: str) -> Problem:
    place = tuple(
        part for part in error["loc"] if isinstance(part, int) or not part.startswith(("function-", "constrained-"))
    )
    line, name = head.line(*place), ".".join(str(part) for part in place if isinstance(part, str))
    match error["type"]:
        case "mistake":
            context = error["ctx"]
            mend = context["mend"]
            if context["code"] == "E012":
                mend = _fill_in(model, *place)
            elif instant := context.get("instant"):
                mend = _in_its_zone(instant, name, head, zone)
            elif context["code"] == "E136" and len(place) == 1:
                mend = f"Put the value in double quotes: {name}: {in_quotes(context['bare'])}"
            return Problem(path, line, context["code"], context["message"], mend, name)
        case "missing":
            info = _model_at(model, place[:-1]).model_fields.get(str(place[-1]))
            example = info.examples[0] if info and info.examples else None
            mend = (
                f"Add a line like “{place[-1]}: {_day_of(example)}”."
                if example is not None
                else f"Add a line “{name}: ” with its value."
            )
            about = f" {info.description}" if info else ""
            return Problem(path, line, "E011", f"the field is missing.{about}", mend, name)
        case "extra_forbidden":
            return _unknown(place, error["input"], line, model, path, _names_at(head, place[:-1]))
        case "model_type" | "model_attributes_type":
            shown = str(error["input"])[:60]
            mend = f"Write its fields in braces: “{_as_fields(error['input'], _model_at(model, place))}”."
            return Problem(path, line, "E013", f"“{shown}” has no fields of its own.", mend, name)
        case "dict_type":
            mend = "Write a line for each below this one, indented by two spaces: its name, a colon, a space and its value."
            return Problem(path, line, "E013", "names with values are wanted here.", mend, name)
        case "tuple_type" | "list_type":
            part = next(models_in(_model_at(model, place[:-1]).model_fields[str(place[-1])].annotation), None)
            mend = "Write a line for each below this one, indented by two spaces: a hyphen, a space and its value."
            if part and isinstance(error["input"], str):
                mend = f"Write it in brackets and braces: “[{_as_fields(error['input'], part)}]”."
            return Problem(path, line, "E013", "a list is wanted here.", mend, name)
        case _:
            mend = "See the list of fields in docs/front-matter.md."
            return Problem(path, line, "E013", "the value is not of the form that is wanted.", mend, name)


def _names_at(head: Head, place: tuple[str | int, ...]) -> set[str]:
    """Return the names of the fields that are written at a place: none of them was meant by another."""
    values: Any = head.values
    for part in place:
        values = values[part]
    return set(values)


def _unknown(
    place: tuple[str | int, ...], value: Any, line: int, model: type[BaseModel], path: str, taken: set[str]
) -> Problem:
    name = str(place[-1])
    known = list(_model_at(model, place[:-1]).model_fields)
    # A word that is only like a field that is there already was meant otherwise, unless it is nearly the same.
    free = [one for one in known if one not in taken or one == nearest(name, known, 0.85)]
    near = guess(name, free)
    owners = [kind for kind, other in KINDS.items() if name in other.model_fields] if len(place) == 1 else []
    if owners:
        folder = path.rpartition("/")[0]
        message = (
            f"a {KIND_NAMES[getattr(model, 'kind', 'page')]} has no such field, and {folder} holds that kind of page."
        )
        mend = f"Take the line out; only these have it: {', '.join(KIND_NAMES[kind] for kind in owners)}."
        return Problem(path, line, "E015", message, mend, name)
    if not near:
        return Problem(
            path, line, "E010", "there is no such field.", f"Take the line out. Fields here: {', '.join(known)}.", name
        )
    info = _model_at(model, place[:-1]).model_fields[nearest(name, free)]
    if isinstance(value, str) and (part := next(models_in(info.annotation), None)):
        mend = f"Write “{nearest(name, free)}: {_as_fields(value, part)}”, or take the line out."
        return Problem(path, line, "E010", "there is no such field.", mend, name)
    mend = near.strip() if info.is_required() else f"{near}Correct the name, or take the line out."
    return Problem(path, line, "E010", "there is no such field.", mend, name)


def _model_at(model: type[BaseModel], place: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the model at a place inside another."""
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = next(models_in(model.model_fields[part].annotation), model)
    return model


def _day_of(example: Any) -> str:
    """Return an example as an editor would write it; of a day with a time only the day, which needs no zone."""
    written = _written(example)
    return written[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", written) else written


def _as_fields(value: Any, model: type[BaseModel]) -> str:
    """Return a value that was written where a part with fields is wanted, as that part in braces."""
    text, info = str(value), model.model_fields
    filled = {name: str(field.examples[0]) for name, field in info.items() if field.is_required() and field.examples}
    if "link" in info:  # a material, which also says where it is
        place = "link" if text.startswith("http") else "file" if "/" in text or "." in text else ""
        filled |= {place: text} if place else {"title": text, "link": "https://example.org/"}
    elif len(filled) == 1:
        filled = dict.fromkeys(filled, text)
    return "{" + ", ".join(f"{name}: {in_quotes(one)}" for name, one in filled.items()) + "}"


def _written(example: Any) -> str:
    """Return an example as an editor would write it."""
    if isinstance(example, list):
        return f"[{', '.join(map(_written, example))}]"
    if isinstance(example, bool):
        return str(example).lower()
    return str(example)
