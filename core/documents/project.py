"""content/project.yaml: whose site this is. Nothing outside of it names the project."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from core.documents.field_names import declare
from core.documents.fields import (
    Authority,
    Country,
    Day,
    Degrees,
    Number,
    Path,
    PictureText,
    SiteAddress,
    Summary,
    Text,
    Texts,
    Title,
    WebAddress,
    Whole,
    YesNo,
    Zone,
)
from core.documents.model import Part
from core.documents.project_fields import Colours, read_downloads, read_kind, read_language
from core.files.file_kinds import USUAL


class City(Part):
    """A city of the project."""

    name: Title = Field(description="Its name.", examples=["Somewhere"])
    country: Country = Field(description="Its country, two letters.", examples=["BE"])
    page: Path = Field(description="Path in the content folder to its page.", examples=["cities/somewhere.md"])
    lat: Degrees | None = Field(
        None, description="How far north it lies, in degrees; south is negative. For the map.", examples=[51.05]
    )
    lon: Degrees | None = Field(
        None, description="How far east it lies, in degrees; west is negative. For the map.", examples=[3.72]
    )
    accent: Colours = Field(description="Its colour.")
    drawing: Path | None = Field(
        None,
        description="Path in the content folder to a picture of it, three times as wide as high, white on nothing: it stands on the colour of the city, where a photograph might.",
        examples=["images/cities/somewhere.svg"],
    )


class Grant(Part):
    """Money that has to be acknowledged on every page."""

    number: Number = Field(description="Number of the grant agreement.", examples=["000000"])
    programme: Text = Field(description="The programme it comes from.", examples=["Horizon Europe"])
    statement: Text = Field(description="The sentence that the agreement prescribes, to the letter.")
    disclaimer: Text = Field(description="The disclaimer that the agreement prescribes, to the letter.")
    emblem: Path = Field(
        description="Path in the content folder to the funder's emblem.", examples=["images/emblem.svg"]
    )
    emblem_alt: PictureText = Field(description="What the emblem shows.", examples=["Flag of the European Union"])
    emblem_mail: Path | None = Field(
        None,
        description="The same emblem as PNG, for the newsletter: most mail programs show no SVG.",
        examples=["images/emblem.png"],
    )


class Mailing(Part):
    """How the newsletter is sent. The addresses of subscribers stand nowhere in the repository."""

    sender: Text | None = Field(
        None, description="The address that mails come from.", examples=["EXAMPLE <newsletter@example.org>"]
    )
    subscribe: WebAddress | None = Field(
        None, description="Where one subscribes.", examples=["https://lists.example.org/newsletter"]
    )
    unsubscribe: Text | None = Field(
        None,
        description="Where one unsubscribes: a web address, or mailto: and an address. Every mail names it.",
        examples=["https://lists.example.org/newsletter/leave"],
    )


class Target(Part):
    """A place where the site is put up."""

    place: Text = Field(
        description="A folder, host:/folder over SSH, or the repository of this site as git+https://address#branch; never with a password. Other places stand in publishconf.py.",
        examples=["web@example.org:/srv/site"],
    )
    address: WebAddress | None = Field(
        None,
        description="Where visitors find it; after publishing some pages are asked for there.",
        examples=["https://example.org/"],
    )
    after: Text | None = Field(
        None,
        description="A command for the host, once the site has changed; a target that has one is configured in publishconf.py.",
        examples=["sudo systemctl reload nginx"],
    )


class Figure(Part):
    """A number for the home page."""

    number: Number = Field(description="The number.", examples=["12"])
    label: Text = Field(description="What it counts.", examples=["partners"])
    page: Path | None = Field(
        None, description="Path in the content folder to the page that tells more.", examples=["about-us/index.md"]
    )


class Project(Part):
    """The project and its site."""

    name: Title = Field(description="The name everybody uses.", examples=["EXAMPLE"])
    long_name: Title = Field(description="The name in full.", examples=["An Example of a Project"])
    tagline: Summary = Field(
        description="One line under the name on the home page.", examples=["Four towns learn from each other."]
    )
    wordmark: Path | None = Field(
        None,
        description="Path in the content folder to the name as an SVG drawing, for the head of every page: without it the name is written beside the sign of the theme.",
        examples=["images/wordmark.svg"],
    )
    language: Annotated[str, BeforeValidator(read_language)] = Field(
        "en", description="Language of the site, as in the lang attribute.", examples=["en"]
    )
    timezone: Zone = Field(
        description="The zone in which a day of the site begins and ends.", examples=["Europe/Brussels"]
    )
    address: SiteAddress = Field(
        description="Where the site will stand, with a slash at the end.", examples=["https://example.org/"]
    )
    id_authority: Authority = Field(
        description="Domain and year for permanent ids; never changed again.", examples=["example.org,2026"]
    )
    start: Day | None = Field(None, description="When the project began.", examples=["2024-01"])
    end: Day | None = Field(
        None, description="When it ended or will end; afterwards every page says so.", examples=["2027-12"]
    )
    run_by: Text = Field(
        description="Who runs this site, one sentence for the foot of each page.",
        examples=["This site is run by the consortium."],
    )
    contact: Path = Field(
        description="Path in the content folder to the page that says how to get in touch.",
        examples=["get-in-touch.md"],
    )
    print_addresses: YesNo = Field(True, description="Whether pages may show e-mail addresses.", examples=[False])
    picture_limit: Whole = Field(1000, description="The most that a picture may weigh, in kilobytes.", examples=[1000])
    downloads: Annotated[Texts, AfterValidator(read_downloads)] = Field(
        (),
        description="Further kinds of file that pages may link to, by their ending. Always allowed: "
        + ", ".join(USUAL)
        + ".",
        examples=[["gpx", "kml"]],
    )
    folders: dict[str, Annotated[str, BeforeValidator(read_kind)]] = Field(
        description="Which kind of page the files of a folder are.", examples=[{"events": "event"}]
    )
    main_menu: Texts = Field(
        (), description="Pages of the main menu; left out: all pages below the home page that no other menu has."
    )
    footer: Texts = Field((), description="Pages linked at the foot of every page.", examples=[["privacy.md"]])
    cities: dict[str, City] = Field(default_factory=dict, description="The cities of the project, by a short name.")
    grants: tuple[Grant, ...] = Field((), description="The grants it is paid from.")
    figures: tuple[Figure, ...] = Field((), description="Numbers for the home page.")
    newsletter: Mailing | None = Field(None, description="How the newsletter is sent; left out where none is.")
    targets: dict[str, Target] = Field(
        default_factory=dict,
        description="Places where the site is put up, by the name that ./site publish takes.",
        examples=[{"live": {"place": "web@example.org:/srv/site", "address": "https://example.org/"}}],
    )
    map: Path | None = Field(
        None,
        description="Path in the content folder to the page that shows the map of the cities.",
        examples=["about-us/who-we-are/index.md"],
    )
    time_line: Path | None = Field(
        None,
        description="Path in the content folder to the page that shows the time line of the project.",
        examples=["about-us/project-overview/index.md"],
    )
    accessibility: Path | None = Field(
        None,
        description="Path in the content folder to the accessibility statement; it shows what the tests found, from accessibility.yaml.",
        examples=["accessibility.md"],
    )
    old_after: Whole | None = Field(
        None,
        description="After how many months without a change a page with a date says that it may be out of date.",
        examples=[24],
    )
    colours: Colours | None = Field(None, description="The main colour of the site.")


declare("project.yaml", Project)
