"""Which pages belong to a work package, a partner or a city."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property, partial

from core.build.dependencies import CacheRegistry
from core.documents.schema import Partner, WorkPackage
from core.site.site import Site, cities_of
from core.site.tree import Node

KINDS = ("partner", "work-package", "news", "newsletter", "result", "event")  # of pages that name others
_NAME = re.compile(r"[\w-]+")  # what may be a name in an address


class Relations:
    """What belongs to each work package, partner and city of a site: found once, and where it is kept only for pages that change."""

    def __init__(self, site: Site, kept: CacheRegistry) -> None:
        """Take the site, and places for what stays from one build to the next."""
        self._site = site
        self._owners_of = kept("what a page belongs to", lasting=True)
        self._members = kept("what belongs to a page", lasting=True)

    @cached_property
    def owners(self) -> dict[str, Node]:
        """The pages that others can belong to, by path."""
        return {path: node for path, node in self._site.nodes.items() if owns(node, self._site)}

    def members(self, owner: Node, *kinds: str, expired: bool = False) -> list[Node]:
        """Return the pages of some kinds that belong to a page: kind by kind, each in the order of the site.

        Those that are no longer valid only where they are asked for.
        """
        if owner.path not in self.owners:
            return []
        found = self._members.get("", self._found)[owner.path]
        paths = [path for kind in kinds for path in found.get(kind, ()) if path != owner.path]
        return [self._site.nodes[path] for path in paths if expired or path not in self._site.expired]

    def _found(self) -> dict[str, dict[str, list[str]]]:
        """Return the paths of what belongs to each page, by its path and by kind."""
        members: dict[str, dict[str, list[str]]] = {path: defaultdict(list) for path in self.owners}
        for kind in KINDS:
            for node in self._site.of_kind(kind, expired=True):
                for owner in self._owners_of.get(node.path, partial(self._named, node)):
                    members[owner][kind].append(node.path)
        return members

    def _named(self, node: Node) -> tuple[str, ...]:
        return tuple(path for path, owner in self.owners.items() if belongs(node, owner, self._site))


def owns(node: Node, site: Site) -> bool:
    """Whether other pages can belong to a page: it is a work package, a partner or the page of a city."""
    return isinstance(node.page, WorkPackage | Partner) or city_of(node, site) != ""


def city_of(node: Node, site: Site) -> str:
    """Return the key of the city whose page this is; empty for all other pages."""
    return site.city_pages.get(node.path, "")


def followed_as(node: Node, site: Site) -> str:
    """Return the name under which programs follow what belongs to a page, as in partners/university; empty for most pages.

    It is part of addresses, so it comes from the permanent id: a file may be renamed, and what it was called stays.
    """
    if node.kind in ("work-package", "partner"):
        start = f"tag:{site.project.id_authority}:{node.kind}/"
        identity = site.identity(node)
        known = identity.removeprefix(start) if identity.startswith(start) else ""
        return f"{node.kind}s/{known if _NAME.fullmatch(known) else node.key}"
    city = city_of(node, site)
    return f"cities/{city}" if city else ""


def belongs(other: Node, node: Node, site: Site) -> bool:
    """Whether one page names another: a work package by its number, a partner by its key, a city by place or partner."""
    page = other.page
    if isinstance(node.page, WorkPackage):
        return node.page.number in getattr(page, "work_packages", ())
    if isinstance(node.page, Partner):
        contact = getattr(page, "contact", None)
        named = {
            *getattr(page, "partners", ()),
            getattr(page, "lead", None),
            getattr(page, "organiser", None),
            contact and contact.partner,
        }
        return node.key in named
    city = city_of(node, site)
    if not city:
        return False
    return city == getattr(page, "lead", None) or city in cities_of(site, other)
