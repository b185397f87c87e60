"""A page's Markdown turned into HTML, once: with its links taken out to be looked up later, and its mistakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
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

from core.markdown import heading_ids as anchors
from core.markdown import inline
from core.markdown.allowed_elements import ELEMENTS
from core.markdown.allowed_html import allowed
from core.markdown.body import ADDRESS_MARK, CLOSE, OPEN, SCHEMES, TAG, Body, Heading, Reference, scheme_of
from core.markdown.characters import find_references
from core.markdown.raw_html import find_markdown
from core.markdown.source_lines import (
    HTML_TAG,
    REFERENCE,
    REMARK,
    UNFINISHED,
    UNREAD,
    WIDE,
    SourceLines,
    fault_of_remark,
)
from core.markdown.text_direction import with_directions
from core.markdown.text_limits import find_excess
from core.markdown.typed_lists import lines_of, typed_list
from core.markdown.web_addresses import WEB, find_fault
from core.problems.problem import Problem

_SIDE = re.compile(r"text-align: (left|center|right);")
_ALT_MARKS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"h([1-6])")
_IDS = re.compile(r"<[a-z][^>]*? id=\"([^\"]*)\"")  # in HTML as core/markdown/allowed_html.py returns it
# What Python-Markdown writes while it works, and sometimes forgets to replace.
_LEFT_OVER = re.compile(r"\x02[^\x02\x03]*\x03?|(?:klzzwxh:\d+)?\x03")


@dataclass(slots=True)
class _Findings:
    references: list[Reference] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # names of tags that the parser of Markdown took for text


def _wrap_tables(parent: Element) -> None:
    """Put each table into a box of its own, which can be scrolled sideways."""
    for place, element in enumerate(list(parent)):
        if element.tag == "table":
            wrapper = Element("div", {"class": "table", "role": "group", "tabindex": "0"})
            parent[place] = wrapper
            wrapper.append(element)
            wrapper.tail, element.tail = element.tail, None


class _Text(Treeprocessor):
    """Runs last over the tree of a page: gathers links and headings, wraps tables, finds mistakes."""

    findings: _Findings
    source: SourceLines

    def run(self, root: Element) -> None:
        level, label = 1, ""
        for parent in list(root.iter()):
            if (name := parent.get("id")) is not None:
                self.findings.ids.add(name)
            _wrap_tables(parent)
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
            return TAG.sub("", held if isinstance(held, str) else "".join(held.itertext()))

        return unescape(HTML_PLACEHOLDER_RE.sub(put_back, text))

    def _find_unfinished(self, *texts: str | None) -> None:
        """Tell of Markdown that was meant as a link or a footnote and stayed text."""
        for text in texts:
            if text and (found := REMARK.search(text)):
                line, place = self.source.find(found[0])
                self._problem(line, "E074", *fault_of_remark(found[0], self.source.text, place))
            elif text and (found := UNREAD.search(text)) and found[1].lower() in ELEMENTS:
                self.findings.unread.add(found[1].lower())
                message = f"the tag <{found[1]} …> cannot be read."
                mend = 'Write each attribute as name="value", in straight quotes, with a space before it.'
                self._problem(self.source.line(found[0]), "E073", message, mend)
            elif text and (found := UNFINISHED.search(text)):
                written = text[found.start() : found.end() + WIDE].split("\n")[0]
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
        plain = HTML_TAG.sub("", alt)
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
        written = REFERENCE.sub(lambda one: unescape(one[0]), written)
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
        if scheme and (scheme not in SCHEMES or picture):
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
        element.set(attribute, f"{OPEN}{len(self.findings.references)}{CLOSE}")
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
        md.treeprocessors.register(self.text, "build_context", -10)


class Renderer:
    """Turns Markdown into HTML; set up once, used for every page."""

    def __init__(self, quick: bool = True) -> None:
        self._build_context = _House()
        names = ["tables", "footnotes", "attr_list", "def_list", "abbr", "sane_lists"]
        self._markdown = markdown.Markdown(extensions=[*names, self._build_context], output_format="html")
        if quick:
            inline.install(self._markdown)

    def render(self, text: str, path: str, first_line: int) -> Body:
        """Return a page's text as HTML; `first_line` is the line of the file on which the text begins."""
        findings, source = _Findings(), SourceLines(text, first_line, path)
        self._build_context.text.findings, self._build_context.text.source = findings, source
        if excess := tuple(find_excess(text, path, first_line)):
            return Body(problems=excess)
        html = self._converted(text)
        if html is None:
            mend = "Look for unusual nesting of lists, quotes or tables here; take parts out until it works."
            line = first_line + self._first_part(text, lambda part: part is None)
            return Body(problems=(Problem(path, line, "E066", "this text cannot be turned into a page.", mend),))
        html = self._published(html, text, findings, source)
        pieces = ADDRESS_MARK.split(html)
        order = [int(number) for number in pieces[1::2]]
        return Body(
            tuple(pieces[::2]),
            tuple(findings.references[number] for number in order),
            tuple(findings.headings),
            frozenset(findings.ids),
            tuple(findings.problems),
        )

    def _published(self, html: str, text: str, findings: _Findings, source: SourceLines) -> str:
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
            made = ADDRESS_MARK.search(fault.written)
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
