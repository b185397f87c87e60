"""The way from the home page down to a page."""

from __future__ import annotations

from core.reads import Remembered
from core.site import Site
from core.tree import Node
from core.views import Step


class Trails:
    """The trails of one site. The steps down to a page are the same for all pages below it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._steps: Remembered[tuple[Step, ...]] = Remembered(site.reads)

    def trail(self, node: Node) -> tuple[Step, ...]:
        """Return the pages from home to this one, both included; this one is the current step."""
        above = self._down_to(node.parent) if node.parent else ()
        return (*above, Step(node.label, self.site.href(node.address), current=True))

    def _down_to(self, node: Node) -> tuple[Step, ...]:
        def steps() -> tuple[Step, ...]:
            above = self._down_to(node.parent) if node.parent else ()
            return (*above, Step(node.label, self.site.href(node.address)))

        return self._steps.get(node.path, steps)


def breadcrumb_list(steps: tuple[Step, ...], site: Site) -> dict[str, object]:
    """Return the trail as schema.org's BreadcrumbList: the same steps, in the same words."""
    origin = site.origin
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.label, "item": origin + step.address}
            for number, step in enumerate(steps, 1)
        ],
    }
