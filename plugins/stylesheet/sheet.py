"""One style sheet for the whole site, joined from the theme's sheets and the colours of the project."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import quote

from core.project import Colours, Project

_STRING = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""


def joined(sheets: Iterable[str], project: Project) -> str:
    """Return all sheets as one, without comments and needless white space, with the project's colours last.

    Each sheet names its own layer, so only the one that orders the layers has to come first.
    """
    return squeezed("\n".join([*sheets, colours(project)]))


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


def named(css: str) -> str:
    """Return the name of the file: it carries a digest of its content, so that it may be kept for ever."""
    return f"theme/site.{hashlib.blake2b(css.encode(), digest_size=5).hexdigest()}.css"
