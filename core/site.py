"""The whole site as one value: the project, its tree, what refers to what, and everything that is wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from core.access import FILE as ACCESS
from core.access import Record, read_record
from core.consequences import find_unknown, without_consequences
from core.dates import zones
from core.file_checks import Inspected, find_ignored, find_pictures_that_are_none, find_unfit_files
from core.file_kinds import HEIC, PICTURES
from core.frontmatter import Head, decode, read_fields
from core.ledger import FILE as LEDGER
from core.ledger import Row, Search, find_lost, read_ledger
from core.mail_addresses import find_printed_addresses
from core.occurrences import happening
from core.pages import find_span, read_model
from core.period import period_around
from core.problems import Problem, choices, guess
from core.project import Project
from core.publication import ahead_of, expiry_of, find_time_faults, is_late_for, since
from core.readings import DEFAULT, How, Reading, read_all
from core.reads import EVERY, Reads
from core.references import find_dead_links, find_dead_paths, find_unused
from core.schema import Event, Partner, WorkPackage
from core.sources import Sources, read_regular
from core.theme import Theme
from core.tree import OWN_FILE, RENAME, RESERVED, RESERVED_FILES, Node, address_of, file_at, plant, same_place

_PLAIN = re.compile(r"[a-z0-9/._-]*")  # what nearly all addresses are made of
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # the name of a partner's file


NO_THEME = Theme()
ANOTHER = "Write another into one of the two."
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


@dataclass(slots=True)
class Site:
    """What the content folder says, as seen at one instant."""

    project: Project
    label: str  # the content folder as problems call it
    now: datetime  # with its zone, the last change of the site before it is read; tells what is to come from what is over
    home: Node
    nodes: dict[str, Node] = field(default_factory=dict)  # by path, in the order of the site
    partners: dict[str, Node] = field(default_factory=dict)  # by key
    work_packages: dict[int, Node] = field(default_factory=dict)  # by number
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of a page's references, by its path
    files: set[str] = field(default_factory=set)  # pictures and downloads that pages use, by path
    files_of: dict[str, frozenset[str]] = field(default_factory=dict)  # those of a page, by its path
    sizes: dict[str, int] = field(default_factory=dict)  # of those files, in bytes
    inspected: dict[str, Inspected] = field(default_factory=dict)  # what was found in them, by path
    ledger: list[Row] = field(default_factory=list)  # what was ever published
    access: Record | None = None  # what the checks of access found
    until: datetime | None = None  # the instant of the next change, at the latest midnight; None while it is being read
    ahead: dict[str, datetime] = field(default_factory=dict)  # when pages that are not there yet appear, by path
    expires: dict[str, datetime] = field(default_factory=dict)  # when pages are no longer valid, by path
    expired: frozenset[str] = frozenset()  # paths of pages that are no longer valid
    held_back: dict[str, Node] = field(default_factory=dict)  # drafts and pages that are not there yet, by path
    reads: Reads = field(default_factory=Reads)  # who looks at which page

    city_pages: dict[str, str] = field(init=False)  # keys of the cities by the path of their page
    origin: str = field(init=False)  # scheme and host; asked for with every link, so taken apart once
    _by_kind: dict[str, list[Node]] = field(default_factory=dict)
    _below: str = field(init=False)  # the path at which the site is put up, without a slash at its end

    def __post_init__(self) -> None:
        self.city_pages = {city.page: key for key, city in self.project.cities.items()}
        parts = urlsplit(self.project.address)
        self.origin, self._below = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which a day of the site begins."""
        return ZoneInfo(self.project.timezone)

    def rows(self, *, present: bool) -> list[Row]:
        """Return what of the ledger has to be there; at another time than the present, what was published by then."""
        day = self.now.astimezone(self.zone).date().isoformat()
        return [row for row in self.ledger if present or row.first_published <= day]

    def href(self, address: str) -> str:
        """Return an address of the site as it stands in links: below the path at which the site is put up."""
        # The path of the site is encoded already (core/web_addresses.py).
        return self._below + (address if _PLAIN.fullmatch(address) else quote(address, safe="/:@!$&'()*+,;=~"))

    def absolute(self, address: str) -> str:
        """Return an address of the site as it is known to the world."""
        return self.origin + self.href(address)

    @property
    def listed(self) -> list[Node]:
        """All pages that lists name: those that are still valid, in the order of the site."""
        return [node for path, node in self.nodes.items() if path not in self.expired]

    def of_kind(self, kind: str, *, expired: bool = False) -> list[Node]:
        """Return all pages of a kind, in the order of the site; those that are no longer valid where they are asked for."""
        if self.reads.open:
            self.reads.open[-1].add(EVERY + kind)
        if not self._by_kind:
            for node in self.nodes.values():
                self._by_kind.setdefault(node.kind, []).append(node)
        found = self._by_kind.get(kind, ())
        return [node for node in found if expired or node.path not in self.expired]

    def html(self, node: Node) -> str:
        """Return the text of a page with the addresses of its links."""
        return node.body.html([escape(address) for address in self.addresses.get(node.path, ())])

    def event_zone(self, event: Event) -> ZoneInfo:
        """Return the zone of an event's times; of whole days, the project's."""
        return ZoneInfo(event.timezone) if event.timezone else self.zone

    def identity(self, node: Node) -> str:
        """Return the permanent id of a page: free of host, date, address and build."""
        name = node.page.id or f"{node.kind}/{node.key}"
        return name if name.startswith(("tag:", "urn:")) else f"tag:{self.project.id_authority}:{name}"

    def faulty(self, path: str) -> bool:
        """Whether something is wrong with a file that pages use."""
        return path in self.inspected and bool(self.inspected[path].faults)

    def file_address(self, path: str) -> str:
        """Return the address of a picture or download; a picture of a phone's own format is published as JPEG."""
        name = f"{path.rpartition('.')[0]}.jpg" if path.lower().endswith(HEIC) else path
        return f"/{name if name.isascii() else unicodedata.normalize('NFC', name)}"  # macOS takes letters and accents apart


def read_site(
    sources: Sources,
    now: datetime,
    *,
    drafts: bool = False,
    present: bool = True,
    known: dict[str, Reading] | None = None,
    how: How = DEFAULT,
    before: Site | None = None,
    theme: Theme = NO_THEME,
) -> tuple[Site | None, list[Problem]]:
    """Return the site that a content folder describes, and everything that is wrong with it.

    `now` tells what is published and what is to come. The site takes as its own instant that of the last change before it
    (core/period.py), so that between two changes it is the same; when it is not the `present`, changes that lie ahead of it are no
    mistake. Drafts and pages that are not published yet are left out unless asked for (`drafts`). Without a readable project.yaml there is no site. `known` are readings of an earlier time: what is unchanged is taken from there, and what was read is left
    there. `before` is the site as it was when nothing was wrong: what is sure to be as it was then is not looked at again.
    `theme` is what project.yaml has to fit.
    """
    label = sources.label
    problems = list(sources.problems)
    project, head, found = _read_project(sources)
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
    reads = Reads()
    nodes = [
        Node(path, one.page, one.kind, address_of(path, one.kind), one.document, one.body, noted=reads.open)
        for path, one in readings.items()
    ]
    home, found = plant(nodes, label)
    problems += found
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
    problems += _find_doubles(site)
    problems += _find_dangling(site)
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
    problems += _find_pictures(site, sources)
    problems += _find_folders(site, head)
    problems += _find_file_collisions(site)
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


def zone_of(folder: Path) -> str:
    """Return the zone of the project in a content folder; UTC where it cannot be read, which the check will tell."""
    try:
        head, _ = read_fields(decode(read_regular(folder / "project.yaml"), "project.yaml")[0], "project.yaml")
    except OSError:
        return "UTC"
    name = head.values.get("timezone")
    return name if isinstance(name, str) and name in zones() else "UTC"


def targets_of(folder: Path) -> dict[str, dict[str, str]]:
    """Return the places where the site of a content folder is put up, by name; none where they cannot be read."""
    try:
        head, _ = read_fields(decode(read_regular(folder / "project.yaml"), "project.yaml")[0], "project.yaml")
    except OSError:
        return {}
    found = head.values.get("targets")
    entries = found.items() if isinstance(found, dict) else ()
    return {name: entry for name, entry in entries if isinstance(entry, dict) and entry.get("place")}


def _read_project(sources: Sources) -> tuple[Project | None, Head, list[Problem]]:
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
    # Where a field is missing or wrong, something stands in for it, so that the rest can be checked too.
    absent = {name: value for name, value in _STAND_INS.items() if getattr(project, name) is None}
    return project.model_copy(update=absent), head, problems + found + more


def _at(site: Site, node: Node, name: str, code: str, message: str, mend: str, *place: int) -> Problem:
    return Problem(f"{site.label}/{node.path}", node.document.head.line(name, *place), code, message, mend, name)


def _find_doubles(site: Site) -> Iterator[Problem]:
    """Yield numbers, issues and ids that two pages have."""
    seen: dict[tuple[str, object], Node] = {}
    published = {row.address for row in site.ledger if row.kind == "page"}
    ids: dict[str, list[Node]] = {}
    keys = {"work-package": "number", "newsletter": "issue", "result": "number"}
    for node in site.nodes.values():
        name = keys.get(node.kind, "")
        number = getattr(node.page, name, None) if name else None
        if number is not None and (first := seen.setdefault((node.kind, number), node)) is not node:
            yield _at(
                site,
                node,
                name,
                "E033",
                f"{number} is the {name} of {site.label}/{first.path} too.",
                ANOTHER,
            )
        if node.kind != "page":
            ids.setdefault(site.identity(node), []).append(node)
    for nodes in (nodes for nodes in ids.values() if len(nodes) > 1):
        oldest, *others = sorted(nodes, key=lambda node: _age(node, published))
        for node in others:
            if same_place(oldest.address) == same_place(node.address):
                continue  # core/tree.py reports it
            own = f"{node.kind}/{'-'.join(node.address.strip('/').split('/')[1:])}"
            start = "Write" if "id" in node.document.head.values else "Rename the file, or write"
            mend = f"{start} an id of its own:\nid: {own if own not in ids else own + '-2'}"
            message = f"its permanent name is that of {site.label}/{oldest.path} too."
            yield _at(site, node, "id", "E034", message, mend)


def _age(node: Node, published: Container[str]) -> tuple[bool, str, bool, str]:
    """Return a sorting key by which the page comes first that others know longest: by the ledger, by its own date."""
    day = node.page.published.first.isoformat() if node.page.published else "9999"
    return node.address not in published, day, "id" in node.document.head.values, node.path


def _find_dangling(site: Site) -> Iterator[Problem]:
    """Yield references in front matter to partners, work packages and cities that do not exist."""
    cities = site.project.cities
    for node in site.nodes.values():
        page = node.page
        for number, key in enumerate(getattr(page, "partners", ())):
            yield from _find_partner(site, node, "partners", key, number)
        for place, number in enumerate(getattr(page, "work_packages", ())):
            if number not in site.work_packages:
                mend = f"Write one of these: {choices(map(str, site.work_packages))}; or add the work package's file."
                yield _at(site, node, "work_packages", "E031", f"there is no work package {number}.", mend, place)
            else:
                target = site.work_packages[number]
                yield from _find_draft(site, node, target, "work_packages", f"work package {number}", place)
        if isinstance(page, WorkPackage):
            lead = page.lead or "unknown"
            if lead not in cities and lead != "unknown":
                yield from _find_partner(site, node, "lead", lead, also=cities)
            if page.contact and page.contact.partner:
                yield from _find_partner(site, node, "contact", page.contact.partner)
        if isinstance(page, Event) and page.organiser and _KEY.fullmatch(page.organiser):
            yield from _find_partner(site, node, "organiser", page.organiser)
        if isinstance(page, Partner) and page.city not in (None, *cities):
            mend = (
                guess(page.city, cities) or "Write one of these. "
            ) + f"Cities: {choices(cities)}. They stand in {site.label}/project.yaml."
            yield _at(site, node, "city", "E032", f"there is no city “{page.city}”.", mend)


def _find_draft(site: Site, node: Node, target: Node, name: str, what: str, *place: int) -> Iterator[Problem]:
    if target.page.draft and not node.page.draft:
        mend = f"Take it out here, or “draft: true” out of {site.label}/{target.path}."
        yield _at(site, node, name, "E051", f"{what} is a draft and will not be published.", mend, *place)
    elif is_late_for(site, target, node):
        mend = "Take it out here until then, or give that page an earlier date."
        yield _at(site, node, name, "E035", f"{what} is {since(site, target)}.", mend, *place)


def _find_partner(
    site: Site, node: Node, name: str, key: str, *place: int, also: Iterable[str] = ()
) -> Iterator[Problem]:
    if key in site.partners:
        yield from _find_draft(site, node, site.partners[key], name, f"“{key}”", *place)
        return
    known = [*site.partners, *also]
    what = "partner or city" if also else "partner"
    titles = {partner.title.casefold(): key for key, partner in site.partners.items()}
    now = Search(site, site.ledger).page_of_id(f"tag:{site.project.id_authority}:partner/{key}")
    renamed = now.key if now and now.kind == "partner" else titles.get(key.casefold())
    parts = re.split(r"\s*[;,]\s*", key.strip())
    if len(parts) > 1 and set(parts) <= set(known):
        mend = (
            f"Write “{', '.join(parts)}”."
            if node.document.head.line(name) == node.document.head.line(name, *place)
            else f"Write each in a line of its own: {' '.join(f'- {part}' for part in parts)}"
        )
        yield _at(site, node, name, "E030", f"“{key}” is more than one {what}.", mend, *place)
        return
    near = f"Did you mean “{renamed}”? " if renamed else guess(key, known)
    parts = re.split(r"\s*;\s*|\s+and\s+", key)
    if len(parts) > 1 and all(part in known for part in parts):
        yield _at(
            site,
            node,
            name,
            "E030",
            f"“{key}” is read as one {what}.",
            f"Write each as an entry of its own: {', '.join(parts)}.",
            *place,
        )
        return
    mend = f"{near or 'Write one of these. '}Known: {choices(known)}.\nCorrect the name, or add the partner's file."
    yield _at(site, node, name, "E030", f"there is no {what} “{key}”.", mend, *place)


def _find_pictures(site: Site, sources: Sources) -> Iterator[Problem]:
    """Yield pictures that are too large, and those of the front matter that nobody can hear."""
    for path in sorted(path for path in site.files if not site.faulty(path)):
        size, limit = sources.sizes[path] // 1000, site.project.picture_limit
        if path.lower().endswith(PICTURES) and size > limit:
            message = f"the picture has {size} kB; {limit} are allowed."
            mend = f"Save it smaller; 2,000 pixels across are plenty. Or write in project.yaml: picture_limit: {size}"
            yield Problem(f"{site.label}/{path}", 1, "E058", message, mend)
    for node in site.nodes.values():
        if node.page.image and not node.page.image_alt and "image_alt" not in node.document.head.values:
            mend = "Add a line like “image_alt: A bridge over the river at dusk”."
            yield _at(site, node, "image", "E054", "the picture has no alternative text.", mend)


def _find_folders(site: Site, head: Head) -> Iterator[Problem]:
    folders = {path.rpartition("/")[0] for path in site.nodes}
    for folder in site.project.folders:
        if folder not in folders:
            mend = (
                guess(folder, folders - {""})
                + f"Correct the name, take the line out, or add {site.label}/{folder}/index.md."
            )
            line = head.line("folders", folder)
            yield Problem(
                f"{site.label}/project.yaml", line, "E071", f"there is no folder “{folder}”.", mend, "folders"
            )


def _find_file_collisions(site: Site) -> Iterator[Problem]:
    """Yield pictures and downloads that would be published at the address of something else."""
    taken = {same_place(file_at(node.address)): node.path for node in site.nodes.values()}
    aliases = {
        same_place(file_at(alias)): (node, number, alias)
        for node in site.nodes.values()
        for number, alias in enumerate(node.page.aliases)
    }
    for path in sorted(path for path in site.files if not site.faulty(path)):
        place = same_place(site.file_address(path).lstrip("/"))
        if place in aliases:
            node, number, alias = aliases[place]
            message = f"“{alias}” is the address of {site.label}/{path}, which pages use."
            yield _at(site, node, "aliases", "E043", message, "Take the line out, or rename that file.", number)
        elif place in taken:
            message = f"its address, {site.file_address(path)}, is that of {site.label}/{taken[place]} too."
            yield Problem(f"{site.label}/{path}", 1, "E041", message, RENAME)
        elif place.partition("/")[0] in RESERVED | RESERVED_FILES or OWN_FILE.fullmatch(place):
            message = f"the site itself uses the address {site.file_address(path)}."
            yield Problem(f"{site.label}/{path}", 1, "E046", message, "Put the file into another folder.")
        taken.setdefault(place, path)


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


def state_of(site: Site, event: Event) -> str:
    """Return coming, running or past, as seen at the site's instant."""
    return happening(event, site.event_zone(event), site.now).state


def cities_of(site: Site, node: Node) -> list[str]:
    """Return the keys of the cities a page belongs to: by its place, or by its partners."""
    named = [node, *(site.partners[key] for key in getattr(node.page, "partners", ()) if key in site.partners)]
    keys = {partner.page.city for partner in named if isinstance(partner.page, Partner)}
    place = getattr(node.page, "place", "")
    cities = site.project.cities.items()
    return [key for key, city in cities if key in keys or city.name == place or city.page == node.path]
