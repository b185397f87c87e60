"""Time zones, and the changes of their clocks that make a time of day ambiguous or skip it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from core.dates.partial_date import DateError, PartialDate, written_offset


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones that say a place."""
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def find_clock_change(moment: PartialDate, zone: ZoneInfo) -> DateError | None:
    """Return what is wrong with a local time that the zone skips, has twice, or never has with this offset."""
    if moment.at is None:
        return None
    local = datetime.combine(moment.first, moment.at, zone)
    early, late = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert early is not None
    assert late is not None
    if moment.offset is not None and moment.offset not in (early, late):
        shown = datetime.combine(moment.first, moment.at, UTC) - moment.offset
        ways = (f"{moment.first} {moment.at:%H:%M}", f"{shown.astimezone(zone):%Y-%m-%d %H:%M}")
        message = f"on {moment.first} the clock in {zone.key} is not {written_offset(moment.offset)} from UTC."
        mend = f"Write “{ways[0]}” if clocks there show that time, or “{ways[1]}” if the offset is right."
        return DateError("E100", message, mend)
    if early == late:
        return None
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        choice = [local.astimezone(UTC).astimezone(zone), local.replace(fold=1).astimezone(UTC).astimezone(zone)]
        before, after = sorted(f"{one:%H:%M}" for one in choice)
        return DateError(
            "E026",
            f"{moment.at:%H:%M} does not exist on {moment.first} in {zone.key}: the clock jumps forward.",
            f"Write “{moment.first} {before}” or “{moment.first} {after}”.",
        )
    if moment.offset is not None:
        return None
    written = f"{moment.first} {moment.at:%H:%M}"
    return DateError(
        "E027",
        f"{moment.at:%H:%M} comes twice on {moment.first} in {zone.key}: the clock goes back.",
        f"Write “{written}{written_offset(early)}” for the first time, or “{written}{written_offset(late)}” for the second.",
    )
