"""A page's Markdown turned into HTML, once: with its links taken out to be looked up later, and its mistakes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from core import inline
from core.excess import find_excess
from core.problems import Problem
from core.raw_html import find_forbidden, is_allowed
from core.web_addresses import WEB, find_fault

# Where a link's address will stand in the rendered text: never in what an editor writes (core/frontmatter.py sees to it).
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([^\s>)]+)")
_UNFINISHED = re.compile(r"\]\s?\(|\]\s?\[|\[\^")
_OWN = {
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "loading"}),
    "div": frozenset({"tabindex"}),
}
_SIDE = re.compile(r"text-align: (left|center|right);")
_REMARK = re.compile(r"<!--|-->")
_HEADING = re.compile(r"h([1-6])")
_TAG = re.compile(r"<[^>]*>")
_SCHEMES = ("http", "https", "mailto", "tel")


@dataclass(frozen=True)
class Reference:
    """A link or a picture as it stands in the text of a page."""

    target: str  # as written, without fragment
    fragment: str
    line: int  # in the file
    picture: bool = False
    plain: bool = False  # a path of the front matter, in which no sign is encoded

    @property
    def inside(self) -> bool:
        """Whether it leads to a place of this site."""
        return not scheme_of(self.target)


def scheme_of(address: str) -> str:
    r"""Return https, mailto and so on, or nothing; a browser reads over white space in it.

    >>> scheme_of("Java\tScript:x"), scheme_of("news/index.md"), scheme_of("https://[")
    ('javascript', '', 'https')
    """
    found = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.\-\s]*):", address)
    return re.sub(r"\s", "", found[1]).lower() if found else ""


@dataclass(frozen=True)
class Heading:
    """A heading of the text."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
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
        self.links: dict[str, list[int]] | None = None  # places by address, found when first asked for

    def line(self, written: str) -> int:
        """Return the line of the next place with this text: the second call finds the second place."""
        found = self.text.find(written, self.positions.get(written, 0))
        if found < 0:
            found = max(self.text.find(written), 0)
        self.positions[written] = found + len(written)
        return self.first_line + self.text.count("\n", 0, found)

    def line_of_link(self, address: str) -> int:
        """Return the line of the next link or picture with this address, which may stand in other words too."""
        if self.links is None:
            self.links = {}
            for found in _LINK.finditer(self.text):
                self.links.setdefault(found[1], []).append(found.start())
        places = self.links.get(address) or self.links.get(address.removeprefix("mailto:"))
        if not places:
            return self.line(address)
        place = places.pop(0) if len(places) > 1 else places[0]
        return self.first_line + self.text.count("\n", 0, place)


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
            self._find_forbidden(element, tag)
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
        for name in sorted(self.findings.ids):
            if name.startswith("fn:") and f"fnref:{name[3:]}" not in self.findings.ids:
                message = f"nothing in the text refers to the footnote “{name[3:]}”."
                mend = f"Write [^{name[3:]}] where it belongs, or take the footnote out."
                self._problem(self.source.line(f"[^{name[3:]}]:"), "E064", message, mend)

    def _find_forbidden(self, element: Element, tag: str) -> None:
        """Tell of attributes in braces that must not be; those that Markdown itself makes are its own."""
        own = _OWN.get(tag, frozenset())
        for name, value in list(element.attrib.items()):
            if name == "style" and tag in ("td", "th") and (side := _SIDE.fullmatch(value)):
                # The look belongs to the theme, and the security policy allows no style in a page.
                del element.attrib["style"]
                element.set("class", f"{element.get('class', '')} to-the-{side[1]}".strip())
            elif name not in own and not is_allowed(name) and not name.startswith("data-footnote"):
                del element.attrib[name]
                line = self.source.line(name)
                mend = "Take it out; the look belongs to the theme, and nothing runs in a page."
                self._problem(line, "E062", f"the attribute {name}= is not allowed in a page.", mend)

    def _heading(self, element: Element, level: int, before: int) -> int:
        text = self._said("".join(element.itertext())).strip()
        if "id" not in element.attrib:
            element.set("id", unique(slugify(text, "-") or "section", self.findings.ids))
        line = self.source.line(text.strip().split("\n")[0][:40])
        if not text and element.find(".//img") is None:
            self._problem(line, "E067", "this heading has no text.", "Write its words, or take the signs out.")
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

    def _said(self, text: str) -> str:
        """Return text with what Python-Markdown holds back until the end, HTML and entities, as a reader sees it."""

        def put_back(found: re.Match[str]) -> str:
            held = self.md.htmlStash.rawHtmlBlocks[int(found[1])]
            return _TAG.sub("", held if isinstance(held, str) else "".join(held.itertext()))

        return unescape(HTML_PLACEHOLDER_RE.sub(put_back, text))

    def _find_unfinished(self, *texts: str | None) -> None:
        """Tell of Markdown that was meant as a link or a footnote and stayed text."""
        for text in texts:
            if text and (found := _REMARK.search(text)):
                mend = "A remark begins with <!-- and ends with -->, both on lines of their own."
                self._problem(self.source.line(found[0]), "E062", "this remark is not whole.", mend)
            elif text and (found := _UNFINISHED.search(text)):
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
        if AMP_SUBSTITUTE in written:  # an address in <…> arrives in entities, to hide it from programs
            written = unescape(written.replace(AMP_SUBSTITUTE, "&"))
        line = self.source.line_of_link(written)
        scheme = scheme_of(written)
        if not picture and not "".join(element.itertext()).strip() and element.find(".//img") is None:
            mend = f"Write the words to click on: [what it is]({written})."
            self._problem(line, "E068", f"the link to “{written}” has no text.", mend)
        if written in ("", "#"):
            what = f"the picture “{element.get('alt', '')}”" if picture else f"the link “{''.join(element.itertext())}”"
            mend = "Write the path to the file between the parentheses, or take the link out."
            self._problem(line, "E068", f"{what} leads nowhere.", mend)
            element.set(attribute, "#")
            return line
        if scheme in WEB and not picture and (fault := find_fault(written)) is not None:
            self._problem(line, "E055", *fault)
            element.set(attribute, "#")
            return line
        if scheme and (scheme not in _SCHEMES or picture):
            what = "picture" if picture else "link"
            mend = (
                "Put the picture into the content folder."
                if picture
                else "Link to a Markdown file of this site or to an https: address."
            )
            # Pages are gathered from this site only, so that visitors are not seen by others.
            kind = "leads to" if not picture else "is to be fetched from"
            self._problem(line, "E055", f"the {what} {kind} “{written}”.", mend)
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


class Renderer:
    """Turns Markdown into HTML; set up once, used for every page."""

    def __init__(self, quick: bool = True) -> None:
        self._house = _House()
        names = ["tables", "footnotes", "attr_list", "def_list", "abbr", "sane_lists"]
        self._markdown = markdown.Markdown(extensions=[*names, self._house], output_format="html")
        if quick:
            inline.install(self._markdown)

    def render(self, text: str, path: str, first_line: int) -> Body:
        """Return a page's text as HTML; `first_line` is the line of the file on which the text begins."""
        findings, source = _Findings(), _Source(text, first_line, path)
        self._house.text.findings, self._house.text.source = findings, source
        if excess := tuple(find_excess(text, path, first_line)):
            return Body(problems=excess)
        html = self._converted(text)
        if html is None:
            mend = "Look for unusual nesting of lists, quotes or tables here; take parts out until it works."
            line = first_line + self._stumbling_block(text)
            return Body(problems=(Problem(path, line, "E066", "this text cannot be turned into a page.", mend),))
        raw = [piece for piece in self._markdown.htmlStash.rawHtmlBlocks if isinstance(piece, str) and "<" in piece]
        for tag, message, mend in find_forbidden(raw, findings.ids) if raw else ():
            line = source.line(tag.split("\n", maxsplit=1)[0])
            findings.problems.append(Problem(path, line, "E062", message, mend))
        pieces = _MARK.split(html)
        order = [int(number) for number in pieces[1::2]]
        return Body(
            tuple(pieces[::2]),
            tuple(findings.references[number] for number in order),
            tuple(findings.headings),
            frozenset(findings.ids),
            tuple(findings.problems),
        )

    def _converted(self, text: str) -> str | None:
        """Return a text as HTML; None where the parser fails, which it does by any error."""
        try:
            return self._markdown.reset().convert(text)
        except Exception:  # noqa: BLE001 (whatever the parser stumbles over is a mistake in this page)
            return None

    def _stumbling_block(self, text: str) -> int:
        """Return the line (from 0) of the first part of a text that cannot be read by itself."""
        line = 0
        for block in re.split(r"(\n[ \t]*\n)", text):
            if block.strip() and self._converted(block) is None:
                break
            line += block.count("\n")
        else:
            return 0
        return line
