"""What programs and curious people read of the site as a whole: web manifest, humans.txt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from core.site.site import Site

TOUCH = 180  # pixels of the icon for home screens
COLOUR = "#12456b"  # of the theme, where the project has none


def manifest(site: Site) -> bytes:
    """Return the web manifest: name, colours and icons for those who keep the site on a home screen."""
    project = site.project
    return (
        json.dumps(
            {
                "name": f"{project.name} – {project.long_name}",
                "short_name": project.name,
                "description": project.tagline,
                "lang": project.language,
                "start_url": site.href("/"),
                "scope": site.href("/"),
                "display": "browser",
                "theme_color": colour(site),
                "background_color": "#ffffff",
                "icons": [
                    {"src": site.href("/theme/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
                    {"src": site.href("/theme/icon.png"), "sizes": f"{TOUCH}x{TOUCH}", "type": "image/png"},
                ],
            },
            ensure_ascii=False,
            indent=1,
        ).encode()
        + b"\n"
    )


def colour(site: Site) -> str:
    """Return the main colour of the site on a light ground."""
    return site.project.colours.light if site.project.colours else COLOUR


def humans(site: Site, words: Mapping[str, Any]) -> bytes:
    """Return humans.txt: whose site this is, who took part, what it is made with."""
    said, project = words["humans"], site.project
    lines = [
        f"/* {said['site']} */",
        f"{project.name}: {project.long_name}",
        project.run_by,
        site.absolute(site.nodes[project.contact].address),
        "",
    ]
    if site.partners:
        lines += [f"/* {said['partners']} */", *(node.title for node in site.partners.values()), ""]
    lines += [f"/* {said['made_with']} */", "Pelican, Python-Markdown, Jinja, Pagefind, Pillow, Source Serif", ""]
    return "\n".join(lines).encode()
