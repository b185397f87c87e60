"""What an import has done or would do, in words."""

from __future__ import annotations

from core.calendar_import.notes import grouped
from core.calendar_import.plan import Plan

_LISTED = 12  # files that are named one by one


def summary_of(plan: Plan, label: str) -> str:
    """Return what an import has done, in lines: how much was written, and everything to look at, the worst first."""
    lines = []
    if plan.files:
        places = {path.rpartition("/")[0] for path in plan.files}
        lines.append(f"Wrote {_count(len(plan.files), 'page')} to {label}/{', '.join(sorted(places))}.")
        if len(plan.files) <= _LISTED:
            lines += [f"  {label}/{path}" for path in plan.files]
    else:
        lines.append("Nothing was written.")
    if plan.left_out:
        lines.append(f"{_count(len(plan.left_out), 'event')} left out; why stands below.")
    if plan.known:
        have = "has a page already, which was" if len(plan.known) == 1 else "have a page already; these were"
        lines.append(f"{_count(len(plan.known), 'event')} of the file {have} left unchanged.")
        changed = [(path, what) for path, what in plan.known if what]
        lines += [f"  {path} differs: {what}" for path, what in changed[:_LISTED]]
        if len(changed) > _LISTED:
            lines.append(f"  and {len(changed) - _LISTED} more differ")
    if report := grouped([*plan.notes, *plan.left_out]):
        lines += ["", report]
    if plan.files:
        lines += ["", "The check has nothing to say against these pages. Read each, then publish."]
    return "\n".join(lines)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
