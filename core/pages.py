"""From the fields of a file to a typed page, with everything that is wrong told at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from core.date_spellings import names_local_time
from core.dates import Moment, find_clock_change, zones
from core.fields import STATUSES
from core.frontmatter import Head
from core.occurrences import find_clock_faults
from core.problems import Problem, guess, nearest
from core.project import Project
from core.recurrence import find_faults
from core.schema import KINDS, Event, Page, WorkPackage, models_in
from core.slips import in_quotes
from core.valid_parts import valid_fields

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


def find_contradictions(page: Page, head: Head, path: str, zone: str) -> Iterator[Problem]:
    """Yield what is wrong between fields that are right each by itself."""
    if isinstance(page, Event | WorkPackage):
        yield from find_span(page, head, path)
    if isinstance(page, Event):
        zone_faults = list(_find_zone(page, head, path))
        yield from zone_faults
        yield from _find_changes(page, head, path)
        if not zone_faults:
            yield from _find_rule(page, head, path, zone)
        yield from _find_bare_materials(page, head, path)
    yield from _find_order(page, head, path, zone)
    for name in ("published", "updated", "expires"):
        moment = getattr(page, name, None)
        if moment is not None and (error := find_clock_change(moment, ZoneInfo(zone))):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)


def _find_bare_materials(page: Event, head: Head, path: str) -> Iterator[Problem]:
    written = head.values.get("materials", ())
    for number, material in enumerate(page.materials):
        if not isinstance(written[number], dict) or {"file", "link"} & written[number].keys():
            continue  # what is wrong with it is reported elsewhere
        if material.file is None and material.link is None:
            message = f"“{material.title}” leads nowhere: it has neither a file nor a link."
            mend = "Add a line “file: ” with the path to the file, or “link: ” with its address."
            yield Problem(path, head.line("materials", number), "E011", message, mend, "materials")


def _shown(moment: Moment) -> str:
    return str(moment).replace("T", " ")


def _is_no_later(one: Moment, other: Moment, zone: str) -> bool:
    return one.begins(ZoneInfo(zone)) <= other.begins(ZoneInfo(zone))


def _find_order(page: Page, head: Head, path: str, zone: str) -> Iterator[Problem]:
    """Yield dates that come before what they have to follow."""
    published, updated = getattr(page, "published", None), page.updated
    if published is not None and updated is not None and updated.last < published.first:
        message = f"the page was changed ({updated}) before it was put up ({published})."
        yield Problem(path, head.line("updated"), "E110", message, "Correct one of the two dates.", "updated")
    if published is not None and page.expires is not None and _is_no_later(page.expires, published, zone):
        message = f"the page would expire ({_shown(page.expires)}) before it is published ({_shown(published)})."
        yield Problem(
            path, head.line("expires"), "E039", message, "Write a later date, or take the line out.", "expires"
        )
    if isinstance(page, Event) and page.deadline is not None and getattr(page, "start", None) is not None:
        last = page.end if page.end is not None and page.end.last > page.start.last else page.start
        if page.deadline.first > last.last and page.repeats is None:
            message = f"the last day to register ({page.deadline}) is after the event ({last})."
            yield Problem(path, head.line("deadline"), "E110", message, "Correct one of the two dates.", "deadline")


def _find_unlike(head: Head, path: str) -> Iterator[Problem]:
    """Yield an end that differs in form from its start, where one of them is a day of no year that can be meant."""
    start, end = (re.fullmatch(r"\d{4}-\d\d-\d\d(.*)", str(head.values.get(name) or "")) for name in ("start", "end"))
    if start and end and bool(start[1]) != bool(end[1]):
        first, last = ("time", "day") if start[1] else ("day", "time")
        message = f"the start is a {first}, the end a {last}."
        yield Problem(path, head.line("end"), "E028", message, "Write both with a time, or both without.", "end")


def find_span(page: Event | WorkPackage | Project, head: Head, path: str) -> Iterator[Problem]:
    """Yield an end that does not fit its start."""
    start, end = getattr(page, "start", None), page.end
    if start is None or end is None:
        yield from _find_unlike(head, path)
        return
    if start.precision != end.precision:
        mend = f"Write the end like the start, which is “{str(start).replace('T', ' ')}”."
        yield Problem(
            path, head.line("end"), "E028", f"the start is a {start.precision}, the end a {end.precision}.", mend, "end"
        )
    elif _is_before(end, start, getattr(page, "timezone", None)):
        yield Problem(
            path,
            head.line("end"),
            "E023",
            f"the end ({end}) is before the start ({start}).",
            "Correct one of the two dates.",
            "end",
        )


def _is_before(end: Moment, start: Moment, zone: str | None) -> bool:
    """Whether an end comes before a start; the zone matters when the clock goes back between them."""
    if zone is not None and start.at is not None:
        return end.begins(ZoneInfo(zone)) < start.begins(ZoneInfo(zone))
    return (end.first, end.at or time()) < (start.first, start.at or time())


def _find_changes(page: Event, head: Head, path: str) -> Iterator[Problem]:
    """Yield changes of an event's state that programs could not notice, or would tell by halves."""
    written = str(head.values.get("status", page.status))
    status = nearest(written, STATUSES) or page.status
    if status != "scheduled" and page.updated is None and "updated" not in head.values:
        message = f"the status is {status}, but “updated” does not say since when."
        mend = "Add a line “updated: ” with the day on which that was decided."
        yield Problem(path, head.line("status"), "E105", message, mend, "status")
    if status == "rescheduled" and page.previously is None and "previously" not in head.values:
        mend = "Add a line “previously: ” with the first date; start and end are the new ones."
        yield Problem(path, head.line("status"), "E108", "the first date is missing.", mend, "status")
    if page.status == "rescheduled" and page.previously is not None and page.previously == getattr(page, "start", None):
        mend = "Write the new date as start, and the one that it had as previously."
        message = f"the event was moved from {page.previously} to the same date."
        yield Problem(path, head.line("previously"), "E123", message, mend, "previously")
    if page.previously is not None and head.values.get("status", "scheduled") == "scheduled":
        mend = "Add the line “status: rescheduled”."
        message = "there is an earlier date, but no status that says that the event was moved."
        yield Problem(path, head.line("previously"), "E108", message, mend, "previously")


def _find_rule(page: Event, head: Head, path: str, zone: str) -> Iterator[Problem]:
    start, line = getattr(page, "start", None), head.line("repeats")
    if page.repeats is None or start is None:
        return
    if start.day is None:
        message = f"the start is a {start.precision}; what repeats needs a day."
        yield Problem(path, line, "E103", message, "Write the day of the first date as start.", "repeats")
        return
    faults = list(find_faults(page.repeats, start.first))
    if not faults and (page.end is None or page.end.precision == start.precision):
        faults = list(find_clock_faults(page, ZoneInfo(page.timezone or zone)))
    for fault in faults:
        yield Problem(path, line, fault.code, fault.message, fault.mend, "repeats")


def _find_zone(page: Event, head: Head, path: str) -> Iterator[Problem]:
    timed = [
        name
        for name in ("start", "end", "previously")
        if ((moment := getattr(page, name, None)) is not None and moment.at is not None)
        or (moment is None and isinstance(text := head.values.get(name), str) and names_local_time(text))
    ]
    if not timed:
        return
    if page.timezone is None:
        if "timezone" not in head.values:
            mend = "Add a line like “timezone: Europe/Brussels”."
            yield Problem(path, head.line(timed[0]), "E024", "there is a time of day but no timezone.", mend, timed[0])
        return
    for name in timed:
        moment = getattr(page, name, None)
        if moment is not None and (error := find_clock_change(moment, ZoneInfo(page.timezone))):
            yield Problem(path, head.line(name), error.code, error.message, error.mend, name)
