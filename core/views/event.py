"""Dates of an event and its calendars."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.link import DateText


@dataclass(frozen=True, slots=True)
class Date:
    """One of the dates of an event that repeats."""

    when: DateText
    dates: str  # as in Card


@dataclass(frozen=True, slots=True)
class Subscription:
    """A calendar that programs can follow."""

    title: str
    address: str  # of the file, for a download
    webcal: str  # what calendar programs take for a subscription; empty for a single event
