"""The whole site as one value: the project, its tree, what refers to what, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from posixpath import dirname, join, normpath
from typing import TypeVar
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from core.dates import Moment
from core.frontmatter import Head, decode, read_document, read_fields
from core.markup import Body, Reference, Renderer
from core.pages import read_model, read_page
from core.problems import Problem, choices, guess
from core.project import Project
from core.schema import Event, News, Newsletter, Partner, Result, WorkPackage
from core.sources import Sources
from core.tree import Node, address_of, kind_of, plant

Kind = TypeVar("Kind")


@dataclass(slots=True)
class Site:
    """What the content folder says, as seen at one instant."""

    project: Project
    label: str  # the content folder as problems call it
    now: datetime  # with its zone; tells what is to come from what is over
    home: Node
    nodes: dict[str, Node] = field(default_factory=dict)  # by path, in the order of the site
    partners: dict[str, Node] = field(default_factory=dict)  # by key
    work_packages: dict[int, Node] = field(default_factory=dict)  # by number
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of a page's references, by its path
    files: set[str] = field(default_factory=set)  # pictures and downloads that pages use, by path

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which a day of the site begins."""
        return ZoneInfo(self.project.timezone)

    def href(self, address: str) -> str:
        """Return an address of the site as it stands in links: below the path at which the site is put up."""
        return quote(urlsplit(self.project.address).path.rstrip("/") + address, safe="/#:@!$&'()*+,;=~%")

    def absolute(self, address: str) -> str:
        """Return an address of the site as it is known to the world."""
        parts = urlsplit(self.project.address)
        return f"{parts.scheme}://{parts.netloc}{self.href(address)}"

    def of_kind(self, kind: str) -> list[Node]:
        """Return all pages of a kind, in the order of the site."""
        return [node for node in self.nodes.values() if node.kind == kind]

    def html(self, node: Node) -> str:
        """Return the text of a page with the addresses of its links."""
        return node.body.html([escape(address) for address in self.addresses.get(node.path, ())])

    def event_zone(self, event: Event) -> ZoneInfo:
        """Return the zone of an event's times; of whole days, the project's."""
        return ZoneInfo(event.timezone) if event.timezone else self.zone

    def identity(self, node: Node) -> str:
        """Return the permanent id of a page: free of host, date, address and build."""
        return f"tag:{self.project.id_authority}:{node.page.id or f'{node.kind}/{node.key}'}"

    def file_address(self, path: str) -> str:
        """Return the address of a picture or download."""
        return f"/{path}"


def read_site(sources: Sources, now: datetime, *, drafts: bool = False) -> tuple[Site | None, list[Problem]]:
    """Return the site that a content folder describes, and everything that is wrong with it.

    `now` tells what is to come; drafts are left out unless asked for. Without a readable project.yaml or
    home page there is no site.
    """
    label = sources.label
    problems = list(sources.problems)
    project, head, found = _read_project(sources)
    problems += found
    folders = project.folders if project and hasattr(project, "folders") else {}
    zone = getattr(project, "timezone", "UTC")
    nodes, found = _read_nodes(sources, folders, zone)
    problems += found
    home, found = plant(nodes, label)
    problems += found
    if project is None or home is None or found_blocks(project):
        return None, problems
    site = Site(project, label, now, home)
    everything = list(home.walk())
    site.nodes = {node.path: node for node in everything}
    site.partners = {node.key: node for node in everything if node.kind == "partner"}
    site.work_packages = {n: node for node in everything if isinstance(node.page, WorkPackage) and (n := getattr(node.page, "number", None)) is not None}
    problems += _find_doubles(site)
    problems += _find_dangling(site)
    problems += _resolve_references(site, sources)
    problems += _find_project_paths(site, sources, head)
    problems += _find_unused(site, sources)
    if not drafts:
        _drop_drafts(site)
    return site, problems


def found_blocks(project: Project) -> bool:
    """Whether a field is missing without which no page can be made."""
    return any(not hasattr(project, name) for name in ("name", "address", "timezone", "id_authority", "folders", "contact", "run_by"))


def _read_project(sources: Sources) -> tuple[Project | None, Head, list[Problem]]:
    path = f"{sources.label}/project.yaml"
    if "project.yaml" not in sources.texts:
        mend = "Add it; docs/front-matter.md lists its fields."
        return None, Head(), [Problem(path, 1, "E070", "the file that describes the project is missing.", mend)]
    text, problems = decode(sources.texts["project.yaml"], path)
    head, found = read_fields(text, path)
    if found and not head.values:
        return None, head, problems + found
    project, more = read_model(head, Project, path)
    return project, head, problems + found + more


def _read_nodes(sources: Sources, folders: Mapping[str, str], zone: str) -> tuple[list[Node], list[Problem]]:
    nodes, problems, renderer = [], [], Renderer()
    for path in sorted(sources.texts):
        if not path.endswith(".md"):
            continue
        told = f"{sources.label}/{path}"
        kind = kind_of(path, folders)
        document, found = read_document(sources.texts[path], told)
        problems += found
        # Without readable front matter every field would be missing: one cause, one message.
        unreadable = any(problem.code in ("E001", "E002", "E003", "E004") for problem in found) and not document.head.values
        page, found = read_page(document.head, kind, told, zone)
        problems += [] if unreadable else found
        body = renderer.render(document.body, told, document.body_line)
        problems += body.problems
        nodes.append(Node(path, page, kind, address_of(path, kind), document, body))
    return nodes, problems


def _at(site: Site, node: Node, name: str, code: str, message: str, mend: str, *place: int) -> Problem:
    return Problem(f"{site.label}/{node.path}", node.document.head.line(name, *place), code, message, mend, name)


def _find_doubles(site: Site) -> Iterator[Problem]:
    """Yield numbers, issues and ids that two pages have."""
    seen: dict[tuple[str, object], Node] = {}
    keys = {"work-package": "number", "newsletter": "issue", "result": "number"}
    for node in site.nodes.values():
        name = keys.get(node.kind, "")
        number = getattr(node.page, name, None) if name else None
        if number is not None and (first := seen.setdefault((node.kind, number), node)) is not node:
            yield _at(site, node, name, "E033", f"{number} is the {name} of {site.label}/{first.path} too.", "Give one of the two another.")
        identity = site.identity(node)
        if node.kind != "page" and (first := seen.setdefault(("id", identity), node)) is not node:
            mend = "Rename the file, or write an “id:” of its own."
            yield _at(site, node, "id", "E034", f"its permanent name is that of {site.label}/{first.path} too.", mend)


def _find_dangling(site: Site) -> Iterator[Problem]:
    """Yield references in front matter to partners, work packages and cities that do not exist."""
    cities = site.project.cities
    for node in site.nodes.values():
        page = node.page
        for number, key in enumerate(getattr(page, "partners", ())):
            yield from _find_partner(site, node, "partners", key, number)
        for place, number in enumerate(getattr(page, "work_packages", ())):
            if number not in site.work_packages:
                mend = f"Work packages: {choices(map(str, site.work_packages))}. Correct the number, or add the work package's file."
                yield _at(site, node, "work_packages", "E031", f"there is no work package {number}.", mend, place)
        if isinstance(page, WorkPackage):
            lead = getattr(page, "lead", "unknown")
            if lead not in cities and lead != "unknown":
                yield from _find_partner(site, node, "lead", lead, also=cities)
            if page.contact and page.contact.partner:
                yield from _find_partner(site, node, "contact", page.contact.partner)
        if isinstance(page, Event) and page.organiser and " " not in page.organiser and page.organiser == page.organiser.lower():
            yield from _find_partner(site, node, "organiser", page.organiser)
        if isinstance(page, Partner) and getattr(page, "city", None) not in (None, *cities):
            mend = guess(page.city, cities) + f"Cities: {choices(cities)}. They stand in {site.label}/project.yaml."
            yield _at(site, node, "city", "E032", f"there is no city “{page.city}”.", mend)


def _find_partner(site: Site, node: Node, name: str, key: str, *place: int, also: Iterable[str] = ()) -> Iterator[Problem]:
    if key in site.partners:
        return
    known = [*site.partners, *also]
    what = "partner or city" if also else "partner"
    mend = f"{guess(key, known)}Known: {choices(known)}.\nCorrect the name, or add the partner's file."
    yield _at(site, node, name, "E030", f"there is no {what} “{key}”.", mend, *place)


def _resolve_references(site: Site, sources: Sources) -> Iterator[Problem]:
    """Find the address of every link and picture; yield those that lead nowhere."""
    for node in site.nodes.values():
        addresses = []
        for reference in node.body.references:
            found = _resolve(site, sources, node, reference)
            if isinstance(found, Problem):
                yield found
            addresses.append("#" if isinstance(found, Problem) else found)
        site.addresses[node.path] = tuple(addresses)
        for name in ("image", "file"):
            written = getattr(node.page, name, None)
            if written:
                line = node.document.head.line(name)
                found = _resolve(site, sources, node, Reference(written, "", line, picture=True))
                if isinstance(found, Problem):
                    yield found
        if isinstance(node.page, Newsletter):
            for number, written in enumerate(node.page.highlights):
                line = node.document.head.line("highlights", number)
                found = _resolve(site, sources, node, Reference(written, "", line))
                if isinstance(found, Problem):
                    yield found
        if isinstance(node.page, Event):
            for number, material in enumerate(node.page.materials):
                if getattr(material, "file", None):
                    line = node.document.head.line("materials", number, "file")
                    found = _resolve(site, sources, node, Reference(str(material.file), "", line, picture=True))
                    if isinstance(found, Problem):
                        yield found


def target_of(node: Node, written: str) -> str:
    """Return the path in the content folder that a path written in a page means; it may begin with `..`."""
    return normpath(join(dirname(node.path), written)) if written else node.path


def _resolve(site: Site, sources: Sources, node: Node, reference: Reference) -> str | Problem:
    """Return the address that a reference leads to, or what is wrong with it."""

    def wrong(code: str, message: str, mend: str) -> Problem:
        return Problem(f"{site.label}/{node.path}", reference.line, code, message, mend)

    written, fragment = reference.target, reference.fragment
    if not reference.inside:
        address = written + (f"#{fragment}" if fragment else "")
        if reference.target.startswith("mailto:") and not site.project.print_addresses:
            return wrong("E055", f"“{written}” shows an e-mail address, which this site does not do.", "Link to the page that says how to get in touch.")
        return address
    if written.startswith("/"):
        near = next((other for other in site.nodes.values() if other.address.rstrip("/") == written.rstrip("/")), None)
        mend = f"Write {relative(node.path, near.path)}." if near else "Write the path from this file to the Markdown file, like ../news/index.md."
        return wrong("E056", f"“{written}” is an address, not a file.", mend)
    path = target_of(node, written)
    if path.startswith(".."):
        return wrong("E048", f"“{written}” leads out of the content folder.", "Link to a file inside it.")
    if path in site.nodes and not reference.picture:
        target = site.nodes[path]
        if target.page.draft and not node.page.draft:
            return wrong("E051", f"“{written}” is a draft and will not be published.", "Take the link out until it is.")
        if fragment and fragment not in target.body.ids:
            known = [heading.id for heading in target.body.headings]
            mend = guess(fragment, known) + (f"Headings there: {choices(known)}." if known else "That page has no headings.")
            return wrong("E052", f"“{written}” has no heading “{fragment}”.", mend)
        return site.href(target.address if written else "") + (f"#{fragment}" if fragment else "") if written else f"#{fragment}"
    if path in sources.files:
        site.files.add(path)
        return site.href(site.file_address(path))
    known = list(sources.files) if reference.picture else [*site.nodes, *sources.files]
    near = next((other for other in known if other.rpartition("/")[2] == path.rpartition("/")[2]), "")
    mend = f"Did you mean “{relative(node.path, near)}”?" if near else guess(path, known) and f"Did you mean “{relative(node.path, _nearest(path, known))}”?"
    if f"{path}/index.md" in site.nodes:
        mend = f"Write {relative(node.path, f'{path}/index.md')}."
    code, what = ("E053", "file") if reference.picture or not path.endswith(".md") else ("E050", "page")
    return wrong(code, f"there is no {what} “{written}”.", mend or f"Correct the path, or add {site.label}/{path}.")


def _nearest(path: str, known: Iterable[str]) -> str:
    return guess(path, known).partition("“")[2].partition("”")[0]


def relative(start: str, path: str) -> str:
    """Return the path from one file of the content folder to another, as a link wants it.

    >>> relative("news/index.md", "about-us/press.md")
    '../about-us/press.md'
    """
    here, there = dirname(start).split("/") if dirname(start) else [], path.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def _find_project_paths(site: Site, sources: Sources, head: Head) -> Iterator[Problem]:
    """Yield pages and pictures that project.yaml names and that do not exist; note the pictures."""
    project = site.project
    pages: list[tuple[tuple[str | int, ...], str]] = [(("contact",), project.contact)]
    pages += [((name, number), path) for name in ("main_menu", "footer") for number, path in enumerate(getattr(project, name))]
    pages += [(("cities", key, "page"), city.page) for key, city in project.cities.items()]
    pages += [(("figures", number, "page"), figure.page) for number, figure in enumerate(project.figures) if figure.page]
    for place, path in pages:
        if path not in site.nodes or site.nodes[path].page.draft:
            mend = guess(path, site.nodes) + "Paths in this file start at the content folder."
            yield Problem(f"{site.label}/project.yaml", head.line(*place), "E050", f"there is no page “{path}”.", mend, str(place[0]))
    for number, grant in enumerate(project.grants):
        if grant.emblem in sources.files:
            site.files.add(grant.emblem)
        else:
            mend = guess(grant.emblem, sources.files) + "Paths in this file start at the content folder."
            yield Problem(f"{site.label}/project.yaml", head.line("grants", number, "emblem"), "E053", f"there is no file “{grant.emblem}”.", mend, "grants")


def _find_unused(site: Site, sources: Sources) -> Iterator[Problem]:
    for path in sorted(set(sources.files) - site.files):
        if path != "ledger.csv":
            mend = "Link to it or show it in a page, or delete it."
            yield Problem(f"{site.label}/{path}", 1, "E047", "no page uses this file, so it would not be published.", mend)


def _drop_drafts(site: Site) -> None:
    for path, node in list(site.nodes.items()):
        if node.page.draft:
            del site.nodes[path]
            if node.parent is not None:
                node.parent.children.remove(node)
    site.partners = {key: node for key, node in site.partners.items() if node.path in site.nodes}
    site.work_packages = {number: node for number, node in site.work_packages.items() if node.path in site.nodes}


def state_of(site: Site, event: Event) -> str:
    """Return coming, running or past, as seen at the site's instant."""
    zone = site.event_zone(event)
    if site.now < event.start.begins(zone):
        return "coming"
    return "running" if site.now < (event.end or event.start).is_over(zone) else "past"


def cities_of(site: Site, node: Node) -> list[str]:
    """Return the keys of the cities a page belongs to: by its place, or by its partners."""
    page, found = node.page, []
    place = getattr(page, "place", "")
    keys = {page.city} if isinstance(page, Partner) else {site.partners[key].page.city for key in getattr(page, "partners", ()) if key in site.partners}  # type: ignore[attr-defined]
    for key, city in site.project.cities.items():
        if city.name == place or key in keys or city.page == node.path:
            found.append(key)
    return found


def date_of(node: Node) -> Moment | None:
    """Return the date under which a page stands in lists: an event's start, else when it was published."""
    return node.page.start if isinstance(node.page, Event) else node.page.published


__all__ = ["Body", "News", "Result", "Site", "cities_of", "date_of", "read_site", "relative", "state_of", "target_of"]
