"""What an editor has to mend: where it is, what is wrong, what to do next."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from core import limits
from core.problems.codes import CODES
from core.problems.natural_sort import natural

# Everything that is no text and no end of a line; with the signs that turn the direction of text round.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_COMMAND = re.compile(r"^(\s*)::", re.MULTILINE)  # how GitHub's logs begin a command


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something an editor has to mend."""

    path: str  # as the editor knows the file: content/events/kick-off.md
    line: int  # counted from 1
    code: str  # a key of `core.problems.codes.MISTAKES`
    message: str  # what is wrong, in the editor's words
    mend: str  # the next thing to do; several lines are allowed
    field: str = ""  # of the front matter, where it is about one

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"the catalogue knows no mistake {self.code}")
        # A message quotes what an editor wrote, which may be a whole book on one line.
        for name in ("message", "mend"):
            if len(text := getattr(self, name)) > limits.MESSAGE:
                object.__setattr__(self, name, f"{text[: limits.MESSAGE]}…")

    def __str__(self) -> str:
        about = f"{self.field}: " if self.field else ""
        first = f"{self.path}:{self.line}: {about}{self.message} [{self.code}]".replace("\n", r"\n")
        return printable("\n    ".join([first, *self.mend.split("\n")]))


def report(problems: Iterable[Problem]) -> str:
    """Return all problems as text: sorted by file and line, none twice, with their number at the end.

    >>> report([])
    ''
    """
    ordered = sorted(set(problems))
    if not ordered:
        return ""
    files = len({problem.path for problem in ordered})
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    where = "1 file" if files == 1 else f"{files} files"
    return "\n".join([*map(str, ordered), "", f"{count} in {where}."])


class ContentInvalid(SystemExit):
    """The content has problems: nothing is written. Its text tells all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        """Take the problems."""
        super().__init__(report(problems))
        self.problems = problems


def printable(text: str) -> str:
    r"""Return a text that a terminal shows and does not obey; a log of a forge takes no line of it for a command.

    >>> printable("a\x1b[2Jb") == r"a\x1b[2Jb", printable("one\n::error::two")
    (True, 'one\n: :error::two')
    """
    shown = _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)
    return _COMMAND.sub(r"\1: :", shown)


def guess(written: str, known: Iterable[str]) -> str:
    """Return “Did you mean …?” with the nearest known word, or nothing where none is near.

    >>> guess("sumary", ["summary", "title"])
    'Did you mean “summary”? '
    >>> guess("zzz", ["summary", "title"])
    ''
    """
    near = nearest(written, known)
    return f"Did you mean “{near}”? " if near else ""


def nearest(written: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is nearest to what was written, or nothing where none is near."""
    words = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(written.casefold(), words, n=1, cutoff=cutoff)
    return words[near[0]] if near else ""


def choices(known: Iterable[str], limit: int = 14) -> str:
    """Return the known words as a list in words; a long list is cut and says so.

    >>> choices(["b", "a"])
    'a, b'
    """
    words = sorted(known, key=lambda word: (natural(word), word))
    more = len(words) - limit
    return ", ".join(words[:limit]) + (f" and {more} more" if more > 0 else "")
