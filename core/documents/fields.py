"""The kinds of field: how each is read from what an editor wrote. Every value arrives as text, list or mapping of texts."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, WithJsonSchema

from core.dates.partial_date import PartialDate
from core.dates.recurrence import Rule
from core.documents.field_values import (
    one_word_of,
    read_authority,
    read_country,
    read_date,
    read_day,
    read_degrees,
    read_doi,
    read_id,
    read_list,
    read_recurrence,
    read_site_address,
    read_text,
    read_web_address,
    read_whole,
    read_words,
    read_yes_no,
    read_zone,
    text_up_to,
)
from core.limits import ALTERNATIVE_TEXT, MENU_NAME, SUMMARY, TITLE

# How an editing program is told of a date: a year alone is a number in YAML.
_DATE = WithJsonSchema(
    {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}([+-]\d{2}:\d{2})?)?)?)?$"}
)

Text = Annotated[str, BeforeValidator(read_words)]
Title = Annotated[str, text_up_to(TITLE), WithJsonSchema({"type": "string", "maxLength": TITLE})]
Summary = Annotated[str, text_up_to(SUMMARY), WithJsonSchema({"type": "string", "maxLength": SUMMARY})]
MenuName = Annotated[str, text_up_to(MENU_NAME), WithJsonSchema({"type": "string", "maxLength": MENU_NAME})]
PictureText = Annotated[
    str, text_up_to(ALTERNATIVE_TEXT), WithJsonSchema({"type": "string", "maxLength": ALTERNATIVE_TEXT})
]
Number = Annotated[str, BeforeValidator(read_text)]  # of a deliverable or grant: shown as it is written, quotes or not
Key = Annotated[str, BeforeValidator(read_text)]  # the name of a file or city
Degrees = Annotated[float, BeforeValidator(read_degrees)]
Whole = Annotated[int, BeforeValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
Date = Annotated[PartialDate, BeforeValidator(read_date), _DATE]  # year, month, day, or day and time
Day = Annotated[PartialDate, BeforeValidator(read_day), _DATE]  # year, month or day
Repeats = Annotated[Rule, BeforeValidator(read_recurrence), WithJsonSchema({"type": "string", "pattern": " until "})]
Zone = Annotated[
    str, BeforeValidator(read_zone), WithJsonSchema({"type": "string", "pattern": "^([A-Z][A-Za-z_]+/.+|UTC)$"})
]
WebAddress = Annotated[
    str, BeforeValidator(read_web_address), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
]
SiteAddress = Annotated[
    str,
    BeforeValidator(read_site_address),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^[hH][tT][tT][pP][sS]?://[^@?#]+$"}),
]
Authority = Annotated[
    str,
    BeforeValidator(read_authority),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?$"}),
]
Id = Annotated[str, BeforeValidator(read_id), WithJsonSchema({"type": "string", "pattern": "^[!$-;=?-Z_a-z~]+$"})]
Country = Annotated[str, BeforeValidator(read_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Doi = Annotated[str, BeforeValidator(read_doi), WithJsonSchema({"type": "string", "pattern": "^10\\.[0-9]{4,9}/"})]
Path = Annotated[str, BeforeValidator(read_text)]  # relative to the file it is written in; looked up later
Texts = Annotated[tuple[Key, ...], BeforeValidator(read_list)]
Numbers = Annotated[tuple[Whole, ...], BeforeValidator(read_list)]

Status = Annotated[
    Literal["scheduled", "cancelled", "postponed", "rescheduled", "moved-online"],
    one_word_of("scheduled", "cancelled", "postponed", "rescheduled", "moved-online"),
]
STATUSES: tuple[str, ...] = get_args(get_args(Status)[0])
Role = Annotated[Literal["city", "commercial", "research"], one_word_of("city", "commercial", "research")]
ResultType = Annotated[
    Literal["guide", "training", "deliverable", "report", "article", "plan", "graphic", "dataset", "software"],
    one_word_of("guide", "training", "deliverable", "report", "article", "plan", "graphic", "dataset", "software"),
]
Level = Annotated[Literal["public", "consortium", "commission"], one_word_of("public", "consortium", "commission")]
