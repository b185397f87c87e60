"""Reads a content folder into a site: sources, documents, tree, links, checks."""

from __future__ import annotations

from datetime import datetime

from core.build.dependencies import DependencyRecorder
from core.checks.consequences import find_unknown, without_consequences
from core.checks.files import find_ignored, find_pictures_that_are_none, find_unfit_files
from core.checks.links import find_dead_links
from core.checks.mail_addresses import find_printed_addresses
from core.checks.pages import find_doubles, find_file_collisions, find_folders, find_pictures
from core.checks.paths import find_dead_paths, find_unused
from core.checks.published import find_lost
from core.checks.references import find_dangling
from core.checks.theme import Theme
from core.checks.times import find_time_faults
from core.checks.tree import find_tree_faults
from core.documents.access_record import FILE as ACCESS
from core.documents.access_record import read_record
from core.documents.kinds import address_of
from core.documents.parse import DEFAULT, ParsedPage, ParseOptions, read_all
from core.documents.read_project import read_project
from core.documents.schema import WorkPackage
from core.documents.sources import Sources
from core.problems.problem import Problem
from core.site.ledger import FILE as LEDGER
from core.site.ledger import read_ledger
from core.site.period import period_around
from core.site.publication import ahead_of, expiry_of
from core.site.site import Site
from core.site.tree import Node, plant

NO_THEME = Theme()


def read_site(
    sources: Sources,
    now: datetime,
    *,
    drafts: bool = False,
    present: bool = True,
    known: dict[str, ParsedPage] | None = None,
    how: ParseOptions = DEFAULT,
    before: Site | None = None,
    theme: Theme = NO_THEME,
) -> tuple[Site | None, list[Problem]]:
    """Return the site that a content folder describes, and everything that is wrong with it.

    `now` tells what is published and what is to come. The site takes as its own instant that of the last change before it
    (core/site/period.py), so that between two changes it is the same; when it is not the `present`, changes that lie ahead of it are no
    mistake. Drafts and pages that are not published yet are left out unless asked for (`drafts`). Without a readable project.yaml there is no site. `known` are readings of an earlier time: what is unchanged is taken from there, and what was read is left
    there. `before` is the site as it was when nothing was wrong: what is sure to be as it was then is not looked at again.
    `theme` is what project.yaml has to fit.
    """
    label = sources.label
    problems = list(sources.problems)
    project, head, found = read_project(sources)
    problems += found
    if project is None:
        return None, problems
    found_project = found
    problems += theme.find_faults(project, head, f"{label}/project.yaml")
    known = {} if known is None else known
    readings = read_all(sources.texts, label, project.folders, project.timezone, known, how)
    known.clear()
    known.update(readings)
    problems += [problem for reading in readings.values() for problem in reading.problems]
    reads = DependencyRecorder()
    nodes = [
        Node(path, one.page, one.kind, address_of(path, one.kind), one.document, one.body, noted=reads.open)
        for path, one in readings.items()
    ]
    home, missing = plant(nodes, label)
    problems += find_tree_faults(home.walk(), missing, label)
    site = Site(project, label, now, home, reads=reads)
    everything = list(home.walk())
    site.nodes = {node.path: node for node in everything}
    site.partners = {node.key: node for node in everything if node.kind == "partner"}
    packages = [node for node in everything if isinstance(node.page, WorkPackage)]
    site.work_packages = {
        number: node for node in packages if (number := getattr(node.page, "number", None)) is not None
    }
    _note_times(site, everything)
    problems += _read_records(site, sources)
    problems += find_doubles(site)
    problems += find_dangling(site)
    problems += find_dead_paths(site, sources, head)
    of_project = set(site.files)
    problems += find_dead_links(site, sources, everything, before)
    unknown = find_unknown(sources, found_project, head, readings, site.files)
    problems += find_unused(site, sources, unknown.text, problems)
    problems += find_printed_addresses(site, everything, sources.texts, head)
    problems += find_time_faults(site, present=present)
    problems += find_unfit_files(site, sources, head, before)
    problems += find_pictures_that_are_none(site, everything)
    problems += find_ignored(site, sources, head)
    problems += find_pictures(site, sources)
    problems += find_folders(site, head)
    problems += find_file_collisions(site)
    site.sizes = {path: size for path, size in sources.sizes.items() if path in site.files}
    shown = (files for path, files in site.files_of.items() if path not in site.held_back)
    everywhere, site.files = site.files, of_project.union(*shown)
    problems += find_lost(site, site.rows(present=present))
    if drafts:
        site.files = everywhere
    else:
        _hold_back(site)
    _take_off_lists(site)
    return site, without_consequences(problems, site, unknown)


def _read_records(site: Site, sources: Sources) -> list[Problem]:
    """Read the ledger and the record of the checks of access into a site; return what is wrong with them."""
    text, path = sources.texts.get(LEDGER), f"{site.label}/{LEDGER}"
    site.ledger, of_ledger = read_ledger(text, path) if text is not None else ([], [])
    site.access, of_record = read_record(sources.texts.get(ACCESS), site.project.accessibility, site.label)
    return of_ledger + of_record


def _note_times(site: Site, nodes: list[Node]) -> None:
    """Note in a site which of its pages are there at its instant, and which are still valid."""
    period = period_around(site.now, nodes, site.zone, site.project.end)
    site.now, site.until = period.begins, period.ends
    site.ahead = ahead_of(nodes, site.zone, site.now)
    site.expires = expiry_of(nodes, site.zone)
    site.expired = frozenset(path for path, instant in site.expires.items() if instant <= site.now)
    site.held_back = {node.path: node for node in nodes if node.page.draft or node.path in site.ahead}


def _hold_back(site: Site) -> None:
    """Take out of a site the pages that are not published: who looks at it later finds no trace of them."""
    for path, node in site.held_back.items():
        del site.nodes[path]
        if node.parent is not None:
            node.parent.below.remove(node)
    site._by_kind.clear()
    site.partners = {key: node for key, node in site.partners.items() if node.path in site.nodes}
    site.work_packages = {number: node for number, node in site.work_packages.items() if node.path in site.nodes}


def _take_off_lists(site: Site) -> None:
    """Take the pages that are no longer valid out of the lists of those above them; they keep their addresses."""
    for path in site.expired & site.nodes.keys():
        node = site.nodes[path]
        node.findable = False
        if node.parent is not None:
            node.parent.below.remove(node)
