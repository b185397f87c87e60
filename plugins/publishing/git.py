"""A branch of a git remote, as GitHub Pages and its like serve it: one commit for each release, one push that shows it."""

from __future__ import annotations

import base64
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from core.build.atomic_folder import MARK
from core.build.scratch_folders import scratch_folder
from core.site.addresses import is_page
from plugins.publishing.folder import RELEASE
from plugins.publishing.programs import run
from plugins.publishing.targets import CannotPublish, Changes, Target, compared, old_addresses

_OF_THE_HOST = frozenset({".nojekyll", "CNAME"})  # of the branch, not of the site
_DEPTH = 50  # releases of which the way back is known


class Branch:
    """Publishes as a branch. The repository in which we stand is not touched; history is never rewritten."""

    packed = False  # these hosts compress by themselves
    patience = 180  # seconds that they take until visitors see a push

    def __init__(self, target: Target) -> None:
        self.remote, self.branch = target.host, target.folder

    def changes(self, site: Path) -> Changes:
        """Return what publishing would change."""
        with self._clone() as clone:
            return compared(self._there(clone), _here(_as_folders(site)))

    def put(self, site: Path, release: str) -> None:
        """Push a built site as the next commit of the branch."""
        with self._clone() as clone:
            there = self._there(clone)
            if there == _here(_as_folders(site)):
                return
            command = [sys.executable, "-m", "ghp_import", "--no-jekyll", "--push", "-b", self.branch]
            if self._tip(clone) and "CNAME" in self._git(clone, "ls-tree", "--name-only", "FETCH_HEAD").split():
                command += ["--cname", self._git(clone, "show", "FETCH_HEAD:CNAME").strip()]
            command += ["--message", f"Release {release}", str(site)]
            run(command, folder=clone, environment=self._environment())

    def back(self) -> str:
        """Push the release before the one that is live, as a new commit; return it.

        Commits that are no releases, such as the “Create CNAME” of a forge, may stand between them. The files of the
        host stay as the newest commit has them.
        """
        with self._clone() as clone:
            self._there(clone)
            # Newest first. A release may stand there twice, the second time as one that came back.
            commits = self._releases(clone) if self._tip(clone) else []
            live = commits[0][1] if commits else ""
            first = max((n for n, (_, release) in enumerate(commits) if release == live), default=0)
            if first + 1 >= len(commits):
                raise CannotPublish(f"{self.branch} has no release before the one that is live.")
            tree, before = commits[first + 1]
            words = ["commit-tree", self._with_host_files(clone, tree), "-p", "FETCH_HEAD", "-m", f"Release {before}"]
            commit = self._git(clone, *words).strip()
            self._git(clone, "push", "--quiet", "origin", f"{commit}:refs/heads/{self.branch}")
            return before

    def _releases(self, clone: Path) -> list[tuple[str, str]]:
        """Return tree and name of each release of the branch, the newest first."""
        log = self._git(clone, "log", "--first-parent", "--format=%T %s", "FETCH_HEAD").splitlines()
        lines = [(line.partition(" ")[0], line.partition(" Release ")[2]) for line in log]
        return [(tree, release) for tree, release in lines if RELEASE.fullmatch(release)]

    def _with_host_files(self, clone: Path, tree: str) -> str:
        """Return a tree whose files of the host are those of the newest commit."""
        self._git(clone, "read-tree", tree)
        for name in sorted(_OF_THE_HOST):
            entry = self._git(clone, "ls-tree", "FETCH_HEAD", name).split()
            words = ["--add", "--cacheinfo", f"{entry[0]},{entry[2]},{name}"] if entry else ["--force-remove", name]
            self._git(clone, "update-index", *words)
        return self._git(clone, "write-tree").strip()

    def follow(self) -> None:
        """Nothing of ours runs at such a place; read_target refuses a target that wants it."""

    @contextmanager
    def _clone(self) -> Iterator[Path]:
        """Give a repository of its own that knows the branch as FETCH_HEAD, where the remote has it."""
        with scratch_folder() as name:
            clone = Path(name)
            self._git(clone, "init", "--quiet")
            self._git(clone, "remote", "add", "origin", self.remote)
            if self._git(clone, "ls-remote", "origin", f"refs/heads/{self.branch}").strip():
                to = f"+refs/heads/{self.branch}:refs/remotes/origin/{self.branch}"
                self._git(clone, "fetch", "--quiet", f"--depth={_DEPTH}", "origin", to)
            yield clone

    def _tip(self, clone: Path) -> bool:
        return (clone / ".git" / "FETCH_HEAD").exists()

    def _there(self, clone: Path) -> dict[str, str]:
        """Return what the branch holds; CannotPublish where that is no site of ours."""
        if not self._tip(clone):
            return {}
        lines = self._git(clone, "ls-tree", "-r", "-z", "FETCH_HEAD").split("\0")
        blobs = {path: head.split()[2] for head, _, path in (line.partition("\t") for line in lines if line)}
        if MARK not in blobs:
            raise CannotPublish(
                f"the branch {self.branch} holds other things than a site of ours. Name another branch, or delete it."
            )
        return {path: blob for path, blob in blobs.items() if path not in _OF_THE_HOST}

    def _git(self, clone: Path, *words: str) -> str:
        return run(["git", *words], folder=clone, environment=self._environment())

    def _environment(self) -> dict[str, str]:
        """Return what git needs to know; the token goes this way, since words of a command can be read by others."""
        name, mail = "Site", "site@localhost"
        environment = {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": os.environ.get("GIT_AUTHOR_NAME", name),
            "GIT_AUTHOR_EMAIL": os.environ.get("GIT_AUTHOR_EMAIL", mail),
            "GIT_COMMITTER_NAME": os.environ.get("GIT_COMMITTER_NAME", name),
            "GIT_COMMITTER_EMAIL": os.environ.get("GIT_COMMITTER_EMAIL", mail),
        }
        parts, token = urlsplit(self.remote), os.environ.get("SITE_GIT_TOKEN")
        if token and parts.scheme == "https":
            basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
            environment |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.https://{parts.netloc}/.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {basic}",
            }
        return environment


def _as_folders(site: Path) -> Path:
    """Turn the pages of old addresses such as Default.aspx into folders: these hosts tell what a file is by its ending alone."""
    for old in old_addresses(site):
        page = site / old.strip("/")
        if page.is_file() and is_page(page.name) and page.suffix not in (".html", ".htm"):
            data = page.read_bytes()
            page.unlink()
            page.mkdir()
            (page / "index.html").write_bytes(data)
    return site


def _here(site: Path) -> dict[str, str]:
    """Return the names that git would give to the contents of the files of a site."""
    blobs = {}
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            blobs[path.relative_to(site).as_posix()] = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324 (git's)
    return blobs
