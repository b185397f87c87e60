"""The words of a command line as a task and its values; every misuse is reported in one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from invoke import Argument, Task

from core.problems.problem import guess

HELP = ("--help", "-h")
_NUMBER = re.compile(r"[0-9]{1,9}")


class Misuse(Exception):
    """The command line cannot be understood. Its text says why, and what to type instead."""


@cache
def arguments_of(task: Task[Any]) -> tuple[Argument, ...]:
    """Return what a task takes. Invoke hands out the help of an argument only once, so that this is kept."""
    return tuple(task.get_arguments())


def find_task(name: str, tasks: Mapping[str, Task[Any]]) -> Task[Any]:
    """Return the task of a name; Misuse where there is none."""
    if name in tasks:
        return tasks[name]
    if name.startswith("-"):
        raise Misuse(f"the name of a task comes first, before {name.partition('=')[0]}. ./site help lists all tasks.")
    raise Misuse(f"there is no task “{name}”. {guess(name, tasks)}./site help lists all tasks.")


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether --help or -h is among the options of a task.

    >>> asks_for_help(["/srv/site", "--help"]), asks_for_help(["--", "--help"])
    (True, False)
    """
    options = words[: words.index("--")] if "--" in words else words
    return any(word in HELP for word in options)


def option_names(argument: Argument) -> list[str]:
    """Return an argument's names as they are typed, the long one first."""
    return sorted((f"-{name}" if len(name) == 1 else f"--{name}" for name in argument.names), key=len, reverse=True)


def read_values(task: Task[Any], words: Sequence[str]) -> dict[str, Any]:
    """Return the values that the words after a task's name give to its parameters, by name; Misuse where they do not fit."""
    arguments = arguments_of(task)
    options = {name: argument for argument in arguments for name in option_names(argument)}
    places = [argument for argument in arguments if argument.positional]
    values: dict[str, Any] = {}
    rest, only_places = list(words), False
    while rest:
        word = rest.pop(0)
        if word == "--" and not only_places:
            only_places = True
        elif only_places or not word.startswith("-"):
            place = next((one for one in places if one.name not in values), None)
            if place is None:
                raise Misuse(f"“{word}” is one word too many. {_help(task)}")
            _give(values, place, str(place.names[0]).upper(), word)
        else:
            name, equals, value = word.partition("=")
            argument = _option(task, name, options)
            if argument.takes_value and not equals:
                if not rest or rest[0].startswith("-"):
                    raise Misuse(f"{name} needs a value: {name}=… {_help(task)}")
                value = rest.pop(0)
            elif equals and not argument.takes_value:
                raise Misuse(f"{name} takes no value.")
            _give(values, argument, name, value)
    for place in places:
        if not values.get(str(place.name)):
            raise Misuse(f"{task.name} needs its {place.names[0]}: {place.help}. {_help(task)}")
    return values


def _option(task: Task[Any], name: str, options: Mapping[str, Argument]) -> Argument:
    if name not in options:
        long = [one for one in options if one.startswith("--")]
        raise Misuse(f"{task.name} has no option {name}. {guess(name, long)}{_help(task)}")
    return options[name]


def _give(values: dict[str, Any], argument: Argument, written: str, value: str) -> None:
    """Note the value of an argument; `written` is its name as the user knows it."""
    name = str(argument.name)
    if argument.kind is list:
        values.setdefault(name, []).append(value)
        return
    if name in values:
        raise Misuse(f"{written} is given twice.")
    if argument.kind is bool:
        values[name] = True
    elif argument.kind is int:
        if not _NUMBER.fullmatch(value):
            raise Misuse(f"{written} takes a whole number, such as {argument.default or 1}, not “{value}”.")
        values[name] = int(value)
    elif not value and argument.default:
        raise Misuse(f"{written} needs a value, such as {argument.default}.")
    else:
        values[name] = value


def _help(task: Task[Any]) -> str:
    return f"./site {task.name} --help shows what it takes."
