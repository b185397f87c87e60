"""What is to come, what is on, what is over: the lists of events, and how long they stay right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from core.dates.instants import utc
from core.dates.occurrences import Occurrence
from core.documents.schema import Event
from core.site.site import Site
from core.site.staleness import is_old_at
from core.site.tree import Node
from core.views.link import Card
from core.views.listing import Group
from core.views.view_builder import ViewBuilder

STATES = ("running", "coming", "past")  # in the order of lists
Entry = tuple[Node, Occurrence]


def groups(nodes: Iterable[Node], view_builder: ViewBuilder) -> tuple[Group, ...]:
    """Return events as a list shows them: on now, every date to come, past by year with the newest first.

    An event that repeats stands among the past ones when its last date is over, once.
    """
    ahead: list[tuple[datetime, str, Card]] = []
    past: list[tuple[datetime, str, Card]] = []
    for node, page in _events(nodes):
        found = view_builder.event_state(page)
        if found.ahead:
            ahead += [(one.begins, node.path, view_builder.occasion(node, one)) for one in found.ahead]
        else:
            past.append((found.shown.begins, node.path, view_builder.occasion(node, found.shown)))
    cards = [card for _, _, card in sorted(ahead, key=_place)]
    by_year: dict[str, list[Card]] = {}
    for _, _, card in sorted(past, key=_place, reverse=True):
        by_year.setdefault(card.year, []).append(card)
    return (
        *(_group(state, [card for card in cards if card.state == state]) for state in ("running", "coming")),
        *(_group("past", of_year, view_builder, year) for year, of_year in sorted(by_year.items(), reverse=True)),
    )


def with_targets(shown: Sequence[Group], view_builder: ViewBuilder) -> tuple[Group, ...]:
    """Return the groups of one page of a list with the empty ones into which its cards will move in time."""
    groups = [group for group in shown if group.cards]
    ahead = [card for group in groups if group.state != "past" for card in group.cards]
    if not any(group.state == "running" for group in groups) and any(not card.dates.startswith("/") for card in ahead):
        groups.append(_group("running", ()))
    years = {card.year for card in ahead if card.year} - {group.year for group in groups}
    groups += [_group("past", (), view_builder, year) for year in years]
    by_year = sorted(groups, key=lambda group: group.year, reverse=True)
    return tuple(sorted(by_year, key=lambda group: STATES.index(group.state)))


def until(cards: Iterable[Card], now: datetime) -> str:
    """Return the instant at which the first of these cards is no longer true; empty where none will change."""
    instants = (instant for card in cards for instant in card.dates.split("/"))
    return min((instant for instant in instants if instant > utc(now)), default="")


def is_all(shown: Iterable[Card], nodes: Iterable[Node], view_builder: ViewBuilder) -> bool:
    """Whether nothing is to come but what these cards show."""
    return len(list(shown)) == sum(len(view_builder.event_state(page).ahead) for _, page in _events(nodes))


def upcoming(nodes: Iterable[Node], view_builder: ViewBuilder, limit: int, spare: int = 0) -> tuple[Card, ...]:
    """Return the events that are on or to come, the soonest first; one that repeats stands there once.

    Among them wait, not shown yet, the cards that will take a place when the next so many dates are over: `spare`.
    """
    every = ((node, one) for node, page in _events(nodes) for one in view_builder.event_state(page).ahead)
    in_turn = list(islice(_in_turn(sorted(every, key=_begin), limit), 1 + spare))
    kept = sorted({entry for shown in in_turn for entry in shown}, key=_begin)
    return tuple(replace(view_builder.occasion(*entry), waits=entry not in in_turn[0]) for entry in kept)


def _in_turn(entries: list[Entry], limit: int) -> Iterator[list[Entry]]:
    """Yield the first so many events, each on its first date; and again without the date that is over first, and so on."""
    while entries:
        first: dict[str, Entry] = {}
        for entry in entries:
            if len(first) < limit:
                first.setdefault(entry[0].path, entry)
        yield list(first.values())
        passed = min(one.over for _, one in first.values())
        entries = [entry for entry in entries if entry[1].over > passed]


def _begin(entry: Entry) -> tuple[datetime, str]:
    return entry[1].begins, entry[0].path


def next_change(site: Site, view_builder: ViewBuilder) -> datetime | None:
    """Return the next instant at which pages of the site would no longer be true."""
    moments = [view_builder.event_state(page).changes for _, page in _events(site.nodes.values())]
    end = site.project.end
    moments.append(end.is_over(site.zone) if end else None)
    moments += [is_old_at(node, site) for node in site.nodes.values()]
    moments += site.expires.values()
    moments += [instant for path, instant in site.ahead.items() if not site.held_back[path].page.draft]
    return min((moment for moment in moments if moment and moment > site.now), default=None)


def _events(nodes: Iterable[Node]) -> Iterable[tuple[Node, Event]]:
    return ((node, node.page) for node in nodes if isinstance(node.page, Event))


def _place(entry: tuple[datetime, str, Card]) -> tuple[datetime, str]:
    return entry[:2]


def _group(state: str, cards: Sequence[Card], view_builder: ViewBuilder | None = None, year: str = "") -> Group:
    label = str(view_builder.words["said"]["past_year"]).format(year=year) if view_builder else ""
    name = f"{state}-{year}" if year else state
    return Group(heading=state, label=label, cards=tuple(cards), id=name, state=state, year=year)
