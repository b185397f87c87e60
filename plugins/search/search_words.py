"""Words that Pagefind does not find by itself: what stands behind a dash, letters without a plain form, Chinese and Japanese.

Pagefind takes what stands between two spaces for a word, and finds words by their beginning. Here such a word is followed
by hidden ones, each between two HIDDEN signs, which the script of the search page (theme/scripts/search.js) takes out again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

HIDDEN = "\u2061"  # an invisible sign that no text has
_LONGEST = 8  # characters of a hidden word of Chinese or Japanese
_SHORTEST = 3  # characters behind an apostrophe: not the s of “it’s”
# Letters that Unicode does not take apart, as people write them on a keyboard without.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ð": "d"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
)
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"[{_CJK}]{{2,}}")
# Pagefind takes words apart itself at the signs of ASCII.
_APART = re.compile(r"(?:[^\w\x00-\x7f]|['’])+")
_APOSTROPHES = frozenset("'’")
_SPECIAL = re.compile(f"[łøđħŧıŋðßæœþĳŁØĐĦŦŊÐẞÆŒÞĲ{_CJK}]|\\w[^\\w\\s\x00-\x7f]+\\w|\\w['’]\\w")
_TEXT = re.compile(r"(?<=>)[^<]+")
_WORD = re.compile(r"\S+")
_START = "data-pagefind-body"


def hidden_words(word: str) -> list[str]:
    """Return the words by which a word is to be found besides its beginning.

    >>> hidden_words("2014–2020"), hidden_words("Łódź,"), hidden_words("d’olive"), hidden_words("it’s")
    (['2020'], ['lodz'], ['olive'], [])
    """
    return list(dict.fromkeys(_hidden_words(word)))


def _hidden_words(word: str) -> Iterator[str]:
    if not _SPECIAL.search(word):
        return
    before = ""  # the signs before a part; none before the beginning of the word
    for part, sign in zip(_APART.split(word), [*_APART.findall(word), ""], strict=True):
        plain = _plain(part)
        if plain != _without_marks(part):
            yield plain
        if before and plain and (len(plain) >= _SHORTEST or not set(before) <= _APOSTROPHES):
            yield re.sub(r"\W+\Z", "", part)
        before = sign if part or before else ""
    for run in _RUN.findall(word):
        yield from (run[start : start + _LONGEST] for start in range(1, len(run)))


def _without_marks(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^\w]+", "", "".join(sign for sign in marks if not unicodedata.combining(sign)))


def _plain(text: str) -> str:
    """Return a word as it is typed on a keyboard without accents."""
    return _without_marks(text.lower().translate(_PLAIN))


def prepare(page: str) -> str:
    """Return the HTML of a page with hidden words behind those that need them, in what Pagefind indexes."""
    start = page.find(_START)
    if start < 0 or not _SPECIAL.search(page, start):
        return page
    return page[:start] + _TEXT.sub(lambda text: _WORD.sub(_followed, text[0]), page[start:])


def _followed(word: re.Match[str]) -> str:
    if word[0].isascii() and "&" not in word[0]:
        return word[0]
    return word[0] + "".join(f" {HIDDEN}{one}{HIDDEN}" for one in hidden_words(unescape(word[0])))
