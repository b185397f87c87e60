"""How results are cited: for people, for reference managers (BibTeX, CSL-JSON, meta elements), for spreadsheets (CSV)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from core.checks.near_paths import target_of
from core.documents.schema import Result
from core.site.site import Site
from core.site.tree import Node
from core.views.view_builder import ViewBuilder

_BIBTEX = {
    "guide": "manual",
    "training": "manual",
    "deliverable": "techreport",
    "report": "techreport",
    "plan": "techreport",
    "article": "article",
}
_CSL = {
    "deliverable": "report",
    "report": "report",
    "plan": "report",
    "article": "article-journal",
    "graphic": "graphic",
    "dataset": "dataset",
    "software": "software",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_NAMES = {
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# What a spreadsheet may run, also behind spaces, quotes and invisible signs, or in the wide forms of East Asia.
_FORMULA = re.compile(r"[\s\"'“”‘’\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠\t\r]")
COLUMNS = (
    *("id", "title", "type", "number", "published", "level", "licence", "doi", "partners", "work_packages", "address"),
    *("file", "file_type", "file_bytes", "link", "summary"),
)


def authors(page: Result, site: Site) -> list[str]:
    """Return who made a result: its partners, else the project."""
    return [site.partners[key].title for key in page.partners] or [site.project.name]


def file_address(node: Node, site: Site) -> str:
    """Return the whole address of the file of a result; empty where this site has none."""
    page = node.page
    assert isinstance(page, Result)
    return site.absolute(site.file_address(target_of(node, page.file))) if page.file else ""


def told(node: Node, view_builder: ViewBuilder) -> str:
    """Return a citation for people: who, when, what, where."""
    page, site, said = node.page, view_builder.site, view_builder.words["citation"]
    assert isinstance(page, Result)
    kind = str(view_builder.words["types"][page.type])
    what = said["numbered"].format(kind=kind, number=page.number) if page.number else kind
    names = view_builder.calendar.joined(authors(page, site))
    year = page.published.year if page.published else said["undated"]
    text = said["text"].format(authors=names, year=year, title=node.title, kind=what, project=site.project.name)
    place = f"https://doi.org/{page.doi}" if page.doi else site.absolute(node.address)
    return f"{text} {place}"


def tags(node: Node, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the meta elements that reference managers and Google Scholar read."""
    page = node.page
    assert isinstance(page, Result)
    yield "citation_title", node.title
    for name in authors(page, site):
        yield "citation_author", name
    if page.published:
        yield "citation_publication_date", str(page.published).replace("-", "/")
    if page.type in ("deliverable", "report", "plan"):
        yield "citation_technical_report_institution", site.project.name
        if page.number:
            yield "citation_technical_report_number", page.number
    else:
        yield "citation_publisher", site.project.name
    if page.doi:
        yield "citation_doi", page.doi
    if page.file and page.file.lower().endswith(".pdf"):
        yield "citation_pdf_url", file_address(node, site)
    yield "citation_public_url", site.absolute(node.address)
    yield "citation_language", site.project.language.partition("-")[0]


def bibtex(nodes: Iterable[Node], site: Site) -> bytes:
    """Return results as BibTeX; text beyond ASCII stays as it is, as Biber and today's BibTeX programs read it."""
    return "\n".join(_bibtex_entry(node, site) for node in nodes).encode()


def _bibtex_entry(node: Node, site: Site) -> str:
    page = node.page
    assert isinstance(page, Result)
    kind = _BIBTEX.get(page.type, "misc")
    publisher = {"techreport": "institution", "manual": "organization", "article": "journal"}.get(kind, "publisher")
    fields = {
        "title": f"{{{_tex(node.title)}}}",  # in braces of its own, so that no style changes its capitals
        "author": " and ".join(f"{{{_tex(name)}}}" for name in authors(page, site)),
        publisher: _tex(site.project.name),
        "year": str(page.published.year) if page.published else "",
        "number": _tex(page.number or ""),
        "doi": _tex(page.doi or ""),
        "url": site.absolute(node.address),
        "copyright": _tex(page.licence or ""),
        "abstract": _tex(page.summary or ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if page.published and page.published.month:
        lines.append(f"  month = {_MONTHS[page.published.month - 1]}")
    return f"@{kind}{{{node.key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text: str) -> str:
    """Return text as TeX prints it. BibTeX counts an escaped brace as one too, so braces become commands."""
    return _SPECIAL.sub(lambda found: _NAMES.get(found[0], f"\\{found[0]}"), text)


def csl(nodes: Iterable[Node], site: Site) -> bytes:
    """Return results as CSL-JSON, which Zotero and others read."""
    return json.dumps([_csl_item(node, site) for node in nodes], ensure_ascii=False, indent=1).encode() + b"\n"


def _csl_item(node: Node, site: Site) -> dict[str, object]:
    page = node.page
    assert isinstance(page, Result)
    published = page.published
    parts = [part for part in (published.year, published.month, published.day) if part] if published else []
    item: dict[str, object] = {
        "id": site.identity(node),
        "citation-key": node.key,
        "type": _CSL.get(page.type, "document"),
        "title": node.title,
        "author": [{"literal": name} for name in authors(page, site)],
        "publisher": site.project.name,
        "issued": {"date-parts": [parts]} if parts else None,
        "number": page.number,
        "DOI": page.doi,
        "URL": site.absolute(node.address),
        "abstract": page.summary,
        "language": site.project.language,
    }
    return {name: value for name, value in item.items() if value}


def table(nodes: Iterable[Node], view_builder: ViewBuilder) -> bytes:
    """Return results as CSV after RFC 4180; the byte order mark tells spreadsheets that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for node in nodes:
        writer.writerow(map(as_text, _cells(node, view_builder.site)))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_text(value: object) -> object:
    """Return the value of a cell so that no spreadsheet runs it as a formula: with an apostrophe before it.

    >>> as_text("=1+1"), as_text(" @SUM(1)"), as_text("A title"), as_text("2026-05")
    ("'=1+1", "' @SUM(1)", 'A title', '2026-05')
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _cells(node: Node, site: Site) -> Sequence[object]:
    page = node.page
    assert isinstance(page, Result)
    path = target_of(node, page.file) if page.file else ""
    return (
        *(site.identity(node), node.title, page.type, page.number, page.published, page.level, page.licence, page.doi),
        *("; ".join(authors(page, site)) if page.partners else "", "; ".join(map(str, page.work_packages))),
        *(site.absolute(node.address), file_address(node, site), path.rpartition(".")[2] if path else ""),
        *(site.sizes.get(path, ""), page.link, page.summary),
    )
