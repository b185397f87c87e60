"""Several versions of one event in a file: the newest counts, and a later message may call it off (RFC 5546)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from icalendar import vText

from core.calendar_import.event_dates import start_of
from core.calendar_import.notes import MINOR, Note
from core.calendar_import.parse import sequence_of, stamp_of

Entry = tuple[Any, list[Note]]  # an event and the notes about it
Groups = Mapping[str, list[Entry]]  # the events of one calendar, by UID


def newest(masters: list[Entry]) -> list[Entry]:
    """Return the events of one UID without those that a later version of the same replaces."""
    if len(masters) < 2:
        return masters
    versions = [sequence_of(event) for event, _ in masters]
    starts = {str(start_of(event)) for event, _ in masters}
    if len(set(versions)) == 1 and len(starts) > 1:
        masters[0][1].append(Note(MINOR, "Several events of the file have one UID: each got an id of its own."))
        return masters
    last = max(range(len(masters)), key=lambda number: (*_age(masters[number]), number))
    masters[last][1].append(Note(MINOR, "The file has several versions of it: the newest was taken."))
    return [masters[last]]


def settle(calendars: Sequence[tuple[Groups, bool]]) -> None:
    """Remove older versions of an event from the calendars of one file, each with whether it is a cancellation.

    A file with several calendars is a file of messages, such as a request, its update and its cancellation.
    """
    found: dict[str, list[tuple[list[Entry], Entry, bool]]] = defaultdict(list)
    for groups, cancels in calendars:
        for uid, group in groups.items():
            found[uid] += [(group, entry, cancels) for entry in group if "RECURRENCE-ID" not in entry[0]]
    for versions in found.values():
        if len({id(group) for group, _, _ in versions}) > 1:
            _settle_event(versions)


def _settle_event(versions: list[tuple[list[Entry], Entry, bool]]) -> None:
    invitations = [entry for _, entry, cancels in versions if not cancels]
    if not invitations:
        return
    kept = newest(invitations)
    cancelled = [_age(entry) for _, entry, cancels in versions if cancels]
    for event, notes in kept:
        if cancelled and max(cancelled)[0] >= sequence_of(event):
            event["STATUS"] = vText("CANCELLED")
            notes.append(Note(MINOR, "A later message in the file calls it off."))
    for group, entry, _ in versions:
        if not any(entry is one for one in kept):
            group[:] = [one for one in group if one is not entry]


def _age(entry: Entry) -> tuple[int, str]:
    return sequence_of(entry[0]), str(stamp_of(entry[0]))
