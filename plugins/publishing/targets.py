"""Where a site is put up, as it is written: a folder, a host over SSH, a branch of a git remote, a store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.problems.problem import printable

_SECRET = re.compile(
    r"(?<=//)\S+(?=@)|(?<=\?)[^\s”\"'<>]+=[^\s”\"'<>]+"
)  # in an address: before the host, in the query


class CannotPublish(Exception):
    """The site was not put up; its text says why and what to do, without secrets and control characters."""

    def __str__(self) -> str:
        """Return the text as a terminal may show it."""
        return printable(without_secrets(super().__str__()))


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


def without_secrets(text: str) -> str:
    """Return a text without the names, passwords and tokens that may stand in addresses.

    >>> without_secrets("cannot reach https://me:hidden@example.org/site.git?access_token=hidden")
    'cannot reach https://…@example.org/site.git?…'
    """
    return _SECRET.sub("…", text)


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

    A single word is always a name: a folder is written as a path, so that a misspelt name creates no folder.

    >>> read_target("web@example.org:/srv/site").host
    'web@example.org'
    >>> str(read_target("live", {"live": {"place": "git+https://example.org/site.git"}}))
    'https://example.org/site.git#gh-pages'
    """
    named = named or {}
    if not is_name(written):
        return _read_place(written)
    if written not in named:
        names = f"Targets: {', '.join(sorted(named))}." if named else "project.yaml and publishconf.py name no targets."
        raise CannotPublish(
            f"there is no target “{written}”. {names} A folder is written as a path: ./{written} or /srv/{written}."
        )
    entry = named[written]
    target = _read_place(entry["place"])
    if entry.get("after") and target.service:
        raise CannotPublish(
            f"the target “{written}” has “after”, but no program of ours runs at {target}. Take it out: only a "
            "folder and a host over SSH can run a command."
        )
    return Target(target.folder, target.host, target.service, entry.get("address") or "", entry.get("after") or "")


def is_name(written: str) -> bool:
    """Whether a target is written as a name and not as a place.

    >>> is_name("live"), is_name("./live"), is_name("~/live"), is_name("host:/srv/site")
    (True, False, False, False)
    """
    return bool(re.fullmatch(r"(?!~)[^/\\:]+", written)) and written not in (".", "..")


def _read_place(written: str) -> Target:
    if not written or not written.isprintable():
        raise CannotPublish(f"“{written}” is no target: it is empty or holds signs that cannot be printed.")
    if written.startswith("git+"):
        return _git(written)
    if written.startswith("s3://"):
        return _s3(written)
    host, colon, folder = written.partition(":")
    if colon and "/" not in host and len(host) > 1:  # C:\site is a folder
        return _ssh(written, host, folder)
    return Target(_folder(written))


def _folder(written: str) -> str:
    """Return a folder as an absolute path without “..”, so that it is judged as what it is."""
    try:
        path = Path(written).expanduser().absolute()
        if ".." in path.parts:
            path = path.resolve() if path.name == ".." else path.parent.resolve() / path.name
    except (OSError, RuntimeError, ValueError) as error:
        raise CannotPublish(f"“{written}” is no target: {error}.") from None
    return str(path)


def _ssh(written: str, host: str, folder: str) -> Target:
    # A host that begins with a hyphen, or a user who does, would be read as an option by ssh or by what it starts.
    known = re.fullmatch(r"(?:[a-z0-9_][\w.-]*@)?[a-z0-9][\w.-]*", host, re.ASCII | re.IGNORECASE)
    if not known or not folder.startswith("/") or folder.startswith("//") or ".." in folder.split("/"):
        raise CannotPublish(
            f"“{written}” is no target: after the colon the path of a folder is wanted, from the root and without “..”: "
            "host:/srv/site or user@host:/srv/site"
        )
    return Target(folder.rstrip("/") or "/", host)


def _git(written: str) -> Target:
    address, _, branch = written.removeprefix("git+").partition("#")
    branch = branch or "gh-pages"
    try:
        parts = urlsplit(address)
        scheme, secret = parts.scheme, parts.password or (parts.username and parts.scheme != "ssh") or parts.query
    except ValueError:
        scheme, secret = "", ""
    if secret:
        raise CannotPublish(
            "the address of a git remote must not carry a password, a token or anything after “?”: targets are written "
            "down. Put the token into the environment as SITE_GIT_TOKEN."
        )
    if scheme not in ("https", "ssh", "file") or not _ADDRESS.fullmatch(address) or not _is_branch(branch):
        raise CannotPublish(
            f"“{written}” is no target: git+https://, git+ssh:// or git+file:// and an address is wanted, then # and a branch."
        )
    return Target(branch, address, "git")


# A host that begins with a hyphen would be read as an option by ssh.
_ADDRESS = re.compile(
    r"(?:https|ssh)://(?:[a-z0-9_][\w.-]*@)?(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d+)?/\S+|file:///.+", re.IGNORECASE
)


def _is_branch(name: str) -> bool:
    """Whether git takes a name as that of a branch; see git-check-ref-format."""
    parts = name.split("/")
    fits = re.fullmatch(r"[A-Za-z0-9][\w./-]{0,200}", name) and ".." not in name and name != "HEAD"
    return bool(fits) and all(part and part[0] != "." and not part.endswith((".", ".lock")) for part in parts)


def _s3(written: str) -> Target:
    bucket, _, prefix = written.removeprefix("s3://").partition("/")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]{2,62}", bucket) or ".." in prefix or "?" in prefix or "@" in prefix:
        raise CannotPublish(f"“{written}” is no target: s3://bucket or s3://bucket/prefix is wanted.")
    return Target(f"{prefix.strip('/')}/" if prefix.strip("/") else "", bucket, "s3")
