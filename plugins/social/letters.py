"""Lines of text set from letters that are drawn once: a card has some forty, and a site some thousand cards."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is put on a card."""

    wide: float  # how far the next one stands from it, in pixels
    mask: Image.Image | None  # its shape; None for a space
    left: int  # where the shape begins, from the pen and from the line on which letters stand
    top: int


class Letters:
    """The letters of a font in one size. Pairs of letters are not drawn nearer to each other."""

    def __init__(self, font: ImageFont.FreeTypeFont) -> None:
        self._font = font
        self._letters: dict[str, Letter] = {}
        self._box: tuple[float, bytes] | None = None  # what is drawn for a letter that the font lacks

    def has(self, sign: str) -> bool:
        """Whether the font has a letter; for one that it lacks it would draw a box."""
        if self._box is None:
            self._box = self._drawn("\uffff")
        return self._drawn(sign) != self._box

    def _drawn(self, sign: str) -> tuple[float, bytes]:
        return self._font.getlength(sign), bytes(self._font.getmask(sign))

    def width(self, text: str) -> float:
        """Return how wide a text is, in pixels."""
        return sum(self._letter(sign).wide for sign in text)

    def write(self, image: Image.Image, place: tuple[int, float], text: str, shade: int) -> None:
        """Put a text on a picture; `place` is where its line begins, from the left and from the top."""
        pen, line = float(place[0]), round(place[1])
        for sign in text:
            letter = self._letter(sign)
            if letter.mask is not None:
                image.paste(shade, (round(pen) + letter.left, line + letter.top), letter.mask)
            pen += letter.wide

    def _letter(self, sign: str) -> Letter:
        if sign not in self._letters:
            left, top, right, bottom = (round(edge) for edge in self._font.getbbox(sign, anchor="ls"))
            mask = None
            if right > left and bottom > top:
                mask = Image.new("L", (right - left, bottom - top), 0)
                ImageDraw.Draw(mask).text((-left, -top), sign, fill=255, font=self._font, anchor="ls")
            self._letters[sign] = Letter(self._font.getlength(sign), mask, left, top)
        return self._letters[sign]
