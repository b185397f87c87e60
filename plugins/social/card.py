"""The picture that other services show beside a link: kind, title and date on the colour of the page, above the steps.

Drawn in sixteen shades of one ink, so that a card is quick to make and small: 0 is the ground, 255 the writing.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from fontpkg_source_serif_4 import __file__ as font_room
from PIL import Image, ImageDraw, ImageFont
from PIL import __version__ as pillow

from core.limits import CARD_TITLE
from plugins.social.letters import Letters

WIDTH, HEIGHT = 1200, 630  # what the services ask for
EDGE = 80
_FONT = "SourceSerif4[opsz,wght].ttf"
_SHADE = 17  # a sixteenth of the way from the ground to the writing
_RECIPE = 5  # raised with every change of the drawing
_SIZES = (88, 76, 66, 58, 50, 44)  # of the title: the largest with which it fits
_LINES = 4
_STEPS = 4
# Letters that the typeface surely has: nearly all texts have no others.
_USUAL_LETTERS = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018-\u201e\u2026\u20ac]*")
_STEP_OF = [round(shade / _SHADE) for shade in range(256)]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, and its colour."""

    above: str  # kind of page and date
    title: str
    site: str
    colour: str  # of the ground, dark: "#12456b"

    @property
    def digest(self) -> str:
        """What tells the picture from others."""
        told = (_RECIPE, pillow, self.above, self.title, self.site, self.colour)
        return blake2b(repr(told).encode(), digest_size=8).hexdigest()


@cache
def _letters(size: int, weight: int) -> Letters:
    from pathlib import Path

    path = Path(font_room).parent / "files" / _FONT
    # The basic layout is the same on every machine; the other one depends on a library of the system.
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    wanted = {b"Weight": weight, b"Optical Size": min(size, 60)}
    font.set_variation_by_axes([wanted[axis["name"]] for axis in font.get_variation_axes()])
    return Letters(font)


def wrapped(text: str, letters: Letters, width: int) -> list[str]:
    """Return a text in lines that are no wider than so many pixels; a word that is too long is cut."""
    lines = [""]
    for written in text.split():
        word = written
        while letters.width(word) > width:
            part = _fitting(word, letters, width - letters.width("-"))
            lines, word = [*lines, f"{word[:part]}-"], word[part:]
        longer = f"{lines[-1]} {word}".strip()
        if letters.width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _fitting(word: str, letters: Letters, width: float) -> int:
    """Return how many letters of a word fit into so many pixels, one at least."""
    whole = 0.0
    for number, sign in enumerate(word):
        whole += letters.width(sign)
        if whole > width:
            return max(number, 1)
    return len(word)


def drawable(text: str) -> str:
    """Return a text as a card can show it; nothing where the typeface lacks one of its letters.

    A hyphen that does not break is drawn as a hyphen, signs that are not seen and emoji are left out. Whole words in a
    writing that the typeface does not have, such as Chinese or Arabic, would be boxes.
    """
    if _USUAL_LETTERS.fullmatch(text):
        return text
    letters, kept = _letters(_SIZES[-1], 400), []
    for sign in unicodedata.normalize("NFC", text.replace("\u2011", "-").replace("\u2010", "-")):
        kind = unicodedata.category(sign)
        if kind in ("Zs", "Zl", "Zp", "Cc"):
            kept.append(" ")
        elif kind == "Cf" or "\ufe00" <= sign <= "\ufe0f" or sign == "\u20e3":
            continue
        elif letters.has(sign):
            kept.append(sign)
        elif kind not in ("So", "Sk"):
            return ""
    return " ".join("".join(kept).split())


def _title(text: str) -> tuple[list[str], Letters, int]:
    """Return the lines of a title with their letters and size; what does not fit even so ends with an ellipsis."""
    shown = text[:CARD_TITLE]
    for size in _SIZES:
        letters = _letters(size, 400)
        lines = wrapped(shown, letters, WIDTH - 2 * EDGE)
        if len(lines) <= (_LINES if size < 70 else 3):
            return lines, letters, size
    return [*lines[: _LINES - 1], f"{lines[_LINES - 1].rstrip('-,;:')}…"], letters, size


@cache
def _ground(site: str) -> Image.Image:
    """Return what all cards of a site have: the steps and the name."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(image)
    # The flight of steps at the lower right, each a shade lighter than the one before.
    left, top, wide, high = WIDTH // 2, HEIGHT - 200, WIDTH // 2 // _STEPS, 200 // _STEPS
    for step in range(_STEPS):
        x = left + step * wide
        pen.rectangle((x, top + (_STEPS - 1 - step) * high, x + wide, HEIGHT), fill=_SHADE * (step + 1))
    _letters(40, 600).write(image, (EDGE, HEIGHT - EDGE + 20), site, 255)
    return image


def drawn(card: Card) -> bytes:
    """Return the card as PNG."""
    image = _ground(card.site).copy()
    _letters(34, 500).write(image, (EDGE, EDGE), card.above, 215)
    lines, letters, size = _title(card.title)
    for number, line in enumerate(lines):
        letters.write(image, (EDGE, EDGE + 60 + size * 1.16 * (number + 0.5)), line, 255)
    image = image.point(_STEP_OF)
    image.putpalette(_ramp(card.colour))
    out = io.BytesIO()
    # Of runs of one shade: as small as the best of the others, and quicker than all of them.
    image.save(out, "PNG", bits=4, compress_level=5, compress_type=zlib.Z_RLE)
    return out.getvalue()


def _ramp(colour: str) -> list[int]:
    """Return the palette from a colour to white."""
    ground = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return [round(part + (255 - part) * shade / 15) for shade in range(16) for part in ground]
