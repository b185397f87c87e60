"""Which pages belong to a work package, a partner or a city."""

from __future__ import annotations

from core.schema import Partner, WorkPackage
from core.site import Site, cities_of
from core.tree import Node


def owns(node: Node, site: Site) -> bool:
    """Whether other pages can belong to a page: it is a work package, a partner or the page of a city."""
    return isinstance(node.page, WorkPackage | Partner) or city_of(node, site) != ""


def city_of(node: Node, site: Site) -> str:
    """Return the key of the city whose page this is; empty for all other pages."""
    return site.city_pages.get(node.path, "")


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
