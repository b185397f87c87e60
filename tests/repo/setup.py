"""What the tests need besides Python: found where it is installed, fetched where that can be done without asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from invoke import Exit

from tests.repo import tools

# The same browser without windows needs a quarter less of the processor; Lighthouse measures less with it.
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROGRAMS = {
    "apache2": "apache2",
    "caddy": "caddy",
    "git": "git",
    "java": "default-jre-headless",
    "khal": "khal",
    "newsboat": "newsboat",
    "nginx": "nginx-light",
    "npm": "npm",
    "openssl": "openssl",
    "rsync": "rsync",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
    "sshd": "openssh-server",
}
NO_BROWSER = (
    "site: the tests need a browser: install Chromium or Google Chrome so that it is in PATH, "
    "or run “.venv/bin/python -m playwright install --with-deps chromium”."
)


def set_up() -> None:
    """Make sure of a browser and of the programs that read or serve what we write; Exit with one sentence where that fails."""
    chromium.cache_clear()
    if not chromium():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
        chromium.cache_clear()
    packages = [] if chromium() else ["chromium"]
    packages += sorted({package for name, package in PROGRAMS.items() if not program(name)})
    if packages and _may_install():
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
        chromium.cache_clear()
    if not chromium():
        raise Exit(NO_BROWSER, 2)
    if not shutil.which(SHELL) and _may_install():
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", SHELL)  # not every system has it
        quick_chromium.cache_clear()
    for name, package in PROGRAMS.items():
        if not program(name):
            raise Exit(f"site: the tests need {name}: install the package {package}.", 2)
    try:
        tools.fetch()
    except tools.CannotFetch as error:
        raise Exit(f"site: the tests need {error}.", 2) from None


@cache
def chromium() -> str:
    """Return the path of a browser that starts: one of the machine, else Playwright's own; empty where there is none."""
    of_the_machine = (shutil.which(name) for name in BROWSERS)
    return next(filter(_starts, of_the_machine), "") or next(filter(_starts, _of_playwright()), "")


@cache
def quick_chromium() -> str:
    """Return the path of a browser without windows, where there is one; else of one that may have them."""
    shell = shutil.which(SHELL)
    return shell if shell and _starts(shell) else chromium()


def program(name: str) -> str:
    """Return the path of a program, also of one that only root has in PATH; empty where there is none."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])) or ""


def _of_playwright() -> list[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return [playwright.chromium.executable_path]


def _starts(path: str | None) -> bool:
    """Whether a browser runs: some systems have a placeholder of its name, and a download may lack libraries."""
    return bool(path) and Path(str(path)).exists() and _run(str(path), "--version")


def _may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=600, env=environment)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
