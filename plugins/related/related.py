"""What else the site has on a page: the events, news, results … that name it."""

from __future__ import annotations

from core.agenda import agenda
from core.compose import Composer
from core.schema import Partner, WorkPackage
from core.site import Site, cities_of
from core.tree import Node
from core.views import Group

KINDS = ("partner", "work-package", "event", "news", "newsletter", "result")


def related(node: Node, site: Site, composer: Composer) -> tuple[Group, ...]:
    """Return the pages that belong to a work package, a partner or a city, by kind; nothing for other pages."""
    named = [
        other
        for other in site.nodes.values()
        if other.kind in KINDS and other is not node and belongs(other, node, site)
    ]
    groups = []
    for kind in KINDS:
        nodes = [other for other in named if other.kind == kind]
        if kind == "event":
            ordered = agenda(nodes, site)
            nodes = [*ordered["running"], *ordered["coming"], *ordered["past"]]
        if nodes:
            groups.append(
                Group(
                    heading=f"{kind.replace('-', '_')}s" if kind != "news" else "news",
                    cards=tuple(map(composer.card, nodes)),
                    id=f"all-{kind}",
                )
            )
    return tuple(groups)


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
    city = next((key for key, city in site.project.cities.items() if city.page == node.path), None)
    if city is None:
        return False
    return city == getattr(page, "lead", None) or city in cities_of(site, other)
