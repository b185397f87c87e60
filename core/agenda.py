"""What is to come, what is on, what is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.compose import Composer
from core.schema import Event
from core.site import Site, state_of
from core.tree import Node
from core.views import Card, Group


def begins(node: Node, site: Site) -> datetime:
    """Return the first instant at which an event can begin."""
    assert isinstance(node.page, Event)
    return node.page.start.begins(site.event_zone(node.page))


def agenda(nodes: Iterable[Node], site: Site) -> dict[str, list[Node]]:
    """Return events by state: running and coming with the soonest first, past with the newest first."""
    found: dict[str, list[Node]] = {"running": [], "coming": [], "past": []}
    for node in sorted(nodes, key=lambda node: (begins(node, site), node.path)):
        if isinstance(node.page, Event):
            found[state_of(site, node.page)].append(node)
    found["past"].reverse()
    return found


def groups(nodes: Iterable[Node], site: Site, composer: Composer) -> tuple[Group, ...]:
    """Return events as a listing shows them: on now, to come, past; a state without events has no group."""
    found = agenda(nodes, site)
    return tuple(
        Group(heading=state, id=state, cards=_cards(found[state], composer))
        for state in ("running", "coming", "past")
        if found[state]
    )


def upcoming(nodes: Iterable[Node], site: Site, composer: Composer, limit: int) -> tuple[Card, ...]:
    """Return the events that are on or to come, the soonest first."""
    found = agenda(nodes, site)
    return _cards([*found["running"], *found["coming"]][:limit], composer)


def _cards(nodes: Iterable[Node], composer: Composer) -> tuple[Card, ...]:
    return tuple(composer.card(node) for node in nodes)
