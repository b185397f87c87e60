"""A build of what other generators make too: no cards for links elsewhere, no index for a search.

Arguments: the content folder, the folder for the site, and, to build again, the file in which the last build kept what it knew.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pelicanconf
from core.build.build_cache import CacheFile
from plugins.build.digests import of_code
from plugins.build.release_build import build_into

ROOT = Path(__file__).parents[2]


def main(content: Path, place: Path, kept: Path | None = None) -> None:
    os.chdir(ROOT)
    if kept is None:
        shutil.rmtree(place, ignore_errors=True)
    settings = {"PATH": str(content), "CONTENT_LABEL": "content", "NOW": "2026-01-01T00:00:00+00:00"}
    features = [name for name in pelicanconf.PLUGINS if name != "plugins.social.plugin"]
    how = {"SEARCH": False, "PROCESSES": os.cpu_count() or 1, "PLUGINS": features}
    build_into(place, CacheFile(kept, of_code(ROOT), b"a key of the bench") if kept else None, **settings, **how)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
    sys.stdout.write(json.dumps({}))
