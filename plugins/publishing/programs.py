"""Other programs that publishing runs: what they say is told, what must stay secret is not."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.publishing.targets import CannotPublish

_PACKAGES = {"ssh": "openssh-client"}
# A folder of content that looks like a bare repository would bring settings of its own, which run programs.
_NO_BARE = "'safe.bareRepository=explicit'"


def run(
    command: Sequence[str], *, text: str = "", folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Run a program and return what it prints; CannotPublish with its own words where it fails."""
    settings = {"GIT_CONFIG_PARAMETERS": f"{os.environ.get('GIT_CONFIG_PARAMETERS', '')} {_NO_BARE}".strip()}
    try:
        done = subprocess.run(  # noqa: S603 (our own words)
            command,
            check=False,
            capture_output=True,
            input=text.encode(),
            cwd=folder,
            env={**os.environ, **settings, **(environment or {})},
        )
    except FileNotFoundError:
        package = _PACKAGES.get(command[0], command[0])
        raise CannotPublish(
            f"{command[0]} is not installed. Install it, for example: apt-get install {package}"
        ) from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip() or f"status {done.returncode}"
        raise CannotPublish(f"{Path(command[0]).name} failed: {told}")
    return done.stdout.decode(errors="replace")
