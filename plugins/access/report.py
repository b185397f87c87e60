"""What the checks of access found, as the statement shows it."""

from __future__ import annotations

from core.documents.access_record import CHECKS, Record
from core.views.access import AccessReport, Check
from core.views.date_text import DateFormatter


def access_report(record: Record, calendar: DateFormatter) -> AccessReport:
    """Return a record in words and numbers."""
    checks = tuple(Check(name, getattr(record.findings, name)) for name in CHECKS)
    found = sum(check.found for check in checks)
    return AccessReport(calendar.when(record.date), record.pages, record.axe, record.browser, checks, found)
