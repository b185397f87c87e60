"""A folder of this machine: releases beside each other, and one link that says which is live."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.hosting import is_hashed
from core.swap import Busy, locked
from plugins.publishing.programs import run
from plugins.publishing.targets import CannotPublish, Changes, Target

KEPT = 5
RELEASE = re.compile(r"\d{8}T\d{6}Z")
MARK = ".releases"  # at the top of every folder that is ours; names the releases in the order in which they went live
NAMES = ".hashed"  # in each release: its own files whose names change with their content


class Folder:
    """Publishes into a folder. Files that did not change are one file on the disk in all releases."""

    packed = True
    patience = 0

    def __init__(self, target: Target) -> None:
        self.target = target
        self.folder = Path(target.folder)
        self.releases = self.folder / "releases"

    def changes(self, site: Path) -> Changes:
        """Return what publishing would change."""
        refuse_foreign(self.folder)
        live = self.folder / "current"
        here, there = set(_files(site)), set(_files(live)) if live.is_dir() else set()
        both = here & there
        return Changes(
            new=sorted(here - there),
            changed=sorted(path for path in both if not _same(site / path, live / path)),
            removed=sorted(path for path in there - here - {NAMES} if not is_hashed(path)),
            kept=sum(path.endswith(".html") for path in both),
        )

    def put(self, site: Path, release: str) -> None:
        """Put up a built site as a new release and switch the link to it.

        Until the switch, which is one rename, visitors see the release before; whatever goes wrong earlier
        changes nothing for them.
        """
        refuse_foreign(self.folder)
        self.releases.mkdir(parents=True, exist_ok=True)
        (self.folder / MARK).touch()
        with self._alone():
            partial, final = self.releases / f"{release}.partial", self.releases / release
            for left in self.releases.glob("*.partial"):
                shutil.rmtree(left)
            before = self._live()
            for path in _files(site):
                _take(site / path, partial / path, self.releases / before / path if before else None)
            for path in [partial, *(path for path in partial.rglob("*") if path.is_dir())]:
                path.chmod(0o755)
            names = [path for path in _files(site) if is_hashed(path)]
            (partial / NAMES).write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")
            self._carry(before, partial)
            partial.rename(final)
            self._switch(release)
            self._prune()

    def back(self) -> str:
        """Switch to the release that was live before this one; return it."""
        refuse_foreign(self.folder)
        with self._alone():
            live = self._live()
            past = [name for name in self._history() if name != live and (self.releases / name).is_dir()]
            if not live or not past:
                raise CannotPublish(f"{self.folder} has no release before the one that is live.")
            self._switch(past[-1])
            self._note(past)
            return past[-1]

    def follow(self) -> None:
        """Run what the target wants run, in the folder."""
        run(["sh", "-euc", self.target.after], folder=self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with locked(self.folder / MARK):
                yield
        except Busy:
            raise CannotPublish(f"somebody else is publishing to {self.folder} right now. Try again.") from None

    def _live(self) -> str:
        """Return the release that is live; empty where there is none."""
        link = self.folder / "current"
        return link.readlink().name if link.is_symlink() else ""

    def _history(self) -> list[str]:
        """Return the releases in the order in which they went live; one that was killed before it was noted counts."""
        names = [line for line in (self.folder / MARK).read_text("utf-8").split() if RELEASE.fullmatch(line)]
        live = self._live()
        return names if not live or names[-1:] == [live] else [*names, live]

    def _switch(self, release: str) -> None:
        history = self._history()
        new = self.folder / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases", release))
        new.replace(self.folder / "current")
        self._note([*history, release])

    def _note(self, history: list[str]) -> None:
        # Into the same file, since it is the lock as well.
        (self.folder / MARK).write_text("".join(f"{name}\n" for name in history), "utf-8")

    def _carry(self, before: str, partial: Path) -> None:
        """Keep the style sheets and scripts of the release before: who has just loaded a page of it asks for them next."""
        names = self.releases / before / NAMES
        for name in names.read_text("utf-8").split("\n") if before and names.is_file() else ():
            old = self.releases / before / name
            if name and old.is_file() and not (partial / name).exists():
                _take(old, partial / name, old)

    def _prune(self) -> None:
        history, live = self._history(), self._live()
        past = [name for name in history if name != live]
        # The live one and the one before stay whatever their names: the clock of another machine may go wrong.
        safe = {live, *past[-1:]}
        names = sorted(path.name for path in self.releases.iterdir() if RELEASE.fullmatch(path.name))
        for name in names[:-KEPT]:
            if name not in safe:
                shutil.rmtree(self.releases / name)


def refuse_foreign(folder: Path) -> None:
    """Raise CannotPublish for a folder that is not ours: only an empty one, or one that we have marked, is used."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotPublish(f"{folder} is not a folder.")
    if folder.resolve() in (Path(folder.anchor), Path.home().resolve()):
        raise CannotPublish(f"{folder} is not a place for a site; name a folder of its own.")
    for name in ("releases", MARK):
        if (folder / name).is_symlink():
            raise CannotPublish(f"{folder / name} is a link to another place; nothing is written through it.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise CannotPublish(
            f"{folder} holds other things. Name an empty or new folder, or create {folder}/{MARK} if it is ours."
        )


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name).relative_to(folder).as_posix()


def _same(one: Path, other: Path) -> bool:
    return filecmp.cmp(one, other, shallow=False)


def _take(file: Path, place: Path, before: Path | None) -> None:
    """Put a file in its place; the same bytes of the release before become one file with it and keep their date."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if before is not None and before.is_file() and (before == file or _same(file, before)):
        try:
            os.link(before, place)
        except OSError:  # a file system without links
            pass
        else:
            return
    shutil.copyfile(file, place)
    place.chmod(0o644)
