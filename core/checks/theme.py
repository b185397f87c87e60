"""What the check has to know of the theme: its languages, and the grounds on which it puts the colours of the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.documents.front_matter import Head
from core.documents.project import Project
from core.documents.project_fields import Colours
from core.files.contrast import NEEDED, contrast, mixed, nearest_with
from core.problems.problem import Problem, choices

_PAPER = re.compile(r"--paper:\s*light-dark\((#[0-9a-f]{3,6}),\s*(#[0-9a-f]{3,6})\)")
_TINT = re.compile(r"--tint:\s*color-mix\(in oklab, var\(--accent\) (\d+)%, var\(--paper\)\)")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, as far as content depends on it. Nothing is checked against an empty one."""

    languages: tuple[str, ...] = ()  # for which it has words
    papers: tuple[str, ...] = ()  # the ground of pages in light surroundings, and in dark ones
    tint: float = 0  # the share of a colour in the ground of notices

    def find_faults(self, project: Project, head: Head, path: str) -> Iterator[Problem]:
        """Yield what of a project.yaml does not fit the theme."""
        language = project.language.partition("-")[0]
        if self.languages and language not in self.languages:
            message = f"the site has no words in “{project.language}”: there is no theme/words/{language}.yaml."
            mend = (
                f"Write one of these: {choices(self.languages)}; or add theme/words/{language}.yaml: copy "
                f"theme/words/{self.languages[0]}.yaml and translate its values."
            )
            yield Problem(path, head.line("language"), "E134", message, mend, "language")
        pairs: list[tuple[tuple[str, ...], Colours | None]] = [(("colours",), project.colours)]
        pairs += [(("cities", key, "accent"), city.accent) for key, city in project.cities.items()]
        for place, pair in pairs if self.papers else ():
            for number, name in enumerate(("light", "dark")):
                if pair and (colour := getattr(pair, name)):
                    yield from self._find_faint(number, colour, head.line(*place, name), (*place, name), path)

    def _find_faint(self, number: int, colour: str, line: int, place: tuple[str, ...], path: str) -> Iterator[Problem]:
        """Yield a colour that cannot be read on the ground of its surroundings: 0 is light, 1 is dark."""
        if self._is_read(colour, number):
            return
        paper = self.papers[number]
        near = nearest_with(colour, lambda one: self._is_read(one, number), darker=number == 0)
        surroundings = ("light", "dark")[number]
        message = (
            f"“{colour}” has too little contrast with the {surroundings} ground of the pages: "
            f"{_least(contrast(colour, paper))} to 1, where {NEEDED:g} to 1 are needed."
        )
        mend = f"Write “{near}”, which is the nearest colour of this hue that can be read."
        yield Problem(path, line, "E135", message, mend, ".".join(place))

    def _is_read(self, colour: str, number: int) -> bool:
        paper = self.papers[number]
        grounds = (paper, mixed(colour, self.tint, paper))
        return all(contrast(colour, ground) >= NEEDED for ground in grounds)


def read_theme(folder: Path) -> Theme:
    """Return what has to be known of the theme in a folder."""
    tokens = (folder / "styles" / "tokens.css").read_text("utf-8")
    papers, tint = _PAPER.search(tokens), _TINT.search(tokens)
    languages = sorted(path.stem for path in (folder / "words").glob("*.yaml"))
    return Theme(tuple(languages), papers.groups() if papers else (), int(tint[1]) / 100 if tint else 0)


def _least(value: float) -> float:
    """Return a contrast with one digit, never rounded up."""
    return int(value * 10) / 10
