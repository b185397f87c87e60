"""How long all feeds and archives of a site take: in time that grows with their entries, and no faster."""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from pathlib import Path

from plugins.build.plugin import run

ROOT = Path(__file__).parents[2]


def seconds(content: Path) -> tuple[float, int]:
    """Return how long it takes to make all feeds of a content folder, and how many entries they have in all.

    An entry counts in each feed and archive that it is in. The time is that of the processor: others who use the machine
    do not count, nor does the collector's walk over the pages, which a build pays once and not for its feeds.
    """
    report: dict = {}
    settings = {"NOW": "2040-01-01T00:00:00+00:00", "PRESENT": False, "WRITE": False, "REPORT": report}
    run("publishconf.py", PATH=str(content), **settings)
    feeds = [output for output in report["build_context"].outputs if output.kept == "feed"]
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for output in feeds:
        output.make()
    spent = time.process_time() - start
    gc.unfreeze()
    return spent, sum(len(output.texts or ()) for output in feeds)


def measured(content: Path, count: int) -> dict[str, float]:
    """Return the entries of all feeds, the median of the seconds that they take, and the microseconds for one of them."""
    found = [seconds(content) for _ in range(count)]
    median, entries = statistics.median(one for one, _ in found), found[0][1]
    return {"entries": entries, "seconds": round(median, 3), "microseconds": round(median / entries * 1e6)}


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.stdout.write(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
