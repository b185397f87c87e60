"""Finds what an editor probably meant by a path that leads nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import quote, unquote

from core.checks.ledger_search import Search
from core.documents.kinds import address_of, kind_of
from core.documents.sources import Sources
from core.files.file_kinds import USUAL, ending_of, is_picture
from core.markdown.body import Reference
from core.problems.problem import nearest
from core.site.site import Site
from core.site.tree import Node

# What begins like the name of a host: www.example.org, example.org/page, anna@example.org.
_HOST = re.compile(r"www\.|[\w.+-]+@[\w-]+\.|([\w-]+\.)+(com|eu|org|net|int|gov|edu|info|[a-z]{2})(?=/|$)(?<!\.md)")
PAGE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
_FILE_NAME = re.compile(r"[\w-]+\.[a-z0-9]+")


def target_of(node: Node, written: str) -> str:
    """Return the path in the content folder that a path written in a page means; it may begin with `..`."""
    return normpath(join(dirname(node.path), written)) if written else node.path


def with_slashes(site: Site, sources: Sources, node: Node, reference: Reference) -> str:
    """Return the remedy for a path with backslashes: the same with slashes, where something lies there."""
    straight = replace(reference, target=reference.target.replace("\\", "/"))
    path = target_of(node, straight.target)
    if path in sources.files or (path in site.nodes and not reference.picture):
        return f"Write “{straight.target}”."
    if straight.target.startswith("/"):
        return by_path(site, sources, node, straight)
    if path.startswith(".."):
        return "Write the path to a file inside the content folder."
    return missing_path(site, sources, node, straight, path)[2]


def missing_path(site: Site, sources: Sources, node: Node, reference: Reference, path: str) -> tuple[str, str, str]:
    """Return code, message and mend for a path at which nothing lies."""

    def written(near: str) -> str:
        return relative(node.path, near) if reference.plain else as_written(relative(node.path, near))

    whole = f"{path}#{reference.fragment}" if reference.fragment else path
    if near := next(
        (other for other in sources.files if other == whole or ("%" in other and unquote(other) == path)), ""
    ):
        site.files.add(near)
        mend = f"Write {written(near)}, or rename the file without # and %, and write that name here."
        return "E053", f"there is no file “{reference.target}”, but one that is named “{basename(near)}”.", mend
    known = [*sources.files] if reference.picture else [*site.nodes, *sources.files]
    if path in site.nodes:
        mend = "Write the path to a picture or a file."
        return "E053", f"“{reference.target}” is a page, where a picture or a file is wanted.", mend
    if not reference.picture and (host := _HOST.match(reference.target)):
        what = "an e-mail address" if "@" in host[0] else "an address on the web"
        start = "mailto:" if "@" in host[0] else "https://"
        mend = f"Write “{start}{reference.target}”, if that is what was meant."
        return "E053", f"there is no file “{reference.target}”; it looks like {what}.", mend
    index = normpath(join(path, "index.md"))
    if plain := _without_quotes(site, sources, node, reference):
        return plain
    if index in site.nodes and not reference.picture:
        mend = f"Write “{relative(node.path, index)}”."
    elif near := _renamed(site, path) or nearest_path(path, known):
        mend = f"Did you mean “{written(near)}”?"
    else:
        mend = "Correct the path."
        if _addable(site, path):
            mend = f"Correct the path, or add {site.label}/{path}."
    is_page = path.endswith(".md") and not reference.picture
    return (
        "E050" if is_page else "E053",
        f"there is no {'page' if is_page else 'file'} “{reference.target}”.",
        mend,
    )


def _without_quotes(site: Site, sources: Sources, node: Node, reference: Reference) -> tuple[str, str, str] | None:
    """Return code, message and remedy where curly quotes stand around a path, or around a title behind it; else nothing."""
    found = re.fullmatch(r"[“”„‟](.+?)[“”„‟]|(\S+)\s+[“”„‟](.*?)[“”„‟]", reference.target)
    path = target_of(node, found[1] or found[2]) if found else ""
    if not found or (path not in sources.files and (reference.picture or path not in site.nodes)):
        return None
    if found[1]:
        return "E053", f"there are curly quotes around the path {found[1]}.", f"Write {found[1]}, without quotes."
    message = f"the title after {found[2]} has curly quotes, so it is read as part of the path."
    return "E053", message, f'Write {found[2]} "{found[3]}", with straight quotes.'


def _addable(site: Site, path: str) -> bool:
    """Whether a file at a path would bring no new problem: its folder has a page, and its name makes a good address."""
    folder = dirname(path)
    published = is_picture(path) or ending_of(path) in (*USUAL, *site.project.downloads)
    fits = (PAGE_NAME if path.endswith(".md") else _FILE_NAME).fullmatch(basename(path))
    fits = fits if path.endswith(".md") or published else None
    return bool(fits) and (not folder or not path.endswith(".md") or f"{folder}/index.md" in site.nodes)


def nearest_path(path: str, known: Iterable[str]) -> str:
    """Return the path that was meant by one at which nothing lies; empty where none is likely.

    It has the same name, in whatever folder, or nearly the same path and name. The name of `index.md` is that of its folder:
    that both are pages of folders says nothing.
    """
    name, others = _name(path), list(known)
    by_small = {other.casefold(): other for other in others}
    if path.casefold() in by_small:
        return by_small[path.casefold()]
    if same := [other for other in others if _name(other) == name]:
        return max(same, key=lambda other: SequenceMatcher(None, path, other).ratio())
    for other in (by_small[one] for one in get_close_matches(path.casefold(), by_small, n=5)):
        stem, its_stem = splitext(basename(path))[0], splitext(basename(other))[0]
        if nearest(name, [_name(other)]) or (stem != its_stem and nearest(stem, [its_stem])):
            return other
    return ""


def _name(path: str) -> str:
    """Return the name of a file without its ending; that of the folder, where the file is its page.

    >>> _name("about-us/index.md"), _name("about-us/press.md")
    ('about-us', 'press')
    """
    name = splitext(basename(path))[0]
    return (basename(dirname(path)) if name == "index" else name).casefold()


def by_path(site: Site, sources: Sources, node: Node, reference: Reference) -> str:
    """Return the remedy for an address at which no page answers: it may be a path from the content folder."""
    path = reference.target.strip("/")
    known = sources.files if reference.picture else {**site.nodes, **sources.files}
    if path in known or f"{path}.md" in known:
        return f"Write “{relative(node.path, path if path in known else f'{path}.md')}”."
    return f"Write the path from this file to the {'picture or the file' if reference.picture else 'Markdown file'}."


def _renamed(site: Site, path: str) -> str:
    """Return where a page lies that was published from a path at which there is nothing now; empty where that is not known."""
    now = Search(site, site.ledger).page_now(address_of(path, kind_of(path, site.project.folders)))
    return now.path if now else ""


def relative(start: str, path: str) -> str:
    """Return the path from one file of the content folder to another, as a link wants it.

    >>> relative("news/index.md", "about-us/press.md")
    '../about-us/press.md'
    """
    here, there = dirname(start).split("/") if dirname(start) else [], path.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there)


def as_written(path: str) -> str:
    """Return a path as a link of Markdown has to write it: signs that addresses read in their own way are encoded.

    >>> as_written("../files/Report #1 (100%).pdf"), as_written("größe.pdf")
    ('../files/Report%20%231%20%28100%25%29.pdf', 'größe.pdf')
    """
    return "".join(quote(sign) if sign in " #%?()<>\"'\\[]" else sign for sign in path)


def composed(path: str) -> str:
    """Return a path with each accent and its letter as one sign."""
    return unicodedata.normalize("NFC", path)
