"""What stands beside the text of a page: events to come, the newest news, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.documents.kinds import DATED
from core.documents.schema import WorkPackage
from core.site.site import Site
from core.site.tree import Node
from core.views.event_lists import is_all, until, upcoming
from core.views.layout import Aside
from core.views.link import Card
from core.views.view_builder import ViewBuilder

ITEMS = (*DATED, "result")
SHOWN = 3
SPARE = 3  # dates that may pass, until the site is built again, before a place beside the text stays empty


def newest_news(site: Site, view_builder: ViewBuilder, limit: int = SHOWN) -> tuple[Card, ...]:
    """Return the newest news items of the whole site, newest first."""
    nodes = sorted(site.of_kind("news"), key=_newest_first)
    return tuple(view_builder.card(node) for node in nodes[:limit])


def _newest_first(node: Node) -> tuple[int, int, str]:
    published = node.page.published
    order = node.page.order if node.page.order is not None else 10**6
    return (-published.first.toordinal() if published else 0, order, node.path)


def list_address(kind: str, site: Site) -> str:
    """Return the address of the page that lists a dated kind; empty where there is none."""
    node = list_of(kind, site)
    return site.href(node.address) if node else ""


def list_of(kind: str, site: Site) -> Node | None:
    """Return the page that lists a dated kind, if there is one."""
    assert kind in DATED
    folder = next((folder for folder, of in site.project.folders.items() if of == kind), "")
    return site.nodes.get(f"{folder}/index.md")


def shared_aside(site: Site, view_builder: ViewBuilder) -> Aside:
    """Return the aside of all pages that have no events of their own."""
    return Aside(
        **_events(site.of_kind("event"), view_builder),
        events_address=list_address("event", site),
        news=newest_news(site, view_builder),
        news_address=list_address("news", site),
        contact_address=site.href(site.nodes[site.project.contact].address),
    )


def brief_aside(shared: Aside) -> Aside:
    """Return the aside of pages that stay as they were put up: of each event, news item, newsletter and result.

    What is newer than they are would change all of them each time that something is put up.
    """
    return Aside(
        brief=True,
        events_address=shared.events_address,
        news_address=shared.news_address if shared.news else "",
        contact_address=shared.contact_address,
    )


def aside_of_events(shared: Aside) -> Aside:
    """Return the aside of the list of events: where nothing is to come the list itself says so."""
    return shared if shared.events else replace(shared, brief=True)


def own_aside(node: Node, site: Site, view_builder: ViewBuilder, shared: Aside, brief: Aside) -> Aside:
    """Return the aside of a page: a work package shows its own events and its own contact, an item only the lists."""
    page = node.page
    if node.kind in ITEMS:
        return brief
    if not isinstance(page, WorkPackage):
        return shared
    events: Sequence[Node] = [
        event for event in site.of_kind("event") if page.number in getattr(event.page, "work_packages", ())
    ]
    return Aside(
        **_events(events, view_builder),
        events_address=shared.events_address,
        news=shared.news,
        news_address=shared.news_address,
        contact=view_builder.contact(page),
        contact_address=shared.contact_address,
    )


def _events(nodes: Sequence[Node], view_builder: ViewBuilder) -> dict[str, Any]:
    """Return what an aside tells of some events, by the names of its fields."""
    ahead = upcoming(nodes, view_builder, SHOWN, SPARE)
    changes = until(ahead, view_builder.site.now)
    return {
        "events": ahead,
        "events_end": is_all(ahead, nodes, view_builder),
        "events_until": changes,
        "events_as_of": view_builder.as_of if changes else None,
    }
