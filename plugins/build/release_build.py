"""One build in a process of its own, from the folder as it lies there to the folder that takes its place."""

from __future__ import annotations

import gc
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.build.atomic_folder import replacing
from core.build.linked_files import LinkedFiles, carried

if TYPE_CHECKING:
    from core.build.build_cache import CacheFile  # loaded with Pelican, below


def build_into(target: Path, kept: CacheFile | None, **settings: Any) -> dict[str, Any]:
    """Build into a folder, all of it or nothing; return what was built.

    With a file `kept`, what the last build knew is taken from it and left there for the next; without one, everything is made anew. Raises core.problems.problem.Refused, and what core.build.atomic_folder.replacing raises.
    """
    done: dict[str, Any] = {}
    gc.disable()  # nearly all that a build makes stays to its end, and the process ends with it

    def keep() -> None:
        if kept:
            kept.save(done["memory"])

    try:
        # What stands is carried over beside this process, which needs as long to load Pelican.
        with replacing(target, keep) as place, carried(target, place) if kept else nullcontext(LinkedFiles()) as found:
            from core.build.build_cache import BuildCache
            from plugins.build.plugin import run

            memory = kept.load() if kept else BuildCache()
            more = {"MEMORY": memory, "PREVIOUS": str(target) if kept else "", "CARRIED": found, "REPORT": {}}
            done |= run("publishconf.py", **settings, OUTPUT_PATH=str(place), **more)
            done["memory"] = memory
    finally:
        gc.enable()
    return done
