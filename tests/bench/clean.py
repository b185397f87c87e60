"""A build of what other generators make too: no cards for links elsewhere, no index for a search.

Arguments: the content folder, the folder for the site, and, to build again, the file in which the last build kept what it knew.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from plugins.site_tree.building import build_into
from plugins.site_tree.stamp import of_code
from plugins.social import card

ROOT = Path(__file__).parents[2]


def main(content: Path, place: Path, kept: Path | None = None) -> None:
    os.chdir(ROOT)
    card.drawn = lambda _card: b"not drawn"
    pictures = place.with_name("no-pictures")
    if kept is None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(pictures, ignore_errors=True)
    settings = {"PATH": str(content), "CONTENT_LABEL": "content", "NOW": "2026-01-01T00:00:00+00:00"}
    how = {"SEARCH": False, "PROCESSES": os.cpu_count() or 1, "PICTURES": str(pictures)}
    build_into(place, kept, of_code(ROOT) if kept else b"", **settings, **how)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
    sys.stdout.write(json.dumps({}))
