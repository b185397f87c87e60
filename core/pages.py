"""From the fields of a file to a typed page, with everything that is wrong told at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from functools import cache
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from core.dates import find_clock_change
from core.frontmatter import Head
from core.problems import Problem, guess
from core.schema import KINDS, Event, Page, WorkPackage, models_in

Model = TypeVar("Model", bound=BaseModel)
KIND_NAMES = {kind: kind.replace("-", " ") for kind in KINDS}


def read_page(head: Head, kind: str, path: str, zone: str) -> tuple[Page, list[Problem]]:
    """Return the typed page of a file and its problems; `zone` is the project's.

    A field with a problem has its default in the page, a required one is missing from it, so that one
    mistake does not hide the next.
    """
    page, problems = read_model(head, KINDS[kind], path)
    return page, problems + list(find_contradictions(page, head, path, zone))


def read_model(head: Head, model: type[Model], path: str) -> tuple[Model, list[Problem]]:
    """Return the fields of a head as a value of a model, and what is wrong with them."""
    values, problems = dict(head.values), []
    for name in [name for name, value in values.items() if value is None]:
        del values[name]
        mend = "Write a value or take the line out."
        problems.append(Problem(path, head.line(name), "E012", "the field is empty.", mend, name))
    empty = {problem.field for problem in problems}
    try:
        return model.model_validate(values), problems
    except ValidationError as failure:
        errors = failure.errors(include_url=False)
    problems += [
        _problem(error, head, model, path) for error in errors if error["loc"] and error["loc"][0] not in empty
    ]
    wrong = {error["loc"][0] for error in errors if error["loc"]}
    good = {name: _adapter(model, name).validate_python(value) for name, value in values.items() if name not in wrong}
    absent = {name: None for name, info in model.model_fields.items() if info.is_required() and name not in good}
    return model.model_construct(**good, **absent), problems


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for metadata in info.metadata:
        annotation = Annotated[annotation, metadata]
    return TypeAdapter(annotation)


def _problem(error: ErrorDetails, head: Head, model: type[BaseModel], path: str) -> Problem:
    place = tuple(
        part for part in error["loc"] if isinstance(part, int) or not part.startswith(("function-", "constrained-"))
    )
    line, name = head.line(*place), ".".join(str(part) for part in place if isinstance(part, str))
    match error["type"]:
        case "mistake":
            context = error["ctx"]
            return Problem(path, line, context["code"], context["message"], context["mend"], name)
        case "missing":
            info = model.model_fields.get(str(place[0]))
            example = info.examples[0] if info and info.examples and len(place) == 1 else None
            mend = f"Add a line like “{name}: {_written(example)}”." if example is not None else f"Add “{name}”."
            about = f" {info.description}" if info and len(place) == 1 else ""
            return Problem(path, line, "E011", f"the field is missing.{about}", mend, name)
        case "extra_forbidden":
            return _unknown(place, line, model, path)
        case _:
            mend = "See the list of fields in docs/front-matter.md."
            return Problem(path, line, "E013", "the value is not of the form that is wanted.", mend, name)


def _unknown(place: tuple[str | int, ...], line: int, model: type[BaseModel], path: str) -> Problem:
    name = str(place[-1])
    known = list(_fields_at(model, place[:-1]))
    near = guess(name, known)
    owners = [kind for kind, other in KINDS.items() if name in other.model_fields] if len(place) == 1 else []
    if owners and not near:
        message = f"this kind of page ({KIND_NAMES[getattr(model, 'kind', 'page')]}) has no such field."
        mend = f"It belongs to: {', '.join(KIND_NAMES[kind] for kind in owners)}. Move the file, or take the line out."
        return Problem(path, line, "E015", message, mend, name)
    mend = near + f"Fields here: {', '.join(known)}."
    return Problem(path, line, "E010", "there is no such field.", mend, name)


def _fields_at(model: type[BaseModel], place: tuple[str | int, ...]) -> Iterable[str]:
    """Return the names of the fields of the model at a place inside another."""
    for part in place:
        if isinstance(part, str) and part in model.model_fields:
            model = next(models_in(model.model_fields[part].annotation), model)
    return model.model_fields


def _written(example: Any) -> str:
    """Return an example as an editor would write it."""
    if isinstance(example, list):
        return f"[{', '.join(map(_written, example))}]"
    if isinstance(example, bool):
        return str(example).lower()
    return str(example)


def find_contradictions(page: Page, head: Head, path: str, zone: str) -> Iterator[Problem]:
    """Yield what is wrong between fields that are right each by itself."""
    if isinstance(page, Event | WorkPackage):
        yield from _find_span(page, head, path)
    if isinstance(page, Event):
        yield from _find_zone(page, head, path)
    for name in ("published", "updated"):
        moment = getattr(page, name, None)
        if moment is not None and (error := find_clock_change(moment, ZoneInfo(zone))):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)


def _find_span(page: Event | WorkPackage, head: Head, path: str) -> Iterator[Problem]:
    start, end = getattr(page, "start", None), page.end
    if start is None or end is None:
        return
    if start.precision != end.precision:
        mend = f"Write the end as exactly as the start ({start})."
        yield Problem(
            path, head.line("end"), "E028", f"the start is a {start.precision}, the end a {end.precision}.", mend, "end"
        )
    elif (end.first, end.at or time()) < (start.first, start.at or time()):
        yield Problem(
            path,
            head.line("end"),
            "E023",
            f"the end ({end}) is before the start ({start}).",
            "Correct one of the two dates.",
            "end",
        )


def _find_zone(page: Event, head: Head, path: str) -> Iterator[Problem]:
    timed = [
        name
        for name in ("start", "end", "previously")
        if (moment := getattr(page, name, None)) is not None and moment.at is not None
    ]
    if not timed:
        return
    if page.timezone is None:
        if "timezone" not in head.values:
            mend = "Add a line like “timezone: Europe/Brussels”."
            yield Problem(path, head.line(timed[0]), "E024", "there is a time of day but no timezone.", mend, timed[0])
        return
    for name in timed:
        if error := find_clock_change(getattr(page, name), ZoneInfo(page.timezone)):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)
