"""Reads the value of one field from what an editor wrote."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from babel import Locale
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from core.dates.clock_changes import zones
from core.dates.partial_date import DateError, PartialDate, read_partial_date
from core.dates.recurrence import Rule, read_rule
from core.documents.permanent_ids import find_authority_fault, find_id_fault
from core.documents.yaml_fields import Bare
from core.limits import DIGITS, MENU_NAME
from core.markdown.web_addresses import WEB, find_fault, find_site_fault, site_address, to_uri
from core.problems.problem import guess, nearest

_WHOLE = "Write it whole, like “https://example.org/page”."


def mistake(code: str, message: str, mend: str, **more: object) -> PydanticCustomError:
    """Return an error that says what the editor has to know; `code` is a key of the catalogue."""
    # Pydantic fills braces in the template from the context, so the text itself goes there.
    return PydanticCustomError("mistake", "{message}", {"code": code, "message": message, "mend": mend, **more})


def read_text(value: Any) -> str:
    """Return a text; empty where nothing is written."""
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


def read_words(value: Any) -> str:
    """Return a text; true and false are none: whoever writes them means to switch something on or off."""
    if isinstance(value, Bare):
        message = f"“{_shown(value)}” is yes or no, where a text is wanted."
        raise mistake("E136", message, f'Put it in double quotes: “"{value}"”.', bare=str(value))
    return read_text(value)


def text_up_to(limit: int) -> BeforeValidator:
    """Return a validator that refuses texts longer than a limit, in characters."""

    def check(value: Any) -> str:
        text = read_words(value)
        if limit == MENU_NAME and text.lower() in ("yes", "no", "on", "off"):
            return read_words(Bare(text))
        if len(text) > limit:
            message = f"the text has {len(text):,} characters; {limit} are allowed."
            raise mistake("E137", message, f"Write at most {limit} characters.")
        return text

    return BeforeValidator(check)


def read_whole(value: Any) -> int:
    """Return a whole number."""
    if isinstance(value, str) and re.fullmatch(r"\d+", value, re.ASCII) and len(value) > DIGITS:
        raise mistake("E013", f"“{_shown(value)}” is too large a number.", f"Write at most “{'9' * DIGITS}”.")
    if not isinstance(value, str) or not re.fullmatch(r"\d+", value, re.ASCII):
        raise mistake("E013", f"“{_shown(value)}” is not a whole number.", "Write digits only, like “4”.")
    return int(value)


def read_degrees(value: Any) -> float:
    """Return a latitude or longitude, in degrees."""
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


def read_yes_no(value: Any) -> bool:
    """Return whether a field says yes."""
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, str) and value.casefold() in words:
        return words[value.casefold()]
    raise mistake("E013", f"“{_shown(value)}” is neither yes nor no.", "Write “true” or “false”.")


def read_date(value: Any) -> PartialDate:
    """Return a date as exact as it is written."""
    if isinstance(value, PartialDate):
        return value
    try:
        return read_partial_date(read_text(value))
    except DateError as error:
        raise mistake(error.code, error.message, error.mend, instant=error.instant) from None


def read_day(value: Any) -> PartialDate:
    """Return a date that is a day, without a time."""
    moment = read_date(value)
    if moment.precision == "time":
        raise mistake(
            "E020",
            f"“{value}” has a time of day.",
            f"Write only the day: “{PartialDate(moment.year, moment.month, moment.day)}”.",
        )
    return moment


def read_recurrence(value: Any) -> Rule:
    """Return a rule of recurrence."""
    if isinstance(value, Rule):
        return value
    try:
        return read_rule(read_text(value))
    except DateError as error:
        raise mistake(error.code, error.message, error.mend) from None


def read_zone(value: Any) -> str:
    """Return the name of a time zone of the IANA database."""
    name = read_text(value)
    if name in zones():
        return name
    # Who writes only the city means the zone that ends with it.
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones(), key=lambda zone: zone.startswith("Europe/"))}
    near = ""
    if len(name) > 4 and (city := nearest(name.rpartition("/")[2].replace(" ", "_"), cities, 0.8)):
        near = f"Did you mean “{cities[city]}”?"
    raise mistake("E025", f"there is no time zone “{name}”.", near or "Write a zone like “Europe/Brussels”.")


def read_web_address(value: Any) -> str:
    """Return an address on the web."""
    address = read_text(value)
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


def read_site_address(value: Any) -> str:
    """Return the address of the site itself, with a slash at its end."""
    address = read_text(value)
    if address.partition(":")[0].lower() not in WEB:
        return read_web_address(value)
    if (fault := find_site_fault(address)) is not None:
        raise mistake("E013", *fault)
    return site_address(address)


def read_authority(value: Any) -> str:
    """Return the authority of tag URIs (RFC 4151)."""
    written = read_text(value)
    if (fault := find_authority_fault(written)) is not None:
        raise mistake("E013", *fault)
    return written


def read_id(value: Any) -> str:
    """Return a permanent id."""
    written = read_text(value)
    if (fault := find_id_fault(written)) is not None:
        raise mistake("E013", *fault)
    return written


def read_country(value: Any) -> str:
    """Return the code of a country (ISO 3166-1 alpha-2)."""
    code, names = read_text(value), _countries()
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


def read_doi(value: Any) -> str:
    """Return a DOI without the address of a resolver."""
    written = read_text(value)
    found = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S+)", written, re.IGNORECASE)
    if found and found[1] == written:
        return written
    mend = (
        f"Write “{found[1]}”."
        if found
        else "Write it so that it begins with 10. and has a slash, like “10.1234/example”."
    )
    raise mistake("E013", f"“{written}” is not a DOI.", mend)


def read_list(value: Any) -> list[Any]:
    """Return a list; a single value is a list of one."""
    if isinstance(value, list):
        return value
    raise mistake("E013", f"“{_shown(value)}” is not a list.", f"Write it in brackets: “[{_shown(value)}]”.")


def one_word_of(*words: str) -> BeforeValidator:
    """Return a validator that allows only these words."""

    def check(value: Any) -> str:
        written = read_text(value)
        if written not in words:
            near = guess(written, words)
            mend = f"{near}Allowed: {', '.join(words)}." if near else f"Write one of these: {', '.join(words)}."
            raise mistake("E014", f"“{written}” is not one of the words for this field.", mend)
        return written

    return BeforeValidator(check)


def _shown(value: Any) -> str:
    return ", ".join(map(_shown, value)) if isinstance(value, list) else str(value if value is not None else "")[:60]
