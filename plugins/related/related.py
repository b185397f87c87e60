"""What else the site has on a page: the news, results … that name it."""

from __future__ import annotations

from core.belonging import belongs, owns
from core.compose import Composer
from core.site import Site
from core.tree import Node
from core.views import Group

# Events are not here: they have lists of their own, by time (plugins/listings).
KINDS = ("partner", "work-package", "news", "newsletter", "result")


def related(node: Node, site: Site, composer: Composer) -> tuple[Group, ...]:
    """Return the pages that belong to a work package, a partner or a city, by kind; nothing for other pages."""
    if not owns(node, site):
        return ()
    mine = {
        kind: [other for other in site.of_kind(kind) if other is not node and belongs(other, node, site)]
        for kind in KINDS
    }
    return tuple(
        Group(
            heading=f"{kind.replace('-', '_')}s" if kind != "news" else "news",
            cards=tuple(map(composer.card, nodes)),
            id=f"all-{kind}",
        )
        for kind, nodes in mine.items()
        if nodes
    )
