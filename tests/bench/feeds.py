"""How long all feeds and archives of a site take: in time that grows with their entries, and no faster."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

from plugins.site_tree.plugin import run

ROOT = Path(__file__).parents[2]


def seconds(content: Path) -> tuple[float, int]:
    """Return how long it takes to make all feeds of a content folder, and how many entries they have in all."""
    report: dict = {}
    settings = {"NOW": "2040-01-01T00:00:00+00:00", "PRESENT": False, "WRITE": False, "REPORT": report}
    run("publishconf.py", PATH=str(content), **settings)
    feeds = [output for output in report["house"].outputs if output.kept == "feed"]
    start = time.perf_counter()
    for output in feeds:
        output.make()
    return time.perf_counter() - start, sum(len(output.texts or ()) for output in feeds)


if __name__ == "__main__":
    os.chdir(ROOT)
    found = [seconds(Path(sys.argv[1])) for _ in range(int(sys.argv[2]))]
    sys.stdout.write(json.dumps({"seconds": statistics.median(one for one, _ in found), "entries": found[0][1]}))
