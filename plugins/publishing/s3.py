"""A bucket of an S3-compatible store: only what is new or changed travels, in an order in which no page lacks its parts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.build.atomic_folder import MARK
from core.hosting.headers import cache_control, is_hashed, media_type
from plugins.publishing.folder import KEPT
from plugins.publishing.targets import CannotPublish, Changes, Target, compared, old_addresses

RELEASES = ".releases/"  # below the prefix: a list of each release, and the objects that later ones replaced
_OF_OTHER_HOSTS = frozenset({"_headers", "_redirects", "_redirects.nginx", "_redirects.caddy", "_apache.conf"})


class Store:
    """Publishes into a bucket, object by object.

    A store has no switch for many objects at once. So what pages need comes first, then the pages, then the
    deletions, and what the release before needed goes one release later: every page that a visitor gets finds
    its style sheet and pictures, whenever it ends. Run again, it completes what was interrupted.
    """

    packed = False  # a store cannot choose between encodings; the network before it compresses
    patience = 0

    def __init__(self, target: Target) -> None:
        import boto3
        from botocore.config import Config

        self.bucket, self.prefix = target.host, target.folder
        # Not every store knows the checksums that Amazon's has learned since.
        config = Config(request_checksum_calculation="when_required", response_checksum_validation="when_required")
        self.client: Any = boto3.client("s3", config=config)

    def changes(self, site: Path) -> Changes:
        """Return what publishing would change."""
        with self._told():
            there = self._visible(self._there())
        changes = compared(there, {path: entry["etag"] for path, entry in self._here(site).items()})
        changes.removed = [path for path in changes.removed if not is_hashed(path)]
        return changes

    def put(self, site: Path, release: str) -> None:
        """Put up a built site."""
        here = self._here(site)
        with self._told():
            there = self._there()
            live, before = self._visible(there), [self._list(path) for path in self._lists(there)]
            # The list comes first: it marks the place as ours, and the way back from an interrupted release is known.
            listed = f"{RELEASES}{release}.json"
            self._send(listed, json.dumps(here, indent=0, sort_keys=True).encode(), {})

            def put_one(path: str) -> None:
                self._keep(path, live, there)
                self._send(path, _body(site, path), here[path])

            for phase in _phases(here, (path for path in here if here[path]["etag"] != live.get(path)), live):
                _all(put_one, phase)
            # Who has just loaded a page of the release before asks for its style sheet next.
            stay = {path for entries in before[-2:] for path in entries if is_hashed(path)}
            for path in sorted(live.keys() - here.keys() - stay):
                self._keep(path, live, there)
                self._delete(path)
            self._prune()

    def back(self) -> str:
        """Bring back the release before the one that is live; return it."""
        with self._told():
            there = self._there()
            lists = self._lists(there)
            if len(lists) < 2:
                raise CannotPublish(f"s3://{self.bucket}/{self.prefix} has no release before the one that is live.")
            live, target = self._visible(there), self._list(lists[-2])

            def bring(path: str) -> None:
                self._keep(path, live, there)
                self._copy(f"{RELEASES}objects/{target[path]['etag']}", path, target[path])

            for phase in _phases(target, (path for path in target if target[path]["etag"] != live.get(path)), live):
                _all(bring, phase)
            for path in sorted(path for path in live.keys() - target.keys() if not is_hashed(path)):
                self._delete(path)
            self._delete(lists[-1])
            return lists[-2].removeprefix(RELEASES).removesuffix(".json")

    def follow(self) -> None:
        """Nothing of ours runs at such a place; read_target refuses a target that wants it."""

    def _there(self) -> dict[str, str]:
        """Return the digests of all objects below the prefix; CannotPublish where they are not ours."""
        found: dict[str, str] = {}
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
            for entry in page.get("Contents", ()):
                found[entry["Key"].removeprefix(self.prefix)] = entry["ETag"].strip('"')
        if found and not any(path.startswith(RELEASES) for path in found):
            raise CannotPublish(
                f"s3://{self.bucket}/{self.prefix} holds other things than a site of ours. Name an empty bucket or another prefix."
            )
        return found

    @staticmethod
    def _visible(there: Mapping[str, str]) -> dict[str, str]:
        return {path: etag for path, etag in there.items() if not path.startswith(RELEASES)}

    @staticmethod
    def _lists(there: Iterable[str]) -> list[str]:
        return sorted(path for path in there if path.startswith(RELEASES) and path.endswith(".json"))

    def _list(self, path: str) -> dict[str, dict[str, str]]:
        body = self.client.get_object(Bucket=self.bucket, Key=self.prefix + path)["Body"].read()
        found: dict[str, dict[str, str]] = json.loads(body)
        return found

    def _send(self, path: str, body: bytes, entry: Mapping[str, str]) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + path, Body=body, **_said(path, entry))

    def _keep(self, path: str, live: Mapping[str, str], there: Mapping[str, str]) -> None:
        """Lay aside an object before it is replaced, so that there is a way back."""
        aside = f"{RELEASES}objects/{live.get(path)}"
        if path in live and aside not in there:
            self._copy(path, aside, {})

    def _copy(self, path: str, to: str, entry: Mapping[str, str]) -> None:
        source = {"Bucket": self.bucket, "Key": self.prefix + path}
        said = _said(to, entry)
        self.client.copy_object(
            Bucket=self.bucket, Key=self.prefix + to, CopySource=source, MetadataDirective="REPLACE", **said
        )

    def _delete(self, path: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + path)

    def _prune(self) -> None:
        """Forget releases beyond the last few, and the objects that none of the rest needs."""
        there = self._there()
        lists = self._lists(there)
        needed = {entry["etag"] for path in lists[-KEPT:] for entry in self._list(path).values()}
        for path in lists[:-KEPT]:
            self._delete(path)
        for path in there:
            if path.startswith(f"{RELEASES}objects/") and path.rpartition("/")[2] not in needed:
                self._delete(path)

    def _here(self, site: Path) -> dict[str, dict[str, str]]:
        """Return the objects that a site becomes: the digest of each, and where those lead that only lead on."""
        objects = {}
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            if name not in _OF_OTHER_HOSTS:
                objects[name] = {"etag": _digest(path.read_bytes())}
        for old, new in old_addresses(site).items():
            name = old.strip("/").removeprefix(self.prefix)
            # Asked for without a last slash, too; and a network that does not know such objects shows the page instead.
            for double in (name, f"{name}/index.html"):
                if double in objects or f"{double}/index.html" in objects:
                    objects[double] = {"etag": _digest(_body(site, double)), "redirect": new}
        return objects

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in one sentence what the store refused; its messages carry no secrets, its tracebacks might."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except (BotoCoreError, ClientError) as error:
            raise CannotPublish(f"s3://{self.bucket}: {error}") from None


def _said(path: str, entry: Mapping[str, str]) -> dict[str, str]:
    """Return what the store is to say of an object."""
    said = {"ContentType": media_type(path), "CacheControl": cache_control(path)}
    if entry.get("redirect"):
        said |= {"WebsiteRedirectLocation": entry["redirect"], "ContentType": "text/html; charset=utf-8"}
    return said


def _phases(entries: Mapping[str, Mapping[str, str]], paths: Iterable[str], live: Mapping[str, str]) -> list[list[str]]:
    """Return paths in the order in which they may change: parts of pages, other files, pages, what leads to them, the mark.

    Pages that are new come before those that are there, which may link to them.
    """
    phases: list[list[str]] = [[] for _ in range(6)]
    for path in sorted(paths):
        page = 3 if path in live else 2
        place = 5 if path == MARK else 4 if "redirect" in entries[path] else page if path.endswith(".html") else 1
        phases[0 if is_hashed(path) else place].append(path)
    return phases


def _all(act: Callable[[str], None], paths: Iterable[str]) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, paths))


def _body(site: Path, name: str) -> bytes:
    """Return the content of an object; one that leads on shows the page of the old address to who cannot follow."""
    file = site / name
    if file.is_dir():
        file /= "index.html"
    elif not file.exists():  # the page of an address with an ending, asked for as a folder
        file = file.parent
    return file.read_bytes()


def _digest(data: bytes) -> str:
    """Return what the store calls an object's ETag."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()
