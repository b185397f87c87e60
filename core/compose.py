"""Pages put into words: cards, facts and the first view of each page, ready for templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup

from core.references import target_of
from core.schema import Event, News, Newsletter, Partner, Result, WorkPackage
from core.site import Site, cities_of, state_of
from core.tree import Node
from core.views import Card, Fact, Link, PageView, When
from core.when import Calendar

Words = Mapping[str, Any]
TEMPLATES = frozenset({"work-package", "partner", "event", "news", "newsletter", "result"})


class Composer:
    """Says what the pages of a site are, in its language."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site, self.words = site, words
        self.calendar = Calendar(site.project.language)
        self._cards: dict[str, Card] = {}

    def view(self, node: Node) -> PageView:
        """Return what a template may know of a page by itself; the features add what lies around it."""
        page, site = node.page, self.site
        return PageView(
            kind="home" if node is site.home else node.kind,
            title=node.title,
            address=site.href(node.address),
            canonical=site.absolute(node.address),
            template="home" if node is site.home else node.kind if node.kind in TEMPLATES else "page",
            summary=page.summary or "",
            language=site.project.language,
            lead=self._lead(node),
            content=Markup(site.html(node)),
            published=self.calendar.when(page.published) if page.published else None,
            updated=self.calendar.when(page.updated) if page.updated else None,
            facts=tuple(self._facts(node)),
            status=self._status(node),
            state=state_of(site, page) if isinstance(page, Event) else "",
            highlights=self._highlights(node),
            accent=self.accent(node),
            draft=page.draft,
        )

    def card(self, node: Node) -> Card:
        """Return a page as lists show it."""
        if node.path not in self._cards:
            self._cards[node.path] = self._card(node)
        return self._cards[node.path]

    def link(self, node: Node) -> Link:
        """Return a link to a page by its name in menus."""
        return Link(node.label, self.site.href(node.address))

    def accent(self, node: Node) -> str:
        """Return the city whose colour a page wears: that of its own city page, or of the only city it belongs to."""
        for key, city in self.site.project.cities.items():
            if city.page == node.path:
                return key
        cities = cities_of(self.site, node)
        return cities[0] if len(cities) == 1 else ""

    def event_when(self, event: Event) -> When:
        """Return the time of an event in words."""
        return self.calendar.when(event.start, event.end, event.timezone)

    def _card(self, node: Node) -> Card:
        page = node.page
        when = (
            self.event_when(page)
            if isinstance(page, Event)
            else self.calendar.when(page.published)
            if page.published
            else None
        )
        return Card(
            kind=node.kind,
            title=node.title,
            address=self.site.href(node.address),
            summary=page.summary or "",
            when=when,
            label=self._label(node),
            place=self._place(page) if isinstance(page, Event) else "",
            state=state_of(self.site, page) if isinstance(page, Event) else "",
            status=self._status(node),
            type=page.type if isinstance(page, Result) else "",
            accent=self.accent(node),
        )

    def _label(self, node: Node) -> str:
        match node.page:
            case WorkPackage(number=number):
                return str(self.words["said"]["work_package"]).format(number=number)
            case Newsletter(issue=int(issue)):
                return str(self.words["said"]["issue"]).format(number=issue)
            case Result(number=str(number)):
                return number
            case Partner(role=role):
                return str(self.words["roles"][role])
        return ""

    def _lead(self, node: Node) -> str:
        if isinstance(node.page, WorkPackage):
            lead = self._lead_link(node.page)
            said = self.words["said"]
            return str(said["work_package_lead"]).format(number=node.page.number, lead=lead.label)
        return self._label(node)

    def _lead_link(self, page: WorkPackage) -> Link:
        cities = self.site.project.cities
        if page.lead in cities:
            return self.city(page.lead)
        if page.lead in self.site.partners:
            return self.partner(page.lead)
        return Link(str(self.words["said"]["unknown"]))

    def city(self, key: str) -> Link:
        """Return a link to the page of a city."""
        city = self.site.project.cities[key]
        return Link(city.name, self.site.href(self.site.nodes[city.page].address))

    def partner(self, key: str) -> Link:
        """Return a link to a partner; a text that names no partner stays a text."""
        node = self.site.partners.get(key)
        return Link(node.title, self.site.href(node.address)) if node else Link(key)

    def work_package(self, number: int) -> Link:
        """Return a link to a work package with its number and title."""
        node = self.site.work_packages[number]
        name = str(self.words["said"]["work_package"]).format(number=number)
        return Link(f"{name}: {node.title}", self.site.href(node.address))

    def country(self, code: str) -> str:
        """Return the name of a country in the language of the site."""
        return str(self.calendar.locale.territories.get(code, code))

    def _status(self, node: Node) -> str:
        status = node.page.status if isinstance(node.page, Event) else ""
        return "" if status == "scheduled" else status

    def _place(self, page: Event) -> str:
        if not page.venue:
            return page.place
        return str(self.words["said"]["at_venue"]).format(venue=page.venue, place=page.place)

    def _highlights(self, node: Node) -> tuple[Card, ...]:
        if not isinstance(node.page, Newsletter):
            return ()
        return tuple(self.card(self.site.nodes[target_of(node, path)]) for path in node.page.highlights)

    def _facts(self, node: Node) -> Iterator[Fact]:
        teller = _TELLERS.get(node.kind)
        for fact in teller(self, node.page) if teller else ():
            if fact.values or fact.when:
                yield fact

    def _belongs(self, page: Any) -> Iterator[Fact]:
        yield Fact("partners", tuple(map(self.partner, page.partners)))
        yield Fact("work_packages", tuple(map(self.work_package, getattr(page, "work_packages", ()))))

    def _work_package_facts(self, page: WorkPackage) -> Iterator[Fact]:
        yield Fact("lead", (self._lead_link(page),))
        yield Fact("contact", self.contact(page))
        yield Fact("period", when=self.calendar.when(page.start, page.end) if page.start else None)
        yield from self._belongs(page)

    def contact(self, page: WorkPackage) -> tuple[Link, ...]:
        """Return whom to ask about a work package."""
        if not page.contact:
            return ()
        works_at = page.contact.partner
        return (Link(page.contact.name), *((self.partner(works_at),) if works_at else ()))

    def _partner_facts(self, page: Partner) -> Iterator[Fact]:
        said = self.words["said"]
        coordinator = (Link(str(said["coordinator"])),) if page.coordinator else ()
        yield Fact("role", (Link(str(self.words["roles"][page.role])), *coordinator))
        yield Fact("city", (self.city(page.city),))
        yield Fact("country", (Link(self.country(page.country)),))
        yield Fact("short", (Link(page.short),) if page.short else ())
        yield Fact("website", (Link(page.website, page.website),) if page.website else ())

    def _event_facts(self, page: Event) -> Iterator[Fact]:
        yield Fact("when", when=self.event_when(page))
        yield Fact(
            "previously", when=self.calendar.when(page.previously, None, page.timezone) if page.previously else None
        )
        yield Fact("place", (Link(self._place(page)),))
        yield Fact("online", (Link(page.online, page.online),) if page.online else ())
        yield Fact("registration", (Link(page.registration, page.registration),) if page.registration else ())
        yield Fact("deadline", when=self.calendar.when(page.deadline) if page.deadline else None)
        yield Fact("organiser", (self.partner(page.organiser),) if page.organiser else ())
        yield from self._belongs(page)

    def _news_facts(self, page: News) -> Iterator[Fact]:
        yield Fact("published", when=self.calendar.when(page.published))
        yield Fact("link", (Link(page.link, page.link),) if page.link else ())
        yield from self._belongs(page)

    def _newsletter_facts(self, page: Newsletter) -> Iterator[Fact]:
        yield Fact("published", when=self.calendar.when(page.published))
        yield Fact("issue", (Link(str(page.issue)),) if page.issue is not None else ())

    def _result_facts(self, page: Result) -> Iterator[Fact]:
        yield Fact("type", (Link(str(self.words["types"][page.type])),))
        yield Fact("number", (Link(page.number),) if page.number else ())
        yield Fact("published", when=self.calendar.when(page.published) if page.published else None)
        yield Fact("level", (Link(str(self.words["levels"][page.level])),) if page.level else ())
        yield Fact("doi", (Link(page.doi, f"https://doi.org/{page.doi}"),) if page.doi else ())
        yield Fact("link", (Link(page.link, page.link),) if page.link else ())
        yield Fact("licence", (Link(page.licence),) if page.licence else ())
        yield from self._belongs(page)


_TELLERS: dict[str, Callable[[Composer, Any], Iterator[Fact]]] = {
    "work-package": Composer._work_package_facts,
    "partner": Composer._partner_facts,
    "event": Composer._event_facts,
    "news": Composer._news_facts,
    "newsletter": Composer._newsletter_facts,
    "result": Composer._result_facts,
}
