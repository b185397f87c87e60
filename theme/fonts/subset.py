r"""Cuts the one typeface of the theme down to what headings need, and leaves it in theme/static/.

To be run by hand, after a new release of the typeface or for letters of a further language; nothing else needs fontTools:

    .venv/bin/python -m venv .cache/subset && .cache/subset/bin/pip install fonttools==4.68.0 brotli
    .cache/subset/bin/python theme/fonts/subset.py .venv/lib/python3*/site-packages/fontpkg_source_serif_4/files/SourceSerif4\[*
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

NAME = "serif"
FAMILY = "Steps"
OPTICAL_SIZE = 40  # of headings, between text and posters
WEIGHTS = (400, 600)
# English, Dutch, Swedish and Latvian, and what names borrow from the neighbours: French, German, Danish, Spanish, Polish, Estonian.
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒ"
    "āčēģīķļņōŗšūžĀČĒĢĪĶĻŅŌŖŠŪŽąćęłńśźżĄĆĘŁŃŚŹŻ"
    " !\"#%&'()*+,-./:;=?@[]_|§©°·¿¡«»‹›–—‘’‚“”„…•€×−\u00a0\u202f\u2011"
)


def subset(font: TTFont) -> bytes:
    """Return the variable font of headings as WOFF2, under a name of its own, as its licence asks of changed versions."""
    options = Options()
    options.layout_features = ["kern", "liga"]
    options.hinting = False  # at the sizes of headings it changes nothing and weighs a fifth
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # with copyright and licence
    cut = Subsetter(options)
    cut.populate(text=LETTERS)
    cut.subset(font)
    font = instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": WEIGHTS})
    for number in (1, 3, 4, 6):
        font["name"].setName(FAMILY, number, 3, 1, 0x409)
    font["head"].modified = font["head"].created  # the same bytes on every day
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


if __name__ == "__main__":
    data = subset(TTFont(sys.argv[1], recalcTimestamp=False))
    room = Path(__file__).parents[1] / "static"
    for old in room.glob(f"{NAME}.*.woff2"):
        old.unlink()
    place = room / f"{NAME}.{hashlib.blake2b(data, digest_size=5).hexdigest()}.woff2"
    place.write_bytes(data)
    sys.stdout.write(f"{place.name}: {len(data)} bytes\n")
