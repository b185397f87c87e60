r"""Draws the name of a project as its letters on steps that rise, for `wordmark` in project.yaml.

To be run by hand, once for a project; fontTools is installed as theme/fonts/subset.py says:

    .cache/subset/bin/python theme/fonts/wordmark.py "A NAME" .venv/lib/python3*/site-packages/fontpkg_source_serif_4/files/SourceSerif4\[* \
        > content/images/wordmark.svg

The letters of the first word stand on one step each, all others on the last. The picture has the colours of the theme; write others into it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape

from fontTools.misc.transform import Offset
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

INK, DARK = "#12456b", "#9ccbf2"
RISE, AIR, GAP = 95, 85, 48  # of a step, between letter and step, between steps; in thousandths of the letters' size
SCALE = 0.1


def drawn(name: str, font: TTFont) -> tuple[str, str, float, float]:
    """Return the path data of the letters and of the steps, width and height."""
    glyphs, letters = font.getGlyphSet(), font.getBestCmap()
    word = name.split(maxsplit=1)[0]
    ground = (len(word) + 1) * RISE + AIR + font["OS/2"].sCapHeight
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number * SCALE:.1f}".removesuffix(".0"))
    x, steps, left = 0.0, [], 0.0
    for place, letter in enumerate(name):
        glyph = glyphs[letters[ord(letter)]]
        level = min(place, len(word)) + 1
        # Outlines grow upwards, drawings downwards.
        glyph.draw(TransformPen(pen, Offset(x, ground - level * RISE - AIR).scale(1, -1)))
        x += glyph.width
        if place < len(word) or place == len(name) - 1:
            steps.append((left, x if place == len(name) - 1 else x - GAP, level * RISE))
            left = x
    told = "".join(_bar(start, end, ground, height) for start, end, height in steps)
    return pen.getCommands(), told, x * SCALE, ground * SCALE


def _bar(left: float, right: float, ground: float, height: float) -> str:
    numbers = (left, ground - height, right, ground, left)
    x, y, to, bottom, back = (f"{number * SCALE:.1f}".removesuffix(".0") for number in numbers)
    return f"M{x} {y}H{to}V{bottom}H{back}z"


def svg(name: str, font: TTFont) -> Iterator[str]:
    """Yield the lines of the drawing."""
    letters, steps, width, height = drawn(name, font)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}">'
    yield f"<title>{escape(name)}</title>"
    yield f"<style>path{{fill:{INK}}}@media (prefers-color-scheme:dark){{path{{fill:{DARK}}}}}</style>"
    yield f'<path d="{letters}"/>'
    yield f'<path d="{steps}"/>'
    yield "</svg>"


if __name__ == "__main__":
    source = TTFont(sys.argv[2], recalcTimestamp=False)
    sys.stdout.writelines(
        f"{line}\n" for line in svg(sys.argv[1], instantiateVariableFont(source, {"opsz": 40, "wght": 600}))
    )
