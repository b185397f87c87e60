"""The lock in two parts: what the site needs, and what only its tests need besides."""

from __future__ import annotations

import re

# The door (./site) reads up to this line where no test is to be run.
MARK = "# Only for tests and lint:"


def two_parts(site: str, every: str) -> str:
    r"""Return one lock from that of the site and that of everything; both pin the same versions.

    >>> two_parts("a==1 \\\n  --hash=x\n", "a==1 \\\n  --hash=x\nb==2 \\\n  --hash=y\n").splitlines()[2:]
    ['# Only for tests and lint:', 'b==2 \\', '  --hash=y']
    """
    known = {_name(entry) for entry in _entries(site)}
    others = [entry for entry in _entries(every) if _name(entry) not in known]
    return "".join([*_entries(site), f"{MARK}\n", *others])


def _entries(text: str) -> list[str]:
    """Return the pinned packages of a lock, each with its hashes and without the remarks about whom it is for."""
    lines = [line for line in text.splitlines(keepends=True) if not re.match(r"\s*#", line)]
    return re.split(r"(?m)^(?=[a-z0-9])", "".join(lines))[1:]


def _name(entry: str) -> str:
    return entry.partition(" \\")[0].partition("\n")[0]
