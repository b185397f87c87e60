"""Where a site is put up, as it is written: a folder, a host over SSH, a branch of a git remote, a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit


class CannotPublish(Exception):
    """The site was not put up; its text says why and what to do."""


class NotFollowed(CannotPublish):
    """The site was put up or taken back, but what was to be done after it was not."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a site."""

    folder: str  # on this machine or on the host; of a git remote the branch, of a store the prefix of all names
    host: str = ""  # user@host, the address of a git remote, the name of a bucket; empty for this machine
    service: str = ""  # git or s3; empty for folders
    address: str = ""  # where visitors find it, with a slash at the end; empty where that is not known
    after: str = ""  # a command for the shell there when the site has changed, such as the reload of a web server

    @property
    def kind(self) -> str:
        """What it is: folder, ssh, git or s3."""
        return self.service or ("ssh" if self.host else "folder")

    @property
    def link(self) -> str:
        """The link that a web server serves, where there is one."""
        return f"{self.folder}/current"

    def __str__(self) -> str:
        return {
            "folder": self.link,
            "ssh": f"{self.host}:{self.link}",
            "git": f"{self.host}#{self.folder}",
            "s3": f"s3://{self.host}/{self.folder}",
        }[self.kind]


@dataclass(slots=True)
class Changes:
    """What putting up a site would change at a target. Paths of files, without what is packed beside them."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: int = 0  # pages that are there and stay, changed or not

    @property
    def gone(self) -> list[str]:
        """The pages that would be gone."""
        return [path for path in self.removed if path.endswith(".html")]


def compared(there: Mapping[str, str], here: Mapping[str, str]) -> Changes:
    """Return the changes from what is there to what is here: digests of files by path."""
    return Changes(
        new=sorted(here.keys() - there.keys()),
        changed=sorted(path for path in here.keys() & there.keys() if here[path] != there[path]),
        removed=sorted(there.keys() - here.keys()),
        kept=sum(path.endswith(".html") for path in here.keys() & there.keys()),
    )


def old_addresses(site: Path) -> dict[str, str]:
    """Return where the old addresses of a built site lead, both without what an address encodes."""
    rules = site / "_redirects"
    lines = rules.read_text("utf-8").splitlines() if rules.is_file() else []
    return {unquote(old): new for old, new, _ in (line.split() for line in lines)}


def read_target(written: str, named: Mapping[str, Mapping[str, str]] | None = None) -> Target:
    """Return what a target means: the name of one, a path, host:path, git+address#branch or s3://bucket/prefix.

    >>> read_target("web@example.org:/srv/site").host
    'web@example.org'
    >>> str(read_target("live", {"live": {"place": "git+https://example.org/site.git"}}))
    'https://example.org/site.git#gh-pages'
    """
    if named and written in named:
        entry = named[written]
        target = _read_place(entry["place"])
        if entry.get("after") and target.service:
            raise CannotPublish(
                f"the target “{written}” has “after”, but no program of ours runs at {target}. Take it out: only a "
                "folder and a host over SSH can run a command."
            )
        return Target(target.folder, target.host, target.service, entry.get("address") or "", entry.get("after") or "")
    if named and re.fullmatch(r"[\w-]+", written) and not Path(written).exists():
        raise CannotPublish(f"there is no target “{written}”. Targets: {', '.join(sorted(named))}.")
    return _read_place(written)


def refuse_command(target: Target) -> None:
    """Raise CannotPublish where content wants a command run on this machine: whoever writes pages may not.

    Over SSH it runs as the user who may put up the site, and that one may do there what it is let do.
    """
    if target.after and target.kind == "folder":
        raise CannotPublish(
            f"“after” of a folder runs on this machine, so it has to stand in publishconf.py, not in project.yaml: {target.after}"
        )


def _read_place(written: str) -> Target:
    if written.startswith("git+"):
        return _git(written)
    if written.startswith("s3://"):
        return _s3(written)
    host, colon, folder = written.partition(":")
    if colon and "/" not in host and len(host) > 1:  # C:\site is a folder
        if not folder.startswith("/") or host.startswith("-"):
            raise CannotPublish(
                f"“{written}” is no target: after the colon the path of a folder is wanted, from the root: host:/srv/site"
            )
        return Target(folder.rstrip("/") or "/", host)
    return Target(str(Path(written).expanduser().absolute()))


def _git(written: str) -> Target:
    address, _, branch = written.removeprefix("git+").partition("#")
    parts = urlsplit(address)
    if parts.password or (parts.username and parts.scheme != "ssh"):
        raise CannotPublish(
            "the address of a git remote must not carry a password or token: targets are written down. "
            "Put the token into the environment as SITE_GIT_TOKEN."
        )
    branch = branch or "gh-pages"
    if parts.scheme not in ("https", "ssh", "file") or not re.fullmatch(r"[A-Za-z0-9][\w./-]*", branch):
        raise CannotPublish(
            f"“{written}” is no target: git+https://, git+ssh:// or git+file:// and an address is wanted, then # and a branch."
        )
    return Target(branch, address, "git")


def _s3(written: str) -> Target:
    bucket, _, prefix = written.removeprefix("s3://").partition("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{2,62}", bucket) or ".." in prefix:
        raise CannotPublish(f"“{written}” is no target: s3://bucket or s3://bucket/prefix is wanted.")
    return Target(f"{prefix.strip('/')}/" if prefix.strip("/") else "", bucket, "s3")
