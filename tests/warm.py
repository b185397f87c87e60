"""A process that has the libraries loaded already and becomes, again and again, a task that a user runs.

What is loaded is not of this project: the code of the house, its settings and its tasks are read anew by each task, as
from a shell. A task that has to begin with nothing at all is run by the tests that ask for it.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path

LIBRARIES = (
    "babel.dates",
    "bs4",
    "docutils.core",
    "feedgen.feed",
    "icalendar",
    "invoke",
    "jinja2",
    "lxml.html",
    "markdown",
    "pelican",
    "PIL.Image",
    "pydantic",
    "rich.console",
    "yaml",
)


class Warm:
    """The process, as the tests see it; it is started with the first task and ends with them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def run(self, command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a file of tasks with these arguments in a folder; return what it said and how it ended."""
        with self._lock, tempfile.TemporaryDirectory() as place:
            said = [str(Path(place, name)) for name in ("out", "err")]
            asked = {"command": command, "folder": str(folder), "environment": environment, "said": said}
            process = self._started()
            assert process.stdin
            assert process.stdout
            print(json.dumps(asked), file=process.stdin, flush=True)
            code = int(process.stdout.readline())
            told = [Path(one).read_text("utf-8") for one in said]
        return subprocess.CompletedProcess(command, code, *told)

    def end(self) -> None:
        """End the process."""
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            command = [sys.executable, "-m", "tests.warm"]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            self._process = subprocess.Popen(command, cwd=Path(__file__).parents[1], text=True, **pipes)  # type: ignore[call-overload]
        assert self._process
        return self._process


def become(asked: dict[str, object]) -> None:
    """Turn this process into the task."""
    for number, path in enumerate(asked["said"], 1):  # type: ignore[arg-type, var-annotated]
        with open(path, "wb") as file:  # noqa: PTH123 (a descriptor is wanted)
            os.dup2(file.fileno(), number)
    with open(os.devnull, "rb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[arg-type]
    time.tzset()
    os.chdir(str(asked["folder"]))
    sys.argv = [*asked["command"]]  # type: ignore[misc]
    sys.path[0] = os.path.dirname(sys.argv[0])  # noqa: PTH120
    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]
    runpy.run_path(sys.argv[0], run_name="__main__")


def main() -> None:
    """Become each task that a line on the standard input names; say on the standard output how it ended."""
    for name in LIBRARIES:
        import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                become(asked)
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(bool(end.code))
            except BaseException:  # noqa: BLE001 (told as the interpreter does)
                sys.excepthook(*sys.exc_info())
            finally:
                for stream in (sys.stdout, sys.stderr):
                    with contextlib.suppress(OSError, ValueError):
                        stream.flush()
                os._exit(code)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
