"""Pages put into words: cards, facts and the first view of each page, ready for templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from core.build.dependencies import CacheRegistry, TrackedCache
from core.checks.near_paths import target_of
from core.dates.instants import utc
from core.dates.occurrences import CALLED_OFF, EventState, Occurrence, event_state
from core.dates.partial_date import PartialDate
from core.dates.recurrence import Rule
from core.documents.schema import Event, News, Newsletter, Partner, Result, WorkPackage
from core.markdown.web_addresses import readable
from core.site.site import Site, cities_of
from core.site.tree import Node
from core.views.date_text import calendar
from core.views.event import Date
from core.views.link import Card, DateText, Download, Link
from core.views.newsletter import Highlight
from core.views.page import Fact, PageView

Words = Mapping[str, Any]
TEMPLATES = frozenset({"work-package", "partner", "event", "news", "newsletter", "result"})
SHORT = 32  # signs of an address that is shown whole
MANY = 4  # headings of a text, from which on it has a list of them


class ViewBuilder:
    """Says what the pages of a site are, in its language."""

    def __init__(self, site: Site, words: Words, kept: CacheRegistry | None = None) -> None:
        """Take the site, the theme's words, and places for what stays from one build to the next."""
        self.site, self.words = site, words
        self.calendar = calendar(site.project.language)
        kept = kept or CacheRegistry(site.reads)
        self._cards: TrackedCache[Card] = kept("cards")
        self._links: TrackedCache[Link] = kept("links")

    def view(self, node: Node) -> PageView:
        """Return what a template may know of a page by itself; the features add what lies around it."""
        page, site = node.page, self.site
        view = PageView(
            kind="home" if node is site.home else node.kind,
            title=node.title,
            address=site.href(node.address),
            canonical=site.absolute(node.address),
            template="home" if node is site.home else node.kind if node.kind in TEMPLATES else "page",
            summary=page.summary or "",
            language=site.project.language,
            lead=self._lead(node),
            content=Markup(site.html(node)),
            contents=self._contents(node),
            published=self.calendar.when(page.published) if page.published else None,
            updated=self.calendar.when(page.updated) if page.updated else None,
            facts=tuple(self._facts(node)),
            status=self._status(node),
            materials=tuple(self.materials(node)),
            highlights=tuple(map(Highlight, self.highlights(node))),
            accent=self.accent(node),
            draft=page.draft,
            appears=self._appears(node),
            expired=self._expired(node),
            findable=node.findable,
        )
        if isinstance(page, Event):
            self._tell_event(view, page)
        return view

    def _appears(self, node: Node) -> DateText | None:
        """Return when a page will be published that is only shown at home so far."""
        if node.path not in self.site.ahead or node.page.draft:
            return None
        return self.calendar.when(node.page.published, None, self.site.project.timezone)

    def _expired(self, node: Node) -> DateText | None:
        """Return since when a page is no longer valid."""
        if node.path not in self.site.expired:
            return None
        return self.calendar.when(node.page.expires, None, self.site.project.timezone)

    def _contents(self, node: Node) -> tuple[Link, ...]:
        found = [heading for heading in node.body.headings if heading.level == 2]
        return tuple(Link(heading.text, f"#{heading.id}") for heading in found) if len(found) >= MANY else ()

    def _tell_event(self, view: PageView, page: Event) -> None:
        found = self.event_state(page)
        view.state = found.state
        # What is called off says so already; that it is over besides would be untrue.
        states = () if page.status in CALLED_OFF else ("running", "past") if found.runs else ("past",)
        view.notice = found.state if found.state in states else ""
        if found.state != "past":
            view.later_notices = tuple(state for state in states if state != found.state)
        view.happens = " ".join(self.instants(found, one) for one in found.ahead)
        view.until = utc(found.changes) if found.changes else ""
        if page.repeats:
            view.dates = tuple(Date(self._occurs(page, one), self.instants(found, one)) for one in found.ahead)
            view.as_of = self.as_of if found.ahead else None

    def card(self, node: Node) -> Card:
        """Return a page as lists show it."""
        return self._cards.get(node.path, lambda: self._card(node))

    def link(self, node: Node) -> Link:
        """Return a link to a page by its name in menus."""
        return self._links.get(node.path, lambda: Link(node.label, self.site.href(node.address)))

    def accent(self, node: Node) -> str:
        """Return the city whose colour a page wears: that of its own city page, or of the only city it belongs to."""
        for key, city in self.site.project.cities.items():
            if city.page == node.path:
                return key
        cities = cities_of(self.site, node)
        return cities[0] if len(cities) == 1 else ""

    def event_state(self, event: Event) -> EventState:
        """Return an event as seen at the site's instant."""
        return event_state(event, self.site.event_zone(event), self.site.now)

    @property
    def as_of(self) -> DateText:
        """The day for which the site tells apart what is to come and what is over."""
        return self.calendar.when(PartialDate(*self.site.now.astimezone(self.site.zone).timetuple()[:3]))

    def event_when(self, event: Event) -> DateText:
        """Return the time of an event in words; of one that repeats, that which is on or next."""
        return self._occurs(event, self.event_state(event).shown)

    def next_dates(self, event: Event, count: int) -> tuple[DateText, ...]:
        """Return the next dates of an event that repeats, in words; none for one that takes place once."""
        ahead = self.event_state(event).ahead[:count] if event.repeats else ()
        return tuple(self._occurs(event, one) for one in ahead)

    def _occurs(self, event: Event, one: Occurrence) -> DateText:
        return self.calendar.when(one.start, one.end, event.timezone)

    @staticmethod
    def instants(found: EventState, one: Occurrence) -> str:
        """Return begin and end of an occurrence as the script of the theme compares them."""
        return f"{utc(one.begins) if found.runs else ''}/{utc(one.over)}"

    def occasion(self, node: Node, one: Occurrence) -> Card:
        """Return an event as lists show it on one of its dates."""
        page = node.page
        assert isinstance(page, Event)
        found = self.event_state(page)
        is_over = one not in found.ahead
        is_on = found.runs and not is_over and one.begins <= self.site.now
        return replace(
            self.card(node),
            when=self._occurs(page, one),
            state="past" if is_over else "running" if is_on else "coming",
            dates="" if is_over else self.instants(found, one),
            year=str(one.start.year) if one == found.occurrences[-1] else "",
        )

    def told_title(self, node: Node) -> str:
        """Return the title of a page where nothing else tells what became of the event: in feeds and calendars."""
        status = self._status(node)
        if not status:
            return node.title
        return str(self.words["said"]["status_title"]).format(status=self.words["status"][status], title=node.title)

    def told_event(self, page: Event) -> str:
        """Return an event in a few sentences that stay true as time goes by: its state, its time, its place, what it is."""
        when = self.calendar.when(page.start, page.end, page.timezone)
        date = f"{when.text} {when.zone}".rstrip() + (f", {self.rule(page.repeats)}" if page.repeats else "")
        notice = "" if page.status == "scheduled" else f"{self.words['notices'][page.status]} "
        text = str(self.words["said"]["event"]).format(date=date, place=self.place(page), summary=page.summary)
        return f"{notice}{text}"

    def rule(self, rule: Rule) -> str:
        """Return the rule of an event that repeats in words."""
        said, names = self.words["repeats"], self.calendar.weekdays
        days = self.calendar.joined([names[day] for day in rule.weekdays])
        places = self.calendar.joined([str(said["places"][str(place)]) for place in rule.places])
        key = rule.unit if rule.step == 1 else f"{rule.unit}s"
        if days:
            key += "_places" if places else "_days"
        elif rule.month_day:
            key += "_last" if rule.month_day == -1 else "_number"
        text = str(said[key]).format(step=rule.step, days=days, places=places, number=rule.month_day)
        text = str(said["until"]).format(rule=text, day=self.calendar.day(rule.until))
        if not rule.exceptions:
            return text
        return str(said["except"]).format(rule=text, days=self.calendar.joined(map(self.calendar.day, rule.exceptions)))

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
            place=self.place(page) if isinstance(page, Event) else "",
            state=self.event_state(page).state if isinstance(page, Event) else "",
            repeats=self.rule(page.repeats) if isinstance(page, Event) and page.repeats else "",
            status=self._status(node),
            type=page.type if isinstance(page, Result) else "",
            accent=self.accent(node),
            unpublished=self.unpublished(node),
        )

    def unpublished(self, node: Node) -> str:
        """Return why a page is shown at home only: draft or ahead; empty where it is published."""
        return "draft" if node.page.draft else "ahead" if node.path in self.site.ahead else ""

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

    def place(self, page: Event) -> str:
        """Return venue and town of an event; of one without a place, a word for that."""
        if page.is_online:
            return str(self.words["terms"]["online"])
        if not page.venue:
            return page.place
        return str(self.words["said"]["at_venue"]).format(venue=page.venue, place=page.place)

    def highlights(self, node: Node) -> tuple[Card, ...]:
        """Return the pages that an issue of the newsletter draws in."""
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
        yield Fact("website", (elsewhere(page.website),) if page.website else ())

    def _event_facts(self, page: Event) -> Iterator[Fact]:
        if not page.repeats or self.event_state(page).state == "past":  # else there is a list of the dates
            yield Fact("when", when=self.event_when(page))
        yield Fact(
            "previously", when=self.calendar.when(page.previously, None, page.timezone) if page.previously else None
        )
        yield Fact("repeats", (Link(self.rule(page.repeats)),) if page.repeats else ())
        yield Fact("place", (Link(self.place(page)),))
        yield Fact("online", (elsewhere(page.online),) if page.online else ())
        if self.takes_registrations(page):
            yield Fact("registration", (elsewhere(page.registration),) if page.registration else ())
            yield Fact("deadline", when=self.calendar.when(page.deadline) if page.deadline else None)
        yield Fact("organiser", (self.partner(page.organiser),) if page.organiser else ())
        yield from self._belongs(page)

    def takes_registrations(self, page: Event) -> bool:
        """Whether one may still ask to take part in an event."""
        return page.status not in CALLED_OFF and self.event_state(page).state != "past"

    def materials(self, node: Node) -> Iterator[Download]:
        """Yield what is left after an event, or the file of a result."""
        page = node.page
        if isinstance(page, Event):
            for material in page.materials:
                if material.file:
                    yield self._file(material.title, target_of(node, material.file))
                if material.link:
                    yield Download(material.title, material.link, _host(material.link))
        elif isinstance(page, Result) and page.file:
            yield self._file(node.title, target_of(node, page.file))

    def files_of(self, node: Node) -> tuple[Download, ...]:
        """Return where a result can be read: its own file, and the place on the web."""
        page = node.page
        assert isinstance(page, Result)
        link = (Download(node.title, page.link, _host(page.link)),) if page.link else ()
        return (*self.materials(node), *link)

    def _file(self, title: str, path: str) -> Download:
        size = self.calendar.size(self.site.sizes[path]) if path in self.site.sizes else ""
        kind = path.rpartition(".")[2].upper() if "." in path else ""
        return Download(title, self.site.href(self.site.file_address(path)), kind, size)

    def _news_facts(self, page: News) -> Iterator[Fact]:
        yield Fact("published", when=self.calendar.when(page.published))
        yield Fact("link", (elsewhere(page.link),) if page.link else ())
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
        yield Fact("link", (elsewhere(page.link),) if page.link else ())
        yield Fact("licence", (Link(page.licence),) if page.licence else ())
        yield from self._belongs(page)


def elsewhere(address: str) -> Link:
    """Return a link to another site, named by its address without what every address has, or where that is long by the host.

    >>> elsewhere("https://www.example.org/maps/").label, elsewhere("https://example.org/a/very/long/way/to/get/there").label
    ('example.org/maps', 'example.org/…')
    """
    host, shown = _host(address), readable(address)
    plain = (host + shown.partition(urlsplit(shown).netloc)[2]).rstrip("/")
    return Link(plain if len(plain) <= SHORT else f"{host}/…", address)


def _host(address: str) -> str:
    """Return the name of the host of an address, without the www that says nothing."""
    return urlsplit(readable(address)).netloc.removeprefix("www.")


_TELLERS: dict[str, Callable[[ViewBuilder, Any], Iterator[Fact]]] = {
    "work-package": ViewBuilder._work_package_facts,
    "partner": ViewBuilder._partner_facts,
    "event": ViewBuilder._event_facts,
    "news": ViewBuilder._news_facts,
    "newsletter": ViewBuilder._newsletter_facts,
    "result": ViewBuilder._result_facts,
}
