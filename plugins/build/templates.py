"""Which template uses which, and the digest of all that a template is made of."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

from jinja2 import Environment

# Parsing every template to learn this would take longer than rendering a page; the house writes names in double quotes.
_USES = re.compile(r"{%-?\s*(?:extends|from|import|include)\s+(?:\"([^\"]+)\"|([^\s%]+))")


class Templates:
    """The templates of a theme, by their digests."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.digest = cache(self._digest)
        self._source = cache(self._read)

    def _read(self, name: str) -> tuple[bytes, tuple[str, ...]]:
        """Return the digest of a template's own source and the templates that it uses."""
        assert self.environment.loader is not None
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        used = []
        for found in _USES.finditer(source):
            if not found[1]:
                raise ValueError(f"{name}: the name of a template is written in double quotes, not as {found[2]}")
            used.append(found[1])
        return blake2b(f"{name}\0{source}".encode(), digest_size=16).digest(), tuple(used)

    def _digest(self, name: str) -> bytes:
        """Return the digest of a template and of all that it extends, imports or includes, directly or not."""
        seen: dict[str, bytes] = {}
        due = [name]
        while due:
            one = due.pop()
            if one not in seen:
                seen[one], used = self._source(one)
                due += used
        return blake2b(b"".join(seen[one] for one in sorted(seen)), digest_size=16).digest()
