"""Checks names of partners, work packages and cities in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.checks.ledger_search import Search
from core.documents.schema import Event, Partner, WorkPackage
from core.problems.problem import Problem, choices, guess
from core.site.publication import is_late_for, since
from core.site.site import Site
from core.site.tree import Node

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")  # the name of a partner's file


def problem_at(site: Site, node: Node, name: str, code: str, message: str, mend: str, *place: int) -> Problem:
    """Return a problem with a field of a page; `place` leads to an entry inside the field."""
    return Problem(f"{site.label}/{node.path}", node.document.head.line(name, *place), code, message, mend, name)


def find_dangling(site: Site) -> Iterator[Problem]:
    """Yield references in front matter to partners, work packages and cities that do not exist."""
    cities = site.project.cities
    for node in site.nodes.values():
        page = node.page
        for number, key in enumerate(getattr(page, "partners", ())):
            yield from _find_partner(site, node, "partners", key, number)
        for place, number in enumerate(getattr(page, "work_packages", ())):
            if number not in site.work_packages:
                mend = f"Write one of these: {choices(map(str, site.work_packages))}; or add the work package's file."
                yield problem_at(
                    site, node, "work_packages", "E031", f"there is no work package {number}.", mend, place
                )
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
            ) + f"Cities: {choices(cities)}. They are listed in {site.label}/project.yaml."
            yield problem_at(site, node, "city", "E032", f"there is no city “{page.city}”.", mend)


def _find_draft(site: Site, node: Node, target: Node, name: str, what: str, *place: int) -> Iterator[Problem]:
    if target.page.draft and not node.page.draft:
        mend = f"Take it out here, or “draft: true” out of {site.label}/{target.path}."
        yield problem_at(site, node, name, "E051", f"{what} is a draft and will not be published.", mend, *place)
    elif is_late_for(site, target, node):
        mend = "Take it out here until then, or give that page an earlier date."
        yield problem_at(site, node, name, "E035", f"{what} is {since(site, target)}.", mend, *place)


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
        yield problem_at(site, node, name, "E030", f"“{key}” is more than one {what}.", mend, *place)
        return
    near = f"Did you mean “{renamed}”? " if renamed else guess(key, known)
    parts = re.split(r"\s*;\s*|\s+and\s+", key)
    if len(parts) > 1 and all(part in known for part in parts):
        yield problem_at(
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
    yield problem_at(site, node, name, "E030", f"there is no {what} “{key}”.", mend, *place)
