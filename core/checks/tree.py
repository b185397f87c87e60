"""Checks the tree: folders without a page, drafts above published pages, addresses used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from core.build.outputs import file_at, same_place
from core.checks.names import find_bad_names
from core.documents.kinds import DATE_PREFIX, DATED
from core.files.host_names import read_by_hosts
from core.limits import ADDRESS, FOLDER_DEPTH, PATH_PART
from core.problems.problem import Problem
from core.site.addresses import FOLLOWED, LIST_PAGE, RESERVED, RESERVED_FILES, is_page
from core.site.tree import Node

# What the house itself writes at the top of the site.
RENAME = "Rename one of the two files, and write its new name where pages link to it."


def find_tree_faults(nodes: Iterable[Node], missing: Mapping[str, str], root: str) -> Iterator[Problem]:
    """Yield what is wrong with the names and places of pages; `missing` are those that folders need, by path."""
    by_path = {node.path: node for node in nodes}
    yield from _find_missing_index(missing, root)
    names = set(by_path)
    for _, node in sorted(by_path.items()):
        yield from find_bad_names(node, root, names)
    yield from _find_below_draft(by_path.values(), root)
    yield from _find_collisions(by_path.values(), root)


def _find_missing_index(missing: Mapping[str, str], root: str) -> Iterator[Problem]:
    for index, below in missing.items():
        folder = f"the folder has pages (such as {below}) but no page of its own."
        message = folder if below else "the site has no home page."
        mend = "Add this file: front matter with a title, then the text."
        yield Problem(f"{root}/{index}", 1, "E040", message, mend)


def _find_below_draft(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    for node in nodes:
        if node.page.draft:
            if node.parent is None:
                line, mend = node.document.head.line("draft"), "Take the line out."
                yield Problem(f"{root}/{node.path}", line, "E042", "the home page cannot be a draft.", mend, "draft")
            continue
        for above in node.ancestry()[1:-1]:
            if above.page.draft:
                message = f"the page is published, but the page above it ({above.path}) is a draft."
                mend = f"Take “draft: true” out of {root}/{above.path}, or add the line “draft: true” here."
                yield Problem(f"{root}/{node.path}", node.document.head.line("draft"), "E042", message, mend)
                break


def _find_collisions(nodes: Iterable[Node], root: str) -> Iterator[Problem]:
    """Yield pages that would be published at one address, and old addresses that are none or are taken."""
    ordered = sorted(nodes, key=lambda node: node.path)
    taken: dict[str, Node] = {}
    for node in ordered:
        first = taken.setdefault(same_place(file_at(node.address)), node)
        if first is not node:
            message = f"its address, {node.address}, is that of {root}/{first.path} too."
            if node.kind in DATED and DATE_PREFIX.match(node.path.rpartition("/")[2]):
                message += " The date in the name of a file is no part of its address."
            yield Problem(f"{root}/{node.path}", 1, "E041", message, RENAME)
    owners = dict(taken)
    folders = {above: node for place, node in taken.items() for above in _above(place)}
    for node in ordered:
        for number, alias in enumerate(node.page.aliases):
            place = same_place(file_at(alias))
            fault = _no_alias(alias) or _taken_alias(alias, node, owners, taken, folders, root)
            if fault is None:
                owners[place] = node
                folders.update(dict.fromkeys(_above(place), node))
                continue
            line = node.document.head.line("aliases", number)
            yield Problem(f"{root}/{node.path}", line, *fault, "aliases")


def _above(place: str) -> Iterator[str]:
    """Yield the folders in which a file of the output lies."""
    while place := place.rpartition("/")[0]:
        yield place


def _no_alias(alias: str) -> tuple[str, str, str] | None:
    """Return code, message and mend for an old address that could not be one of this site."""
    parts = alias.split("/")
    if not alias.startswith("/") or "//" in alias or {".", ".."} & {*parts} or re.search(r"[\s?#\\]", alias):
        return (
            "E044",
            f"“{alias}” is no address of this site.",
            "Write it like /old/address/, without host, spaces, ? and #.",
        )
    if "%" in alias and unquote(alias) != alias:
        return "E044", f"“{alias}” has signs in disguise.", f"Write it as people read it: “{unquote(alias)}”."
    if bad := re.search(r'[<>:"|*]', alias):
        mend = "Leave it out: not every computer can have a file of that name."
        return "E044", f"“{alias}” has the sign {bad[0]}.", mend
    if (
        len(parts) > FOLDER_DEPTH
        or len(alias.encode()) > ADDRESS
        or any(len(part.encode()) > PATH_PART for part in parts)
    ):
        return "E044", f"“{alias[:60]}…” is too long.", "Leave it out: no computer can have a file of that name."
    if (
        file_at(alias) in RESERVED_FILES
        or (parts[1].removesuffix(".html") in RESERVED and (parts[1] not in FOLLOWED or is_page(alias)))
        or LIST_PAGE.fullmatch([part for part in parts if part][-1] if alias.strip("/") else "")
    ):
        return "E046", f"the site itself uses the address {alias}.", "Take the line out."
    if read_by_hosts(alias):
        return "E087", f"“{alias}” has a name that web hosts and other services read and act on.", "Take the line out."
    return None


def _taken_alias(
    alias: str,
    node: Node,
    owners: Mapping[str, Node],
    pages: Mapping[str, Node],
    folders: Mapping[str, Node],
    root: str,
) -> tuple[str, str, str] | None:
    """Return code, message and mend for an old address at which there is something already."""
    place = same_place(file_at(alias))
    if (owner := pages.get(place)) is node:
        if alias.rstrip("/") != node.address.rstrip("/") and not alias.endswith("index.html"):
            message = f"“{alias}” differs from the page's own address, {node.address}, only in capitals or in the form of an accent; many hosts take both for one."
            return "E043", message, "Take the line out."
        return "E043", f"“{alias}” is the page's own address: it would lead in a circle.", "Take the line out."
    if owner is not None:
        message = f"“{alias}” is the address of {root}/{owner.path}, which is a page of its own."
        return "E043", message, "Take the line out, or rename that page."
    if (owner := owners.get(place)) is node:
        return "E043", f"“{alias}” stands here twice.", "Take one of the two out."
    if owner is not None:
        message = f"“{alias}” is an alias of {root}/{owner.path} too."
        return "E043", message, "Keep it on one of the two pages."
    within = next((owners[above] for above in _above(place) if above in owners), None) or folders.get(place)
    if within is not None:
        message = f"“{alias}” and an address of {root}/{within.path} cannot both be: one is a file, the other a folder of that name."
        return "E043", message, "Keep one of the two."
    return None
