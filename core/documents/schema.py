"""Which fields each kind of page has. The one place: check, typed pages, scaffolds and manuals are read from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from core.documents.field_names import declare
from core.documents.fields import (
    Country,
    Date,
    Day,
    Doi,
    Id,
    Key,
    Level,
    MenuName,
    Number,
    Numbers,
    Path,
    PictureText,
    Repeats,
    ResultType,
    Role,
    Status,
    Summary,
    Text,
    Texts,
    Title,
    WebAddress,
    Whole,
    YesNo,
    Zone,
)
from core.documents.model import Contact, Material


class Page(BaseModel):
    """A page of text. Every other kind has these fields too."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: ClassVar[str] = "page"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Many questions are put to pages of all kinds; Pydantic's own answer to an unknown field is slow.
            raise AttributeError(name)

    title: Title = Field(description="The heading of the page and its name in lists.", examples=["Project overview"])
    summary: Summary | None = Field(
        None,
        description="One sentence for lists, feeds and search engines.",
        examples=["What the project wanted, and how it went about it."],
    )
    menu: MenuName | None = Field(None, description="A shorter name for menus and the trail.", examples=["Overview"])
    order: Whole | None = Field(
        None, description="Its place among its neighbours: smaller numbers come first.", examples=[10]
    )
    published: Date | None = Field(None, description="When it was put up for the first time.", examples=["2014-06-10"])
    updated: Date | None = Field(
        None, description="When it was last changed in a way that readers should know of.", examples=["2014-07-01"]
    )
    expires: Date | None = Field(
        None,
        description="From when on it is no longer valid: it leaves lists, menus and search, keeps its address and says so.",
        examples=["2027-01-01"],
    )
    review: Day | None = Field(
        None,
        description="When somebody should read it again: ./site check reminds from that day on. Never published.",
        examples=["2027-03-01"],
    )
    owner: Text | None = Field(
        None, description="Who looks after it and is named in reminders. Never published.", examples=["Anna Example"]
    )
    aliases: Texts = Field((), description="Old addresses that lead here.", examples=[["/old/address/"]])
    draft: YesNo = Field(False, description="A draft is shown at home and never published.", examples=[True])
    image: Path | None = Field(None, description="Path from this file to a picture.", examples=["../images/bridge.jpg"])
    image_alt: PictureText | None = Field(
        None,
        description="What the picture shows, for those who do not see it.",
        examples=["A bridge over the river at dusk"],
    )
    id: Id | None = Field(
        None,
        description="Its permanent name in feeds and calendars. Leave it out; write it only to keep the name of a renamed file.",
        examples=["event/kick-off"],
    )


class WorkPackage(Page):
    """A work package of the project."""

    kind: ClassVar[str] = "work-package"

    number: Whole = Field(description="Its number.", examples=[4])
    lead: Key = Field(
        description="Who leads it: the name of a partner's file or of a city; “unknown” where it is not known.",
        examples=["university-of-somewhere"],
    )
    contact: Contact | None = Field(None, description="Whom to ask.", examples=[{"name": "Anna Example"}])
    partners: Texts = Field(
        (), description="Who works on it: names of partners' files.", examples=[["university-of-somewhere"]]
    )
    start: Day | None = Field(None, description="When it begins.", examples=["2012-11"])
    end: Day | None = Field(None, description="When it ends.", examples=["2015-07"])


class Partner(Page):
    """An organisation that takes part in the project."""

    kind: ClassVar[str] = "partner"

    city: Key = Field(
        description="The project's city it belongs to, as it is called in project.yaml.", examples=["somewhere"]
    )
    country: Country = Field(description="Its country, two letters.", examples=["BE"])
    role: Role = Field(description="What it is: city, commercial or research.", examples=["research"])
    coordinator: YesNo = Field(False, description="Whether it leads the project.", examples=[True])
    website: WebAddress | None = Field(None, description="Its own site.", examples=["https://example.org/"])
    short: MenuName | None = Field(None, description="A short name for narrow places.", examples=["UoS"])


class Event(Page):
    """Something that takes place at a time."""

    kind: ClassVar[str] = "event"

    summary: Summary = Field(
        description="One sentence for lists, feeds and calendars.", examples=["The partners meet for the first time."]
    )
    start: Date = Field(
        description="When it begins: a day, a day and time, or a month or year where no more is known.",
        examples=["2026-05-02 09:30"],
    )
    end: Date | None = Field(
        None, description="The last day, or the day and time when it ends.", examples=["2026-05-03 16:00"]
    )
    timezone: Zone | None = Field(
        None, description="The zone of the times; needed when a time is given.", examples=["Europe/Brussels"]
    )
    repeats: Repeats | None = Field(
        None,
        description="On which days it takes place again, in plain words, until a day, except some days.",
        examples=["every second Tuesday until 2026-12-15 except 2026-08-04"],
    )
    place: Text = Field(description="The town, or “Online”.", examples=["Somewhere"])
    venue: Text | None = Field(None, description="The house or hall.", examples=["Town Hall"])
    online: WebAddress | None = Field(
        None, description="Where to take part on the web.", examples=["https://example.org/room"]
    )
    registration: WebAddress | None = Field(
        None, description="Where to register.", examples=["https://example.org/register"]
    )
    deadline: Day | None = Field(None, description="The last day to register.", examples=["2026-04-20"])
    status: Status = Field(
        "scheduled", description="scheduled, cancelled, postponed, rescheduled or moved-online.", examples=["cancelled"]
    )
    previously: Date | None = Field(
        None,
        description="The first date of an event that was moved; it goes with updated, as every change of status does.",
        examples=["2026-04-28 09:30"],
    )
    organiser: Text | None = Field(
        None,
        description="Who invites: the name of a partner's file, or a name as it is shown.",
        examples=["university-of-somewhere"],
    )
    work_packages: Numbers = Field((), description="Numbers of the work packages it belongs to.", examples=[[4]])
    partners: Texts = Field(
        (), description="Partners that take part: names of their files.", examples=[["university-of-somewhere"]]
    )
    materials: tuple[Material, ...] = Field(
        (),
        description="What is left after it: slides, minutes, pictures.",
        examples=[[{"title": "Slides", "link": "https://example.org/slides"}]],
    )
    published: Date = Field(
        description="When it was announced: never the day of the event itself.", examples=["2026-02-01"]
    )

    @property
    def is_online(self) -> bool:
        """Whether there is nowhere to go."""
        return self.status == "moved-online" or self.place.casefold() == "online"


class News(Page):
    """A news item."""

    kind: ClassVar[str] = "news"

    summary: Summary = Field(
        description="One sentence for lists and feeds.", examples=["The plan of the first city has been approved."]
    )
    published: Date = Field(description="When it was published.", examples=["2026-03-14"])
    link: WebAddress | None = Field(
        None, description="The page elsewhere that it is about.", examples=["https://example.org/article"]
    )
    work_packages: Numbers = Field((), description="Numbers of the work packages it belongs to.", examples=[[4]])
    partners: Texts = Field(
        (), description="Partners it is about: names of their files.", examples=[["university-of-somewhere"]]
    )


class Newsletter(Page):
    """An issue of the newsletter."""

    kind: ClassVar[str] = "newsletter"

    issue: Whole | None = Field(None, description="Its number; never used twice.", examples=[3])
    summary: Summary = Field(
        description="One sentence for lists and feeds.", examples=["What the cities did this spring."]
    )
    published: Date = Field(description="When it was sent.", examples=["2026-06-30"])
    highlights: Texts = Field(
        (),
        description="News, events and results that it draws in: paths from this file to theirs.",
        examples=[["../news/plan-approved.md"]],
    )


class Result(Page):
    """Something that the project has made: a guide, a deliverable, a publication."""

    kind: ClassVar[str] = "result"

    type: ResultType = Field(description="What it is.", examples=["guide"])
    number: Number | None = Field(None, description="The number of a deliverable.", examples=["D3.1"])
    work_packages: Numbers = Field((), description="Numbers of the work packages it comes from.", examples=[[3]])
    partners: Texts = Field(
        (), description="Partners that made it: names of their files.", examples=[["university-of-somewhere"]]
    )
    level: Level | None = Field(
        None, description="Who may read it: public, consortium or commission.", examples=["public"]
    )
    doi: Doi | None = Field(None, description="Its DOI.", examples=["10.1234/example"])
    file: Path | None = Field(
        None, description="Path from this file to the file itself.", examples=["../files/guide.pdf"]
    )
    link: WebAddress | None = Field(None, description="Where it can be found.", examples=["https://example.org/guide"])
    licence: Text | None = Field(None, description="The licence it is under.", examples=["CC BY 4.0"])


KINDS: dict[str, type[Page]] = {
    model.kind: model for model in (Page, WorkPackage, Partner, Event, News, Newsletter, Result)
}

declare("page.md", *KINDS.values())
