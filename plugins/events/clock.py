"""The script that keeps what pages say of events right, as it is sent to browsers."""

from __future__ import annotations

import hashlib


def squeezed(script: str) -> str:
    r"""Return a script without indents, comments that have a line of their own, and ends of lines that it does not need.

    >>> squeezed("// why" + chr(10) + "{" + chr(10) + "  go();" + chr(10) + "}")
    '{go();}\n'
    """
    lines = (line.strip() for line in script.splitlines())
    kept = (line for line in lines if line and not line.startswith("//"))
    return "".join(line if line.endswith(("{", ";")) else f"{line}\n" for line in kept)


def named(script: str) -> str:
    """Return the name of the file: it carries a digest of its content, so that it may be kept for ever."""
    return f"theme/clock.{hashlib.blake2b(script.encode(), digest_size=5).hexdigest()}.js"
