"""Publish and die on the way: at the Nth thing that the process does to the disk or sends over the network.

Counting instead of waiting hits every moment on a machine of any speed. `python -m tests.publishing.killed` reads
lines of site, target, release and N, each in a process of its own that has read all code before; for each it writes how
many things were done, or 0 where it died. With N = 0 none dies.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import plugins.publishing.git  # read here, so that each child finds all code in memory
import plugins.publishing.s3
import plugins.publishing.ssh  # noqa: F401
from plugins.publishing.releases import publish, read_target
from tests.conftest import ROOT
from tests.repo.setup import program

# What can be half done: see "audit events" in the manual of Python. `open` counts where something is to be written.
_DOES = frozenset(
    f"os.{name}" for name in ("chmod", "link", "mkdir", "remove", "rename", "rmdir", "symlink", "truncate")
) | {"http.client.send", "subprocess.Popen"}

_STAND_IN = """#!/bin/sh
path=$PATH; PATH=/usr/bin:/bin  # no stand-in of its own programs
if [ -f "{folder}/at" ]; then
  echo x >> "{folder}/count"
  if [ "$(wc -l < "{folder}/count")" -eq "$(cat "{folder}/at")" ]; then
    [ ! -f "{folder}/bytes" ] || stdbuf -o0 head -c "$(cat "{folder}/bytes")" | {{ "{program}" "$@"; kill -9 0; }}
    kill -9 0
  fi
fi
PATH=$path; exec "{program}" "$@"
"""


class StandIns:
    """A folder of programs that stand in front of others and count how often they are asked for.

    At the time that is set, all of the process group ends: before the program begins, or when it was given so many bytes.
    """

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        folder.mkdir()
        for name in names:
            (folder / name).write_text(_STAND_IN.format(folder=folder, program=program(name)))
            (folder / name).chmod(0o755)

    def set(self, at: int, given: int | None = None) -> None:
        """End at the `at`th program; with `given`, after it was given so many bytes. With 0 none ends."""
        for name in ("count", "bytes"):
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / "at").write_text(str(at))
        if given is not None:
            (self.folder / "bytes").write_text(str(given))

    def counted(self) -> int:
        """Return how many programs were asked for since."""
        return len((self.folder / "count").read_text().splitlines())


class Publisher:
    """Publishes as often as it is asked, each time in a process that may die with all that it has started."""

    def __init__(self, **environment: str) -> None:
        self.died = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.publishing.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
        )

    def __enter__(self) -> Publisher:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def publish(self, site: Path, target: str, release: str, when: int = 0) -> int:
        """Publish, dying at the `when`th thing; return how many were done, 0 where it did not end well."""
        self.process.stdin.write("\t".join([str(site), target, release, str(when)]) + "\n")
        self.process.stdin.flush()
        done = int(self.process.stdout.readline())
        self.died += not done
        return done


def _publish(site: str, target: str, release: str, when: int) -> int:
    lock, done = threading.Lock(), [0]

    def seen(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _DOES or writes:
            with lock:
                done[0] += 1
                if done[0] == when:
                    os.killpg(0, signal.SIGKILL)

    sys.addaudithook(seen)
    publish(Path(site), read_target(target), release)
    return done[0]


def main() -> None:
    """Publish what the lines of the input say."""
    for line in sys.stdin:
        site, target, release, when = line.rstrip("\n").split("\t")
        told, tell = os.pipe()
        if not (child := os.fork()):
            os.setsid()
            os.write(tell, str(_publish(site, target, release, int(when))).encode())
            os._exit(0)
        os.close(tell)
        os.waitpid(child, 0)
        sys.stdout.write(f"{os.read(told, 20).decode() or 0}\n")
        sys.stdout.flush()
        os.close(told)


if __name__ == "__main__":
    main()
