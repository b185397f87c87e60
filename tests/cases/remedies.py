"""Follows the remedies of the check to the letter, as a program: for each form of words, what an editor would do.

A remedy is covered when its whole text is: RULES hold what to do, EXPLANATIONS the words that only explain. Where a remedy
leaves a choice (“…, or take the line out”), several rules match, and each of them is followed on its own.

To cover a new remedy, add a function under `@rule("pattern")`: it gets the problem with its files, and the match. Where only
the editor knows what to write (“Write what it shows”), the function fills in a sample.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.problems.problem import Problem

Step = Callable[["Place", "re.Match[str]"], object]
RULES: list[tuple[re.Pattern[str], Step]] = []
SAMPLE_PAGE = "---\ntitle: A sample\n---\nSome text.\n"
FIELD = re.compile(r"(\s*(?:- )?)([A-Za-z_][\w-]*)\s*:\s*(.*)")

# Words that explain a remedy and ask for nothing.
EXPLANATIONS = [
    re.compile(pattern)
    for pattern in (
        r"programs for letters turn them into longer dashes",
        r"Known: .*?\.(?=\n|$)",
        r"Cities: .*?\. They are listed in \S+\.",
        r"Headings there: .*\.",
        r"Paths in this file start at the content folder\.",
        r"Allowed: .*\.",
        r"; only these have it: .*\.",
        r"Fields here: .*\.",
        r"There is no field here for: .*\.$",
        r"until it is published",
        r"; or add theme/words/[\w-]+\.yaml: copy theme/words/[\w-]+\.yaml and translate its values",
        r", which is the nearest colour of this hue that can be read",
        r"; what else is to be said belongs into the text of the page",
        r"; if people speak, leave an empty line before each instead",
        r"; link to the page or the film instead",
        r"; the look belongs to the theme, and nothing runs in a page",
        r"; the look belongs to the theme",
        r"; a program may be published in a \.zip",
        r": no computer can have a file of that name",
        r": not every computer can have a file of that name",
        r"; for words of another direction write <bdi>…</bdi> or <bdo dir=\"rtl\">…</bdo>",
        r" here too(?=,)",
        r" until then",
        r": the page is not published yet",
        r", or the earlier date that it had",
        r"Until it is written,",
        r"It has no headings:",
        r"; links stand outside of it, in Markdown",
        r": its address stays",
        r": pages use the other one",
        r": it is written at the first publication",
        r"; the zone of the time stands in the field “timezone”",
        r", which is that time in [\w/]+(?=\.)",
        r": small letters a to z, digits and hyphens",
        r": a few words after the date become the address, like “.*?”",
    )
]


class Skip(Exception):
    """The words ask for nothing by themselves: another rule has done what they say."""


def rule(pattern: str) -> Callable[[Step], Step]:
    """Note what to do where a remedy has these words."""

    def note(step: Step) -> Step:
        RULES.append((re.compile(pattern), step))
        return step

    return note


@dataclass
class Place:
    """A problem and the files around it."""

    content: Path
    problem: Problem

    @property
    def file(self) -> Path:
        """The file of the problem."""
        return self.at(self.problem.path)

    def at(self, shown: str) -> Path:
        """Return the file that a report calls so."""
        return self.content / shown.removeprefix("content/")

    @property
    def subject(self) -> str:
        """What the message quotes first."""
        found = re.search(r"“(.*?)”", self.problem.message)
        return found[1] if found else ""

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.file.read_text("utf-8").split("\n")

    @property
    def number(self) -> int:
        """The index of the line of the problem."""
        return self.problem.line - 1

    @property
    def line(self) -> str:
        """The line of the problem."""
        return self.lines[self.number]

    def write(self, *lines: str, at: int | None = None, count: int = 1) -> None:
        """Put these lines in the place of `count` lines, those of the problem unless said otherwise."""
        at = self.number if at is None else at
        all_lines = self.lines
        all_lines[at : at + count] = lines
        self.file.write_text("\n".join(all_lines), "utf-8")

    def replace(self, old: str, new: str) -> None:
        """Replace words in the line of the problem."""
        assert old in self.line, f"“{old}” is not in line {self.problem.line}: {self.line}"
        self.write(self.line.replace(old, new, 1))

    def remove(self) -> None:
        """Take the line out, with the lines that belong to it."""
        lines, start = self.lines, self.number
        depth = len(lines[start]) - len(lines[start].lstrip())
        end = start + 1
        while (
            end < len(lines)
            and lines[end].strip()
            and (
                len(lines[end]) - len(lines[end].lstrip()) > depth
                or (lines[end].startswith("- ") and depth == 0 and not lines[start].startswith("- "))
            )
        ):
            end += 1
        self.write(at=start, count=end - start)

    def add_field(self, line: str, parts: list[str]) -> None:
        """Add a line to the fields: at their beginning, or to the entry in which the problem lies."""
        if len(parts) > 1:
            indent = re.match(r"\s*(?:- )?", self.line)
            assert indent
            if "{" in self.line:
                self.replace("{", "{" + line + ", ")
            else:
                self.write(indent[0] + line, " " * len(indent[0]) + self.line[len(indent[0]) :])
        else:
            self.write(line, at=1 if self.file.suffix == ".md" else 0, count=0)

    def set_value(self, value: str) -> None:
        """Write another value into the line of the problem."""
        found = FIELD.fullmatch(self.line)
        assert found, self.line
        number = self.number
        self.remove()
        self.write(f"{found[1]}{found[2]}: {value}", at=number, count=0)


# Codes of which no remedy can be followed here, each with the reason.
NOT_FOLLOWED = {
    "E059": "an external link is asked of the network, which no test does",
}


def is_followed(problem: Problem) -> bool:
    """Whether a program can follow a remedy. It has to be, but for those of NOT_FOLLOWED."""
    if problem.code in NOT_FOLLOWED:
        return False
    list(followed(problem))
    return True


def followed(problem: Problem) -> Iterator[tuple[re.Match[str], Step]]:
    """Yield each step that a remedy asks for; AssertionError where a part of it is covered by no rule."""
    rest = problem.mend
    found = [(match.start(), match, step) for pattern, step in RULES for match in pattern.finditer(rest)]
    for _, match, _ in sorted(found, key=lambda one: -len(one[1][0])):
        rest = rest.replace(match[0], " ", 1)
    for pattern in EXPLANATIONS:
        rest = pattern.sub(" ", rest)
    left = re.sub(r"[\s.,;:?()]|\b(or|and)\b", "", rest)
    complete = bool(found) and not left
    assert complete, (
        f"tests/cases/remedy_rules.py has no rule for “{rest.strip()}”, in the remedy of {problem}.\n"
        "Add one under @rule(…) that does what it says, or, where it only explains, add it to EXPLANATIONS in tests/cases/remedies.py."
    )
    for _, match, step in sorted(found, key=lambda one: one[0]):
        yield match, step
