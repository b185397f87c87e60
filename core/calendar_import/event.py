"""What an event of an iCalendar file says besides its dates: title, text, place, link, state, organiser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from core.calendar_import.from_html import from_html, is_html, plain_lines
from core.calendar_import.meetings import ADDRESS, find_meeting, is_meeting, unwrapped, without_footer, without_passcode
from core.calendar_import.notes import CHECK, LOST, MINOR, Note
from core.calendar_import.place import read_place
from core.calendar_import.said import PASSCODE, Said, Setting, one_line, public_text, short
from core.calendar_import.text import from_plain, has_email, safe_address
from core.limits import IMPORT_SUMMARY, IMPORT_TITLE

KEPT = {
    "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "DURATION", "LOCATION", "STATUS", "ORGANIZER", "UID", "CREATED",
    "DTSTAMP", "LAST-MODIFIED", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "URL", "CONFERENCE", "STYLED-DESCRIPTION",
}  # fmt: skip
_UNTOLD = {"SEQUENCE", "CLASS", "TRANSP", "PRIORITY", "RECURRENCEID"}  # what says nothing to a visitor
_LINKS = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-ONLINEMEETINGCONFLINK", "CONFERENCE")


def read_event(event: Any, setting: Setting, *, cancelled: bool = False) -> Said:
    """Return what an event says besides its dates; `cancelled` where its whole calendar is a cancellation."""
    said = Said()
    title = one_line(event.get("SUMMARY"))
    title = public_text(title, setting, said)
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
    links = read_place(event, setting, said, online)
    links += _links_of(event, text, said)
    _write_body(text, html, title, links, setting, said)
    said.fields["title"] = short(title, IMPORT_TITLE) or "Untitled event"
    first = public_text(_first_sentence(text), setting, said) or said.fields["title"]
    said.fields["summary"] = short(first, IMPORT_SUMMARY)
    _read_state(event, setting, said, cancelled)
    _read_organiser(event, said)
    said.notes += _find_lost(event)
    return said


def _first_sentence(text: str) -> str:
    """Return the first sentence of plain lines; empty where they have no words."""
    for line in text.split("\n"):
        words = one_line(ADDRESS.sub("", line)).strip(" -–*•#<>")
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
        said.notes.append(PASSCODE)
    if address:
        said.fields["online"] = address
    return address


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _links_of(event: Any, text: str, said: Said) -> list[str]:
    """Return the web address of an event where its text does not have it."""
    address = unwrapped(one_line(event.get("URL")))
    if not address or address in text or is_meeting(address) or address == said.fields.get("online"):
        return []
    if safe_address(address):
        return [address]
    said.notes.append(Note(LOST, "Its URL is no address of the web.", address[:80]))
    return []


def _write_body(text: str, html: str, title: str, links: list[str], setting: Setting, said: Said) -> None:
    whole = [title] if len(title) > IMPORT_TITLE else []
    plain = public_text(text, setting, said)
    if html:
        markdown = from_html(html)
        markdown, _ = without_footer(markdown)
        if not setting.print_addresses:
            markdown = public_text(markdown, setting, said)
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
        said.notes.append(Note(CHECK, "Its status has no word here.", one_line(status).lower()[:40]))


def _day(event: Any, name: str) -> date | None:
    moment = getattr(event.get(name), "dt", None)
    return moment.date() if isinstance(moment, datetime) else moment if isinstance(moment, date) else None


def _read_organiser(event: Any, said: Said) -> None:
    organiser = event.get("ORGANIZER")
    if organiser is None:
        return
    name = one_line(organiser.params.get("CN")).strip("'\" ") if hasattr(organiser, "params") else ""
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
        said.fields["organiser"] = short(name, IMPORT_TITLE)


def _find_lost(event: Any) -> Iterator[Note]:
    for name in sorted({name.upper() for name in event} - KEPT - _UNTOLD):
        if name == "ATTENDEE":
            yield Note(MINOR, "Its guests were left out.")
        elif not name.startswith("X-"):
            yield Note(MINOR, f"Not kept: {name}.")
    if any(part.name == "VALARM" for part in event.subcomponents):
        yield Note(MINOR, "Its reminders were not kept.")
