"""The whole site as one value: the project, its tree, what refers to what, and everything that is wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from core.build.dependencies import EVERY, DependencyRecorder
from core.dates.occurrences import event_state
from core.documents.access_record import Record
from core.documents.project import Project
from core.documents.schema import Event, Partner
from core.files.file_kinds import HEIC
from core.files.inspected import Inspected
from core.site.ledger import Row
from core.site.tree import Node

_PLAIN = re.compile(r"[a-z0-9/._-]*")  # what nearly all addresses are made of


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
    reads: DependencyRecorder = field(default_factory=DependencyRecorder)  # who looks at which page

    city_pages: dict[str, str] = field(init=False)  # keys of the cities by the path of their page
    origin: str = field(init=False)  # scheme and host; asked for with every link, so taken apart once
    _by_kind: dict[str, list[Node]] = field(default_factory=dict)
    _below: str = field(init=False)  # the path below which the site is published, without a trailing slash

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
        """Return an address of the site as links have it: below the path at which the site is published."""
        # The path of the site is encoded already (core/markdown/web_addresses.py).
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


def state_of(site: Site, event: Event) -> str:
    """Return coming, running or past, as seen at the site's instant."""
    return event_state(event, site.event_zone(event), site.now).state


def cities_of(site: Site, node: Node) -> list[str]:
    """Return the keys of the cities a page belongs to: by its place, or by its partners."""
    named = [node, *(site.partners[key] for key in getattr(node.page, "partners", ()) if key in site.partners)]
    keys = {partner.page.city for partner in named if isinstance(partner.page, Partner)}
    place = getattr(node.page, "place", "")
    cities = site.project.cities.items()
    return [key for key, city in cities if key in keys or city.name == place or city.page == node.path]
