"""The site as it is being made: what the features have left, and each page's view once somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from core.build.build_cache import ManifestEntry
from core.build.dependencies import CacheRegistry
from core.build.hashing import Digester
from core.build.outputs import Output, Outputs, file_of
from core.site.site import Site
from core.site.tree import Node
from core.views.archive import freeze, freeze_frame, lives_on
from core.views.layout import Aside, Layout
from core.views.page import PageView
from core.views.view_builder import ViewBuilder

Filler = Callable[[PageView, Node, Site], None]
Counter = Callable[[Node], int]
Closer = Callable[
    [Path, Mapping[str, ManifestEntry], Mapping[str, ManifestEntry]], Iterable[Output]
]  # folder; its files; the last build's


class Numbered(Protocol):
    """Pages by their number."""

    def __getitem__(self, number: int, /) -> PageView:
        """Return the view of a page."""
        ...


class Views(Mapping[str, PageView]):
    """The views of all pages, by path: each is made when it is first asked for, then kept."""

    def __init__(self, build_context: BuildContext) -> None:
        self._build_context = build_context
        self._views: dict[str, PageView] = {}

    def __getitem__(self, path: str) -> PageView:
        build_context = self._build_context
        if path not in self._views:
            self._views[path] = build_context.view_of(build_context.site.nodes[path])
        elif build_context.site.reads.open:
            build_context.site.reads.open[-1] |= build_context.seen[path].reads
        return self._views[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._build_context.site.nodes)

    def __len__(self) -> int:
        return len(self._build_context.site.nodes)

    def forget(self, path: str) -> None:
        """Make the view of a page anew when it is next asked for."""
        self._views.pop(path, None)
        self._build_context.before.pop(path, None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the view of a page was made from."""

    reads: frozenset[str]  # as core.build.dependencies notes them
    slots: Mapping[str, object]  # what came from features that answer at once, by slot


@dataclass(frozen=True, slots=True)
class Key:
    """What a page is rendered from, digested."""

    view: PageView
    around: bytes  # of all that is no part of the view
    rest: bytes  # of the view without what stands beside the text
    whole: bytes


_SLOTS = tuple(slot.name for slot in fields(PageView))


def equal_but_aside(one: PageView, other: PageView) -> bool:
    """Whether two views differ in nothing but what stands beside the text."""
    for name in _SLOTS:
        mine, its = getattr(one, name), getattr(other, name)
        if mine is not its and name != "aside" and mine != its:
            return False
    return True


@dataclass
class BuildContext:
    """All that features and templates share in one build."""

    site: Site
    words: Mapping[str, Any]
    view_builder: ViewBuilder
    frame: dict[str, Any]  # parts of the Frame; features add theirs before the first page is rendered
    template_digest: Callable[[str], bytes]  # of a template, by its name, with all that it uses
    remembered: CacheRegistry  # values that features keep from one build to the next
    parts_digest: bytes = b""  # of the templates of the parts that many pages share
    outputs: Outputs = field(default_factory=Outputs)
    fillers: list[Filler] = field(default_factory=list)  # each fills the slots of its feature
    slots: dict[str, Callable[[Node], object]] = field(
        default_factory=dict
    )  # what a page has in a slot, answered at once
    counters: list[Counter] = field(default_factory=list)  # each tells how many pages the list of a page takes
    own_nodes: list[Node] = field(default_factory=list)  # pages of the house itself, in no file of the content
    closers: dict[str, Closer] = field(
        default_factory=dict
    )  # each makes the files of a folder from the finished pages, by that folder
    on_request: dict[str, Callable[[Path], Mapping[str, bytes]]] = field(
        default_factory=dict
    )  # files that ./site serve makes when a browser asks for one of them, by their folder
    further_views: dict[str, Numbered] = field(default_factory=dict)  # pages of a list after the first, by number
    digester: Digester = field(default_factory=Digester)
    touched: frozenset[str] | None = None  # what has changed since the last build in this process; None: anything
    before: dict[str, Seen] = field(default_factory=dict)  # of the last build in this process, by path
    seen: dict[str, Seen] = field(default_factory=dict)  # of this build
    known: Mapping[str, Key] = field(default_factory=dict)  # of the last build in this process, by address
    keys: dict[str, Key] = field(default_factory=dict)  # of this build
    addresses: set[str] = field(default_factory=set)  # of all pages and further pages
    standing: Callable[[str], bytes] = lambda _path: b""  # a file of the last build, by its path, if it is as it was

    def __post_init__(self) -> None:
        self.views = Views(self)

    def view_of(self, node: Node) -> PageView:
        """Return the view of a page: that of the last build, where all that it was made from is as it was."""
        before = self.before.get(node.path)
        if before is not None and self.touched is not None and before.reads.isdisjoint(self.touched):
            known = self.known.get(self.site.href(node.address))
            slots = self._slots(node)
            if known is not None and slots == before.slots:
                self._note(node.path, before)
                return known.view
            # A list of several pages is made anew as a whole.
            if known is not None and (known.view.listing is None or not known.view.listing.pages):
                self._note(node.path, Seen(before.reads, slots))
                view = copy(known.view)
                for name, value in slots.items():
                    setattr(view, name, value)
                return view
        return self.filled(node)

    def _note(self, path: str, seen: Seen) -> None:
        self.seen[path] = seen
        if self.site.reads.open:
            self.site.reads.open[-1] |= seen.reads

    def _slots(self, node: Node) -> dict[str, Any]:
        noting = self.site.reads.open
        noting.append(set())  # not noted, but compared; asked for every page, so without a block of `with`
        try:
            return {name: slot(node) for name, slot in self.slots.items()}
        finally:
            noting.pop()

    def filled(self, node: Node) -> PageView:
        """Return the view of a page with the slots of all features, made anew."""
        with self.site.reads.noted() as reads:
            view = self.view_builder.view(node)
            for fill in self.fillers:
                fill(view, node, self.site)
        slots = self._slots(node)
        for name, value in slots.items():
            setattr(view, name, value)
        self.seen[node.path] = Seen(frozenset(reads), slots)
        view.graph.sort(key=lambda thing: str(thing["@type"]))  # the features come in no certain order
        return freeze(view) if self.frame.get("frozen") else view

    @cached_property
    def whole_frame(self) -> Layout:
        """The frame, complete: from here on no feature can add to it."""
        frame = Layout(**self.frame)
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
        if known is None or known.around != around or (known.view is not view and known.view != view):
            same = known is not None and equal_but_aside(known.view, view)
            rest = known.rest if known and same else self.digester.digest(replace(view, aside=Aside()))
            whole = self.digester.digest((rest, self.digester.digest(view.aside), around))
            known = Key(view, around, rest, whole)
        self.keys[view.address] = known
        return known.whole

    def pressed(
        self, view: PageView, path: str, render: Callable[[PageView], bytes], aside: Callable[[Aside], str]
    ) -> bytes:
        """Return a page as HTML; `path` is that of its file.

        Where only what stands beside the text is another than in the last build, it is put in the place of the old.
        """
        new, old = self.keys.get(view.address), self.known.get(view.address)
        if new and old and new is not old and (new.around, new.rest) == (old.around, old.rest):
            data, before = self.standing(path), aside(old.view.aside).encode()
            if before and data.count(before) == 1:
                return data.replace(before, aside(view.aside).encode())
        return render(view)

    def further(self, path: str, number: int) -> PageView:
        """Return the view of a further page of a list; the first page is number 1."""
        first = self.views[path]
        if path not in self.further_views:  # the first page is that of the last build, and so are the others
            if known := self.known.get(f"{first.address}page-{number}/"):
                return known.view
            self.views.forget(path)
            self.views[path]
        view = self.further_views[path][number]
        return freeze(view) if self.frame.get("frozen") else view

    def leave(self) -> tuple[dict[str, Seen], dict[str, Key]]:
        """Return what the next build in this process may take over: what was seen, and keys."""
        for path in self.before.keys() & self.site.nodes.keys() - self.seen.keys():
            self.seen[path] = self.before[path]
        for address in self.known.keys() & self.addresses - self.keys.keys():
            self.keys[address] = self.known[address]
        # From here on what was made now is what stands, until this house gives way to the next.
        self.before, self.known, self.touched = self.seen, self.keys, frozenset()
        return self.seen, self.keys

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

    def add_pages(self, render: Callable[[PageView], bytes], aside: Callable[[Aside], str]) -> None:
        """Claim the file of every page and of the further pages of its list."""

        def page(path: str, view: Callable[[], PageView], address: str) -> Output:
            file = file_of(address)
            make = lambda: self.pressed(view(), file, render, aside)  # noqa: E731
            return Output(file, make, (path,), key=lambda: self.key(view()))

        every = tuple(self.site.nodes)
        href = self.site.href
        for node in self.own_nodes:
            if self.frame.get("frozen") and not lives_on(self.filled(node)):
                continue
            view = cache(lambda node=node: self.filled(node))
            key = lambda view=view: self.key(view())  # noqa: E731
            self.outputs.add(Output(file_of(node.address), lambda view=view: render(view()), every, (), key=key))

        for path, node in self.site.nodes.items():
            self.addresses.add(href(node.address))
            self.outputs.add(page(path, lambda path=path: self.views[path], node.address))
            for number in range(2, max((count(node) for count in self.counters), default=1) + 1):
                self.addresses.add(href(f"{node.address}page-{number}/"))
                further = lambda path=path, number=number: self.further(path, number)  # noqa: E731
                self.outputs.add(page(path, further, f"{node.address}page-{number}/"))
