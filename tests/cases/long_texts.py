"""Texts that are too long to lie in a repository: each would keep a parser, or a pattern, busy for minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def _write(text: str, fields: str = "title: X") -> Callable[[Path], object]:
    """Return a function that writes a page with this text into a content folder."""
    return lambda content: (content / "zz.md").write_text(f"---\n{fields}\n---\n\n{text}\n", "utf-8")


MADE: dict[str, Callable[[Path], object]] = {
    "hostile/head-1mb": _write("Text.", "title: X\n" + "summary: a\n" * 100_000),
    "hostile/line-1mb": _write("a@" * 500_000),
    "hostile/md-1mb-at": _write("x@" * 90_000),
    "hostile/md-brackets": _write("[" * 50_000),
    "hostile/md-def": _write("a\n" + ": a\n" * 3_000),
    "hostile/md-table": _write("|a" * 27_000 + "|\n" + "|-" * 27_000 + "|\n" + "|x" * 27_000 + "|"),
    "hostile/md-table2": _write("|a|b|\n|-|-|\n" + "|x|y|\n" * 4_900),
    "hostile/md-tick": _write("aaa`" * 20_000),
    "hostile/summary-1mb": _write("Text.", f"title: X\nsummary: {'a@' * 500_000}"),
    "hostile/title-1mb": _write("Text.", f"title: {'a@' * 500_000}"),
}
