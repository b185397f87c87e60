"""A page's Markdown turned into HTML, once: with its links taken out to be looked up later, and its mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify
from markdown.treeprocessors import Treeprocessor

from core.problems import Problem

# Where a link's address will stand in the rendered text: never in what an editor writes (core/frontmatter.py sees to it).
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_UNFINISHED = re.compile(r"\]\s?\(|\]\s?\[|\[\^")
_HEADING = re.compile(r"h([1-6])")
_SCHEMES = ("http", "https", "mailto", "tel")
_FORBIDDEN = {
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "base",
    "meta",
    "link",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a picture as it stands in the text of a page."""

    target: str  # as written, without fragment
    fragment: str
    line: int  # in the file
    picture: bool = False

    @property
    def inside(self) -> bool:
        """Whether it leads to a place of this site."""
        return not urlsplit(self.target).scheme


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Body:
    """The rendered text of a page; the addresses of its links are still to be filled in."""

    parts: tuple[str, ...] = ("",)  # one more than references
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def html(self, addresses: Sequence[str]) -> str:
        """Return the HTML with an address (escaped) for each of the references."""
        pieces = [self.parts[0]]
        for address, part in zip(addresses, self.parts[1:], strict=True):
            pieces += (address, part)
        return "".join(pieces)


@dataclass(slots=True)
class _Findings:
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class _Source:
    """Finds again on which line of the file something stands that the parser has cut loose from its line."""

    def __init__(self, text: str, first_line: int, path: str) -> None:
        self.text, self.first_line, self.path = text, first_line, path
        self.positions: dict[str, int] = {}

    def line(self, written: str) -> int:
        """Return the line of the next place with this text: the second call finds the second place."""
        found = self.text.find(written, self.positions.get(written, 0))
        if found < 0:
            found = max(self.text.find(written), 0)
        self.positions[written] = found + len(written)
        return self.first_line + self.text.count("\n", 0, found)


class _Text(Treeprocessor):
    """Runs last over the tree of a page: gathers links and headings, wraps tables, finds mistakes."""

    findings: _Findings
    source: _Source

    def run(self, root: Element) -> None:
        level, label = 1, ""
        for parent in list(root.iter()):
            if (name := parent.get("id")) is not None:
                self.findings.ids.add(name)
            for place, element in enumerate(list(parent)):
                if element.tag == "table":
                    wrapper = Element("div", {"class": "table", "role": "group", "tabindex": "0"})
                    parent[place] = wrapper
                    wrapper.append(element)
                    wrapper.tail, element.tail = element.tail, None
        for element in root.iter():
            tag = element.tag if isinstance(element.tag, str) else ""
            self._find_unfinished(element.text if tag not in ("code", "pre") else "", element.tail)
            if tag == "a":
                self._refer(element, "href")
            elif tag == "img":
                self._picture(element)
            elif tag == "div" and element.get("class") == "table" and label:
                element.set("aria-labelledby", label)
            elif found := _HEADING.fullmatch(tag):
                level = self._heading(element, int(found[1]), level)
                label = element.get("id", "")

    def _heading(self, element: Element, level: int, before: int) -> int:
        text = "".join(element.itertext())
        line = self.source.line(text.strip().split("\n")[0][:40])
        if level == 1:
            mend = "Begin it with ## instead of #."
            self._problem(line, "E060", f"the heading “{text}” is on the first level, which is the title's.", mend)
        elif level > before + 1:
            mend = f"Begin it with {'#' * (before + 1)}."
            self._problem(
                line, "E061", f"the heading “{text}” skips a level: {'#' * level} after {'#' * before}.", mend
            )
        self.findings.headings.append(Heading(level, text, element.get("id", "")))
        return level

    def _find_unfinished(self, *texts: str | None) -> None:
        """Tell of Markdown that was meant as a link or a footnote and stayed text."""
        for text in texts:
            if text and (found := _UNFINISHED.search(text)):
                line = self.source.line(found[0])
                mend = "A link is [text](path.md) without a space between; a footnote [^1] needs its line “[^1]: …”."
                self._problem(
                    line, "E064", f"“{text.strip()[:60]}” looks like a link or a footnote that leads nowhere.", mend
                )

    def _picture(self, element: Element) -> None:
        line = self._refer(element, "src", picture=True)
        if not element.get("alt", "").strip() and element.get("role") != "presentation":
            mend = (
                "Write what it shows: ![A bridge at dusk](bridge.jpg). An ornament: ![](line.svg){ role=presentation }"
            )
            self._problem(line, "E054", "the picture has no alternative text.", mend)
        element.set("loading", "lazy")

    def _refer(self, element: Element, attribute: str, picture: bool = False) -> int:
        written = element.get(attribute)
        if written is None or element.get("class") in ("footnote-ref", "footnote-backref"):
            return 0
        line = self.source.line(written)
        scheme = urlsplit(written).scheme if ":" in written else ""
        if scheme and (scheme not in _SCHEMES or picture):
            what = "picture" if picture else "link"
            mend = (
                "Put the picture into the content folder."
                if picture
                else "Link to a Markdown file of this site or to an https: address."
            )
            self._problem(line, "E055", f"the {what} leads to “{written}”.", mend)
            element.set(attribute, "#")
            return line
        target, _, fragment = written.partition("#")
        if not scheme:
            target = unquote(target)
        element.set(attribute, f"{_OPEN}{len(self.findings.references)}{_CLOSE}")
        self.findings.references.append(Reference(target, fragment, line, picture))
        return line

    def _problem(self, line: int, code: str, message: str, mend: str) -> None:
        self.findings.problems.append(Problem(self.source.path, line, code, message, mend))


class _House(Extension):
    """Hangs `_Text` behind everything else that works on the tree."""

    def __init__(self) -> None:
        super().__init__()
        self.text: _Text

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        self.text = _Text(md)
        md.treeprocessors.register(self.text, "house", -10)


def _slug(text: str, separator: str) -> str:
    return slugify(text, separator) or "section"


class Renderer:
    """Turns Markdown into HTML; set up once, used for every page."""

    def __init__(self) -> None:
        self._house = _House()
        names = ["tables", "footnotes", "attr_list", "def_list", "abbr", "sane_lists"]
        toc = TocExtension(marker="", slugify=_slug)
        self._markdown = markdown.Markdown(extensions=[*names, toc, self._house], output_format="html")

    def render(self, text: str, path: str, first_line: int) -> Body:
        """Return a page's text as HTML; `first_line` is the line of the file on which the text begins."""
        findings, source = _Findings(), _Source(text, first_line, path)
        self._house.text.findings, self._house.text.source = findings, source
        try:
            html = self._markdown.reset().convert(text)
        except Exception as error:  # noqa: BLE001 (whatever the parser stumbles over is a mistake in this page)
            mend = "Look for unusual nesting of lists, quotes or tables in it; take parts out until it works."
            return Body(problems=(Problem(path, first_line, "E063", f"the text cannot be read ({error}).", mend),))
        for block in self._markdown.htmlStash.rawHtmlBlocks:
            if isinstance(block, str) and "<" in block:
                findings.problems += _find_forbidden(block, source)
        pieces = _MARK.split(html)
        order = [int(number) for number in pieces[1::2]]
        return Body(
            tuple(pieces[::2]),
            tuple(findings.references[number] for number in order),
            tuple(findings.headings),
            frozenset(findings.ids),
            tuple(findings.problems),
        )


def _find_forbidden(block: str, source: _Source) -> Iterator[Problem]:
    """Yield what a piece of raw HTML must not have."""
    from bs4 import BeautifulSoup  # here, since few pages have raw HTML

    line = source.line(block.split("\n", maxsplit=1)[0])
    for element in BeautifulSoup(block, "lxml").find_all(True):
        if element.name in _FORBIDDEN:
            yield Problem(
                source.path,
                line,
                "E062",
                f"<{element.name}> is not allowed in a page.",
                "Take it out; link to the page or the video instead.",
            )
        elif element.name in ("a", "img") and (element.get("href") or element.get("src")):
            mend = "Write [text](path.md) or ![alternative text](picture.jpg)."
            yield Problem(
                source.path, line, "E062", f"links and pictures are written in Markdown, not as <{element.name}>.", mend
            )
        for name in element.attrs:
            if name == "style" or name.startswith("on"):
                yield Problem(
                    source.path,
                    line,
                    "E062",
                    f"the attribute {name}= is not allowed in a page.",
                    "Take it out; the look belongs to the theme.",
                )
