"""A site that stays in memory while it is being worked on: a change of words touches only what shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from core.build.build_cache import BuildCache
from core.build.outputs import Output
from core.checks.links import find_dead_links
from core.checks.mail_addresses import find_printed_addresses
from core.checks.times import find_placeholders
from core.documents.parse import ParsedPage, digest_of, read
from core.documents.sources import Sources
from plugins.build.context import BuildContext
from plugins.build.output_writer import OutputWriter


class PreviewState:
    """The last build of a house that is still standing."""

    def __init__(self, build_context: BuildContext, sources: Sources, memory: BuildCache, place: Path) -> None:
        self.build_context, self.sources, self.memory, self.place = build_context, sources, memory, place
        self._readers: dict[str, list[Output]] = defaultdict(list)  # outputs that show the words of a page, by path
        for output in build_context.outputs:
            for path in output.reads:
                self._readers[path].append(output)

    def change(self, paths: Iterable[str], content: Path) -> int | None:
        """Take over changes of some files of the content folder; return how many files were written anew.

        None where that is not enough, and the whole site has to be looked at.
        """
        if self.build_context.closers:
            return None  # a search, say: what is made from finished pages is made anew with any of them
        changed = {}
        for path in map(Path, paths):
            if path.suffix != ".md" or not path.is_file() or not path.is_relative_to(content):
                return None
            changed[path.relative_to(content).as_posix()] = path.read_bytes()
        return self.renew(changed)

    def renew(self, changed: dict[str, bytes]) -> int | None:
        """Make anew what shows the words of these files, given by path with their bytes; return how many were written.

        None where more than words has changed, or anything is wrong: then the whole site has to be looked at.
        """
        readings: dict[str, ParsedPage] = {}
        for path, data in changed.items():
            old = self.memory.readings.get(path)
            if old is None or path not in self.build_context.site.nodes:
                return None
            site = self.build_context.site
            digest = digest_of(data, site.label, old.kind, site.project.timezone)
            if digest == old.digest:
                continue
            readings[path] = read(data, path, site.label, old.kind, site.project.timezone, digest)
            if readings[path].facts != old.facts or readings[path].problems:
                self.memory.readings |= readings  # read once: the whole site is looked at next
                return None
        if not self._move_in(readings):
            return None
        due = {output.path: output for path in readings for output in self._readers[path]}
        writer = OutputWriter(self.place, self.place, self.memory.made)
        stands, anew = writer.put(due.values(), frozenset(readings), lambda _done, _all: None)
        self.memory.made |= stands
        self.memory.readings |= readings
        self.memory.texts |= {path: reading.digest for path, reading in readings.items()}
        self.sources.texts |= changed
        self.build_context.digester.forget()
        return anew

    def _move_in(self, readings: dict[str, ParsedPage]) -> bool:
        """Put new readings in the place of the old; False, and all is as before, where a link or an address is wrong."""
        site = self.build_context.site
        before = {path: (site.nodes[path].said, site.nodes[path].document, site.nodes[path].body) for path in readings}
        for path, reading in readings.items():
            node = site.nodes[path]
            node.said, node.document, node.body = reading.page, reading.document, reading.body
        nodes = [site.nodes[path] for path in readings]
        if any(
            True
            for find in (
                find_dead_links(site, self.sources, nodes),
                find_printed_addresses(site, nodes, self.sources.texts),
                find_placeholders(site, nodes),
            )
            for _ in find
        ):
            for path, (page, document, body) in before.items():
                site.nodes[path].said, site.nodes[path].document, site.nodes[path].body = page, document, body
            return False
        for path in readings:
            self.build_context.views.forget(path)
        return True
