"""Contrast of colours as WCAG 2 measures it, and the nearest colour of the same hue that has enough of it."""

from __future__ import annotations

import math
from collections.abc import Callable

NEEDED = 7.0  # to 1: WCAG's level AAA for text
_STEPS = 1_000  # between a colour and black or white

Channels = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, share: float, other: str) -> str:
    """Return a share of one colour with the rest of another, as color-mix(in oklab, …) of CSS does it.

    >>> mixed("#ffffff", 1, "#000000")
    '#ffffff'
    """
    first, second = _oklab(_linear(one)), _oklab(_linear(other))
    lightness, a, b = (share * x + (1 - share) * y for x, y in zip(first, second, strict=True))
    return _hex(_from_oklab((lightness, a, b)))


def nearest_with(colour: str, passes: Callable[[str], bool], *, darker: bool) -> str:
    """Return the nearest darker, or lighter, colour of the same hue that passes; black or white where none else does."""
    lightness, a, b = _oklab(_linear(colour))
    end = 0.0 if darker else 1.0
    for step in range(_STEPS):
        level = lightness + (end - lightness) * step / _STEPS
        near = _in_gamut(level, a, b)
        if passes(near):
            return near
    return "#000000" if darker else "#ffffff"


def _in_gamut(lightness: float, a: float, b: float) -> str:
    """Return a colour that screens show: as strong as it can be at this lightness, in the same hue."""
    strength = 1.0
    while strength > 0:
        channels = _from_oklab((lightness, a * strength, b * strength))
        if all(-1e-4 <= one <= 1 + 1e-4 for one in channels):
            return _hex(channels)
        strength -= 0.02
    return _hex(_from_oklab((lightness, 0, 0)))


def _linear(colour: str) -> Channels:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _hex(channels: Channels) -> str:
    found = "#"
    for one in channels:
        value = min(max(one, 0.0), 1.0)
        encoded = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
        found += f"{round(encoded * 255):02x}"
    return found


def _luminance(channels: Channels) -> float:
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(channels: Channels) -> Channels:
    red, green, blue = channels
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(colour: Channels) -> Channels:
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
