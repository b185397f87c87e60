"""Old addresses and where they lead: to a page, or to the file of the same kind that the page brings with it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from posixpath import basename, splitext

from core.build.outputs import Output, file_at
from core.site.addresses import is_page
from core.site.relations import followed_as
from core.site.site import Site
from core.site.tree import Node


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address that leads to a new one; both from the root of the site.

    Where a file was and no file of its kind takes its place, only the rules of a web server can lead to the page.
    """

    old: str
    new: str
    node: Node  # the page whose alias it is
    target: Output | None = None  # the file that answers, where it is not the page

    @property
    def needs_host(self) -> bool:
        """Whether nothing can be written at the old address: a page that leads on would pose as a PDF, say."""
        return self.target is None and not is_page(self.old)

    @property
    def file(self) -> str:
        """The file at which a host without redirects finds it."""
        return file_at(self.old)


def redirects(site: Site, outputs: Iterable[Output]) -> Iterator[Redirect]:
    """Yield each old address of the site; `outputs` are all files of it."""
    aliases = [(node, alias) for node in site.nodes.values() for alias in node.page.aliases]
    if all(is_page(alias) for _, alias in aliases):
        outputs = ()  # no list of them has to be made
    files = _Files(site, outputs, {file_at(alias) for _, alias in aliases})
    for node, alias in aliases:
        found = () if is_page(alias) else files.followed(alias, followed_as(node, site)) or files.of(node, alias)
        target = found[0] if len(found) == 1 else None
        yield Redirect(alias, f"/{target.path}" if target else node.address, node, target)


class _Files:
    """The files of a site to which an old address can lead, found in a time that does not grow with their number."""

    def __init__(self, site: Site, outputs: Iterable[Output], old: Container[str]) -> None:
        """Take all files of the site; what answers at one of its `old` addresses is not what they lead to."""
        self._site = site
        self._by_source: dict[tuple[str, str], list[Output]] = {}  # by the file it was made from, and by its ending
        self._kept: dict[str, Output] = {}
        for output in outputs:
            if output.path in old:
                continue
            if output.kept or (output.made_from and not output.path.endswith(".html")):
                for path in output.made_from:
                    self._by_source.setdefault((path, splitext(output.path)[1]), []).append(output)
                if output.kept and output.made_from:
                    self._kept[output.path] = output
        self._by_place: dict[tuple[str, ...], list[Output]] = {}
        for output in self._kept.values():
            for place, name in _places(output.path):
                self._by_place.setdefault((*place, name), []).append(output)
        self._of: dict[tuple[str, str], Sequence[Output]] = {}

    def followed(self, alias: str, name: str) -> Sequence[Output]:
        """Return the feed or calendar that answers at the old address of one; `name` is that under which its page is followed.

        It is that of the page, whose address differs in the name alone. Where the page has none, that of the whole site
        answers: who follows the old one gets something that a program can read, and learns how it goes on.
        """
        last = name.rpartition("/")[2]
        own = [
            output
            for place, before in _places(alias.lstrip("/"))
            if before != last
            for output in self._by_place.get((*place, last), ())
        ]
        if own or not alias.startswith(("/feeds/", "/calendars/")):
            return own
        whole = "calendars/events.ics" if alias.startswith("/calendars/") else basename(alias)
        return [self._kept[whole]] if whole in self._kept else []

    def of(self, node: Node, alias: str) -> Sequence[Output]:
        """Return the files with the ending of an old address that were made from a page alone, else those that it links to."""
        ending = splitext(alias)[1]
        if (node.path, ending) not in self._of:
            self._of[node.path, ending] = self._made_from(node, ending) or self._linked(node, ending)
        return self._of[node.path, ending]

    def _made_from(self, node: Node, ending: str) -> Sequence[Output]:
        return [one for one in self._by_source.get((node.path, ending), ()) if one.made_from == (node.path,)]

    def _linked(self, node: Node, ending: str) -> Sequence[Output]:
        linked = {address.partition("#")[0] for address in self._site.addresses.get(node.path, ())}
        return [
            output
            for path in sorted(self._site.files)
            for output in self._by_source.get((path, ending), ())
            if self._site.href(f"/{output.path}") in linked
        ]


def _places(path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each part of a path, without its ending, and before it what is around the part: where it stands, and all the rest.

    >>> list(_places("feeds/oslo.xml"))
    [(('0', 'oslo.xml', ''), 'feeds'), (('1', 'feeds', '.xml'), 'oslo')]
    """
    parts = path.split("/")
    for number, part in enumerate(parts):
        name, ending = splitext(part)
        yield (str(number), *parts[:number], *parts[number + 1 :], ending), name
