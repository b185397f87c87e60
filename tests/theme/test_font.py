"""The one typeface of the theme: light, complete, and never in the way of a text."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from tests.built import Built
from tests.conftest import ROOT

(FONT,) = (ROOT / "theme/static").glob("*.woff2")
ALPHABETS = {
    "English": "abcdefghijklmnopqrstuvwxyz",
    "Dutch": "áäéèëíïóöúü",
    "Swedish": "åäöéü",
    "Latvian": "āčēģīķļņšūž",
}
SIGNS = "0123456789 .,:;!?()–—‘’“”„…&%/+-'\"€°§©"


def missing(letters: str) -> list[str]:
    """Return the letters that the font has no picture of: it shows the same box for each."""
    font = ImageFont.truetype(str(FONT), 40, layout_engine=ImageFont.Layout.BASIC)

    def drawn(letter: str) -> tuple[bytes, tuple[int, int, int, int]]:
        return bytes(font.getmask(letter)), font.getbbox(letter)

    box = drawn("\U0010fffd")
    return [letter for letter in letters if drawn(letter) == box]


@pytest.mark.parametrize("language", ALPHABETS)
def test_it_has_every_letter_of_our_languages(language):
    letters = ALPHABETS[language]

    assert missing(letters + letters.upper()) == []


def test_it_has_the_signs_of_headings():
    assert missing(SIGNS) == []


def test_a_letter_that_is_missing_is_seen():
    assert missing("aЖb") == ["Ж"]


def test_it_is_light():
    assert FONT.stat().st_size < 30_000


def test_it_comes_under_its_licence():
    assert "SIL Open Font License" in (ROOT / "theme/fonts/OFL.txt").read_text("utf-8")


def test_no_text_waits_for_it(small: Built):
    css = b"".join(data for path, data in small.files.items() if path.endswith(".css"))

    assert css.count(b"@font-face") == css.count(b"font-display:optional") == 1


def test_every_page_asks_for_it_at_once_and_for_no_other(small: Built):
    for page in small.pages:
        assert page.tree.xpath("//link[@rel='preload']/@href") == [f"/theme/{FONT.name}"]
