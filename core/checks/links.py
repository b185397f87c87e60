"""Where links, pictures and downloads of the pages lead, and which lead nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from core.checks.near_paths import by_path, composed, missing_path, relative, target_of, with_slashes
from core.documents.schema import Event, Newsletter
from core.documents.sources import Sources
from core.markdown.body import Reference
from core.markdown.heading_ids import forge_ids
from core.markdown.web_addresses import to_uri
from core.problems.problem import Problem, choices, guess
from core.site.publication import is_late_for, since
from core.site.site import Site
from core.site.tree import Node


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
    """Yield the paths in the front matter of a page."""
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


_Fault = tuple[str, str, str]  # code, message, remedy


def _resolve(site: Site, sources: Sources, node: Node, reference: Reference, files: set[str]) -> str | Problem:
    """Return the address that a reference leads to, or what is wrong with it; put the file that it shows into `files`."""
    if not reference.inside:
        found = _outside(site, reference)
    elif fault := _unfit(site, sources, node, reference):
        found = fault
    else:
        path = target_of(node, reference.target)
        if path not in sources.files and not path.isascii():
            path = next((other for other in sources.files if composed(other) == composed(path)), path)
        if path in sources.files:
            files.add(path)
            return site.href(site.file_address(path)) + (f"#{reference.fragment}" if reference.fragment else "")
        if path not in site.nodes or reference.picture:
            found = missing_path(site, sources, node, reference, path)
        else:
            found = _to_page(site, node, reference, site.nodes[path])
    return found if isinstance(found, str) else Problem(f"{site.label}/{node.path}", reference.line, *found)


def _outside(site: Site, reference: Reference) -> str | _Fault:
    """Return the address of a reference to another site, or what is wrong with it."""
    written = reference.target
    if reference.picture:
        mend = "Put the file into the content folder, and write the path from this file to it."
        return "E055", f"“{written}” is not a file of this site.", mend
    if written.startswith("mailto:") and not site.project.print_addresses:
        message = f"“{written}” shows an e-mail address, which this site does not do."
        return "E057", message, "Link to the page that says how to get in touch."
    return to_uri(written + (f"#{reference.fragment}" if reference.fragment else ""))


def _unfit(site: Site, sources: Sources, node: Node, reference: Reference) -> _Fault | None:
    """Return what is wrong with a path as it is written, whatever lies there."""
    written = reference.target
    if written.startswith("//"):
        return "E056", f"“{written}” has no scheme such as https.", f"Write “https:{written}”."
    if written.startswith("/"):
        near = next((other for other in site.nodes.values() if other.address.rstrip("/") == written.rstrip("/")), None)
        mend = f"Write “{relative(node.path, near.path)}”." if near else by_path(site, sources, node, reference)
        return "E056", f"“{written}” is an address, not a file.", mend
    if "\\" in written:
        message = f"“{written}” is written with backslashes."
        return "E050", message, with_slashes(site, sources, node, reference)
    if target_of(node, written).startswith(".."):
        return "E048", f"“{written}” leads out of the content folder.", "Write the path to a file inside it."
    return None


def _to_page(site: Site, node: Node, reference: Reference, target: Node) -> str | _Fault:
    """Return the address of a page, or of a heading on it, or why nothing can lead there."""
    written, anchor = reference.target, ""
    if target.page.draft and not node.page.draft:
        return "E051", f"“{written}” is a draft and will not be published.", "Take the link out until it is published."
    if is_late_for(site, target, node):
        mend = "Take the link out until then, or give that page an earlier date."
        return "E035", f"“{written}” is {since(site, target)}.", mend
    if reference.fragment:
        fragment = _fragment(reference.fragment, target)
        if not fragment:
            message = f"“{written or target.path}” has no heading “{reference.fragment}”."
            return "E052", message, _other_heading(reference, target)
        anchor = f"#{fragment}"
    return (site.href(target.address) if written else "") + anchor or site.href(target.address)


def _other_heading(reference: Reference, target: Node) -> str:
    """Return the remedy for a fragment that a page does not have."""
    known = [heading.id for heading in target.body.headings]
    if known:
        return f"{guess(reference.fragment, known) or 'Write one of these. '}Headings there: {choices(known)}."
    if reference.target:
        return f"It has no headings: take “#{reference.fragment}” out."
    return "It has no headings: take the link out, and leave its words."


def _fragment(written: str, target: Node) -> str:
    """Return the id that the fragment of a link names, here or as forges such as GitHub make ids; or nothing."""
    plain = unicodedata.normalize("NFC", unquote(written))
    if written in target.body.ids or plain in target.body.ids:
        return written if written in target.body.ids else plain
    return forge_ids((heading.text, heading.id) for heading in target.body.headings).get(plain, "")
