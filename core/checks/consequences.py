"""What only follows from another problem: it is not reported, so that one cause is one problem.

Where a page could not be read, nobody knows what it refers to, and where a part of project.yaml is wrong, whatever is
derived from that part is not known either. Everything else is checked as usual.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from core.documents.decode import decode
from core.documents.front_matter import Head
from core.documents.kinds import address_of, kind_of
from core.documents.parse import ParsedPage
from core.documents.project import Project
from core.documents.sources import Sources
from core.problems.problem import Problem, choices, nearest
from core.site.site import Site

_QUOTED = re.compile("“(.*?)”")
_PAGE_LIKE = re.compile(r"(?i)\.(md|markdown|mdown|mkd|txt)$")
# What is derived from a part of project.yaml: it is not known while that part is wrong or missing.
_DERIVED = {
    "folders": {"E015", "E030", "E031", "E034", "E041", "E043", "E090", "E091", "E092", "E093"},
    "cities": {"E032"},
    "id_authority": {"E030", "E034", "E092"},
    "timezone": {"E035", "E036", "E037", "E038"},
    "accessibility": {"E072"},
    "downloads": {"E080"},
    "picture_limit": {"E058"},
}
# What is said of a page itself, and depends on fields that could not be read: its draft, its dates, its id, its aliases.
_OF_FIELDS = {"E035", "E036", "E037", "E038", "E042", "E051", "E091", "E092", "E093"}


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known of a site, since it could not be read."""

    parts: frozenset[str]  # names of fields of project.yaml that are wrong or missing
    names: frozenset[str]  # names in project.yaml that stand where there is no such field: a city in the wrong place
    unread: frozenset[str]  # paths of files and folders that could not be read at all, or not as the page they are
    without_fields: frozenset[str]  # paths of pages whose fields could not be read
    without_text: frozenset[str]  # paths of pages whose text could not be read either
    text: str  # all that the files say in which something is wrong


def find_unknown(
    sources: Sources, of_project: list[Problem], head: Head, readings: Mapping[str, ParsedPage], used: Collection[str]
) -> Unknown:
    """Return what is not known of a site.

    `of_project` are the problems of project.yaml, `head` its fields; `used` are the paths of files that pages use.
    """
    parts: set[str] = set()
    names: set[str] = set()
    for problem in of_project:
        top, _, below = problem.field.partition(".")
        if problem.code == "E010":
            names.add(problem.field.rpartition(".")[2])
            value = head.values.get(problem.field)
            near = nearest(problem.field, Project.model_fields)
            parts |= {near} - head.values.keys()
            names |= set(value) if isinstance(value, dict) else set()
        elif not below or top == "folders":
            parts.add(top)
    named = {problem.path.removeprefix(f"{sources.label}/") for problem in sources.problems}
    # A page whose file has another ending is not read as the page that it is meant to be.
    misnamed = {path for path in sources.files.keys() - used if _PAGE_LIKE.search(path)}
    misnamed |= {_PAGE_LIKE.sub(".md", path) for path in misnamed} | {
        _PAGE_LIKE.sub(".md", path).lower() for path in misnamed
    }
    faulty = {path for path, one in readings.items() if one.problems}
    data = [sources.texts[path] for path in sorted(faulty)] + [sources.texts["project.yaml"]] * bool(of_project)
    data += [sources.files[path].read_bytes() for path in sorted(misnamed) if path in sources.files]
    text = "\n".join(decode(one, "")[0] for one in data)
    return Unknown(
        frozenset(parts),
        frozenset(names),
        frozenset(named | misnamed),
        frozenset(path for path, one in readings.items() if not one.whole),
        frozenset(path for path, one in readings.items() if not one.whole and not one.document.body),
        f"{text}\n{unquote(text)}" if "%" in text else text,
    )


def without_consequences(problems: Iterable[Problem], site: Site, unknown: Unknown) -> list[Problem]:
    """Return the problems that are causes: those that only follow from what is not known are left out."""
    found = list(problems)
    folders = {problem.message.rpartition(" ")[2].strip("“”.") for problem in found if problem.code == "E071"}
    lost = {site.project.folders.get(name, "") for name in folders}  # kinds of which there seem to be no pages
    if any(getattr(node.page, "number", 0) is None for node in site.nodes.values() if node.kind == "work-package"):
        lost.add("work-package")
    derived: set[str] = set().union(*(_DERIVED.get(part, set()) for part in unknown.parts))
    derived |= {"E030"} if "partner" in lost else set()
    derived |= {"E031"} if "work-package" in lost else set()
    derived |= {"E015", "E090", "E091", "E092", "E093"} if folders else set()
    if "cities" not in unknown.parts and not site.project.cities:
        found = _without_cities(found, site)
    return [problem for problem in found if problem.code not in derived and not _follows(problem, site, unknown)]


# What follows where no city is listed: nobody knows their drawings, which are published.
_OF_CITIES = {"E032", "E047", "E091"}


def _without_cities(problems: list[Problem], site: Site) -> list[Problem]:
    """Return the problems with one for all cities that pages name while project.yaml lists none."""
    of_cities = [problem for problem in problems if problem.code == "E032"]
    named = sorted({_subject(problem) for problem in of_cities})
    if not named:
        return problems
    leads = {problem for problem in problems if problem.code == "E030" and _subject(problem) in named}
    message = f"no cities are listed here, but pages name some: {choices(named)}."
    mend = "Add “cities:”, and a line for each below it, indented by two spaces: its name, a colon, a space and its fields in braces."
    one = Problem(f"{site.label}/project.yaml", 1, "E133", message, mend, "cities")
    return [problem for problem in problems if problem not in leads and problem.code not in _OF_CITIES] + [one]


def _subject(problem: Problem) -> str:
    found = _QUOTED.search(problem.message)
    return found[1] if found else ""


def _follows(problem: Problem, site: Site, unknown: Unknown) -> bool:
    """Whether a problem only follows from what is not known."""
    path = problem.path.removeprefix(f"{site.label}/")
    subject = _subject(problem)
    match problem.code:
        case "E030" | "E032":
            pages = {basename(one).removesuffix(".md") for one in unknown.unread}
            return (
                subject in unknown.names or subject in pages or (problem.field == "lead" and "cities" in unknown.parts)
            )
        case "E031":
            return any(kind_of(one, site.project.folders) == "work-package" for one in _pages(unknown.unread))
        case "E040" | "E071":
            return path in unknown.unread or subject in unknown.unread
        case "E047":
            # Any file may be used by a page of which nothing at all could be read.
            return path not in unknown.unread and any(one not in site.files for one in _not_seen(unknown, site))
        case "E050" | "E053" | "E056":
            target = _target(path, subject)
            return any(target == one or target.startswith(f"{one}/") for one in unknown.unread)
        case "E052":
            return (_target(path, subject) if subject != path else path) in unknown.without_text
    if problem.code in _OF_FIELDS and (path in unknown.without_fields or path in unknown.unread):
        return True
    return problem.code in ("E091", "E092") and path == "ledger.csv" and _may_be_there(problem, site, unknown)


def _may_be_there(problem: Problem, site: Site, unknown: Unknown) -> bool:
    """Whether what the ledger names may be in a page that could not be read, or be named by one."""
    address = next((word for word in problem.message.split() if word.startswith("/")), "")
    pages = {*_pages(unknown.unread), *unknown.without_fields}
    if address in {address_of(one, kind_of(one, site.project.folders)) for one in pages}:
        return True
    name = basename(address.rstrip("/"))
    return bool(name) and (address.rstrip("/") in unknown.text or ("." in name and name in unknown.text))


def _pages(paths: Iterable[str]) -> set[str]:
    return {path for path in paths if path.endswith(".md")}


def _not_seen(unknown: Unknown, site: Site) -> set[str]:
    """Return pages, and folders, of which nothing could be read: they may use any file."""
    return {path for path in unknown.unread if path.endswith(".md") and path not in site.nodes} - _read_elsewhere(
        unknown
    )


def _read_elsewhere(unknown: Unknown) -> set[str]:
    """Return the names that files with another ending should have: what they say is known."""
    others = {path for path in unknown.unread if not path.endswith(".md")}
    names = {_PAGE_LIKE.sub(".md", path) for path in others}
    return names | {name.lower() for name in names}


def _target(path: str, written: str) -> str:
    """Return the path in the content folder that is meant by one written in a file; in project.yaml they begin there."""
    return normpath(join("" if path == "project.yaml" else dirname(path), unquote(written)))
