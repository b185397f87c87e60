"""What else the site has on a page: the news, results … that name it."""

from __future__ import annotations

from core.site.relations import Relations
from core.site.tree import Node
from core.views.listing import Group
from core.views.view_builder import ViewBuilder

# Events are not here: they have lists of their own, by time (plugins/listings).
KINDS = ("partner", "work-package", "news", "newsletter", "result")


def related(node: Node, belonging: Relations, view_builder: ViewBuilder) -> tuple[Group, ...]:
    """Return the pages that belong to a work package, a partner or a city, by kind; nothing for other pages."""
    mine = {kind: belonging.members(node, kind) for kind in KINDS}
    return tuple(
        Group(
            heading=f"{kind.replace('-', '_')}s" if kind != "news" else "news",
            cards=tuple(map(view_builder.card, nodes)),
            id=f"all-{kind}",
        )
        for kind, nodes in mine.items()
        if nodes
    )
