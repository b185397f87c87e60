"""The way from the home page down to a page."""

from __future__ import annotations

from core.build.dependencies import TrackedCache
from core.site.site import Site
from core.site.tree import Node
from core.views.link import Breadcrumb


class Trails:
    """The trails of one site. The steps down to a page are the same for all pages below it."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._steps: TrackedCache[tuple[Breadcrumb, ...]] = TrackedCache(site.reads)

    def trail(self, node: Node) -> tuple[Breadcrumb, ...]:
        """Return the pages from home to this one, both included; this one is the current step."""
        above = self._down_to(node.parent) if node.parent else ()
        return (*above, Breadcrumb(node.label, self.site.href(node.address), current=True))

    def _down_to(self, node: Node) -> tuple[Breadcrumb, ...]:
        def steps() -> tuple[Breadcrumb, ...]:
            above = self._down_to(node.parent) if node.parent else ()
            return (*above, Breadcrumb(node.label, self.site.href(node.address)))

        return self._steps.get(node.path, steps)


def breadcrumb_list(steps: tuple[Breadcrumb, ...], site: Site) -> dict[str, object]:
    """Return the trail as schema.org's BreadcrumbList: the same steps, in the same words."""
    origin = site.origin
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.label, "item": origin + step.address}
            for number, step in enumerate(steps, 1)
        ],
    }
