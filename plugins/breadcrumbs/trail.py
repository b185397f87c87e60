"""The way from the home page down to a page."""

from __future__ import annotations

from core.site import Site
from core.tree import Node
from core.views import Step


def trail(node: Node, site: Site) -> tuple[Step, ...]:
    """Return the pages from home to this one, both included; this one is the current step."""
    return tuple(Step(step.label, site.href(step.address), current=step is node) for step in node.ancestry())


def breadcrumb_list(steps: tuple[Step, ...], site: Site) -> dict[str, object]:
    """Return the trail as schema.org's BreadcrumbList: the same steps, in the same words."""
    origin = site.absolute("/").removesuffix(site.href("/"))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": step.label, "item": origin + step.address}
            for number, step in enumerate(steps, 1)
        ],
    }
