"""Where links, pictures and downloads of the pages lead, and which lead nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from html import unescape
from posixpath import basename, dirname, join, normpath, splitext
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from core.anchors import forge_ids
from core.file_kinds import HEIC, PICTURES, USUAL, ending_of, is_picture
from core.frontmatter import Head
from core.ledger import Search
from core.markup import Reference
from core.problems import Problem, choices, guess, nearest
from core.publication import is_late_for, since
from core.schema import Event, Newsletter
from core.sources import Sources
from core.tree import Node, address_of, kind_of, same_place
from core.web_addresses import to_uri

if TYPE_CHECKING:
    from pathlib import Path

    from core.site import Site

# What begins like the name of a host: www.example.org, example.org/page, anna@example.org.
_HOST = re.compile(r"www\.|[\w.+-]+@[\w-]+\.|([\w-]+\.)+(com|eu|org|net|int|gov|edu|info|[a-z]{2})(?=/|$)(?<!\.md)")
PAGE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
_FILE_NAME = re.compile(r"[\w-]+\.[a-z0-9]+")
_OTHER_SITE = "Write the path to a page. Pages and menus named here are those of this site; a page can link to others."
MISNAMED = (".md", ".markdown", ".mdown", ".mkd", ".txt")  # endings that may be those of a page, written otherwise
FROM_ROOT = "Paths in this file start at the content folder."


def find_dead_links(
    site: Site, sources: Sources, nodes: Iterable[Node], before: Site | None = None
) -> Iterator[Problem]:
    """Find the address of every link and picture of some pages and note it in the site; yield those that lead nowhere.

    `before` is the same site as it was read earlier, without a problem: while everything is where it was, links of pages
    that are as they were lead where they led.
    """
    still = before is not None and _all_in_place(site, sources, before)
    for node in nodes:
        known = before.nodes.get(node.path, node) if before and still else node
        if known is not node and (known.body, known.document) == (node.body, node.document):
            assert before
            site.addresses[node.path], site.files_of[node.path] = (
                before.addresses[node.path],
                before.files_of[node.path],
            )
            site.files |= site.files_of[node.path]
            continue
        files: set[str] = set()
        found = [_resolve(site, sources, node, reference, files) for reference in node.body.references]
        site.addresses[node.path] = tuple("#" if isinstance(one, Problem) else one for one in found)
        found += [_resolve(site, sources, node, reference, files) for reference in _head_references(node)]
        site.files_of[node.path] = frozenset(files)
        site.files |= files
        yield from (one for one in found if isinstance(one, Problem))


def _all_in_place(site: Site, sources: Sources, before: Site) -> bool:
    """Whether all that there was, pages, files and headings, is where it was, so that what led somewhere still does."""
    if site.project != before.project or sources.files.keys() != before.sizes.keys() or site.now < before.now:
        return False
    pairs = ((site.nodes.get(path), old) for path, old in before.nodes.items())
    return all(
        new is not None
        and (
            new.body is old.body
            or (new.kind, new.said.draft, new.said.published, new.body.ids)
            == (old.kind, old.said.draft, old.said.published, old.body.ids)
        )
        for new, old in pairs
    )


def _head_references(node: Node) -> Iterator[Reference]:
    """Yield the paths that stand in the front matter of a page."""
    page, line = node.page, node.document.head.line
    for name in ("image", "file"):
        if written := getattr(page, name, None):
            yield Reference(written, "", line(name), picture=True, plain=True)
    if isinstance(page, Newsletter):
        for number, written in enumerate(page.highlights):
            yield Reference(written, "", line("highlights", number), plain=True)
    if isinstance(page, Event):
        for number, material in enumerate(page.materials):
            if material.file:
                yield Reference(material.file, "", line("materials", number, "file"), picture=True, plain=True)


def target_of(node: Node, written: str) -> str:
    """Return the path in the content folder that a path written in a page means; it may begin with `..`."""
    return normpath(join(dirname(node.path), written)) if written else node.path


def _resolve(site: Site, sources: Sources, node: Node, reference: Reference, files: set[str]) -> str | Problem:
    """Return the address that a reference leads to, or what is wrong with it; put the file that it shows into `files`."""

    def wrong(code: str, message: str, mend: str) -> Problem:
        return Problem(f"{site.label}/{node.path}", reference.line, code, message, mend)

    written = reference.target
    anchor = f"#{reference.fragment}" if reference.fragment else ""
    if not reference.inside:
        if reference.picture:
            return wrong(
                "E055",
                f"“{written}” is not a file of this site.",
                "Put the file into the content folder, and write the path from this file to it.",
            )
        if written.startswith("mailto:") and not site.project.print_addresses:
            message = f"“{written}” shows an e-mail address, which this site does not do."
            return wrong("E057", message, "Link to the page that says how to get in touch.")
        return to_uri(written + anchor)
    if written.startswith("//"):
        return wrong("E056", f"“{written}” does not say how it is to be reached.", f"Write “https:{written}”.")
    if written.startswith("/"):
        near = next((other for other in site.nodes.values() if other.address.rstrip("/") == written.rstrip("/")), None)
        mend = f"Write “{relative(node.path, near.path)}”." if near else _by_path(site, sources, node, reference)
        return wrong("E056", f"“{written}” is an address, not a file.", mend)
    if "\\" in written:
        message = f"“{written}” is written with backslashes."
        return wrong("E050", message, _with_slashes(site, sources, node, reference))
    path = target_of(node, written)
    if path.startswith(".."):
        return wrong("E048", f"“{written}” leads out of the content folder.", "Write the path to a file inside it.")
    if path not in sources.files and not path.isascii():
        path = next((other for other in sources.files if _composed(other) == _composed(path)), path)
    if path in sources.files:
        files.add(path)
        return site.href(site.file_address(path)) + anchor
    if path not in site.nodes or reference.picture:
        return wrong(*_missing(site, sources, node, reference, path))
    target = site.nodes[path]
    if target.page.draft and not node.page.draft:
        return wrong(
            "E051", f"“{written}” is a draft and will not be published.", "Take the link out until it is published."
        )
    if is_late_for(site, target, node):
        mend = "Take the link out until then, or give that page an earlier date."
        return wrong("E035", f"“{written}” is {since(site, target)}.", mend)
    if anchor:
        fragment = _fragment(reference.fragment, target)
        if not fragment:
            known = [heading.id for heading in target.body.headings]
            mend = (
                f"{guess(reference.fragment, known) or 'Write one of these. '}Headings there: {choices(known)}."
                if known
                else f"It has no headings: take “#{reference.fragment}” out."
                if written
                else "It has no headings: take the link out, and leave its words."
            )
            return wrong("E052", f"“{written or path}” has no heading “{reference.fragment}”.", mend)
        anchor = f"#{fragment}"
    return (site.href(target.address) if written else "") + anchor or site.href(target.address)


def _with_slashes(site: Site, sources: Sources, node: Node, reference: Reference) -> str:
    """Return the remedy for a path with backslashes: the same with slashes, where something lies there."""
    straight = replace(reference, target=reference.target.replace("\\", "/"))
    path = target_of(node, straight.target)
    if path in sources.files or (path in site.nodes and not reference.picture):
        return f"Write “{straight.target}”."
    if straight.target.startswith("/"):
        return _by_path(site, sources, node, straight)
    if path.startswith(".."):
        return "Write the path to a file inside the content folder."
    return _missing(site, sources, node, straight, path)[2]


def _fragment(written: str, target: Node) -> str:
    """Return the id that the fragment of a link names, here or as forges such as GitHub make ids; or nothing."""
    plain = unicodedata.normalize("NFC", unquote(written))
    if written in target.body.ids or plain in target.body.ids:
        return written if written in target.body.ids else plain
    return forge_ids((heading.text, heading.id) for heading in target.body.headings).get(plain, "")


def _missing(site: Site, sources: Sources, node: Node, reference: Reference, path: str) -> tuple[str, str, str]:
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
    elif near := _renamed(site, path) or _near(path, known):
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


def _near(path: str, known: Iterable[str]) -> str:
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


def _by_path(site: Site, sources: Sources, node: Node, reference: Reference) -> str:
    """Return the remedy for an address at which no page answers: it may be a path from the content folder."""
    path = reference.target.strip("/")
    known = sources.files if reference.picture else {**site.nodes, **sources.files}
    if path in known or f"{path}.md" in known:
        return f"Write “{relative(node.path, path if path in known else f'{path}.md')}”."
    return f"Write the path from this file to the {'picture or the file' if reference.picture else 'Markdown file'}."


def _near_page(path: str, site: Site) -> str:
    """Return “Did you mean …?” for a page of project.yaml that does not exist, or what to write."""
    for candidate in (f"{path.strip('/')}/index.md", f"{path.strip('/')}.md"):
        if candidate in site.nodes:
            return f"Did you mean “{candidate}”? "
    near = _near(path, site.nodes)
    return f"Did you mean “{near}”? " if near else "Write the path to a page. "


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


def _composed(path: str) -> str:
    """Return a path with each accent and its letter as one sign."""
    return unicodedata.normalize("NFC", path)


def find_dead_paths(site: Site, sources: Sources, head: Head) -> Iterator[Problem]:
    """Yield pages and pictures that project.yaml names and that do not exist; note the pictures in the site."""
    project, path_of = site.project, f"{site.label}/project.yaml"
    pages: list[tuple[tuple[str | int, ...], str]] = [(("contact",), project.contact)]
    pages += [(("main_menu", number), path) for number, path in enumerate(project.main_menu)]
    pages += [(("footer", number), path) for number, path in enumerate(project.footer)]
    pages += [(("cities", key, "page"), city.page) for key, city in project.cities.items() if city.page]
    pages += [(("figures", n, "page"), figure.page) for n, figure in enumerate(project.figures) if figure.page]
    shown = {"map": project.map, "time_line": project.time_line, "accessibility": project.accessibility}
    pages += [((name,), path) for name, path in shown.items() if path]
    for place, path in pages:
        if path not in site.nodes or site.nodes[path].page.draft:
            mend = _OTHER_SITE if "://" in path else _near_page(path, site) + FROM_ROOT
            yield Problem(path_of, head.line(*place), "E050", f"there is no page “{path}”.", mend, str(place[0]))
        elif path in site.ahead:
            message = f"“{path}” is {since(site, site.nodes[path])}."
            mend = "Name another page until then, or give that page an earlier date."
            yield Problem(path_of, head.line(*place), "E035", message, mend, str(place[0]))
    pictures: list[tuple[tuple[str | int, ...], str | None]] = [
        (("grants", number, name), getattr(grant, name))
        for number, grant in enumerate(project.grants)
        for name in ("emblem", "emblem_mail")
    ]
    pictures += [(("cities", key, "drawing"), city.drawing) for key, city in project.cities.items()]
    pictures.append((("wordmark",), project.wordmark))
    for place, picture in pictures:
        if picture in sources.files:
            site.files.add(picture)
            if not is_picture(picture):
                message = f"“{picture}” is no picture."
                endings = ", ".join(one for one in PICTURES if one not in HEIC)
                mend = f"Write the path to a file that ends in {endings}."
                yield Problem(path_of, head.line(*place), "E053", message, mend, str(place[0]))
        elif picture:
            mend = (guess(picture, sources.files) or "Write the path to a picture. ") + FROM_ROOT
            yield Problem(path_of, head.line(*place), "E053", f"there is no file “{picture}”.", mend, str(place[0]))


def find_unused(site: Site, sources: Sources, unread: str, told: Iterable[Problem]) -> Iterator[Problem]:
    """Yield files that no page uses for certain.

    What a text says that could not be read is not known: a file that such a text names (`unread`: all of them) may be
    used. So may one that the remedy of a problem that is already `told` names.
    """
    unread = unescape(_composed(unread))
    used = {same_place(path): path for path in site.files}
    proposed = "\n".join(problem.mend for problem in told if problem.code in ("E050", "E053"))
    for path in sorted(set(sources.files) - site.files):
        if (twin := used.get(same_place(path))) and _composed(twin) == _composed(path):
            message = (
                f"its name looks like that of a file that pages use, “{twin}”, but is written with other characters."
            )
            yield Problem(f"{site.label}/{path}", 1, "E088", message, "Delete this file: pages use the other one.")
            continue
        if _composed(basename(path)) in unread or (
            f"{basename(path)}”" in proposed and not path.lower().endswith(MISNAMED)
        ):
            continue
        if path.endswith(".txt") and _begins_like_a_page(sources.files[path]):
            message = "this file begins with the fields of a page, but the name of a page ends in .md."
            mend = f"Rename it to “{basename(path).removesuffix('.txt')}.md”."
            yield Problem(f"{site.label}/{path}", 1, "E019", message, mend)
            continue
        message = "no page uses this file, so it would not be published."
        yield Problem(f"{site.label}/{path}", 1, "E047", message, "Link to it or show it in a page, or delete it.")


def _begins_like_a_page(file: Path) -> bool:
    """Whether a text begins with front matter, or with a title as if it were front matter."""
    try:
        with file.open("rb") as stream:
            start = stream.read(200)
    except OSError:
        return False
    return re.match(rb"(\xef\xbb\xbf)?\s*(---\s*\n|title\s*:)", start, re.IGNORECASE) is not None
