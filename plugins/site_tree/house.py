"""The site as it is being made: what the features have left, and each page's view once somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from core.compose import Composer
from core.digest import Digester
from core.freeze import freeze, freeze_frame, lives_on
from core.memory import Made
from core.output import Output, Outputs, file_of
from core.site import Site
from core.tree import Node
from core.views import Frame, PageView

Filler = Callable[[PageView, Node, Site], None]
Counter = Callable[[Node], int]
Closer = Callable[
    [Path, Mapping[str, Made], Mapping[str, Made]], Iterable[Output]
]  # folder; its files; the last build's
Key = tuple[PageView, bytes, bytes]  # a view, the digest of what is around it, the digest of both


class Numbered(Protocol):
    """Pages by their number."""

    def __getitem__(self, number: int, /) -> PageView:
        """Return the view of a page."""
        ...


class Views(Mapping[str, PageView]):
    """The views of all pages, by path: each is made when it is first asked for, then kept."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._views: dict[str, PageView] = {}

    def __getitem__(self, path: str) -> PageView:
        if path not in self._views:
            self._views[path] = self._house.filled(self._house.site.nodes[path])
        return self._views[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._house.site.nodes)

    def __len__(self) -> int:
        return len(self._house.site.nodes)

    def forget(self, path: str) -> None:
        """Make the view of a page anew when it is next asked for."""
        self._views.pop(path, None)


@dataclass
class House:
    """All that features and templates share in one build."""

    site: Site
    words: Mapping[str, Any]
    composer: Composer
    frame: dict[str, Any]  # parts of the Frame; features add theirs before the first page is rendered
    template_digest: Callable[[str], bytes]  # of a template, by its name, with all that it uses
    parts_digest: bytes = b""  # of the templates of the parts that many pages share
    outputs: Outputs = field(default_factory=Outputs)
    fillers: list[Filler] = field(default_factory=list)  # each fills the slots of its feature
    counters: list[Counter] = field(default_factory=list)  # each tells how many pages the list of a page takes
    own_nodes: list[Node] = field(default_factory=list)  # pages of the house itself, in no file of the content
    closers: list[Closer] = field(default_factory=list)  # each makes further files from the finished ones
    further_views: dict[str, Numbered] = field(default_factory=dict)  # pages of a list after the first, by number
    digester: Digester = field(default_factory=Digester)
    known: Mapping[str, Key] = field(default_factory=dict)  # of the last build in this process, by address
    keys: dict[str, Key] = field(default_factory=dict)  # of this build

    def __post_init__(self) -> None:
        self.views = Views(self)

    def filled(self, node: Node) -> PageView:
        """Return the view of a page with the slots of all features."""
        view = self.composer.view(node)
        for fill in self.fillers:
            fill(view, node, self.site)
        view.graph.sort(key=lambda thing: str(thing["@type"]))  # the features come in no certain order
        return freeze(view) if self.frame.get("frozen") else view

    @cached_property
    def whole_frame(self) -> Frame:
        """The frame, complete: from here on no feature can add to it."""
        frame = Frame(**self.frame)
        return freeze_frame(frame) if frame.frozen else frame

    @cached_property
    def shared_digest(self) -> bytes:
        """The digest of what every page is made from besides its view and its template.

        The instant is not part of it: only pages with the clock print it, and a new day is to touch no others.
        """
        return self.digester.digest((replace(self.whole_frame, made_for=""), self.words, self.parts_digest))

    def key(self, view: PageView) -> bytes:
        """Return the digest of all that a page is rendered from."""
        around = self.shared_digest + self.template_digest(f"{view.template}.html")
        if view.needs_clock:
            around += self.whole_frame.made_for.encode()
        # Comparing with the view of the last build, where it is still at hand, is quicker than digesting.
        known = self.known.get(view.address)
        if known is None or known[1] != around or known[0] != view:
            known = (view, around, self.digester.digest((view, around)))
        self.keys[view.address] = known
        return known[2]

    def further(self, path: str, number: int) -> PageView:
        """Return the view of a further page of a list; the first page is number 1."""
        self.views[path]
        view = self.further_views[path][number]
        return freeze(view) if self.frame.get("frozen") else view

    def missing(self) -> PageView:
        """Return the view of the page that is shown where there is none."""
        site, home = self.site, self.views["index.md"]
        return PageView(
            kind="not-found",
            title=self.words["not_found"]["title"],
            address=site.href("/404.html"),
            canonical=site.absolute("/404.html"),
            template="not-found",
            language=site.project.language,
            menu=home.menu,
            aside=home.aside,
            feeds=home.feeds,
        )

    def add_pages(self, render: Callable[[PageView], bytes]) -> None:
        """Claim the file of every page and of the further pages of its list."""

        def page(path: str, view: Callable[[], PageView], address: str) -> Output:
            return Output(file_of(address), lambda: render(view()), (path,), key=lambda: self.key(view()))

        every = tuple(self.site.nodes)
        for node in self.own_nodes:
            if self.frame.get("frozen") and not lives_on(self.filled(node)):
                continue
            view = cache(lambda node=node: self.filled(node))
            key = lambda view=view: self.key(view())  # noqa: E731
            self.outputs.add(Output(file_of(node.address), lambda view=view: render(view()), every, (), key=key))

        for path, node in self.site.nodes.items():
            self.outputs.add(page(path, lambda path=path: self.views[path], node.address))
            for number in range(2, max((count(node) for count in self.counters), default=1) + 1):
                further = lambda path=path, number=number: self.further(path, number)  # noqa: E731
                self.outputs.add(page(path, further, f"{node.address}page-{number}/"))
