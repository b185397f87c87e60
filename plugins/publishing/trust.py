"""Which places content may name: none that receives a secret, runs a program of ours or runs programs here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from plugins.publishing.programs import run
from plugins.publishing.targets import CannotPublish, Target

_SHORT = re.compile(r"(?:[\w.-]+@)?([\w.-]+):(?!//)/?(.+)", re.ASCII)  # git@host:path


def origin_of(folder: Path) -> str:
    """Return the address of the remote “origin” of the repository in a folder; empty where there is none."""
    try:
        return run(["git", "remote", "get-url", "origin"], folder=folder).strip()
    except CannotPublish:
        return ""


def refuse_untrusted(name: str, target: Target, entry: Mapping[str, str], origin: str) -> None:
    """Raise CannotPublish where a target from project.yaml has to be configured in publishconf.py.

    Whoever may write pages may also change project.yaml. They must neither choose who receives a token or a key,
    nor have a program run: on this machine, or on any host that the SSH key opens.
    """
    if reason := _reason(target, origin):
        words = {key: entry[key] for key in ("place", "address", "after") if entry.get(key)}
        raise CannotPublish(
            f"the target “{name}” of project.yaml {reason}, and everybody who writes pages can change project.yaml. "
            "If the place is right, add this line at the end of publishconf.py, and take the target out of project.yaml:\n"
            f"    TARGETS[{json.dumps(name)}] = {json.dumps(words)}"
        )


def _reason(target: Target, origin: str) -> str:
    if target.after:
        return "runs a command (“after”)"
    match target.kind:
        case "s3":
            return "is a store, which needs the keys of your account (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)"
        case "git" if target.host.startswith("file:"):
            return "is a repository on this machine, whose hooks would run here"
        case "git" if target.host.startswith("https:") and not same_repository(target.host, origin):
            return (
                "would receive your password or SITE_GIT_TOKEN, and it is not the repository of this checkout (origin)"
            )
    return ""


def same_repository(one: str, other: str) -> bool:
    """Whether two addresses of git remotes name the same path on the same host.

    >>> same_repository("https://example.org/we/site.git", "git@example.org:we/site.git")
    True
    >>> same_repository("https://example.org/we/site", "https://example.org.evil.example/we/site")
    False
    """
    return bool(_repository(one)) and _repository(one) == _repository(other)


def _repository(address: str) -> tuple[str, str] | None:
    """Return host and path of a git remote; None where it has no host."""
    if short := _SHORT.fullmatch(address):
        host, path = short.groups()
    else:
        parts = urlsplit(address)
        secure = {"https": ":443", "ssh": ":22"}.get(parts.scheme)
        if secure is None:
            return None
        host, path = parts.netloc.rpartition("@")[2].removesuffix(secure), parts.path
    path = path.strip("/").removesuffix(".git")
    return (host.lower(), path) if host and path else None
