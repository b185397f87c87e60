"""Where an imported event takes place."""

from __future__ import annotations

import re
from typing import Any

from core.calendar_import.meetings import ADDRESS, is_meeting, is_online_word, trimmed, unwrapped, without_passcode
from core.calendar_import.notes import CHECK, MINOR, Note
from core.calendar_import.said import PASSCODE, Said, Setting, one_line, public_text
from core.calendar_import.text import cleaned, safe_address

_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?\s?)?\d{4,6}(?:\s?[A-Z]{2})?\s+(\D{2,})")
NO_PLACE = "Not stated"


def read_place(event: Any, setting: Setting, said: Said, online: str) -> list[str]:
    """Note where the event takes place, and return addresses of the web that stand there and are no meeting."""
    written = cleaned(str(event.get("LOCATION") or ""))
    addresses = [unwrapped(trimmed(found[0])) for found in ADDRESS.finditer(written)]
    others = [address for address in addresses if safe_address(address) not in ("", online)]
    if any(is_meeting(address) and without_passcode(address)[1] for address in addresses):
        said.notes.append(PASSCODE)
    rest = ADDRESS.sub("\n", written)
    parts = [part.strip(" .-–:()<>[]|/") for part in re.split(r"[\n;|]| / ", rest)]
    words = [part for part in parts if is_online_word(part)]
    parts = [public_text(part, setting, said) for part in parts if re.search(r"\w", part) and not is_online_word(part)]
    if addresses:
        parts = [
            part for part in parts if not re.fullmatch(r"(?:link|join|url|web|website|at|via|or)", part, re.IGNORECASE)
        ]
    line = one_line(", ".join(filter(None, parts)))
    if len(others) == 1 and not online and not line:
        online = said.fields["online"] = safe_address(others.pop())
    if line:
        _split_place(line, setting, said)
    elif online or words or others:
        said.fields["place"] = "Online"
    else:
        said.fields["place"] = NO_PLACE
        said.notes.append(Note(CHECK, f"It has no place: “{NO_PLACE}” was written. Write the town, or Online."))
    return others


def _split_place(line: str, setting: Setting, said: Said) -> None:
    """Put the town into place and the rest into venue where it is sure which is which."""
    parts = [part.strip() for part in line.split(",")]
    town = next((town for town in setting.towns for part in parts if part.casefold() == town.casefold()), "")
    if not town and len(parts) > 1:
        coded = [found[1].strip() for part in parts[1:] if (found := _POSTCODE.fullmatch(part))]
        town = coded[0] if len(coded) == 1 else ""
        town = next((one for one in setting.towns if one.casefold() == town.casefold()), town)
    if not town:
        said.fields["place"] = line
        if len(parts) > 1:
            said.notes.append(
                Note(
                    MINOR,
                    "Its place is a single line: leave the town in place, and move the building or hall to venue.",
                )
            )
        return
    said.fields["place"] = town
    venue = ", ".join(part for part in parts if part.casefold() != town.casefold())
    if venue:
        said.fields["venue"] = venue
