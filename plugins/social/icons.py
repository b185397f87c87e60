"""The icon of the site in the formats that need pixels, drawn from the same SVG as the icon itself."""

from __future__ import annotations

import io
import re

from lxml import etree
from PIL import Image, ImageDraw

Point = tuple[float, float]

_PIECE = re.compile(r"([MmHhVvLlZz])|(-?\d*\.?\d+)")
_OVER = 8  # times larger than needed, then made smaller: smooth edges


def polygons(path: str) -> list[list[Point]]:
    """Return the straight outlines of path data of SVG; ValueError where one has a curve."""
    if strange := re.search(r"[^MmHhVvLlZz\d\s.,-]", path):
        raise ValueError(f"the icon may have straight lines only, not “{strange[0]}”")
    shapes: list[list[Point]] = []
    numbers: list[float] = []
    here = (0.0, 0.0)
    command = ""
    for letter, number in _PIECE.findall(path):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                here = shapes[-1][0]
            continue
        numbers.append(float(number))
        if command in "HhVv":
            across = command in "Hh"
            base = (here[0] if across else here[1]) if command.islower() else 0.0
            here = (base + numbers[0], here[1]) if across else (here[0], base + numbers[0])
        elif len(numbers) < 2:
            continue
        else:
            base_x, base_y = here if command.islower() else (0.0, 0.0)
            here = (base_x + numbers[0], base_y + numbers[1])
            if command in "Mm":
                shapes.append([])
                command = {"M": "L", "m": "l"}[command]
        numbers = []
        shapes[-1].append(here)
    return shapes


def drawn(svg: bytes, size: int) -> Image.Image:
    """Return an SVG of rectangles and straight paths as a square picture."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    scale = size * _OVER / float(root.get("viewBox", "0 0 32 32").split()[2])
    image = Image.new("RGB", (size * _OVER, size * _OVER))
    pen = ImageDraw.Draw(image)
    for element in root:
        fill = element.get("fill", "#000")
        if etree.QName(element).localname == "rect":
            x, y = float(element.get("x", 0)), float(element.get("y", 0))
            shapes = [[(x, y), (x + float(element.get("width")), y + float(element.get("height")))]]
            pen.rectangle([(px * scale, py * scale) for px, py in shapes[0]], fill=fill)
        else:
            for shape in polygons(element.get("d", "")):
                pen.polygon([(x * scale, y * scale) for x, y in shape], fill=fill)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def png(svg: bytes, size: int) -> bytes:
    """Return the icon as PNG."""
    out = io.BytesIO()
    drawn(svg, size).save(out, "PNG", optimize=True)
    return out.getvalue()


def ico(svg: bytes, size: int) -> bytes:
    """Return the icon as ICO, for programs that ask for /favicon.ico unasked."""
    out = io.BytesIO()
    drawn(svg, size).save(out, "ICO", sizes=[(size, size)])
    return out.getvalue()
