"""The report of the accessibility checks."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.link import DateText


@dataclass(frozen=True, slots=True)
class Check:
    """What one of the checks of access found."""

    key: str  # a key of `access.checks` in the theme's words
    found: int


@dataclass(frozen=True, slots=True)
class AccessReport:
    """What the checks of access found in all pages, and when."""

    when: DateText
    pages: int
    axe: str
    browser: str
    checks: tuple[Check, ...]
    found: int  # by all of them
