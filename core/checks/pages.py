"""Checks for numbers and ids used twice, pictures, folders and colliding files."""

from __future__ import annotations

from collections.abc import Container, Iterator

from core.build.outputs import file_at, same_place
from core.checks.references import problem_at
from core.checks.tree import RENAME
from core.documents.front_matter import Head
from core.documents.sources import Sources
from core.files.file_kinds import PICTURES
from core.problems.problem import Problem, guess
from core.site.addresses import OWN_FILE, RESERVED, RESERVED_FILES
from core.site.site import Site
from core.site.tree import Node

ANOTHER = "Write another into one of the two."


def find_doubles(site: Site) -> Iterator[Problem]:
    """Yield numbers, issues and ids that two pages have."""
    seen: dict[tuple[str, object], Node] = {}
    published = {row.address for row in site.ledger if row.kind == "page"}
    ids: dict[str, list[Node]] = {}
    keys = {"work-package": "number", "newsletter": "issue", "result": "number"}
    for node in site.nodes.values():
        name = keys.get(node.kind, "")
        number = getattr(node.page, name, None) if name else None
        if number is not None and (first := seen.setdefault((node.kind, number), node)) is not node:
            yield problem_at(
                site,
                node,
                name,
                "E033",
                f"{number} is the {name} of {site.label}/{first.path} too.",
                ANOTHER,
            )
        if node.kind != "page":
            ids.setdefault(site.identity(node), []).append(node)
    for nodes in (nodes for nodes in ids.values() if len(nodes) > 1):
        oldest, *others = sorted(nodes, key=lambda node: _age(node, published))
        for node in others:
            if same_place(oldest.address) == same_place(node.address):
                continue  # core/site/tree.py reports it
            own = f"{node.kind}/{'-'.join(node.address.strip('/').split('/')[1:])}"
            start = "Write" if "id" in node.document.head.values else "Rename the file, or write"
            mend = f"{start} an id of its own:\nid: {own if own not in ids else own + '-2'}"
            message = f"its permanent name is that of {site.label}/{oldest.path} too."
            yield problem_at(site, node, "id", "E034", message, mend)


def _age(node: Node, published: Container[str]) -> tuple[bool, str, bool, str]:
    """Return a sorting key by which the page comes first that others know longest: by the ledger, by its own date."""
    day = node.page.published.first.isoformat() if node.page.published else "9999"
    return node.address not in published, day, "id" in node.document.head.values, node.path


def find_pictures(site: Site, sources: Sources) -> Iterator[Problem]:
    """Yield pictures that are too large, and those of the front matter that nobody can hear."""
    for path in sorted(path for path in site.files if not site.faulty(path)):
        size, limit = sources.sizes[path] // 1000, site.project.picture_limit
        if path.lower().endswith(PICTURES) and size > limit:
            message = f"the picture has {size} kB; {limit} are allowed."
            mend = f"Save it smaller; 2,000 pixels across are plenty. Or write in project.yaml: picture_limit: {size}"
            yield Problem(f"{site.label}/{path}", 1, "E058", message, mend)
    for node in site.nodes.values():
        if node.page.image and not node.page.image_alt and "image_alt" not in node.document.head.values:
            mend = "Add a line like “image_alt: A bridge over the river at dusk”."
            yield problem_at(site, node, "image", "E054", "the picture has no alternative text.", mend)


def find_folders(site: Site, head: Head) -> Iterator[Problem]:
    """Yield folders of project.yaml that do not exist."""
    folders = {path.rpartition("/")[0] for path in site.nodes}
    for folder in site.project.folders:
        if folder not in folders:
            mend = (
                guess(folder, folders - {""})
                + f"Correct the name, take the line out, or add {site.label}/{folder}/index.md."
            )
            line = head.line("folders", folder)
            yield Problem(
                f"{site.label}/project.yaml", line, "E071", f"there is no folder “{folder}”.", mend, "folders"
            )


def find_file_collisions(site: Site) -> Iterator[Problem]:
    """Yield pictures and downloads that would be published at the address of something else."""
    taken = {same_place(file_at(node.address)): node.path for node in site.nodes.values()}
    aliases = {
        same_place(file_at(alias)): (node, number, alias)
        for node in site.nodes.values()
        for number, alias in enumerate(node.page.aliases)
    }
    for path in sorted(path for path in site.files if not site.faulty(path)):
        place = same_place(site.file_address(path).lstrip("/"))
        if place in aliases:
            node, number, alias = aliases[place]
            message = f"“{alias}” is the address of {site.label}/{path}, which pages use."
            yield problem_at(site, node, "aliases", "E043", message, "Take the line out, or rename that file.", number)
        elif place in taken:
            message = f"its address, {site.file_address(path)}, is that of {site.label}/{taken[place]} too."
            yield Problem(f"{site.label}/{path}", 1, "E041", message, RENAME)
        elif place.partition("/")[0] in RESERVED | RESERVED_FILES or OWN_FILE.fullmatch(place):
            message = f"the site itself uses the address {site.file_address(path)}."
            yield Problem(f"{site.label}/{path}", 1, "E046", message, "Put the file into another folder.")
        taken.setdefault(place, path)
