"""The script that keeps what pages say of events right, as it is sent to browsers."""

from __future__ import annotations

import hashlib


def squeezed(script: str) -> str:
    r"""Return a script without indents and without comments that have a line of their own.

    >>> squeezed("// why" + chr(10) + "{" + chr(10) + "  go();" + chr(10) + "}")
    '{\ngo();\n}\n'
    """
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def named(script: str) -> str:
    """Return the name of the file: it carries a digest of its content, so that it may be kept for ever."""
    return f"theme/clock.{hashlib.blake2b(script.encode(), digest_size=5).hexdigest()}.js"
