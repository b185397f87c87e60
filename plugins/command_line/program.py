"""Runs a task of ./site: reads the command line, and ends every run with a sentence and a status, never with a traceback.

Status 0: done; 1: the content, a target or a test has a problem; 2: the command cannot be carried out as it was
given, or the disk refuses; 3: a fault of the program itself.
"""

from __future__ import annotations

import errno
import os
import platform
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from invoke import Config, Context, Exit, Task, UnexpectedExit

from core.problems.problem import ContentInvalid
from plugins.command_line.arguments import HELP, Misuse, arguments_of, asks_for_help, find_task, read_values
from plugins.command_line.usage import overview, usage

FAULT = 3  # the status after a fault of the program itself
INTERRUPTED = 130  # after Control-C, as shells have it
# What a disk or a system refuses, which is no fault of ours.
_REFUSED = {
    getattr(errno, name)
    for name in (
        "EACCES",
        "EPERM",
        "ENOSPC",
        "EROFS",
        "EDQUOT",
        "EIO",
        "EMFILE",
        "ENFILE",
        "ENAMETOOLONG",
        "ELOOP",
        "EFBIG",
    )
    if hasattr(errno, name)
}


def main(names: Mapping[str, Any], words: Sequence[str], build_context: Path) -> int:
    """Run the task that the command line asks for and return the status to end with.

    `names` holds the tasks among other things, `house` is the folder of the repository.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that cannot show a character still shows the rest
    tasks = {task.name: task for task in names.values() if isinstance(task, Task)}
    threading.excepthook = lambda told: _say(_fault(told.exc_value, build_context))
    try:
        status = _run(tasks, words, build_context)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (KeyboardInterrupt, SystemExit, Exception) as error:  # noqa: BLE001 (the handler of last resort)
        message, status = _ended(error, build_context)
        _say(message)
    return status


def _run(tasks: Mapping[str, Task[Any]], words: Sequence[str], build_context: Path) -> int:
    first, *rest = words or ["help"]
    if first in ("help", "--list", "-l", *HELP):
        print(usage(find_task(rest[0], tasks)) if rest and rest[0] not in HELP else overview(tasks))  # noqa: T201
        return 0
    task = find_task(first, tasks)
    if asks_for_help(rest):
        print(usage(task))  # noqa: T201
        return 0
    values = read_values(task, rest)
    if _is_tracked(build_context, ".cache"):
        raise Misuse(
            "git tracks files in .cache, which nobody but this program may write. Remove: git rm -r --cached .cache"
        )
    defaults = {one.name: one.value for one in arguments_of(task) if one.kind is list}
    task(Context(Config(lazy=True)), **{**defaults, **values})
    return 0


def _ended(error: BaseException, build_context: Path) -> tuple[str, int]:
    """Return the sentence and the status for a task that ended with an exception."""
    if isinstance(error, Misuse):
        return f"site: {error}", 2
    if isinstance(error, Exit):
        return error.message or "", error.code or 0
    if isinstance(error, UnexpectedExit):  # a program that the task ran has said itself what is wrong
        return "", error.result.exited
    if isinstance(error, ContentInvalid):
        return str(error), 1
    if isinstance(error, SystemExit):
        return ("", error.code) if isinstance(error.code, int) else (str(error.code or ""), int(bool(error.code)))
    if isinstance(error, KeyboardInterrupt):
        return "\nsite: interrupted.", INTERRUPTED
    if isinstance(error, OSError) and error.errno in _REFUSED:
        return f"site: {error.strerror}: {error.filename or 'the disk'}", 2
    return _fault(error, build_context), FAULT


def _fault(error: BaseException | None, build_context: Path) -> str:
    """Write the traceback into a file and return the sentence that asks for a report."""
    text = "".join(traceback.format_exception(error))
    text = f"Python {platform.python_version()}, {platform.system()}\n\n{text}"
    for folder in (build_context / ".cache" / "errors", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, file = tempfile.mkstemp(".log", "site-error-", folder)
            with open(handle, "w", encoding="utf-8", errors="backslashreplace") as log:  # noqa: PTH123 (a descriptor)
                log.write(text)
        except OSError:
            continue
        return f"site: this is a fault of the program, not of yours. Please report it, with the file {file}"
    return f"site: this is a fault of the program, not of yours. Please report it: {type(error).__name__}: {error}"


def _say(message: str) -> None:
    if message:
        print(message, file=sys.stderr, flush=True)  # noqa: T201


def _is_tracked(build_context: Path, folder: str) -> bool:
    """Whether git tracks anything in a folder of the repository."""
    if not (build_context / ".git").exists() or not os.path.lexists(build_context / folder):
        return False
    try:
        done = subprocess.run(  # noqa: S603 (our own words)
            ["git", "ls-files", "--", folder],  # noqa: S607 (the git of the user)
            cwd=build_context,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return False  # without git nothing can have come by it
    return bool(done.stdout.strip())
