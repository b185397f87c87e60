"""Writes the style sheets of the site."""

from pathlib import Path

from pelican import signals

from core.output import Output
from plugins.stylesheet.sheet import joined, named


def add_stylesheet(generators):
    context = generators[0].context
    theme = Path(generators[0].theme)
    order = [
        theme / "styles" / "layers.css",
        *sorted(theme.glob("styles/*.css")),
        *sorted(theme.glob("components/*/*.css")),
    ]
    font = next(theme.glob("static/*.woff2"), None)
    if font:
        context["frame"]["font"] = context["site"].href(f"/theme/{font.name}")
    sheets = joined((path.read_text("utf-8") for path in dict.fromkeys(order)), context["site"].project)
    for name, css in sheets.items():
        path = named(css, name)
        context["outputs"].add(Output(path, css.encode))
        context["frame"]["stylesheet" if name == "site" else f"{name}_sheet"] = context["site"].href(f"/{path}")


def register():
    signals.all_generators_finalized.connect(add_stylesheet)
