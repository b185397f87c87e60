"""The style of the site in three files, joined from the theme's sheets and the colours of the project."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import quote

from core.documents.project import Project
from core.documents.project_fields import Colours

_STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""


def joined(sheets: Iterable[str], own: str) -> dict[str, str]:
    """Return the sheets as three, without comments and needless white space.

    "site" is for every page and ends with the project's `own` rules, "further" for the few pages that show what is in its
    layer, "print" for paper. Each sheet names its own layer, so only the one that orders the layers has to come first.
    """
    parts: dict[str, list[str]] = {"site": [], "further": [], "print": []}
    for sheet in sheets:
        named = re.search(r"@layer (further|print) \{", sheet)
        parts[named[1] if named else "site"].append(sheet)
    parts["site"].append(own)
    return {name: squeezed("\n".join(texts)) for name, texts in parts.items()}


def colours(project: Project) -> str:
    """Return the colours of the project and of its cities, and the cities' drawings, as custom properties.

    The colour for light surroundings is dark enough to carry white writing, so grounds have it in dark ones too.
    """
    chosen = project.colours
    rules = [f":root {{ --brand: {_pair(chosen)}; --deep: {chosen.light}; }}"] if chosen else []
    for key, city in project.cities.items():
        drawing = f' --drawing: url("../{quote(city.drawing)}");' if city.drawing else ""
        rules.append(
            f'[data-accent="{key}"] {{ --accent: {_pair(city.accent)}; --deep: {city.accent.light};{drawing} }}'
        )
    return f"@layer tokens {{ {' '.join(rules)} }}" if rules else ""


def _pair(pair: Colours) -> str:
    return f"light-dark({pair.light}, {pair.dark})"


def squeezed(css: str) -> str:
    """Return CSS without comments and needless white space; strings are kept as they are.

    >>> squeezed('a { content: "/  /" ; } /* b */')
    'a{content:"/  /"}'
    """
    css = re.sub(rf"({_STRING})|/\*.*?\*/", lambda found: found[1] or "", css, flags=re.DOTALL)
    parts = re.split(f"({_STRING})", css)
    for place in range(0, len(parts), 2):
        text = re.sub(r"\s+", " ", parts[place])
        # Around + and - white space has a meaning in calc(), before : and ( it has one in selectors.
        text = re.sub(r" ?([{};,>]) ?", r"\1", text)
        parts[place] = re.sub(r": ", ":", text).replace(";}", "}")
    return "".join(parts).strip()


def named(css: str, name: str = "site") -> str:
    """Return the name of the file: it carries a digest of its content, so that it may be kept for ever."""
    return f"theme/{name}.{hashlib.blake2b(css.encode(), digest_size=5).hexdigest()}.css"
