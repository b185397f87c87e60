"""What schema.org's words say of the project, its news and its results."""

from __future__ import annotations

from core.checks.near_paths import target_of
from core.dates.partial_date import PartialDate
from core.documents.schema import News, Partner, Result
from core.site.site import Site
from core.site.tree import Node
from core.views.view_builder import ViewBuilder

Thing = dict[str, object]

TYPES = {
    "article": "ScholarlyArticle",
    "deliverable": "Report",
    "report": "Report",
    "plan": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "guide": "LearningResource",
    "training": "LearningResource",
}


def day(moment: PartialDate | None) -> str | None:
    """Return a date as schema.org wants it: a day, or nothing where the day is not known."""
    return str(moment.first) if moment is not None and moment.day is not None else None


def month(moment: PartialDate | None) -> str | None:
    """Return a date as exact as it is known: “2014-06”."""
    return str(moment.first)[: {"year": 4, "month": 7}.get(moment.precision, 10)] if moment is not None else None


def _filled(thing: Thing) -> Thing:
    return {name: value for name, value in thing.items() if value}


def project_id(site: Site) -> str:
    """Return the name under which all pages speak of the project."""
    return f"{site.absolute('/')}#project"


def project(site: Site) -> Thing:
    """Return the project as an organisation, in few words."""
    return {"@type": "Organization", "@id": project_id(site), "name": site.project.name, "url": site.absolute("/")}


def whole_project(view_builder: ViewBuilder) -> Thing:
    """Return the project with its partners and the grants it is paid from."""
    site = view_builder.site
    told = site.project
    return _filled(
        {
            **project(site),
            "alternateName": told.long_name,
            "description": told.tagline,
            "logo": site.absolute("/theme/icon.png"),
            "foundingDate": month(told.start),
            "dissolutionDate": month(told.end),
            "member": [partner(node, view_builder) for node in site.partners.values()],
            "funding": [
                {"@type": "Grant", "identifier": grant.number, "name": grant.programme} for grant in told.grants
            ],
        }
    )


def partner(node: Node, view_builder: ViewBuilder) -> Thing:
    """Return a partner as an organisation."""
    page, site = node.page, view_builder.site
    assert isinstance(page, Partner)
    city = site.project.cities.get(page.city)
    address = {"@type": "PostalAddress", "addressLocality": city.name if city else None, "addressCountry": page.country}
    return _filled(
        {
            "@type": "Organization",
            "@id": f"{site.absolute(node.address)}#partner",
            "name": node.title,
            "alternateName": page.short,
            "url": site.absolute(node.address),
            "sameAs": page.website,
            "address": _filled(address),
        }
    )


def website(site: Site) -> Thing:
    """Return the site."""
    return {
        "@type": "WebSite",
        "@id": f"{site.absolute('/')}#site",
        "name": site.project.name,
        "alternateName": site.project.long_name,
        "url": site.absolute("/"),
        "inLanguage": site.project.language,
        "publisher": {"@id": project_id(site)},
    }


def picture(node: Node, card: str, site: Site) -> str:
    """Return the address of the picture of a page: its own, else its card."""
    return site.absolute(site.file_address(target_of(node, node.page.image))) if node.page.image else card


def makers(keys: tuple[str, ...], view_builder: ViewBuilder) -> list[Thing]:
    """Return partners as organisations; the project where none is named."""
    nodes = [view_builder.site.partners[key] for key in keys]
    return [partner(node, view_builder) for node in nodes] or [project(view_builder.site)]


def news(node: Node, card: str, view_builder: ViewBuilder) -> Thing:
    """Return a news item; the project publishes it. `card` is the address of a picture that stands for the page."""
    page, site = node.page, view_builder.site
    assert isinstance(page, News)
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": site.identity(node),
            "headline": node.title,
            "description": page.summary,
            "url": site.absolute(node.address),
            "mainEntityOfPage": site.absolute(node.address),
            "datePublished": day(page.published),
            "dateModified": day(page.updated),
            "image": picture(node, card, site),
            "inLanguage": site.project.language,
            "author": project(site),
            "publisher": {"@id": project_id(site)},
            "about": [partner(site.partners[key], view_builder) for key in page.partners],
        }
    )


def result(node: Node, card: str, view_builder: ViewBuilder) -> Thing:
    """Return a result as the kind of work that it is; `card` as for news."""
    page, site = node.page, view_builder.site
    assert isinstance(page, Result)
    kind = TYPES.get(page.type, "CreativeWork")
    name = "headline" if kind == "ScholarlyArticle" else "name"
    doi = f"https://doi.org/{page.doi}" if page.doi else ""
    encoding = [
        _filled({"@type": "MediaObject", "contentUrl": site.absolute(site.file_address(path))})
        for path in ([target_of(node, page.file)] if page.file else [])
    ]
    return _filled(
        {
            "@type": kind,
            "@id": site.identity(node),
            name: node.title,
            "description": page.summary,
            "url": site.absolute(node.address),
            "datePublished": day(page.published),
            "dateModified": day(page.updated),
            "image": picture(node, card, site),
            "inLanguage": site.project.language,
            "author": makers(page.partners, view_builder),
            "publisher": project(site),
            "reportNumber": page.number if kind == "Report" else None,
            "identifier": page.doi,
            "sameAs": [one for one in (doi, page.link) if one],
            "license": {"@type": "CreativeWork", "name": page.licence} if page.licence else None,
            "associatedMedia": encoding,
        }
    )
