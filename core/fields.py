"""The kinds of field: how each is read from what an editor wrote. Every value arrives as text, list or mapping of texts."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Annotated, Any, Literal, get_args

from babel import Locale
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from core.dates import DateError, Moment, read_moment, zones
from core.frontmatter import Bare
from core.limits import ALTERNATIVE_TEXT, DIGITS, MENU_NAME, SUMMARY, TITLE
from core.permanent_ids import find_authority_fault, find_id_fault
from core.problems import guess, nearest
from core.recurrence import Rule, read_rule
from core.web_addresses import WEB, find_fault, find_site_fault, site_address, to_uri

_WHOLE = "Write it whole, like “https://example.org/page”."


def mistake(code: str, message: str, mend: str, **more: object) -> PydanticCustomError:
    """Return an error that says what the editor has to know; `code` is a key of the catalogue."""
    # Pydantic fills braces in the template from the context, so the text itself goes there.
    return PydanticCustomError("mistake", "{message}", {"code": code, "message": message, "mend": mend, **more})


def _text(value: Any) -> str:
    if value is None:
        raise mistake("E012", "there is no value here.", "Write a value, or take the line out.")
    if not isinstance(value, str):
        what = "a list stands" if isinstance(value, list) else "fields stand"
        raise mistake(
            "E013", f"{what} where one line of text is wanted.", "Write the text after the colon, in one line."
        )
    if "\n" in value.strip():
        raise mistake("E013", "the text goes over several lines.", "Write it in one line.")
    if not value.strip():
        raise mistake("E012", "the field is empty.", "Write a value, or take the line out.")
    return " ".join(value.split())


def _text_proper(value: Any) -> str:
    """Return a text; true and false are none: whoever writes them means to switch something on or off."""
    if isinstance(value, Bare):
        message = f"“{_shown(value)}” is yes or no, where a text is wanted."
        raise mistake("E136", message, f'Put it in double quotes: “"{value}"”.', bare=str(value))
    return _text(value)


def _text_up_to(limit: int) -> BeforeValidator:
    def check(value: Any) -> str:
        text = _text_proper(value)
        if limit == MENU_NAME and text.lower() in ("yes", "no", "on", "off"):
            return _text_proper(Bare(text))
        if len(text) > limit:
            message = f"the text has {len(text):,} characters; {limit} are allowed."
            raise mistake("E137", message, f"Write at most {limit} characters.")
        return text

    return BeforeValidator(check)


def _whole(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"\d+", value, re.ASCII) and len(value) > DIGITS:
        raise mistake("E013", f"“{_shown(value)}” is too large a number.", f"Write at most “{'9' * DIGITS}”.")
    if not isinstance(value, str) or not re.fullmatch(r"\d+", value, re.ASCII):
        raise mistake("E013", f"“{_shown(value)}” is not a whole number.", "Write digits only, like “4”.")
    return int(value)


def _degrees(value: Any) -> float:
    try:
        degrees = float(value)
    except (TypeError, ValueError):
        degrees = math.nan
    if not -180 <= degrees <= 180:
        raise mistake(
            "E013",
            f"“{_shown(value)}” is no number of degrees.",
            "Write a number from -180 to 180 with a point, like “51.05”.",
        )
    return degrees


def _yes_no(value: Any) -> bool:
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, str) and value.casefold() in words:
        return words[value.casefold()]
    raise mistake("E013", f"“{_shown(value)}” is neither yes nor no.", "Write “true” or “false”.")


def _moment(value: Any) -> Moment:
    if isinstance(value, Moment):
        return value
    try:
        return read_moment(_text(value))
    except DateError as error:
        raise mistake(error.code, error.message, error.mend, instant=error.instant) from None


def _day(value: Any) -> Moment:
    moment = _moment(value)
    if moment.precision == "time":
        raise mistake(
            "E020",
            f"“{value}” has a time of day.",
            f"Write only the day: “{Moment(moment.year, moment.month, moment.day)}”.",
        )
    return moment


def _rule(value: Any) -> Rule:
    if isinstance(value, Rule):
        return value
    try:
        return read_rule(_text(value))
    except DateError as error:
        raise mistake(error.code, error.message, error.mend) from None


def _zone(value: Any) -> str:
    name = _text(value)
    if name in zones():
        return name
    # Who writes only the city means the zone that ends with it.
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones(), key=lambda zone: zone.startswith("Europe/"))}
    near = ""
    if len(name) > 4 and (city := nearest(name.rpartition("/")[2].replace(" ", "_"), cities, 0.8)):
        near = f"Did you mean “{cities[city]}”?"
    raise mistake("E025", f"there is no time zone “{name}”.", near or "Write a zone like “Europe/Brussels”.")


def _web(value: Any) -> str:
    address = _text(value)
    if address.partition(":")[0].lower() not in WEB:
        host = re.match(r"[\w-]+(\.[\w-]+)+(?=[/?#:]|$)", address)
        fix = f"Write “https://{address}”." if host and not find_fault(f"https://{address}") else _WHOLE
        raise mistake("E013", f"“{address}” is not an address on the web.", fix)
    if (fault := find_fault(address)) is not None:
        raise mistake("E013", *fault)
    if " " in address:
        fix = (
            "Write one address only."
            if "://" in address.partition(" ")[2]
            else f"Write it encoded: “{to_uri(address)}”."
        )
        raise mistake("E013", f"“{address}” has a space in it.", fix)
    return to_uri(address)


def _site(value: Any) -> str:
    address = _text(value)
    if address.partition(":")[0].lower() not in WEB:
        return _web(value)
    if (fault := find_site_fault(address)) is not None:
        raise mistake("E013", *fault)
    return site_address(address)


def _authority(value: Any) -> str:
    written = _text(value)
    if (fault := find_authority_fault(written)) is not None:
        raise mistake("E013", *fault)
    return written


def _id(value: Any) -> str:
    written = _text(value)
    if (fault := find_id_fault(written)) is not None:
        raise mistake("E013", *fault)
    return written


def _country(value: Any) -> str:
    code, names = _text(value), _countries()
    if code in names:
        return code
    near = {"UK": "GB", "EL": "GR"}.get(code.upper()) or {name.casefold(): code for code, name in names.items()}.get(
        code.casefold(), code.upper() if code.upper() in names else ""
    )
    mend = f"Write “{near}”." if near else "Write its two capital letters, like “BE”."
    raise mistake("E013", f"“{code}” is not a country.", mend)


@cache
def _countries() -> dict[str, str]:
    """Return the English names of countries by their two letters."""
    names = Locale("en").territories
    return {code: name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "ZZ")}


def _doi(value: Any) -> str:
    written = _text(value)
    found = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S+)", written, re.IGNORECASE)
    if found and found[1] == written:
        return written
    mend = (
        f"Write “{found[1]}”."
        if found
        else "Write it so that it begins with 10. and has a slash, like “10.1234/example”."
    )
    raise mistake("E013", f"“{written}” is not a DOI.", mend)


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise mistake("E013", f"“{_shown(value)}” is not a list.", f"Write it in brackets: “[{_shown(value)}]”.")


def _one_word(*words: str) -> BeforeValidator:
    def check(value: Any) -> str:
        written = _text(value)
        if written not in words:
            near = guess(written, words)
            mend = f"{near}Allowed: {', '.join(words)}." if near else f"Write one of these: {', '.join(words)}."
            raise mistake("E014", f"“{written}” is not one of the words for this field.", mend)
        return written

    return BeforeValidator(check)


def _shown(value: Any) -> str:
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value if value is not None else "")[:60]


# How an editing program is told of a date: a year alone is a number in YAML.
_DATE = WithJsonSchema(
    {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}([+-]\d{2}:\d{2})?)?)?)?$"}
)

Text = Annotated[str, BeforeValidator(_text_proper)]
Title = Annotated[str, _text_up_to(TITLE), WithJsonSchema({"type": "string", "maxLength": TITLE})]
Summary = Annotated[str, _text_up_to(SUMMARY), WithJsonSchema({"type": "string", "maxLength": SUMMARY})]
MenuName = Annotated[str, _text_up_to(MENU_NAME), WithJsonSchema({"type": "string", "maxLength": MENU_NAME})]
PictureText = Annotated[
    str, _text_up_to(ALTERNATIVE_TEXT), WithJsonSchema({"type": "string", "maxLength": ALTERNATIVE_TEXT})
]
Number = Annotated[str, BeforeValidator(_text)]  # of a deliverable or grant: shown as it is written, quotes or not
Key = Annotated[str, BeforeValidator(_text)]  # the name of a file or city
Degrees = Annotated[float, BeforeValidator(_degrees)]
Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Date = Annotated[Moment, BeforeValidator(_moment), _DATE]  # year, month, day, or day and time
Day = Annotated[Moment, BeforeValidator(_day), _DATE]  # year, month or day
Repeats = Annotated[Rule, BeforeValidator(_rule), WithJsonSchema({"type": "string", "pattern": " until "})]
Zone = Annotated[
    str, BeforeValidator(_zone), WithJsonSchema({"type": "string", "pattern": "^([A-Z][A-Za-z_]+/.+|UTC)$"})
]
WebAddress = Annotated[
    str, BeforeValidator(_web), WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
]
SiteAddress = Annotated[
    str,
    BeforeValidator(_site),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^[hH][tT][tT][pP][sS]?://[^@?#]+$"}),
]
Authority = Annotated[
    str,
    BeforeValidator(_authority),
    WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?$"}),
]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": "^[!$-;=?-Z_a-z~]+$"})]
Country = Annotated[str, BeforeValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
Doi = Annotated[str, BeforeValidator(_doi), WithJsonSchema({"type": "string", "pattern": "^10\\.[0-9]{4,9}/"})]
Path = Annotated[str, BeforeValidator(_text)]  # relative to the file it is written in; looked up later
Texts = Annotated[tuple[Key, ...], BeforeValidator(_list)]
Numbers = Annotated[tuple[Whole, ...], BeforeValidator(_list)]

Status = Annotated[
    Literal["scheduled", "cancelled", "postponed", "rescheduled", "moved-online"],
    _one_word("scheduled", "cancelled", "postponed", "rescheduled", "moved-online"),
]
STATUSES: tuple[str, ...] = get_args(get_args(Status)[0])
Role = Annotated[Literal["city", "commercial", "research"], _one_word("city", "commercial", "research")]
ResultType = Annotated[
    Literal["guide", "training", "deliverable", "report", "article", "plan", "graphic", "dataset", "software"],
    _one_word("guide", "training", "deliverable", "report", "article", "plan", "graphic", "dataset", "software"),
]
Level = Annotated[Literal["public", "consortium", "commission"], _one_word("public", "consortium", "commission")]
