"""Checks the paths in project.yaml, and finds files that no page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from posixpath import basename

from core.build.outputs import same_place
from core.checks.near_paths import composed, nearest_path
from core.documents.front_matter import Head
from core.documents.sources import Sources
from core.files.file_kinds import HEIC, PICTURES, is_picture
from core.problems.problem import Problem, guess
from core.site.publication import since
from core.site.site import Site

_OTHER_SITE = "Write the path to a page. Pages and menus named here are those of this site; a page can link to others."
MISNAMED = (".md", ".markdown", ".mdown", ".mkd", ".txt")  # endings that may be those of a page, written otherwise
FROM_ROOT = "Paths in this file start at the content folder."


def _near_page(path: str, site: Site) -> str:
    """Return “Did you mean …?” for a page of project.yaml that does not exist, or what to write."""
    for candidate in (f"{path.strip('/')}/index.md", f"{path.strip('/')}.md"):
        if candidate in site.nodes:
            return f"Did you mean “{candidate}”? "
    near = nearest_path(path, site.nodes)
    return f"Did you mean “{near}”? " if near else "Write the path to a page. "


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
    unread = unescape(composed(unread))
    used = {same_place(path): path for path in site.files}
    proposed = "\n".join(problem.mend for problem in told if problem.code in ("E050", "E053"))
    for path in sorted(set(sources.files) - site.files):
        if (twin := used.get(same_place(path))) and composed(twin) == composed(path):
            message = (
                f"its name looks like that of a file that pages use, “{twin}”, but is written with other characters."
            )
            yield Problem(f"{site.label}/{path}", 1, "E088", message, "Delete this file: pages use the other one.")
            continue
        if composed(basename(path)) in unread or (
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
