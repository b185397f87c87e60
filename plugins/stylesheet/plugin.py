"""Writes the style sheets of the site."""

from functools import lru_cache
from pathlib import Path

from pelican import signals

from core.build.outputs import Output
from plugins.stylesheet.sheet import colours, joined, named


def add_stylesheet(generators):
    context = generators[0].context
    theme = Path(generators[0].theme)
    font = next(theme.glob("static/*.woff2"), None)
    if font:
        context["frame"]["font"] = context["site"].href(f"/theme/{font.name}")
    sheets = _sheets(theme, context["theme_digest"], colours(context["site"].project))
    for path, (name, css) in sheets.items():
        context["outputs"].add(Output(path, css.encode))
        context["frame"]["stylesheet" if name == "site" else f"{name}_sheet"] = context["site"].href(f"/{path}")


@lru_cache(2)
def _sheets(theme, _digest, own):
    """Return the style sheets of a theme and a project, with their names, by path; they stay while the theme does."""
    order = [
        theme / "styles" / "layers.css",
        *sorted(theme.glob("styles/*.css")),
        *sorted(theme.glob("components/*/*.css")),
    ]
    sheets = joined((path.read_text("utf-8") for path in dict.fromkeys(order)), own)
    return {named(css, name): (name, css) for name, css in sheets.items()}


def register():
    signals.all_generators_finalized.connect(add_stylesheet)
