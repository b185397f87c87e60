"""The parts that many pages share, rendered once for each thing that they show."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from markupsafe import Markup

from core.views.layout import Aside, MenuItem

NAMES = (
    "header",
    "aside",
    "footer",
)  # templates/parts/NAME.html: each is given `part`, and what every template is given


class Partials:
    """What templates are given as `parts`."""

    def __init__(self, render: Callable[[str, object], str]) -> None:
        """Remember what `render(name, part)` returns; a part is a value, so equal parts are rendered once."""

        def rendered(name: str, part: Hashable) -> Markup:
            return Markup(render(name, part).strip())

        self._rendered = lru_cache(1000)(rendered)

    def header(self, menu: tuple[MenuItem, ...]) -> Markup:
        """Return the head of the page with the main menu."""
        return self._rendered("header", menu)

    def aside(self, aside: Aside) -> Markup:
        """Return what stands beside the text."""
        return self._rendered("aside", aside)

    def footer(self) -> Markup:
        """Return the foot of the page."""
        return self._rendered("footer", None)
