"""An iCalendar file cut into its calendars, time zones and events, before anything in it is interpreted.

Each event is parsed by itself later, so that a damaged one does not take the others with it.
"""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, field

FOREIGN = "Part of the file is not in UTF-8 and was read as Windows-1252: check its accented letters."
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_NAME = re.compile(r"([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)?)[;:]")
_TIME = re.compile(r"(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;.*)?):(\d{8}.*|)$", re.IGNORECASE)
_TZID = re.compile(r";TZID=(\"[^\"]*\"?|.*?)(?=;[A-Z-]+=|$)", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=([\w-]+)", re.IGNORECASE)


class Unreadable(Exception):
    """The file is no calendar; its text says so."""


@dataclass(slots=True)
class RawCalendar:
    """One calendar of a file, as unfolded lines."""

    properties: dict[str, str] = field(default_factory=dict)  # of the calendar itself, by name in capitals
    zones: list[list[str]] = field(default_factory=list)  # VTIMEZONE, with their first and last line
    events: list[list[str]] = field(default_factory=list)  # VEVENT, with their first and last line


def read_calendars(data: bytes) -> tuple[list[RawCalendar], bool]:
    """Return the calendars of a file, and whether some of it was not in UTF-8; Unreadable where it is no calendar."""
    if _is_utf_16(data):
        raise Unreadable("the file is saved as UTF-16 (“Unicode”). Save it as UTF-8, or export it again.")
    lines, foreign = _lines_of(data.removeprefix(b"\xef\xbb\xbf"))
    calendars: list[RawCalendar] = []
    open_blocks: list[str] = []
    block: list[str] | None = None
    for line in lines:
        upper = line.strip().upper()
        if upper == "BEGIN:VCALENDAR" and not open_blocks:
            calendars.append(RawCalendar())
            open_blocks.append("VCALENDAR")
            continue
        if not calendars:
            continue
        if upper.startswith("BEGIN:"):
            open_blocks.append(upper[6:])
            if len(open_blocks) == 2:
                block = []
        if block is not None:
            block.append(line)
        elif len(open_blocks) == 1 and (name := _NAME.match(line)):
            calendars[-1].properties.setdefault(name[1].upper(), line.partition(":")[2].strip())
        if upper.startswith("END:"):
            _close(upper[4:], open_blocks)
            if len(open_blocks) < 2 and block is not None:
                _keep(block, calendars[-1])
                block = None
    _find_cut_off(calendars, open_blocks)
    return calendars, foreign


def _find_cut_off(calendars: list[RawCalendar], open_blocks: list[str]) -> None:
    """Raise Unreadable where a file has no calendar, or ends inside of one."""
    if not calendars:
        raise Unreadable("this is no iCalendar file, or it is damaged.")
    if open_blocks:
        raise Unreadable("the file is cut off: its last lines are missing. Export it again.")


def _is_utf_16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:200].count(0) > len(data[:200]) // 4


def _keep(block: list[str], calendar: RawCalendar) -> None:
    """Keep the lines of an event or a time zone; what else a calendar holds is not for pages."""
    kept = {"VEVENT": calendar.events, "VTIMEZONE": calendar.zones}
    kept.get(block[0].strip().upper()[6:], []).append(block)


def _close(name: str, open_blocks: list[str]) -> None:
    """Take the named block off the open ones; one that was never opened makes the file unreadable."""
    if name not in open_blocks or open_blocks[-1] != name:
        raise Unreadable(f"the file is damaged: “END:{name}” stands where nothing of that name is open.")
    open_blocks.pop()


def _lines_of(data: bytes) -> tuple[list[str], bool]:
    """Return the unfolded lines of a file. Folding is undone in bytes: programs cut through the middle of letters."""
    plain = _FOLD.sub(b"", data)
    lines, foreign = [], False
    for line in re.split(rb"\r\n|\n|\r", plain):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
            foreign = True
    return [_put_right(line) for line in _without_soft_breaks(lines) if line.strip()], foreign


def _without_soft_breaks(lines: list[str]) -> list[str]:
    """Return lines in which texts of vCalendar 1.0 (quoted-printable, over several lines) are plain."""
    found: list[str] = []
    waiting = ""
    for line in lines:
        whole = waiting + line
        head = whole.partition(":")[0]
        if _QUOTED_PRINTABLE.search(head) and whole.endswith("="):
            waiting = whole[:-1]
            continue
        found.append(whole)
        waiting = ""
    return found + ([waiting] if waiting else [])


def _put_right(line: str) -> str:
    """Return a line as RFC 5545 wants it, where programs are known to write it otherwise."""
    head, colon, value = line.partition(":")
    if _QUOTED_PRINTABLE.search(head):
        charset = _CHARSET.search(head)
        raw = quopri.decodestring(value.encode("utf-8", "replace"))
        try:
            text = raw.decode(charset[1] if charset else "utf-8")
        except (UnicodeDecodeError, LookupError):
            text = raw.decode("cp1252", "replace")
        escaped = re.sub(r"([\\;,])", r"\\\1", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")
        return _CHARSET.sub("", _QUOTED_PRINTABLE.sub("", head)) + colon + escaped
    if time := _TIME.match(line):
        parameters = time[2]
        if zone := _TZID.search(parameters):
            name = zone[1].strip('"')
            # RFC 5545, 3.2.19: a time in UTC has no TZID; where a file has both, the Z is the truth.
            rest = parameters[: zone.start()] + parameters[zone.end() :]
            parameters = rest if re.search(r"\d{6}Z", time[3]) else f'{rest};TZID="{name}"'
        return f"{time[1]}{parameters}:{time[3]}"
    return line
