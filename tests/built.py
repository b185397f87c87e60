"""A built site as the tests look at it: its files, its pages as trees, its addresses. Nothing here asks the house."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html


def words_of(element: html.HtmlElement) -> str:
    """Return the text of an element as it is read: white space is one space."""
    return " ".join(element.text_content().split())


@dataclass
class Page:
    """An HTML page of the output."""

    address: str
    tree: html.HtmlElement

    def all(self, path: str) -> list[html.HtmlElement]:
        """Return what an XPath finds."""
        return list(self.tree.xpath(path))

    def one(self, path: str) -> html.HtmlElement:
        """Return the only element that an XPath finds."""
        found = self.all(path)
        assert len(found) == 1, f"{self.address}: {path} is there {len(found)} times"
        return found[0]

    def words(self, path: str) -> list[str]:
        """Return the texts of what an XPath finds."""
        return [words_of(element) for element in self.all(path)]

    @cached_property
    def ids(self) -> set[str]:
        """What a fragment may name."""
        return set(self.tree.xpath("//@id"))

    @cached_property
    def trail(self) -> list[tuple[str, str]]:
        """The steps of the visible trail: name and address, which is empty for the last one."""
        steps = self.all("//nav[contains(concat(' ', @class, ' '), ' breadcrumbs ')]/ol/li")
        return [(words_of(step), "".join(step.xpath("./a/@href"))) for step in steps]

    def structured(self, kind: str) -> list[dict]:
        """Return the objects of a kind that the page tells machines."""
        scripts = self.all("//script[@type='application/ld+json']")
        graphs = [json.loads(script.text)["@graph"] for script in scripts]
        return [thing for graph in graphs for thing in graph if thing["@type"] == kind]


@dataclass
class Built:
    """The output folder of a build."""

    folder: Path
    _pages: dict[str, Page] = field(default_factory=dict)

    def __getitem__(self, address: str) -> Page:
        """Return the page at an address."""
        if address not in self._pages:
            file = self.folder / self.file(address)
            self._pages[address] = Page(address, html.document_fromstring(file.read_bytes()))
        return self._pages[address]

    def file(self, address: str) -> str:
        """Return the file that a plain web server gives at an address; of a folder, that is its index.html."""
        path = urlsplit(address).path.lstrip("/")
        return f"{path.rstrip('/')}/index.html".lstrip("/") if (self.folder / path).is_dir() else path

    def has(self, address: str) -> bool:
        """Whether there is something at an address."""
        return (self.folder / self.file(address)).is_file()

    def bytes(self, address: str) -> bytes:
        """Return the file at an address."""
        return (self.folder / self.file(address)).read_bytes()

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files by path."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in sorted(paths)}

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses of all HTML pages, 404.html and the pages of old addresses included."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted("/" + path.removesuffix("index.html") for path in found)

    @cached_property
    def pages(self) -> list[Page]:
        """All pages of the tree and of its lists; not 404.html and not those that only lead on from an old address."""
        pages = (self[address] for address in self.addresses if address != "/404.html")
        return [page for page in pages if not page.all("//meta[@http-equiv='refresh']")]
