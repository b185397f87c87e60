"""A folder of this machine: releases beside each other, and one link that says which is live."""

from __future__ import annotations

import errno
import filecmp
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.build.atomic_folder import BuildLocked, locked
from core.hosting.headers import is_hashed
from plugins.publishing.programs import run
from plugins.publishing.targets import CannotPublish, Changes, NotFollowed, Target

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
        with self._written("Visitors get what they got before."):
            refuse_foreign(self.folder)
            self._make()
            with self._alone():
                history = [*self._history(), release]
                self._add(site, release)
                try:
                    self._note(history)
                    self._prune()
                except OSError as error:
                    raise NotFollowed(
                        f"the site has changed at {self.target}, but the releases before it could not be put in order: "
                        f"{_cause(error)}."
                    ) from None

    def _add(self, site: Path, release: str) -> None:
        """Write a release and switch to it; what was written is removed where that fails."""
        partial, final = self.releases / f"{release}.partial", self.releases / release
        try:
            self._fill(site, partial, self._live())
            partial.rename(final)
            self._switch(release)
        except BaseException:
            for left in (partial, *([final] if self._live() != release else [])):
                shutil.rmtree(left, ignore_errors=True)
            raise

    def _make(self) -> None:
        """Make the folder and what stands in it at once, readable for the web server whatever the umask."""
        new = [path for path in (self.folder, *self.folder.parents) if not path.exists()]
        self.folder.mkdir(parents=True, exist_ok=True)
        refuse_foreign(self.folder)  # somebody else may have made it in between
        self.releases.mkdir(exist_ok=True)
        (self.folder / MARK).touch()
        closed = [] if self.folder.stat().st_mode & 0o077 else [self.folder]
        for path in {*new, *closed, self.releases}:
            _open(path, 0o755)

    def _fill(self, site: Path, partial: Path, before: str) -> None:
        """Write a release beside the others; what a killed run left there goes first."""
        for left in self.releases.glob("*.partial"):
            if RELEASE.fullmatch(left.stem) and not left.is_symlink():
                shutil.rmtree(left)
        for path in _files(site):
            _take(site / path, partial / path, self.releases / before / path if before else None)
        names = [path for path in _files(site) if is_hashed(path)]
        (partial / NAMES).write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8")
        _open(partial / NAMES, 0o644)
        self._carry(before, partial)
        for path in [partial, *(path for path in partial.rglob("*") if path.is_dir())]:
            _open(path, 0o755)

    @contextmanager
    def _written(self, otherwise: str) -> Iterator[None]:
        """Raise CannotPublish with its cause and what visitors get where the disk refuses."""
        try:
            yield
        except OSError as error:
            raise CannotPublish(f"{self.folder} cannot be written: {_cause(error)}. {otherwise}") from None

    def back(self) -> str:
        """Switch to the release that was live before this one; return it."""
        refuse_foreign(self.folder)
        with self._alone(), self._written("Look at what visitors get before you try again."):
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
        except BuildLocked:
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
        new = self.folder / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("releases", release))
        new.replace(self.folder / "current")

    def _note(self, history: list[str]) -> None:
        # Into the same file, since it is the lock as well; cut at the end only, since a full disk would leave it empty.
        with (self.folder / MARK).open("r+", encoding="utf-8") as file:
            file.write("".join(f"{name}\n" for name in history))
            file.truncate()

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


def _home() -> Path | None:
    """Return the home folder; None for a user who has none."""
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def refuse_foreign(folder: Path) -> None:
    """Raise CannotPublish for a folder that is not ours: only an empty one, or one that we have marked, is used."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotPublish(f"{folder} is not a folder.")
    if folder.resolve() in (Path(folder.anchor), _home()):
        raise CannotPublish(f"{folder} is not a place for a site; name a folder of its own.")
    for name in ("releases", MARK):
        if (folder / name).is_symlink():
            raise CannotPublish(f"{folder / name} is a link to another place; nothing is written through it.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise CannotPublish(
            f"{folder} holds other things. Name an empty or new folder, or create {folder}/{MARK} if it is ours."
        )


def _cause(error: OSError) -> str:
    """Return why a disk refused, and where, without the names of Python."""
    reason = {errno.ENOSPC: "the disk is full", errno.EDQUOT: "the disk has no more room for this user"}
    why = reason.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return f"{why} ({error.filename})" if error.filename else why


def _open(path: Path, mode: int) -> None:
    """Let everybody read a file or folder, where that is not so already; it may belong to another user, who knows better."""
    if stat.S_IMODE(path.stat().st_mode) & mode != mode:
        with suppress(PermissionError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) | mode)


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
            _open(place, 0o644)
            return
    shutil.copyfile(file, place)
    place.chmod(0o644)
