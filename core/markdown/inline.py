"""Python-Markdown's inline step, without searching for what cannot be there: the same HTML in less time.

Stock Python-Markdown searches each piece of text with each of its patterns, which is nearly half of its work. Most
patterns begin with a sign that most pieces of text do not have.
"""

from __future__ import annotations

import re
from typing import Any

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

# What has to be in a text for a pattern to match, by the pattern's name in Python-Markdown and its extensions.
_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "em_strong": "",  # * or _: always searched where any sign is there at all
}
_ANY = re.compile(r"[`\\\[<&*_]|  \n")
_HANDLE, _APPLY = "_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"


class QuickInlineProcessor(InlineProcessor):
    """Searches only for patterns whose sign is in the text."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._apply: Any = getattr(self, _APPLY)
        self._signs: list[str] | None = None

    def signs(self) -> list[str]:
        """Return the sign of each pattern, in their order."""
        if self._signs is None:
            by_index = {
                self.inlinePatterns.get_index_for_name(name): sign for name, sign in _known(self.inlinePatterns)
            }
            self._signs = [by_index[index] for index in range(len(self.inlinePatterns))]
        return self._signs

    def _quick(self, data: str, pattern_index: int = 0) -> str:
        if isinstance(data, AtomicString) or not _ANY.search(data):
            return data
        patterns, signs, start = self.inlinePatterns, self.signs(), 0
        for index in range(pattern_index, len(signs)):
            if signs[index] not in data:
                continue
            matched = True
            start = 0
            while matched:
                data, matched, start = self._apply(patterns[index], data, index, start)
        return data


def _known(patterns: Registry[Any]) -> list[tuple[str, str]]:
    return [(name, sign) for name, sign in _SIGNS.items() if name in patterns]


def install(md: markdown.Markdown) -> bool:
    """Put the quick step in the place of the stock one; False, and nothing changed, where they do not fit together.

    It overrides a method that is private to Python-Markdown, so it asks whether that is still there, and whether
    every pattern is one it knows; an unknown one could match without any of the signs.
    """
    stock = md.treeprocessors["inline"]
    fits = type(stock) is InlineProcessor and hasattr(InlineProcessor, _HANDLE) and hasattr(InlineProcessor, _APPLY)
    if not fits or len(_known(md.inlinePatterns)) != len(md.inlinePatterns):
        return False
    setattr(QuickInlineProcessor, _HANDLE, QuickInlineProcessor._quick)
    md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
    return True
