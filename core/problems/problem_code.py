"""What is known of a code: a title, and a paragraph for editors."""

from __future__ import annotations

from typing import NamedTuple


class ProblemCode(NamedTuple):
    """A kind of mistake, for the manual."""

    title: str
    text: str  # a paragraph for editors: why it matters and how to mend it
