"""A site that one process builds again and again while somebody writes."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from core.build.build_cache import BuildCache
from core.documents.sources import Sources, read_folder, reread
from plugins.build.context import BuildContext
from plugins.build.output_writer import OutputWriter
from plugins.build.plugin import run, run_again
from plugins.build.preview_state import PreviewState


class DevBuild:
    """The site of a content folder, built into a place of its own as `pelicanconf.py` says."""

    def __init__(self, content: Path, place: Path, label: str) -> None:
        """Take the folders; `label` is the content folder as problems call it. Nothing is built yet."""
        self.content, self.place, self.label = content, place, label
        self.memory = BuildCache()
        self._sources: Sources | None = None
        self._generator: object = None
        self._standing: PreviewState | None = None
        self._settings: dict[str, object] = {}
        self._rested = False
        self._build_context: BuildContext | None = None  # of the last build that went well
        self._lock = threading.Lock()
        self._made: dict[str, Mapping[str, bytes]] = {}  # files made on request from that build, by folder

    def build(self, changed: Iterable[str], **settings: object) -> int:
        """Build after changes of these files, given whole; none of them: everything may have changed.

        Return how many files were written. Raises Refused where the content has problems, OSError where the disk says no.
        """
        changed = set(changed)
        with self._lock:
            return self._build(changed, settings)

    def _build(self, changed: set[str], settings: dict[str, object]) -> int:
        self._made.clear()
        standing, self._standing = self._standing, None
        if standing and changed and self._nothing_else_changes(settings):
            anew = standing.change(changed, self.content)
            if anew is not None:
                self._standing = standing
                return anew
        self._rested = False
        before, self._sources = self._sources, None
        sources = reread(before, self.content, changed) if before and changed else None
        self._sources = sources or read_folder(self.content, self.label)
        generator, self._generator = self._generator, None
        if generator and changed:  # with no file named, a template may have changed
            done = run_again(generator, **settings, SOURCES=self._sources)
        else:
            folders = {"PATH": str(self.content), "OUTPUT_PATH": str(self.place), "CONTENT_LABEL": self.label}
            more = {"MEMORY": self.memory, "SOURCES": self._sources, "REPORT": {}}
            done = run("pelicanconf.py", **folders, **settings, **more)
        self._generator = done["generator"]
        self._standing = PreviewState(done["build_context"], self._sources, self.memory, self.place)
        self._build_context, self._settings = done["build_context"], settings
        return int(done["anew"])

    def _nothing_else_changes(self, settings: dict[str, object]) -> bool:
        """Whether the last build was as these settings say, and the site has not changed by itself since."""
        same = {**settings, "NOW": ""} == {**self._settings, "NOW": ""}
        site = self._build_context.site if self._build_context else None
        if not same or site is None or site.until is None:
            return False
        return site.now <= datetime.fromisoformat(str(settings["NOW"])) < site.until

    def file_on_request(self, path: str) -> bytes | None:
        """Return a file that is left out of builds at home, such as one of the search's index; None where it is none."""
        folder, _, name = path.partition("/")
        make = self._build_context.on_request.get(folder) if self._build_context else None
        if make is None:
            return None
        with self._lock:
            if folder not in self._made:
                self._made[folder] = make(self.place)
            return self._made[folder].get(name)

    def rest(self) -> None:
        """Clear up, when nobody waits: what stays is not looked through again while the next build is made.

        A large site needs most of a second for that. After changed words there is nothing new to clear up, so that who
        goes on writing is not made to wait.
        """
        if self._rested:
            return
        self._rested = True
        self.memory.resident["standing"] = OutputWriter(self.place, self.place, self.memory.made).standing()
        gc.unfreeze()
        gc.collect()
        gc.freeze()
