"""A built site put up at a target, or taken back: every guard stands here, every way to get there has its own file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from core.build.atomic_folder import MARK
from plugins.publishing.folder import KEPT, RELEASE, Folder, refuse_foreign
from plugins.publishing.packed import is_packed, pack
from plugins.publishing.targets import CannotPublish, Changes, NotFollowed, Target, read_target

__all__ = [
    "KEPT",
    "CannotPublish",
    "Changes",
    "NotFollowed",
    "Target",
    "publish",
    "read_target",
    "refuse_foreign",
    "told",
]

_MAY_GO = 0.05  # of the pages that are there; more is most often a mistake


class Place(Protocol):
    """Somewhere a site can be put up."""

    packed: bool  # whether it wants text files packed beside themselves
    patience: int  # seconds until visitors see what was put up

    def changes(self, site: Path) -> Changes:
        """Return what publishing would change; CannotPublish where the place is not ours."""

    def put(self, site: Path, release: str) -> None:
        """Put up a built site; interrupted at any moment, visitors have whole pages."""

    def back(self) -> str:
        """Bring back the release before the one that is live; return its name."""

    def follow(self) -> None:
        """Run the command that the target wants run when the site has changed; CannotPublish where it fails."""


def place_of(target: Target) -> Place:
    """Return the place that a target means."""
    match target.kind:
        case "ssh":
            from plugins.publishing.ssh import Host

            return Host(target)
        case "git":
            from plugins.publishing.git import Branch

            return Branch(target)
        case "s3":
            from plugins.publishing.s3 import Store

            return Store(target)
    return Folder(target)


def publish(site: Path, target: Target, release: str, may_go: int = 0) -> str:
    """Put up a built site as a new release; return where it is live.

    `release` is its moment, like 20140610T120000Z; `may_go` is how many pages are known to go, where more than a
    few would.
    """
    prepare(site, target)
    if not RELEASE.fullmatch(release):
        raise ValueError(release)
    place = place_of(target)
    refuse_few_pages(place.changes(site), may_go)
    place.put(site, release)
    follow(target)
    return str(target)


def prepare(site: Path, target: Target) -> None:
    """Make a built site ready to travel; CannotPublish where the folder is none."""
    if not (site / MARK).is_file():
        raise CannotPublish(f"{site} is no built site.")
    if place_of(target).packed:
        pack(site)


def changes(site: Path, target: Target) -> Changes:
    """Return what publishing would change, without packed files, which go with their own."""
    found = place_of(target).changes(site)
    for paths in (found.new, found.changed, found.removed):
        paths[:] = [path for path in paths if not is_packed(path)]
    return found


def rollback(target: Target) -> str:
    """Bring back the release before the one that is live; return its name."""
    release = place_of(target).back()
    follow(target)
    return release


def follow(target: Target) -> None:
    """Run what the target wants run after a switch, such as the reload of a web server; NotFollowed where it fails."""
    if not target.after:
        return
    try:
        place_of(target).follow()
    except CannotPublish as error:
        raise NotFollowed(
            f"the site has changed at {target}, but what is to be done afterwards ({target.after}) was not: {error}. "
            "Visitors get the site; until it is done, a web server may still lead old addresses as before."
        ) from None


def refuse_few_pages(found: Changes, may_go: int) -> None:
    """Raise CannotPublish where suspiciously many pages would be gone and nobody has said so."""
    gone, before = found.gone, found.kept + len(found.gone)
    if len(gone) > before * _MAY_GO and len(gone) > may_go:
        shown = "".join(f"\n    {path}" for path in gone[:10]) + ("\n    …" if len(gone) > 10 else "")
        raise CannotPublish(
            f"{len(gone)} of {before} pages that are there would be gone:{shown}\n"
            f"If that is meant, add --yes-remove {len(gone)}."
        )


def told(found: Changes) -> str:
    """Return changes in words."""
    lines = [f"{len(found.new)} new, {len(found.changed)} changed, {len(found.removed)} removed."]
    for sign, paths in (("+", found.new), ("~", found.changed), ("-", found.removed)):
        lines += [f"  {sign} {path}" for path in paths]
    return "\n".join(lines)
