"""Gives each page the picture that is shown beside links to it, and the site its icons and what tells of it."""

import hashlib
import re
from functools import cache
from pathlib import Path

from pelican import signals

from core.build.blob_store import Store
from core.build.outputs import Output
from core.files.svg import Fault, NoDrawing, read_drawing
from core.problems.problem import ContentInvalid, Problem
from core.views.picture import SocialCard
from plugins.social.about import TOUCH, colour, humans, manifest

TO_PATHS = "Turn the letters into paths in your drawing program (Inkscape: Path, Object to Path)."
WIDTH, HEIGHT = 1200, 630  # of a card; here too, so that a build without a new card need not load Pillow


def add_social(generators):
    generator = generators[0]
    context = generator.context
    site, words, view_builder, outputs = context["site"], context["words"], context["view_builder"], context["outputs"]
    icon = _icon(Path(generator.theme, "static", "icon.svg"))
    outputs.replace(Output("theme/icon.svg", lambda: icon))
    _add_icons(icon, outputs)
    outputs.add(Output("site.webmanifest", lambda: manifest(site), ("project.yaml",)))
    outputs.add(Output("humans.txt", lambda: humans(site, words), ("project.yaml", *_partners(site)), ()))
    context["frame"]["touch_icon"] = site.href("/theme/icon.png")
    context["frame"]["manifest"] = site.href("/site.webmanifest")
    store = Store(Path(generator.settings["PICTURES"]))
    from plugins.social.card import Card, drawable, drawn

    said = cache(drawable)
    name = said(site.project.name)

    def title(text):
        """Return what a card shows large: the title, or the name of the project where its letters cannot be drawn."""
        return said(text) or said(site.project.long_name) or name

    told = context["remembered"]("cards of links", lasting=True)

    def card_of(node):
        """Return what the card of a page says, and the name of its file."""

        def make():
            card = card_for(node)
            return card, name_of(node, card)

        return told.get(node.path, make)

    def card_for(node):
        if node is site.home:
            return Card(said(site.project.long_name), title(site.project.tagline), name, colour(site))
        shown = view_builder.card(node)
        kind = (
            shown.label or words["types"].get(shown.type) or ("" if node.kind == "page" else words["kinds"][node.kind])
        )
        when = shown.when.text if shown.when and node.kind != "page" else ""
        city = site.project.cities.get(shown.accent)
        ground = city.accent.light if city else colour(site)
        return Card(
            said(" · ".join(part for part in (kind, when) if part)), title(view_builder.told_title(node)), name, ground
        )

    def name_of(node, card):
        slug = re.sub(r"[^a-z0-9]+", "-", node.address.strip("/").rpartition("/")[2]) or "home"
        return f"theme/cards/{slug}.{card.digest}.png"

    claimed = set()

    def claim(node):
        card, name = card_of(node)
        if name not in claimed:
            claimed.add(name)
            make = lambda: store.get(f"{card.digest}.png", lambda: drawn(card))  # noqa: E731
            outputs.add(Output(name, make, (node.path,), (), key=card.digest.encode))
        return name

    names = {node.path: claim(node) for node in site.nodes.values()}

    context["card_address"] = lambda node: site.absolute(f"/{names[node.path]}")

    def fill(view, node, _site):
        # Pages of the house itself, which are in no list of the content, show the card of the page above.
        shown = next(one for one in reversed(node.ancestry()) if one.path in names)
        view.card = SocialCard(site.absolute(f"/{names[shown.path]}"), WIDTH, HEIGHT, _alt(shown))

    def _alt(node):
        card, _ = card_of(node)
        return ". ".join(part for part in (card.above, card.title, card.site) if part)

    context["fillers"].append(fill)


def _partners(site):
    return tuple(node.path for node in site.partners.values())


def _icon(file):
    """Return the icon without what its editor wrote into it. Raises ContentInvalid where it cannot be drawn in pixels."""
    try:
        drawing = read_drawing(file.read_bytes())
        faults = [Fault(1, "the icon shows letters of a typeface that other computers may not have.", TO_PATHS)]
        if drawing.has_text:
            raise NoDrawing(faults)
    except NoDrawing as wrong:
        place = "/".join(file.parts[-3:])
        raise ContentInvalid(
            [Problem(place, one.line, "E089", one.message, one.remedy) for one in wrong.faults]
        ) from None
    return drawing.data


def _add_icons(icon, outputs):
    def made(name, size):
        def make():
            from plugins.social import icons

            return getattr(icons, name)(icon, size)

        return make

    # Another Pillow begins with an empty memory, so the drawing itself tells the files from others.
    key = hashlib.blake2b(icon, digest_size=16).digest
    outputs.add(Output("theme/icon.png", made("png", TOUCH), key=key))
    outputs.add(Output("favicon.ico", made("ico", 32), key=key))


def register():
    signals.all_generators_finalized.connect(add_social)
