"""The valid part of a value that is wrong in places, so that one mistake does not take its neighbours with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from core.documents.field_names import models_in

Model = TypeVar("Model", bound=BaseModel)
_NOTHING = object()  # nothing of a value is valid


@cache
def adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """Return what reads one field of a model."""
    return TypeAdapter(_annotation(model, name))


def valid_fields(model: type[BaseModel], values: Mapping[str, Any], wrong: frozenset[Any]) -> dict[str, Any]:
    """Return the fields of a model as far as they are valid; of the `wrong` ones, what is valid in them.

    A field that is required and not valid is None; others have their default.
    """
    found = {name: adapter(model, name).validate_python(value) for name, value in values.items() if name not in wrong}
    for name in values.keys() & model.model_fields.keys() & wrong:
        if (kept := _valid(_annotation(model, name), values[name])) is not _NOTHING:
            found[name] = kept
    absent = {name: None for name, info in model.model_fields.items() if info.is_required() and name not in found}
    return found | absent


def _annotation(model: type[BaseModel], name: str) -> Any:
    info = model.model_fields[name]
    annotation: Any = info.annotation
    for metadata in info.metadata:
        annotation = Annotated[annotation, metadata]
    return annotation


def _valid(annotation: Any, value: Any) -> Any:
    """Return what is valid of a value: entries of a mapping, fields of a part; _NOTHING where that is nothing.

    An entry with fields of its own stays in its place even where none of them is valid: it exists, others may name it.
    """
    part = next(models_in(annotation), None)
    if get_origin(annotation) is dict:
        entries = value.items() if isinstance(value, dict) else ()
        pairs = [(key, _valid(get_args(annotation)[1], one)) for key, one in entries]
        return {key: kept for key, kept in pairs if kept is not _NOTHING}
    if get_origin(annotation) is tuple and part:
        return tuple(_part(part, one) for one in value) if isinstance(value, list) else _NOTHING
    if part:
        return _part(part, value)
    try:
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError:
        return _NOTHING


def _part(model: type[Model], value: Any) -> Model:
    values = value if isinstance(value, dict) else {}
    return model.model_construct(**valid_fields(model, values, frozenset(values)))
