"""What HTML may stand in a page: words with a meaning. Nothing that runs, loads or looks; that is the theme's."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

TAGS = frozenset(
    [
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "hr",
        "i",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ]
)
ATTRIBUTES = frozenset(
    [
        "abbr",
        "class",
        "colspan",
        "datetime",
        "dir",
        "headers",
        "hreflang",
        "id",
        "lang",
        "open",
        "rel",
        "reversed",
        "role",
        "rowspan",
        "scope",
        "start",
        "title",
        "value",
    ]
)
_VOID = frozenset(("br", "col", "hr", "wbr"))
_WRITE = {
    "a": "Write [text](path.md).",
    "img": "Write ![alternative text](picture.jpg).",
    **{f"h{level}": f"Write {'#' * level} and the heading." for level in range(1, 7)},
}


def is_allowed(attribute: str) -> bool:
    """Whether an editor may write an attribute, in HTML or in braces.

    >>> is_allowed("lang"), is_allowed("onclick"), is_allowed("style")
    (True, False, False)
    """
    return attribute in ATTRIBUTES or attribute.startswith("aria-")


class Tags(HTMLParser):
    """Reads the pieces of HTML of one page, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []  # the tag as it is written, what is wrong, how to mend it
        self.open: list[tuple[str, str]] = []  # name, and the tag as it is written
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is wrong with a tag."""
        written = self.get_starttag_text() or f"<{tag}"
        if tag not in TAGS:
            mend = _WRITE.get(tag, "Take it out; link to the page or the film instead.")
            self.found.append((written, f"<{tag}> is not allowed in a page.", mend))
        elif tag not in _VOID:
            self.open.append((tag, written))
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            elif not is_allowed(name) and tag in TAGS:
                mend = "Take it out; the look belongs to the theme, and nothing runs in a page."
                self.found.append((written, f"the attribute {name}= is not allowed in a page.", mend))

    def handle_endtag(self, tag: str) -> None:
        """Note that a tag is closed; what was opened inside of it and is not closed is told."""
        if tag not in TAGS or tag in _VOID:
            return
        if tag not in [name for name, _ in self.open]:
            self.found.append((f"</{tag}", f"</{tag}> closes what is not open.", "Take it out."))
            return
        while self.open:
            name, written = self.open.pop()
            if name == tag:
                break
            self._unclosed(name, written)

    def _unclosed(self, name: str, written: str) -> None:
        self.found.append((written, f"<{name}> is opened here and not closed.", f"Write </{name}> after its text."))

    def finish(self) -> Iterator[tuple[str, str, str]]:
        """Yield everything that is wrong: the tag, the message, the mend."""
        self.close()
        for name, written in self.open:
            self._unclosed(name, written)
        yield from self.found


def find_forbidden(pieces: list[str], ids: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what must not stand in the HTML of a page: the tag as it is written, the message, the mend.

    The ids in it are added to those of the page.
    """
    tags = Tags()
    for piece in pieces:
        opened = piece.lstrip()
        if opened.startswith("<!--"):
            if "-->" not in opened:
                yield (opened.split("\n")[0], "a remark begins here and does not end.", "Write --> after it.")
        elif opened.startswith(("<!", "<?")):
            yield (opened.split("\n")[0], "this is not allowed in a page.", "Take it out.")
        else:
            tags.feed(piece)
    yield from tags.finish()
    ids.update(tags.ids)
