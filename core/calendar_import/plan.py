"""Imported events on their way into the content folder: their names, what is there already, and that the check passes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from core.authoring.new_page import CannotWrite, folders_of_kind, only_folder, slug
from core.build.outputs import same_place
from core.calendar_import.imported import Imported, Reading
from core.calendar_import.notes import CHECK, DATES, LOST, Note
from core.calendar_import.said import Setting
from core.documents.kinds import address_of
from core.documents.parse import ParsedPage as PageReading
from core.documents.sources import Sources
from core.problems.problem import Problem, choices
from core.read_site import read_site
from core.site.addresses import is_reserved
from core.site.site import Site
from core.site.tree import Node

_COMPARED = ("title", "start", "end", "timezone", "repeats", "place", "venue", "online", "status")
_TRIES = 5  # rounds of repairing what the check refuses


@dataclass(slots=True)
class Plan:
    """What an import writes, and what it says."""

    files: dict[str, str] = field(default_factory=dict)  # text by path in the content folder
    notes: list[tuple[str, Note]] = field(default_factory=list)  # each with the file that it is about
    known: list[tuple[str, str]] = field(default_factory=list)  # pages that are there: path and what differs
    left_out: list[tuple[str, Note]] = field(default_factory=list)


def setting_of(sources: Sources, now: datetime) -> Setting:
    """Return what has to be known of a site to import events into it; CannotWrite where it cannot be read."""
    site, _ = read_site(sources, now)
    if site is None:
        raise CannotWrite("the content has no project.yaml that can be read: ./site check says why.")
    towns = tuple(city.name for city in site.project.cities.values() if city.name)
    return Setting(site.project.timezone, now.date(), site.project.print_addresses, towns)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write new files into a folder, all of them or none; OSError where the disk refuses, or one is there already."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            place = folder / path
            with place.open("x", encoding="utf-8", newline="\n") as file:
                written.append(place)
                file.write(text)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise


@dataclass(slots=True)
class _Page:
    """An event that is to be written, with the forms in which it can be."""

    event: Imported
    path: str
    body: str
    refused: str = ""

    @property
    def text(self) -> str:
        return Imported(self.event.fields, self.body, "", ()).text


def plan_import(reading: Reading, sources: Sources, now: datetime, folder: str = "") -> Plan:
    """Return the pages to write so that the check says of the whole what it said before; CannotWrite without a place.

    An event whose page the check would refuse is written without links, then without its text, and at last left out.
    """
    folder = folder.strip("/") or only_folder("event", sources)
    homes = folders_of_kind("event", sources)
    if folder not in homes or f"{folder}/index.md" not in sources.texts:
        raise CannotWrite(f"“{folder}” is no folder of events with an index.md. Folders of events: {choices(homes)}.")
    readings: dict[str, PageReading] = {}
    site, before = read_site(sources, now, drafts=True, known=readings)
    if site is None:
        raise CannotWrite("the content cannot be read: run ./site check first.")
    plan = Plan(left_out=list(reading.left_out), notes=[("", note) for note in reading.notes])
    pages = _name(_new_events(reading.events, site, plan), folder, site)
    for _ in range(_TRIES):
        problems = _problems(pages, sources, now, readings, before)
        if not problems:
            break
        pages = _repaired(pages, problems, sources.label, plan)
    else:
        pages = [page for page in pages if not page.refused]
        if left := _problems(pages, sources, now, readings, before):
            raise CannotWrite(f"the check would refuse what the import writes: {left[0].message}")
    plan.files = {page.path: page.text for page in pages}
    label = sources.label
    plan.notes += [(f"{label}/{page.path}", note) for page in pages for note in page.event.notes]
    return plan


def _new_events(events: Iterable[Imported], site: Site, plan: Plan) -> list[Imported]:
    """Return the events that the site does not have, each with an id that nothing else has."""
    known = {site.identity(node): node for node in site.nodes.values() if node.kind != "page"}
    taken: set[str] = set()
    new: list[Imported] = []
    for event in events:
        name = event.fields.get("id", "")
        identity = _identity(name, site)
        if name and identity in known:
            node = known[identity]
            plan.known.append((f"{site.label}/{node.path}", _difference(event, node)))
            continue
        if name and identity in taken:
            event.fields["id"] = f"{name}/{sha256(event.text.encode()).hexdigest()[:8]}"
            identity = _identity(event.fields["id"], site)
        taken.add(identity)
        new.append(event)
    return new


def _identity(name: str, site: Site) -> str:
    return name if name.startswith(("tag:", "urn:")) else f"tag:{site.project.id_authority}:{name}"


def _difference(event: Imported, node: Node) -> str:
    """Return in words what differs between an event and the page that is there."""
    written = node.document.head.values
    changes = []
    for name in _COMPARED:
        there, now = _plain(written.get(name)), _plain(event.fields.get(name))
        if there != now and not (name in ("place", "venue", "title", "online") and not now):
            changes.append(f"{name}: {there or 'nothing'} → {now or 'nothing'}")
    return "; ".join(changes)


def _plain(value: object) -> str:
    return " ".join(str(value or "").split())


def _name(events: list[Imported], folder: str, site: Site) -> list[_Page]:
    """Return events with file names whose addresses are free."""
    taken = {same_place(node.address) for node in site.nodes.values()}
    taken |= {same_place(f"{alias.rstrip('/')}/") for node in site.nodes.values() for alias in node.page.aliases}
    taken |= {same_place(f"{row.address.rstrip('/')}/") for row in site.ledger if row.address}
    paths = set(site.nodes)
    pages = []
    for event in events:
        day = re.sub(r"[^\d-]", "", event.fields["start"][:10])
        stem, number = slug(event.fields["title"], "event"), 1
        if is_reserved(stem) or stem == "index" or stem.isdigit():
            stem = f"event-{stem}"
        name = stem
        while True:
            path = f"{folder}/{day}-{name}.md"
            address = same_place(address_of(path, "event"))
            if address not in taken and path not in paths and not is_reserved(name):
                break
            number += 1
            name = f"{stem}-{number}"
        taken.add(address)
        paths.add(path)
        pages.append(_Page(event, path, event.body))
    return pages


def _problems(
    pages: list[_Page], sources: Sources, now: datetime, readings: dict[str, PageReading], before: list[Problem]
) -> list[Problem]:
    """Return what the check would say of the content with these pages that it did not say before."""
    texts = sources.texts | {page.path: page.text.encode() for page in pages}
    whole = Sources(sources.label, texts, sources.files, sources.sizes, sources.problems)
    _, problems = read_site(whole, now, drafts=True, known=readings)
    old = {_cause(problem) for problem in before}
    return [problem for problem in problems if _cause(problem) not in old]


def _cause(problem: Problem) -> tuple[str, int, str, str]:
    """Return what makes a problem the same, whatever is proposed against it."""
    return problem.path, problem.line, problem.code, problem.message


def _repaired(pages: list[_Page], problems: list[Problem], label: str, plan: Plan) -> list[_Page]:
    """Return the pages that are left, each without what the check refuses of it."""
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        wrong.setdefault(problem.path, []).append(problem)
    kept = []
    for page in pages:
        found = wrong.get(f"{label}/{page.path}", [])
        fields = {problem.field.partition(".")[0] for problem in found}
        page.refused = found[0].message if found else ""
        if not found:
            kept.append(page)
        elif fields == {"id"}:
            page.event.fields["id"] = f"import/{sha256(page.event.fields['id'].encode()).hexdigest()[:16]}"
            plan.notes.append(
                (f"{label}/{page.path}", Note(CHECK, "Its UID cannot be an id here: another was made from it."))
            )
            kept.append(page)
        elif fields == {""} and page.body:
            plain = page.event.plain_body if page.body == page.event.body else ""
            page.body = "" if plain == page.body else plain
            text = "Its text was written without links, since the check refuses it as it is."
            if not page.body:
                text = "Its text was left out, since the check refuses it."
            plan.notes.append((f"{label}/{page.path}", Note(LOST, text, found[0].message)))
            kept.append(page)
        elif fields <= {"online", "organiser", "venue"} - {""}:
            for name in fields:
                page.event.fields.pop(name, None)
                note = Note(LOST, f"Its {name} was left out, since the check refuses it.", found[0].message)
                plan.notes.append((f"{label}/{page.path}", note))
            kept.append(page)
        else:
            rank = DATES if fields & {"start", "end", "repeats", "timezone"} else LOST
            plan.left_out.append(
                (page.event.fields["title"], Note(rank, "The check would refuse its page.", found[0].message))
            )
    return kept
