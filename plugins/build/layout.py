"""What all pages share: names, grants, cities, figures, the foot."""

from __future__ import annotations

from typing import Any

from core.dates.instants import utc
from core.site.site import Site
from core.views.layout import City, Figure, Grant
from core.views.view_builder import ViewBuilder


def shared(site: Site, view_builder: ViewBuilder) -> dict[str, Any]:
    """Return the parts of the frame that come from the project itself; features add theirs."""
    project = site.project
    over = project.end is not None and site.now >= project.end.is_over(site.zone)
    return {
        "name": project.name,
        "long_name": project.long_name,
        "tagline": project.tagline,
        "home": site.href("/"),
        "language": project.language,
        "stylesheet": "",
        "finished": view_builder.calendar.when(project.start or project.end, project.end).text
        if over and project.end
        else "",
        "run_by": project.run_by,
        "grants": tuple(
            Grant(
                grant.statement, grant.disclaimer, site.href(site.file_address(grant.emblem)), grant.emblem_alt, 90, 60
            )
            for grant in project.grants
        ),
        "footer": tuple(view_builder.link(site.nodes[path]) for path in project.footer if path not in site.expired),
        "cities": tuple(
            City(
                key,
                city.name,
                view_builder.country(city.country),
                site.href(site.nodes[city.page].address),
                site.nodes[city.page].page.summary or "",
            )
            for key, city in project.cities.items()
        ),
        "figures": tuple(
            Figure(figure.number, figure.label, site.href(site.nodes[figure.page].address) if figure.page else "")
            for figure in project.figures
        ),
        "made_for": utc(site.now),
    }
