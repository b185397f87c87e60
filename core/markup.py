"""A page's Markdown turned into HTML, once: with its links taken out to be looked up later, and its mistakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import cast
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE

from core import anchors, inline
from core.allowed_html import ELEMENTS, Fault, allowed, fault_of_comment, how_to_take_out
from core.characters import find_references
from core.excess import find_excess
from core.languages import with_directions
from core.problems import Problem
from core.raw_html import find_markdown
from core.typed_lists import lines_of, typed_list
from core.web_addresses import WEB, find_fault

# Where a link's address will stand in the rendered text: never in what an editor writes (core/frontmatter.py sees to it).
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|<)([^\s>)]+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# After a space, brackets are prose: “the budget [EUR] (without VAT)”. Only what looks like the target of a link was meant as one.
_TARGET = (
    r"<?(?:(?:https?|mailto|tel|ftp):|\.{0,2}/|#|www\.|[^\s()<>\[\]]{1,200}"
    r"(?:\.(?:md|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|odt|ods|csv|ics|zip|com|eu|org|net|int|gov|edu|info)\b|/[#)\]]))"
)
_UNFINISHED = re.compile(rf"\]\(|\]\[|\]\s[(\[]\s?{_TARGET}|\[\^")
_WORDS = 6  # before a place that is not found by itself
_WIDE = 30  # characters after the signs of a link, to tell it from others
_ENOUGH = 200  # signs of a piece of HTML, to find it again
_SIDE = re.compile(r"text-align: (left|center|right);")
_REMARK = re.compile(r"<!--|-->|<!\[|<![a-zA-Z]|<\?")
_UNREAD = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s+[a-zA-Z-]+\s*=")
_ALT_MARKS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"h([1-6])")
_TAG = re.compile(r"<[^>]*>")
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_SCHEMES = ("http", "https", "mailto", "tel")
_IDS = re.compile(r"<[a-z][^>]*? id=\"([^\"]*)\"")  # in HTML as core/allowed_html.py returns it
# What Python-Markdown writes while it works, and sometimes forgets to replace.
_LEFT_OVER = re.compile(r"\x02[^\x02\x03]*\x03?|(?:klzzwxh:\d+)?\x03")


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
    unread: set[str] = field(default_factory=set)  # names of tags that the parser of Markdown took for text


class _Source:
    """Finds again on which line of the file something stands that the parser has cut loose from its line."""

    def __init__(self, text: str, first_line: int, path: str) -> None:
        self.text, self.first_line, self.path = text, first_line, path
        self.positions: dict[str, int] = {}
        self.links: dict[str, list[int]] | None = None  # places by address, found when first asked for

    def line(self, written: str) -> int:
        """Return the line of the next place with this text: the second call finds the second place."""
        return self.find(written)[0]

    def find(self, written: str) -> tuple[int, int]:
        """Return the line of the next place with this text, and the place."""
        found = self.text.find(written, self.positions.get(written, 0))
        if found < 0:
            found = self.text.find(written)
        if found < 0:
            loose = re.search(_loose(written[:_ENOUGH]), self.text)
            found = loose.start() if loose else len(self.text) - len(self.text.lstrip())
        self.positions[written] = found + len(written)
        return self._line_at(found), found

    def line_beginning(self, sign: str, text: str) -> int:
        """Return the line that begins with a sign and with the first words of a text, after marks for quotes and lists."""
        words = re.findall(r"\w+", text)[:_WORDS]
        start = rf"^[ \t>*+-]*{re.escape(sign)}"
        for number in range(len(words), -1, -1):
            wanted = "".join(
                rf"\W+{re.escape(word)}" if place else rf"\W*{re.escape(word)}"
                for place, word in enumerate(words[:number])
            )
            if found := re.search(start + wanted, self.text, re.MULTILINE):
                return self._line_at(found.start())
        return self.line(sign)

    def line_of_html(self, fault: Fault, html: str) -> int:
        """Return the line of a piece of HTML: which of several that are equal, their order in the finished HTML says."""
        written, _, attribute = fault.written.partition("\0")
        pattern = _loose(written[:_ENOUGH])
        found = list(re.finditer(pattern, self.text))
        if found:
            before = sum(1 for _ in re.finditer(pattern, html[: fault.at]))
            tag = found[min(before, len(found) - 1)]
            # An attribute can stand on a later line than its tag begins.
            inside = re.search(rf"[\s/\"']{re.escape(attribute)}\s*=", tag[0], re.IGNORECASE) if attribute else None
            return self._line_at(tag.start() + (inside.end() - 1 if inside else 0))
        # What stands in braces behind its text is an attribute only in the finished HTML.
        for needle in (f".{attribute}", f"{attribute}=", attribute) if attribute else ():
            if needle in self.text:
                return self.line(needle)
        return self.line_before(html[: fault.at])

    def line_before(self, html: str) -> int:
        """Return the line on which some HTML, which begins with the text, ends."""
        return self._line_after(_TAG.sub(" ", html))

    def _line_after(self, text: str) -> int:
        """Return the line on which the last words of a rendered text stand."""
        words = re.findall(r"\w+", unescape(text))[-_WORDS:]
        for first in range(len(words)):
            found = re.search(r"\W+".join(map(re.escape, words[first:])), self.text)
            if found:
                return self._line_at(found.end())
        return self.first_line + self.text[: len(self.text) - len(self.text.lstrip())].count("\n")

    def line_of_id(self, name: str, before: int) -> int:
        """Return the line on which an id is written, not counting so many before it; or that of the heading it is made of."""
        found = list(
            re.finditer(rf"#{re.escape(name)}(?=[\s}}])|\bid\s*=\s*[\"']?{re.escape(name)}(?=[\s\"'}}>/])", self.text)
        )
        return self._line_at(found[min(before, len(found) - 1)].start()) if found else self.first_line

    def _line_at(self, place: int) -> int:
        return self.first_line + self.text.count("\n", 0, place)

    def line_of_link(self, address: str) -> int:
        """Return the line of the next link or picture with this address, which may stand in other words too."""
        if self.links is None:
            self.links = {}
            for found in _LINK.finditer(self.text):
                self.links.setdefault(_ESCAPED.sub(r"\1", found[1]), []).append(found.start())
        places = self.links.get(address) or self.links.get(address.removeprefix("mailto:"))
        if not places:
            return self.line(address)
        place = places.pop(0) if len(places) > 1 else places[0]
        return self.first_line + self.text.count("\n", 0, place)


def _fault_of_remark(written: str, text: str, place: int) -> tuple[str, str]:
    """Return message and remedy for what begins like a comment or an instruction at a place of a text, and stayed text."""
    if written == "-->":
        return "nothing begins the comment that ends here.", "Take out -->, or write <!-- before the comment."
    if written != "<!--":
        message = f"“{written}” begins no HTML that a page may hold."
        is_there = text.startswith(written, place)
        return message, how_to_take_out(text, place) if is_there else f"Take out {written}"
    if found := re.compile(r"<!---?>").match(text, place):
        return fault_of_comment(text, place, found[0])
    if "-->" in text[place:]:
        message = "a comment begins in this line and ends in another paragraph."
        return message, "Put <!-- at the beginning of a line of its own, with an empty line before it."
    return "a comment begins here and does not end.", "Write --> after the comment."


def _loose(written: str) -> str:
    """Return a pattern for text whose white space, references and backslashes the parser of Markdown may have changed."""
    signs = {"<": "(?:<|&lt;)", ">": "(?:>|&gt;)", "&": "(?:&|&amp;)"}

    def sign(one: str) -> str:
        return one if one.isalnum() else rf"\\?{signs.get(one) or re.escape(one)}"

    return r"\s+".join("".join(map(sign, word)) for word in re.split(r"\s+", written))


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
            self._dress(element, tag)
            self._find_unfinished(element.text if tag not in ("code", "pre") else "", element.tail)
            if tag == "a":
                self._refer(element, "href")
            elif tag == "img":
                self._picture(element)
            elif tag in ("p", "li"):
                self._find_typed_list(element)
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

    def _dress(self, element: Element, tag: str) -> None:
        """Put a class in the place of a style: the look belongs to the theme, and the policy allows no style in a page."""
        if tag in ("td", "th") and (side := _SIDE.fullmatch(element.get("style", ""))):
            del element.attrib["style"]
            element.set("class", f"{element.get('class', '')} to-the-{side[1]}".strip())

    def _heading(self, element: Element, level: int, before: int) -> int:
        text = self._said("".join(element.itertext())).strip()
        if "id" not in element.attrib:
            element.set("id", self._id_for(text))
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

    def _id_for(self, text: str) -> str:
        """Return an id for a heading that neither the page nor the theme has."""
        name = anchors.slug(text) or "section"
        while anchors.is_of_theme(name):
            name = unique(name, {*self.findings.ids, name})
        return unique(name, self.findings.ids)

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
                line, place = self.source.find(found[0])
                self._problem(line, "E074", *_fault_of_remark(found[0], self.source.text, place))
            elif text and (found := _UNREAD.search(text)) and found[1].lower() in ELEMENTS:
                self.findings.unread.add(found[1].lower())
                message = f"the tag <{found[1]} …> cannot be read."
                mend = 'Write each attribute as name="value", in straight quotes, with a space before it.'
                self._problem(self.source.line(found[0]), "E073", message, mend)
            elif text and (found := _UNFINISHED.search(text)):
                written = text[found.start() : found.end() + _WIDE].split("\n")[0]
                line = self.source.line(written if written in self.source.text else found[0])
                mend = "A link is [text](path.md) without a space between; a footnote [^1] needs its line “[^1]: …”."
                self._problem(
                    line, "E064", f"“{text.strip()[:60]}” looks like a link or a footnote that leads nowhere.", mend
                )

    def _find_typed_list(self, paragraph: Element) -> None:
        """Tell of a list whose lines would run together in one paragraph."""
        lines = lines_of(paragraph)
        if len(lines) > 1 and (found := typed_list(lines, nested=paragraph.tag == "li")):
            line = self.source.line_beginning(found.sign, self._said(found.line.removeprefix(found.sign)))
            self._problem(line, "E111", f"the lines from “{found.sign}” on run together in one paragraph.", found.mend)

    def _picture(self, element: Element) -> None:
        line = self._refer(element, "src", picture=True)
        if not element.get("alt", "").strip() and element.get("role") != "presentation":
            mend = (
                "Write what it shows: ![A bridge at dusk](bridge.jpg). An ornament: ![](line.svg){ role=presentation }"
            )
            self._problem(line, "E054", "the picture has no alternative text.", mend)
        element.set("alt", self._heard(element.get("alt", "")))
        element.set("loading", "lazy")

    def _heard(self, alt: str) -> str:
        """Return an alternative text as it is read aloud: without tags and without the signs for emphasis and code."""
        plain = _HTML_TAG.sub("", alt)
        while (shorter := _ALT_MARKS.sub(r"\2", plain)) != plain:
            plain = shorter
        return plain

    def _refer(self, element: Element, attribute: str, picture: bool = False) -> int:
        written = element.get(attribute)
        if written is None or element.get("class") in ("footnote-ref", "footnote-backref"):
            return 0
        if AMP_SUBSTITUTE in written:  # an address in <…> arrives in entities, to hide it from programs
            written = unescape(written.replace(AMP_SUBSTITUTE, "&"))
        line = self.source.line_of_link(written)
        # Forges read whole references in an address; a & alone can be part of the name of a file.
        written = _REFERENCE.sub(lambda one: unescape(one[0]), written)
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
                "Put the picture into the content folder, and write the path from this file to it."
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
            line = first_line + self._first_part(text, lambda part: part is None)
            return Body(problems=(Problem(path, line, "E066", "this text cannot be turned into a page.", mend),))
        html = self._published(html, text, findings, source)
        pieces = _MARK.split(html)
        order = [int(number) for number in pieces[1::2]]
        return Body(
            tuple(pieces[::2]),
            tuple(findings.references[number] for number in order),
            tuple(findings.headings),
            frozenset(findings.ids),
            tuple(findings.problems),
        )

    def _published(self, html: str, text: str, findings: _Findings, source: _Source) -> str:
        """Return HTML as it may be published; what is wrong with it goes into the findings."""
        path, problems = source.path, findings.problems
        if "\x02" in html or "\x03" in html:
            line = source.line_before(html[: cast("re.Match[str]", _LEFT_OVER.search(html)).start()])
            message = "the signs for emphasis or links overlap here, so that the text cannot be read."
            mend = "Close each * or _ before the next one opens, and write \\* for one that is to be seen."
            problems.append(Problem(path, line, "E078", message, mend))
            html = _LEFT_OVER.sub("", html)
        for block in self._markdown.htmlStash.rawHtmlBlocks:
            if isinstance(block, str) and (unread := find_markdown(block)):
                message = f"Markdown inside <{unread[0]}> is not read: “{unread[1][:60]}”."
                mend = (
                    "Write it in HTML, such as <strong>, <em>, <code> or <ul>; links stand outside of it, in Markdown."
                )
                problems.append(Problem(path, source.line(unread[1]), "E077", message, mend))
        html, found = find_references(html)
        for one, number in Counter(found).items():  # of many that are equal, the first
            mend = one.mend.replace("elete “", "elete every “") if number > 1 else one.mend
            problems.append(Problem(path, source.line(one.written), "E008", one.message, mend))
        done, faults = allowed(html)
        for fault in faults:
            if fault.written.lower() in {f"</{name}>" for name in findings.unread}:
                continue
            made = _MARK.search(fault.written)
            line = findings.references[int(made[1])].line if made else source.line_of_html(fault, html)
            problems.append(Problem(path, line, fault.code, fault.message, fault.mend))
        there = {problem.line for problem in problems if problem.code == "E074"}
        if text.count("--!>") > done.count("--!&gt;") and source.line("--!>") not in there:
            # The parser of Markdown writes such an end as --> where it takes the comment for one.
            message = "HTML ends the comment here, at --!>."
            problems.append(Problem(path, source.line("--!>"), "E074", message, "Write --> in place of --!>"))
        ids = _IDS.findall(done)
        before: Counter[str] = Counter()
        for name in ids:
            number = before[name]
            before[name] += 1
            if anchors.is_of_theme(name):
                mend = f"Write another word, such as “{unique(f'{name}-here', set(ids))}”."
                message = f"the id “{name}” belongs to the site's own pages."
                problems.append(Problem(path, source.line_of_id(name, number), "E075", message, mend))
            elif number:
                message = f"the id “{name}” stands in this page already."
                mend = f"Write another word, such as “{unique(name, set(ids))}”."
                problems.append(Problem(path, source.line_of_id(name, number), "E075", message, mend))
        findings.ids.update(ids)
        return with_directions(done)

    def _converted(self, text: str) -> str | None:
        """Return a text as HTML; None where the parser fails, which it does by any error."""
        try:
            return self._markdown.reset().convert(text)
        except Exception:  # noqa: BLE001 (whatever the parser stumbles over is a mistake in this page)
            return None

    def _first_part(self, text: str, fits: Callable[[str | None], bool]) -> int:
        """Return the line (from 0) of the first part of a text that fits when it is read by itself; else that of its start."""
        line = 0
        for block in re.split(r"(\n[ \t]*\n)", text):
            if block.strip() and fits(self._converted(block)):
                return line
            line += block.count("\n")
        return 0
