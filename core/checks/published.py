"""Checks that everything the ledger lists as published is still there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.build.outputs import Output, same_place
from core.checks.ledger_search import Search, aliases_to_add, followed_as, problem_at_row
from core.problems.problem import Problem
from core.site.ledger import FOLLOWED, Row
from core.site.site import Site
from core.site.tree import Node


def find_lost(site: Site, rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield every address and id of the ledger that this content would lose, with the lines that keep it."""
    rows = list(rows)
    if (moved := _find_other_authority(site, rows)) is not None:
        yield moved
        return
    search = Search(site, rows)
    told: set[Node] = set()
    for row in rows:
        match row.kind:
            case "page" | "alias" | "file":
                yield from search.find_lost_address(row, told)
            case "fragment":
                yield from search.find_lost_heading(row)
    for row in rows:
        if row.kind == "page" and row.id:
            yield from search.find_lost_id(row, told)


def find_lost_outputs(site: Site, outputs: Iterable[Output], rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield the feeds, calendars and entries of the ledger that the files of a build lack."""
    outputs = list(outputs)
    there = {same_place(f"/{output.path}") for output in outputs}
    entries = {name for output in outputs for name in output.entries}
    lost: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind in FOLLOWED and same_place(row.address) not in there:
            lost.setdefault(followed_as(row.address), []).append(row)
    for name, gone in lost.items():
        addresses = [row.address for row in gone]
        message = f"the {gone[0].kind} {addresses[0]} is published and would be gone."
        if len(gone) > 1:
            message = f"{len(gone)} feeds and calendars of “{name}” are published and would be gone."
        mend = (
            "Add to the front matter of the page that takes their place:\n"
            f"{aliases_to_add((), *addresses)}\nElse bring back what they were made from."
        )
        yield problem_at_row(site, gone[0], "E091", message, mend)
    for row in rows:
        if row.kind == "entry" and row.id not in entries:
            mend = "Programs would show it a second time under its new id. Bring back the id that it had."
            yield problem_at_row(site, row, "E092", f"the entry {row.id} of {row.address} would be gone.", mend)


def _find_other_authority(site: Site, rows: Iterable[Row]) -> Problem | None:
    """Return the one problem that an authority changed in project.yaml is, instead of one for each id."""
    ids = [row.id for row in rows if row.kind == "page" and row.id.startswith("tag:")]
    start = f"tag:{site.project.id_authority}:"
    if not ids or any(name.startswith(start) for name in ids):
        return None
    before = ":".join(ids[0].split(":")[1:2])
    message = f"ids are published under “{before}”, not “{site.project.id_authority}”: all of them would change."
    return Problem(
        f"{site.label}/project.yaml", 1, "E092", message, f"Write back: id_authority: {before}", "id_authority"
    )
