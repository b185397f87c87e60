"""The HTML elements, attributes and classes that a page may contain."""

from __future__ import annotations

GLOBAL = frozenset(
    ["aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "dir", "id", "lang", "role", "title"]
)
_CELL = frozenset(["abbr", "colspan", "headers", "rowspan", "scope"])
# Every element of a page, with the attributes that it may have beside those that all may have.
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        [
            "abbr",
            "b",
            "bdi",
            "bdo",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "dfn",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "hr",
            "i",
            "kbd",
            "mark",
            "p",
            "pre",
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
            "tfoot",
            "thead",
            "tr",
            "u",
            "ul",
            "var",
            "wbr",
        ],
        frozenset[str](),
    ),
    "a": frozenset({"href", "hreflang", "rel"}),
    "blockquote": frozenset(),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "div": frozenset({"tabindex"}),
    **{f"h{level}": frozenset[str]() for level in range(1, 7)},
    "img": frozenset({"alt", "loading", "src"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start"}),
    "q": frozenset(),
    "td": _CELL,
    "th": _CELL,
    "time": frozenset({"datetime"}),
}
# The values of some attributes; True: any.
WORDS = {
    "aria-hidden": frozenset({"true", "false"}),
    "dir": frozenset({"auto", "ltr", "rtl"}),
    "loading": frozenset({"lazy"}),
    "role": frozenset({"group", "img", "list", "listitem", "none", "note", "presentation"}),
    "tabindex": frozenset({"0"}),
}
# The classes of a page: those that Markdown itself makes, on the elements on which it makes them.
CLASSES = {
    "a": frozenset({"footnote-backref", "footnote-ref"}),
    "div": frozenset({"footnote", "table"}),
    "td": frozenset({"to-the-center", "to-the-left", "to-the-right"}),
    "th": frozenset({"to-the-center", "to-the-left", "to-the-right"}),
}
VOID = frozenset(("br", "col", "hr", "img", "wbr"))
INNER_TABLE = frozenset({"caption", "colgroup", "tbody", "tfoot", "thead"})
