"""Which pages belong to a work package, a partner or a city."""

from __future__ import annotations

import re

from core.schema import Partner, WorkPackage
from core.site import Site, cities_of
from core.tree import Node

_NAME = re.compile(r"[\w-]+")  # what may be a name in an address


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
