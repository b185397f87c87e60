"""Each Markdown file read once: what it says, what is wrong with it, and what other pages can know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from posixpath import dirname

from core.build.dependencies import BELOW, EVERY
from core.build.workers import can_fork, in_halves
from core.documents.front_matter import Document, read_document
from core.documents.kinds import DATED, kind_of
from core.documents.schema import Page
from core.documents.validate import read_page
from core.markdown.body import Body
from core.markdown.renderer import Renderer
from core.problems.problem import Problem

UNREADABLE = ("E001", "E002", "E003", "E004", "E009", "E065", "E098")
WORTH_A_FORK = 150  # files: below that, starting a second process costs more than it saves


@dataclass(frozen=True)  # without slots, as all that a memory keeps: pickle takes and gives it much faster
class ParsedPage:
    """A Markdown file, read. It depends on nothing but the file, its place, and how the code reads."""

    digest: bytes  # of all that it depends on
    kind: str
    document: Document
    page: Page
    body: Body
    problems: tuple[Problem, ...]
    whole: bool  # False where its fields could not be read, so that what it refers to is not known
    facts: bytes  # digest of what other pages can know of this one: everything but the words of its text


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """How files are read; what they say does not depend on it."""

    processes: int = 1
    quick: bool = True  # False: Python-Markdown as it comes


DEFAULT = ParseOptions()


def read_all(
    texts: Mapping[str, bytes],
    label: str,
    folders: Mapping[str, str],
    zone: str,
    known: dict[str, ParsedPage],
    how: ParseOptions,
) -> dict[str, ParsedPage]:
    """Return the reading of every Markdown file, by path; what is `known` and unchanged is not read again.

    `label` is the content folder as problems call it, `zone` the project's. With two processes, many new files are
    read in two halves at once.
    """
    found: dict[str, ParsedPage] = {}
    due: list[tuple[str, bytes, str]] = []
    kinds: dict[str, str] = {}  # of what lies in a folder
    for path, data in sorted(texts.items()):
        if path.endswith(".md"):
            folder, _, name = path.rpartition("/")
            kind = (
                "page" if name == "index.md" else kinds.get(folder) or kinds.setdefault(folder, kind_of(path, folders))
            )
            digest = digest_of(data, label, kind, zone)
            old = known.get(path)
            if old is not None and old.digest == digest:
                found[path] = old
            else:
                due.append((path, digest, kind))
    found |= dict(_read_due(due, texts, label, zone, how))
    return dict(sorted(found.items()))


_Due = tuple[str, bytes, str]


def _read_due(
    due: list[_Due], texts: Mapping[str, bytes], label: str, zone: str, how: ParseOptions
) -> list[tuple[str, ParsedPage]]:
    def read_some(some: list[_Due]) -> list[tuple[str, ParsedPage]]:
        return [(path, read(texts[path], path, label, kind, zone, digest)) for path, digest, kind in some]

    if how.processes < 2 or len(due) < WORTH_A_FORK or not can_fork():
        return read_some(due)
    renderer(how.quick)  # set up once, before the fork
    mine, theirs = in_halves(read_some, due)
    return mine + theirs


@cache
def renderer(quick: bool) -> Renderer:
    """Return the one renderer of this process."""
    return Renderer(quick)


def digest_of(data: bytes, label: str, kind: str, zone: str) -> bytes:
    """Return the digest of all that a reading depends on."""
    return blake2b(f"{label}\0{kind}\0{zone}\0".encode() + data, digest_size=16).digest()


def read(data: bytes, path: str, label: str, kind: str, zone: str, digest: bytes, quick: bool = True) -> ParsedPage:
    """Return what a file says; `path` is that in the content folder."""
    told = f"{label}/{path}"
    document, found = read_document(data, told)
    # Without readable front matter every field would be missing: one cause, one message.
    unreadable = any(problem.code in UNREADABLE for problem in found) and not document.head.values
    page, of_fields = read_page(document.head, kind, told, zone)
    body = renderer(quick).render(document.body, told, document.body_line)
    problems = (*found, *(() if unreadable else of_fields), *body.problems)
    return ParsedPage(
        digest, kind, document, page, body, problems, not unreadable, _facts(kind, page, body, bool(problems))
    )


def changes(before: Mapping[str, tuple[str, bytes]], now: Mapping[str, tuple[str, bytes]]) -> frozenset[str] | None:
    """Return what counts as changed between two builds, in the terms of core.build.dependencies; None if anything may have.

    Both are the pages of a site by path, with their kind and the digest of their facts.
    """
    touched: set[str] = set()
    for path in before.keys() | now.keys():
        old, new = before.get(path), now.get(path)
        if old == new:
            continue
        kind, _ = new or old or ("", b"")
        if (old is None or new is None) and kind not in DATED:
            return None  # menus, trails and lists of all kinds of pages may change
        touched |= {path, EVERY + kind, f"{dirname(path)}/index.md{BELOW}"}
        if path.endswith("index.md"):
            touched.add(f"{dirname(dirname(path))}/index.md{BELOW}".lstrip("/"))
    return frozenset(touched)


def _facts(kind: str, page: Page, body: Body, wrong: bool) -> bytes:
    references = [(one.target, one.fragment, one.picture) for one in body.references]
    told = (kind, repr(page), references, body.headings, sorted(body.ids), wrong)
    return blake2b(repr(told).encode(), digest_size=16).digest()
