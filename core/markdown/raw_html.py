"""Markdown inside of HTML that an editor has written: the parser takes the whole block for HTML, and shows the signs."""

from __future__ import annotations

import re

from core.markdown.html_tokens import tokens

_TAG = "\0"  # stands for each tag, so that what follows one is not at the beginning of a line
_VERBATIM = frozenset({"code", "kbd", "pre", "samp"})
_MARKDOWN = re.compile(
    r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*|(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])|!?\[[^\]\n]+\]\([^)\n]+\)|`[^`\n]+`"
    r"|^ {0,3}(?:#{1,6}|[-+*]|\d{1,3}[.)]|>) +\S[^\0\n]*",
    re.MULTILINE,
)


def find_markdown(block: str) -> tuple[str, str] | None:
    r"""Return the name of the first element of a block of HTML, and the first Markdown in its text; nothing without any.

    >>> find_markdown("<details>\n**bold**\n</details>")
    ('details', '**bold**')
    >>> find_markdown("<p>2 * 3 * 4 <code>**kwargs**</code></p>"), find_markdown("&amp;")
    (None, None)
    """
    if "<" not in block or not _MARKDOWN.search(block):
        return None
    name, text, verbatim = "", [], 0
    for token in tokens(block):
        if token.kind == "text":
            text.append(_TAG if verbatim else token.written(block))
            continue
        name = name or token.name
        text.append(_TAG)
        if token.name in _VERBATIM:
            verbatim = max(0, verbatim + (1 if token.kind == "start" else -1))
    found = _MARKDOWN.search("".join(text))
    return (name, found[0].strip()) if found and name else None
