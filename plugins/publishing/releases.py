"""A place where a site is put up: releases beside each other, and one link that says which is live."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core.swap import MARK

KEPT = 5
_RELEASE = re.compile(r"\d{8}T\d{6}Z")


class CannotPublish(Exception):
    """The site was not put up; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: a folder here, or a folder of a host over SSH."""

    folder: str
    host: str = ""  # user@host; empty for this machine

    @property
    def link(self) -> str:
        """The link that a web server serves."""
        return f"{self.folder}/current"


def read_target(written: str) -> Target:
    """Return what a target means: a path, or host:path.

    >>> read_target("web@example.org:/srv/site").host
    'web@example.org'
    """
    host, colon, folder = written.partition(":")
    if colon and "/" not in host and len(host) > 1:  # C:\site is a folder
        if not folder.startswith("/") or host.startswith("-"):
            raise CannotPublish(
                f"“{written}” is no target: after the colon the path of a folder is wanted, from the root: host:/srv/site"
            )
        return Target(folder.rstrip("/"), host)
    return Target(str(Path(written).expanduser().absolute()))


def publish(site: Path, target: Target, release: str) -> str:
    """Put up a built site as a new release and switch the link to it; return where it is live.

    Until the switch, which is one rename, visitors see the release before; whatever goes wrong earlier changes
    nothing for them.
    """
    if not (site / MARK).is_file():
        raise CannotPublish(f"{site} is no built site.")
    if not _RELEASE.fullmatch(release):
        raise ValueError(release)
    if target.host:
        _over_ssh(site, target, release)
    else:
        _into_folder(site, Path(target.folder), release)
    return f"{target.host}:{target.link}" if target.host else target.link


def _into_folder(site: Path, folder: Path, release: str) -> None:
    refuse_foreign(folder)
    releases = folder / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    (folder / ".releases").touch()
    partial, final = releases / f"{release}.partial", releases / release
    for left in releases.glob("*.partial"):
        shutil.rmtree(left)
    shutil.copytree(site, partial)
    partial.rename(final)
    new = folder / "current.new"
    new.unlink(missing_ok=True)
    new.symlink_to(Path("releases", release))
    new.replace(folder / "current")
    for old in sorted(path for path in releases.iterdir() if _RELEASE.fullmatch(path.name))[:-KEPT]:
        shutil.rmtree(old)


def refuse_foreign(folder: Path) -> None:
    """Raise CannotPublish for a folder that is not ours: only an empty one, or one that we have marked, is used."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotPublish(f"{folder} is not a folder.")
    if folder in (Path(folder.anchor), Path.home()):
        raise CannotPublish(f"{folder} is not a place for a site; name a folder of its own.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / ".releases").exists():
        raise CannotPublish(
            f"{folder} holds other things. Name an empty or new folder, or create {folder}/.releases if it is ours."
        )


def _over_ssh(site: Path, target: Target, release: str) -> None:
    # The folder arrives as a word of the shell there: everything is quoted.
    folder = shlex.quote(target.folder)
    ready = (
        f'set -eu; f={folder}; [ "$f" != / ] && [ "$f" != "$HOME" ] && [ ! -L "$f" ] || {{ echo "not a place for a site" >&2; exit 3; }}; '
        'if [ -d "$f" ] && [ -n "$(ls -A "$f")" ] && [ ! -e "$f/.releases" ]; then echo "the folder holds other things" >&2; exit 3; fi; '
        'mkdir -p "$f/releases"; touch "$f/.releases"; rm -rf "$f"/releases/*.partial; readlink "$f/current" || true'
    )
    before = _ssh(target.host, ready).strip()
    partial = f"{target.folder}/releases/{release}.partial/"
    # Files that did not change are linked from the release before, on the host itself.
    link = [f"--link-dest={target.folder}/{before}/"] if _RELEASE.fullmatch(before.removeprefix("releases/")) else []
    _run(
        [
            "rsync",
            "--archive",
            "--checksum",
            "--no-owner",
            "--no-group",
            *link,
            "-e",
            _shell(),
            "--",
            f"{site}/",
            f"{target.host}:{shlex.quote(partial)}",
        ]
    )
    switch = (
        f'set -eu; cd {folder}; mv "releases/{release}.partial" "releases/{release}"; rm -f current.new; ln -s "releases/{release}" current.new; '
        "mv -T current.new current 2>/dev/null || mv -h current.new current; "
        f"ls -d releases/????????T??????Z | sort | head -n -{KEPT} | xargs -r rm -rf --"
    )
    _ssh(target.host, switch)


def _shell() -> str:
    return os.environ.get("SITE_SSH", "ssh -o BatchMode=yes")


def _ssh(host: str, command: str) -> str:
    return _run([*shlex.split(_shell()), host, command])


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
    except FileNotFoundError:
        raise CannotPublish(
            f"{command[0]} is not installed. Install it, for example: apt-get install {'openssh-client' if command[0] == 'ssh' else command[0]}"
        ) from None
    if done.returncode:
        raise CannotPublish(f"{command[0]} failed: {done.stderr.strip() or f'status {done.returncode}'}")
    return done.stdout
