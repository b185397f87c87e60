"""The icon of the site in the formats that need pixels, drawn from the same SVG as the icon itself."""

from __future__ import annotations

import io

import resvg_py
from PIL import Image


def drawn(svg: bytes, size: int) -> Image.Image:
    """Return an SVG as a square picture of so many pixels each way; what is wider or higher than the other is centred."""
    whole = Image.new("RGBA", (size, size))
    for side in ("width", "height"):
        # The fonts of this computer would make the icon another one on each.
        png = resvg_py.svg_to_bytes(svg_string=svg.decode(), skip_system_fonts=True, **{side: size})
        with Image.open(io.BytesIO(png)) as image:
            if max(image.size) <= size:
                whole.paste(image, ((size - image.width) // 2, (size - image.height) // 2))
                break
    return whole


def png(svg: bytes, size: int) -> bytes:
    """Return the icon as PNG on white: home screens would put it on black."""
    ground, out = Image.new("RGBA", (size, size), "white"), io.BytesIO()
    ground.alpha_composite(drawn(svg, size))
    ground.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


def ico(svg: bytes, size: int) -> bytes:
    """Return the icon as ICO, for programs that ask for /favicon.ico unasked."""
    out = io.BytesIO()
    drawn(svg, size).save(out, "ICO", sizes=[(size, size)])
    return out.getvalue()
