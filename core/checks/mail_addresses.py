"""Checks that no page prints an e-mail address, where the project does not want that."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from core.documents.front_matter import Head
from core.documents.model import EDITORS_ONLY, Contact, Material
from core.markdown.mail_addresses import HINT, find_mail_addresses
from core.problems.problem import Problem
from core.site.site import Site
from core.site.tree import Node

_FIX = "Take it out; link to the page that says how to get in touch."
_UNPRINTED = ("newsletter", "targets")  # fields of project.yaml that no page shows
_UNSHOWN = ("id", *EDITORS_ONLY)  # fields that no page shows; ids of calendars look like x@google.com
_LINKS = ("link", "website", "online", "registration")  # core/documents/fields.py reports what is no address on the web
_PARTS = {*Contact.model_fields, *Material.model_fields}
_PRINTED = {"statement", "disclaimer", "label", "number", "programme", "emblem_alt", "name"}  # parts of project.yaml


def find_printed_addresses(
    site: Site, nodes: Iterable[Node], texts: Mapping[str, bytes], head: Head | None = None
) -> Iterator[Problem]:
    """Yield e-mail addresses in the texts of some pages, and in project.yaml (`head`), where the project prints none.

    `texts` are the files of the content folder: an address in a long field is looked up there for its line.
    """
    if site.project.print_addresses:
        return
    for node in nodes:
        known = {
            name: value
            for name, value in node.document.head.values.items()
            if name in type(node.page).model_fields and name not in _UNSHOWN
        }
        yield from _find_in_fields(site, node.path, node.document.head, known, texts, _PARTS)
        lines = node.document.body.split("\n") if HINT.search(node.document.body) else ()
        for number, line in enumerate(lines, node.document.body_line):
            for place, found in find_mail_addresses(line):
                if not line[:place].endswith(("mailto:", "<")):  # else a link: core/checks/links.py reports it
                    message = f"“{found}” is an e-mail address."
                    yield Problem(f"{site.label}/{node.path}", number, "E057", message, _FIX)
    if head is not None:
        shown = {name: value for name, value in head.values.items() if name not in _UNPRINTED}
        yield from _find_in_fields(site, "project.yaml", head, shown, texts, _PRINTED)


def _find_in_fields(
    site: Site, path: str, head: Head, values: Mapping[str, Any], texts: Mapping[str, bytes], parts: Container[str]
) -> Iterator[Problem]:
    for place, text in _texts(values, (), parts):
        name = str(place[0])
        if place[-1] in _LINKS and text.startswith("mailto:"):
            continue
        for found in dict.fromkeys(found for _, found in find_mail_addresses(text)):
            line = _line_of(found, head.line(*place), texts.get(path, b""))
            yield Problem(f"{site.label}/{path}", line, "E057", f"“{found}” is an e-mail address.", _FIX, name)


def _texts(
    value: Any, place: tuple[str | int, ...], parts: Container[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text in the value of a field with the way to it; of fields in it only `parts`."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*place, number), parts)
    elif isinstance(value, dict):
        for key, one in value.items():
            if not place or key in parts:
                yield from _texts(one, (*place, key), parts)


def _line_of(found: str, first: int, data: bytes) -> int:
    """Return the line of an address in a field that begins in line `first` and may go over several."""
    lines = data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")
    for number in range(first, len(lines) + 1):
        if found in lines[number - 1]:
            return number
        if number > first and lines[number - 1].rstrip() == "---":
            break
    return first
