"""The help that ./site prints: all tasks, or one with its options."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from invoke import Argument, Task

from plugins.command_line.arguments import arguments_of, option_names

WIDTH = 100


def overview(tasks: Mapping[str, Task[Any]]) -> str:
    """Return the list of all tasks, each with its first sentence."""
    width = max(map(len, tasks))
    rows = [_row(f"  {name:{width}}  ", _about(task)) for name, task in sorted(tasks.items())]
    return "\n".join(
        ["Usage: ./site TASK [OPTIONS]", "", "Tasks:", *rows, "", "./site TASK --help shows what a task takes."]
    )


def usage(task: Task[Any]) -> str:
    """Return what a task does and takes."""
    arguments = arguments_of(task)
    places = [argument for argument in arguments if argument.positional]
    options = [argument for argument in arguments if not argument.positional]
    names = "".join(f" {_place(argument)}" for argument in places)
    rows = [(f"  {_place(argument)}", argument.help or "") for argument in places]
    rows += [(_written(argument), _explained(argument)) for argument in options]
    rows.append(("  -h, --help", "show this text and do nothing"))
    width = max(len(start) for start, _ in rows) + 2
    listed = [_row(start.ljust(width), text) for start, text in rows]
    return "\n".join([f"Usage: ./site {task.name}{names} [OPTIONS]", "", fill(_about(task), WIDTH), "", *listed])


def _about(task: Task[Any]) -> str:
    return (task.__doc__ or "").strip().partition("\n")[0]


def _place(argument: Argument) -> str:
    return str(argument.names[0]).upper()


def _written(argument: Argument) -> str:
    long, *short = option_names(argument)
    value = f"={_value(argument)}" if argument.takes_value else ""
    return f"  {f'{short[0]}, ' if short else '    '}{long}{value}"


def _value(argument: Argument) -> str:
    return "NUMBER" if argument.kind is int else "…"


def _explained(argument: Argument) -> str:
    shown = argument.default if argument.takes_value and argument.kind is not list else ""
    about = argument.help or ""
    return f"{about} ({shown} if not given)".strip() if shown and str(shown) not in about else about


def _row(start: str, text: str) -> str:
    return fill(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start)) if text else start.rstrip()
