"""What an event of an iCalendar file says besides its dates: title, text, place, link, state, organiser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.ical_notes import CHECK, LOST, MINOR, Note
from core.ical_text import (
    cleaned,
    from_html,
    from_plain,
    has_email,
    is_html,
    plain_lines,
    safe_address,
    without_emails,
)
from core.limits import IMPORT_SUMMARY, IMPORT_TITLE
from core.meetings import (
    ADDRESS,
    find_meeting,
    is_meeting,
    is_online_word,
    trimmed,
    unwrapped,
    without_footer,
    without_passcode,
)

KEPT = {
    "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "LOCATION", "STATUS", "ORGANIZER", "UID", "CREATED",
    "DTSTAMP", "LAST-MODIFIED", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "URL", "CONFERENCE", "STYLED-DESCRIPTION",
}  # fmt: skip
_UNTOLD = {"SEQUENCE", "CLASS", "TRANSP", "PRIORITY", "RECURRENCEID"}  # what says nothing to a visitor
_LINKS = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-ONLINEMEETINGCONFLINK", "CONFERENCE")
_POSTCODE = re.compile(r"(?:[A-Z]{1,2}-?\s?)?\d{4,6}(?:\s?[A-Z]{2})?\s+(\D{2,})")
NO_PLACE = "Not stated"
_PASSCODE = Note(LOST, "The passcode in the link of its video meeting was left out.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What has to be known of the site into which events are imported."""

    zone: str  # of the project
    today: date
    print_addresses: bool = True  # whether pages may show e-mail addresses
    towns: tuple[str, ...] = ()  # names of the project's cities, as events call them


@dataclass(slots=True)
class Said:
    """The fields of a page that do not depend on dates, its text, and what to note."""

    fields: dict[str, str] = field(default_factory=dict)
    body: str = ""
    plain_body: str = ""  # the same without links, for texts whose links the check refuses
    notes: list[Note] = field(default_factory=list)


def read_event(event: Any, setting: Setting, *, cancelled: bool = False) -> Said:
    """Return what an event says besides its dates; `cancelled` where its whole calendar is a cancellation."""
    said = Said()
    title = _line(event.get("SUMMARY"))
    title = _public(title, setting, said)
    if not title:
        said.notes.append(Note(CHECK, "It has no title: “Untitled event” was written."))
    text, html = _description(event)
    online = _read_online(event, text, html, said)
    text, removed = without_footer(text)
    if html:
        html, more = without_footer(html)
        removed = removed or more
    if removed:
        said.notes.append(Note(LOST, "Meeting ids, passcodes and numbers to dial of a video meeting were left out."))
    links = _read_place(event, setting, said, online)
    links += _links_of(event, text, said)
    _write_body(text, html, title, links, setting, said)
    said.fields["title"] = _short(title, IMPORT_TITLE) or "Untitled event"
    first = _public(_first_sentence(text), setting, said) or said.fields["title"]
    said.fields["summary"] = _short(first, IMPORT_SUMMARY)
    _read_state(event, setting, said, cancelled)
    _read_organiser(event, said)
    said.notes += _find_lost(event)
    return said


def _line(value: object) -> str:
    return " ".join(cleaned(str(value or "")).split())


def _short(text: str, limit: int) -> str:
    """Return a text that is no longer than the limit, cut between words."""
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


def _public(text: str, setting: Setting, said: Said) -> str:
    """Return a text without e-mail addresses where the site prints none."""
    if setting.print_addresses:
        return text
    shorter, found = without_emails(text)
    if found:
        note = Note(LOST, "E-mail addresses in its texts were left out, as this site prints none.")
        said.notes += [note] * (note not in said.notes)
    return shorter if not found else "\n".join(line.strip() for line in shorter.split("\n"))


def _first_sentence(text: str) -> str:
    """Return the first sentence of plain lines; empty where they have no words."""
    for line in text.split("\n"):
        words = _line(ADDRESS.sub("", line)).strip(" -–*•#<>")
        if re.search(r"\w{2}", words):
            return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]
    return ""


def _description(event: Any) -> tuple[str, str]:
    """Return the description as plain lines, and as HTML where the event has it so."""
    text = _text_of(event.get("DESCRIPTION"))
    styled = next((one for name in ("STYLED-DESCRIPTION", "X-ALT-DESC") if (one := _text_of(event.get(name)))), "")
    if styled and not is_html(styled):
        styled = ""
    if styled and not is_html(text):
        words, others = (set(re.findall(r"\w{3,}", plain_lines(one).casefold())) for one in (text, styled))
        if others and len(words - others) <= len(words) // 5:
            return plain_lines(styled), styled
    return plain_lines(text), text if is_html(text) else ""


def _text_of(value: Any) -> str:
    """Return a text of an event; properties that iCalendar does not know come with their escapes."""
    if isinstance(value, list):
        value = value[0]
    text = str(value or "").strip()
    if type(value).__name__ in ("vUnknown", "vBrokenProperty"):
        text = re.sub(r"\\([nN,;\\])", lambda found: "\n" if found[1] in "nN" else found[1], text)
    return text


def _read_online(event: Any, text: str, html: str, said: Said) -> str:
    """Return the address of the video meeting of an event, without its passcode; empty where it has none."""
    given = [str(one) for name in _LINKS for one in _several(event.get(name))]
    conference = next((unwrapped(one.strip()) for one in given if ADDRESS.fullmatch(one.strip())), "")
    others = [str(event.get("LOCATION", "")), text, html, str(event.get("URL", ""))]
    address = conference or find_meeting(others)
    if not address:
        return ""
    address, secret = without_passcode(address)
    address = safe_address(address)
    if secret:
        said.notes.append(_PASSCODE)
    if address:
        said.fields["online"] = address
    return address


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _read_place(event: Any, setting: Setting, said: Said, online: str) -> list[str]:
    """Note where the event takes place, and return addresses of the web that stand there and are no meeting."""
    written = cleaned(str(event.get("LOCATION") or ""))
    addresses = [unwrapped(trimmed(found[0])) for found in ADDRESS.finditer(written)]
    others = [address for address in addresses if safe_address(address) not in ("", online)]
    if any(is_meeting(address) and without_passcode(address)[1] for address in addresses):
        said.notes.append(_PASSCODE)
    rest = ADDRESS.sub("\n", written)
    parts = [part.strip(" .-–:()<>[]|/") for part in re.split(r"[\n;|]| / ", rest)]
    words = [part for part in parts if is_online_word(part)]
    parts = [_public(part, setting, said) for part in parts if re.search(r"\w", part) and not is_online_word(part)]
    if addresses:
        parts = [
            part for part in parts if not re.fullmatch(r"(?:link|join|url|web|website|at|via|or)", part, re.IGNORECASE)
        ]
    line = _line(", ".join(filter(None, parts)))
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
                    "Its place stands in one line: leave the town in place, and put the house or hall into venue.",
                )
            )
        return
    said.fields["place"] = town
    venue = ", ".join(part for part in parts if part.casefold() != town.casefold())
    if venue:
        said.fields["venue"] = venue


def _links_of(event: Any, text: str, said: Said) -> list[str]:
    """Return the web address of an event where its text does not have it."""
    address = unwrapped(_line(event.get("URL")))
    if not address or address in text or is_meeting(address) or address == said.fields.get("online"):
        return []
    if safe_address(address):
        return [address]
    said.notes.append(Note(LOST, "Its URL is no address of the web.", address[:80]))
    return []


def _write_body(text: str, html: str, title: str, links: list[str], setting: Setting, said: Said) -> None:
    whole = [title] if len(title) > IMPORT_TITLE else []
    plain = _public(text, setting, said)
    if html:
        markdown = from_html(html)
        markdown, _ = without_footer(markdown)
        if not setting.print_addresses:
            markdown = _public(markdown, setting, said)
        if re.search(r"<img\b", html, re.IGNORECASE):
            said.notes.append(Note(LOST, "Pictures in its text were left out: they lie elsewhere."))
    else:
        markdown = from_plain(plain)
    more = [f"<{safe_address(link)}>" for link in dict.fromkeys(links)]
    lines = "  \n".join(more)
    first = from_plain("\n".join(whole))
    said.body = "\n\n".join(filter(None, (first, markdown, lines)))
    said.plain_body = "\n\n".join(filter(None, (first, from_plain(plain, links=False))))


def _read_state(event: Any, setting: Setting, said: Said, cancelled: bool) -> None:
    today = setting.today
    published = min(_day(event, "CREATED") or _day(event, "DTSTAMP") or today, today)
    said.fields["published"] = str(published)
    status = "CANCELLED" if cancelled else str(event.get("STATUS", "CONFIRMED")).upper()
    if status == "CANCELLED":
        changed = _day(event, "LAST-MODIFIED") or _day(event, "DTSTAMP") or today
        said.fields["status"], said.fields["updated"] = "cancelled", str(max(min(changed, today), published))
    elif status == "TENTATIVE":
        said.notes.append(Note(CHECK, "Its status is tentative, which has no word here."))
    elif status != "CONFIRMED":
        said.notes.append(Note(CHECK, "Its status has no word here.", _line(status).lower()[:40]))


def _day(event: Any, name: str) -> date | None:
    moment = getattr(event.get(name), "dt", None)
    return moment.date() if isinstance(moment, datetime) else moment if isinstance(moment, date) else None


def _read_organiser(event: Any, said: Said) -> None:
    organiser = event.get("ORGANIZER")
    if organiser is None:
        return
    name = _line(organiser.params.get("CN")).strip("'\" ") if hasattr(organiser, "params") else ""
    if not name or has_email(name) or "@" in name:
        said.notes.append(Note(LOST, "Its organiser is only an e-mail address, which was left out."))
    elif re.fullmatch(r"[a-z0-9-]+", name):
        # Written like this it would name the file of a partner.
        if name[0].isalpha():
            said.fields["organiser"] = name[0].upper() + name[1:]
        else:
            said.notes.append(
                Note(LOST, "Its organiser is written like the file of a partner, and was left out.", name)
            )
    else:
        said.fields["organiser"] = _short(name, IMPORT_TITLE)


def _find_lost(event: Any) -> Iterator[Note]:
    for name in sorted({name.upper() for name in event} - KEPT - _UNTOLD):
        if name == "ATTENDEE":
            yield Note(MINOR, "Its guests were left out.")
        elif not name.startswith("X-"):
            yield Note(MINOR, f"Not kept: {name}.")
    if any(part.name == "VALARM" for part in event.subcomponents):
        yield Note(MINOR, "Its reminders were not kept.")
