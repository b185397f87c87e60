"""All pages of the site on one page: by the alphabet, and as the tree that they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from core.documents.kinds import DATED
from core.problems.natural_sort import Key, natural
from core.site.site import Site, cities_of
from core.site.tree import Node
from core.views.layout import MenuItem
from core.views.link import Link
from core.views.listing import Letter
from core.views.view_builder import ViewBuilder

_POINT = re.compile(r"(?<=\d)\.(?=\d)")  # of a number such as D2.10
OTHERS = "#"  # stands for what does not begin with a letter


@lru_cache(50_000)  # of a site that stays in memory, nearly all titles stay as they are
def letter_of(title: str) -> str:
    """Return the letter under which a title stands: without its accent, so that none is looked for in vain.

    >>> letter_of("Älvstranden"), letter_of("“Ledeberg leeft”"), letter_of("2014 in review")
    ('A', 'L', '#')
    """
    plain = unicodedata.normalize("NFKD", title)
    first = next((sign for sign in plain if sign.isalnum()), OTHERS).upper()[0]
    return first if first.isalpha() else OTHERS


@lru_cache(50_000)
def sorting_key(title: str) -> tuple[Key, str]:
    """Return what sorts titles as readers look for them: without accents and signs, small and large letters alike.

    >>> sorted(["D2.10 Plan", "“D2.2” plan", "Édition"], key=sorting_key)
    ['“D2.2” plan', 'D2.10 Plan', 'Édition']
    """
    plain = unicodedata.normalize("NFKD", title).casefold()
    kept = "".join(sign for sign in _POINT.sub(" ", plain) if sign.isalnum() or sign == " ")
    return natural(kept.strip()), title


def letters(nodes: Iterable[Node], view_builder: ViewBuilder) -> tuple[Letter, ...]:
    """Return the index of pages; what two pages are both called has the name of the page above beside it."""
    ordered = sorted(nodes, key=lambda node: (sorting_key(node.title), node.path))
    titles = Counter(node.title.casefold() for node in ordered)
    found: dict[str, list[Link]] = {}
    for node in ordered:
        note = node.parent.title if node.parent and titles[node.title.casefold()] > 1 else ""
        link = Link(node.title, view_builder.site.href(node.address), note=note)
        found.setdefault(letter_of(node.title), []).append(link)
    return tuple(
        Letter(letter, tuple(found[letter]), f"letter-{letter.lower()}" if letter != OTHERS else "letter-other")
        for letter in sorted(found, key=lambda letter: (letter == OTHERS, letter))
    )


def branches(node: Node, href: Callable[[str], str]) -> tuple[MenuItem, ...]:
    """Return all pages below a page as they stand in the tree."""
    return tuple(MenuItem(child.title, href(child.address), children=branches(child, href)) for child in node.children)


def places(nodes: Iterable[Node], href: Callable[[str], str]) -> dict[str, str]:
    """Return the names of pages by their addresses: of all but events, news, newsletters and results.

    Of those there may be thousands, and nobody looks for anything below them: the page of their folder is near enough.
    """
    return {href(node.address): node.label for node in nodes if node.kind not in (*DATED, "result")}


def filters(node: Node, site: Site, view_builder: ViewBuilder) -> dict[str, list[str]]:
    """Return by what a page can be found: its kind, work packages, cities and year."""
    page = node.page
    said = view_builder.words["said"]
    number = getattr(page, "number", None) if node.kind == "work-package" else None
    packages = [number] if number is not None else list(getattr(page, "work_packages", ()))
    moment = getattr(page, "start", None) if node.kind == "event" else page.published
    return {
        "kind": [str(view_builder.words["kinds"][node.kind])],
        "work_package": [str(said["work_package"]).format(number=number) for number in packages],
        "city": [site.project.cities[key].name for key in cities_of(site, node)],
        "year": [str(moment.year)] if moment is not None else [],
    }


def choices(
    site: Site, view_builder: ViewBuilder, every: Iterable[Mapping[str, list[str]]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the filters of the search page with all values that a page has, in the order of the project.

    `every` is what `filters` gives of all pages.
    """
    given: dict[str, set[str]] = {name: set() for name in ("kind", "work_package", "city", "year")}
    for one in every:
        for name, values in one.items():
            given[name].update(values)
    said = view_builder.words["said"]["work_package"]
    order = {
        "kind": [str(word) for word in view_builder.words["kinds"].values()],
        "work_package": [said.format(number=number) for number in sorted(site.work_packages)],
        "city": [city.name for city in site.project.cities.values()],
        "year": sorted(given["year"], reverse=True),
    }
    found = ((name, tuple(value for value in order[name] if value in given[name])) for name in given)
    return tuple((name, values) for name, values in found if len(values) > 1)
