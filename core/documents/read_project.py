"""Reads project.yaml."""

from __future__ import annotations

import re
from pathlib import Path

from core.dates.clock_changes import zones
from core.documents.contradictions import find_span
from core.documents.decode import decode
from core.documents.front_matter import Head, read_fields
from core.documents.project import Project
from core.documents.sources import Sources, read_regular
from core.documents.validate import read_model
from core.problems.problem import Problem

_STAND_INS: dict[str, object] = {
    "name": "",
    "long_name": "",
    "tagline": "",
    "timezone": "UTC",
    "address": "https://example.org/",
    "id_authority": "example.org,1970",
    "run_by": "",
    "contact": "index.md",
    "folders": {},
}


def zone_of(folder: Path) -> str:
    """Return the zone of the project in a content folder; UTC where it cannot be read, which the check will tell."""
    try:
        head, _ = read_fields(decode(read_regular(folder / "project.yaml"), "project.yaml")[0], "project.yaml")
    except OSError:
        return "UTC"
    name = head.values.get("timezone")
    return name if isinstance(name, str) and name in zones() else "UTC"


def targets_of(folder: Path) -> dict[str, dict[str, str]]:
    """Return the targets of a content folder, by name; none if they cannot be read."""
    try:
        head, _ = read_fields(decode(read_regular(folder / "project.yaml"), "project.yaml")[0], "project.yaml")
    except OSError:
        return {}
    found = head.values.get("targets")
    entries = found.items() if isinstance(found, dict) else ()
    return {name: entry for name, entry in entries if isinstance(entry, dict) and entry.get("place")}


def read_project(sources: Sources) -> tuple[Project | None, Head, list[Problem]]:
    """Return the project, its front matter, and what is wrong with it; no project where nothing can be read."""
    path = f"{sources.label}/project.yaml"
    if "project.yaml" not in sources.texts:
        near = next((other for other in sources.files if re.fullmatch(r"project\.ya?ml(\.txt)?", other.lower())), "")
        mend = (
            f"Rename {sources.label}/{near} to “project.yaml”."
            if near
            else "Add it; docs/front-matter.md lists its fields."
        )
        return None, Head(), [Problem(path, 1, "E070", "the file that describes the project is missing.", mend)]
    text, problems = decode(sources.texts["project.yaml"], path)
    head, found = read_fields(text, path)
    if found and not head.values:
        return None, head, problems + found
    project, more = read_model(head, Project, path)
    more += find_span(project, head, path)
    # A missing or invalid field gets a placeholder, so that the rest can be checked too.
    absent = {name: value for name, value in _STAND_INS.items() if getattr(project, name) is None}
    return project.model_copy(update=absent), head, problems + found + more
