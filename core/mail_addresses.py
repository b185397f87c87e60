"""E-mail addresses in texts: real ones, not everything that has an @ in it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from core.problems import Problem
from core.schema import EDITORS_ONLY, Contact, Material

if TYPE_CHECKING:
    from core.frontmatter import Head
    from core.site import Site
    from core.tree import Node

_FIX = "Take it out; link to the page that says how to get in touch."
_LONGEST_LOCAL = 64  # characters before the @ (RFC 5321)
_LONGEST_URL = 2_000  # characters; a longer address before an @ is not recognised as one
# Every repetition has a bound, so that the time grows only with the length of the text.
_AT = re.compile(
    r"@|＠|&#0{0,5}64;|&#[xX]0{0,5}40;|&commat;|[ \t]?[\[({][ \t]?(?:at|At|AT|@)[ \t]?[\])}][ \t]?| (?:at|AT) "
)
_HINT = re.compile(r"@|＠|&#|&c|[\[({][ \t]?[aA@][tT]?| dot | DOT ")  # most texts have none, which is quickly seen
_LOCAL = re.compile(r"[\w.+'-]+\Z")
_END = r"[^\W\d_][\w-]{1,62}"  # a top-level domain does not begin with a digit: vue@3.2.1 is a version
_DOMAIN = re.compile(
    rf"(?:[\w-]{{1,63}}(?:\.|[ \t]?[\[({{][ \t]?(?:dot|DOT|punkt|\.)[ \t]?[\])}}][ \t]?| (?:dot|DOT) )){{1,8}}{_END}"
)
_SPOKEN_DOMAIN = re.compile(rf"(?:[\w-]{{1,63}} (?:dot|DOT) ){{1,8}}{_END}")
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s<>\"]*\Z")
_CALENDAR = re.compile(r"(?:[\w-]+\.)?calendar\.google\.com", re.IGNORECASE)  # the id of a calendar, no mailbox
_UNPRINTED = ("newsletter", "targets")  # fields of project.yaml that no page shows
_UNSHOWN = ("id", *EDITORS_ONLY)  # fields that no page shows; ids of calendars look like x@google.com
_LINKS = ("link", "website", "online", "registration")  # core/fields.py reports what is no address on the web
_PARTS = {*Contact.model_fields, *Material.model_fields}
_PRINTED = {"statement", "disclaimer", "label", "number", "programme", "emblem_alt", "name"}  # parts of project.yaml


def find_mail_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield place (in characters) and wording of each e-mail address in a text, disguised ones too.

    What only looks like one is left out: a user name or a path of a URL, git@host:path, a name on Mastodon.

    >>> [found for _, found in find_mail_addresses("anna@example.org, bo (at) example (dot) org, @anna@example.social")]
    ['anna@example.org', 'bo (at) example (dot) org']
    """
    if not _HINT.search(text):
        return
    before = 0  # where the sign before this one ends
    for sign in _AT.finditer(text):
        local = _LOCAL.search(text[max(before, sign.start() - _LONGEST_LOCAL) : sign.start()])
        spoken = sign[0].strip().lower() == "at"
        domain = (_SPOKEN_DOMAIN if spoken else _DOMAIN).match(text, sign.end())
        before = sign.end()
        if local and domain:
            begin = sign.start() - len(local[0].lstrip(".'-"))
            if begin < sign.start() and not _is_account(text, begin, sign.start(), domain):
                yield begin, text[begin : domain.end()]


def _is_account(text: str, begin: int, at: int, domain: re.Match[str]) -> bool:
    """Whether what has the form of an e-mail address is the name of an account or a part of a URL."""
    behind = text[domain.end() : domain.end() + 200]
    if text[begin - 1 : begin] == "@" or behind[:1] == "@":
        return True  # @anna@example.social
    path = behind[1:].split(maxsplit=1)[0] if behind[:1] == ":" and behind[1:2].strip() else ""
    if path and (text[begin:at] == "git" or "/" in path):
        return True  # git@example.org:group/project.git
    url = _URL.search(text[max(0, begin - _LONGEST_URL) : begin])
    if url is None:
        return False
    # The user name and the path of a URL name accounts; its query hands e-mail addresses over.
    return not re.search(r"[?#]", url[0]) or bool(_CALENDAR.match(domain[0]))


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
        lines = node.document.body.split("\n") if _HINT.search(node.document.body) else ()
        for number, line in enumerate(lines, node.document.body_line):
            for place, found in find_mail_addresses(line):
                if not line[:place].endswith(("mailto:", "<")):  # else a link: core/references.py reports it
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
