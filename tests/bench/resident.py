"""Times of one process that stays, as `./site serve` does: run by itself, it prints a JSON object.

Arguments: the content folder, the folder for the site, how many edits of each kind, how many for the memory.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from core.memory import Memory
from plugins.site_tree.plugin import run
from plugins.site_tree.resident import Resident


class Bench:
    """A site that is edited again and again."""

    def __init__(self, content: Path, place: Path) -> None:
        self.content, self.place, self.memory = content, place, Memory()
        self.renew()

    def renew(self) -> None:
        settings = {"PATH": str(self.content), "OUTPUT_PATH": str(self.place), "NOW": "2026-01-01T00:00:00+00:00"}
        done = run("pelicanconf.py", **settings, MEMORY=self.memory, REPORT={})
        self.standing = Resident(done["house"], done["sources"], self.memory, self.place)

    def words(self, path: Path) -> float:
        """Return the seconds from a saved change of words to the written files."""
        with path.open("a", encoding="utf-8") as file:
            file.write("\nOne more line.\n")
        start = time.perf_counter()
        if self.standing.change([str(path)], self.content) is None:
            raise RuntimeError("a change of words was taken for more")
        return time.perf_counter() - start

    def whole(self, write) -> float:
        """Return the seconds from a saved change of anything to the written files."""
        write()
        start = time.perf_counter()
        self.renew()
        return time.perf_counter() - start


def peak() -> int:
    """Return what the process holds in memory now, in kB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def main(content: Path, place: Path, count: int, rebuilds: int) -> dict[str, float]:
    place.mkdir(parents=True, exist_ok=True)
    bench = Bench(content, place)
    items = sorted((content / "news").glob("item-*.md"))
    middle, newest = items[len(items) // 2], max(items, key=lambda path: int(path.stem.split("-")[1]))

    def title(number: int) -> None:
        lines = middle.read_text("utf-8").split("\n")
        middle.write_text("\n".join([lines[0], f"title: Title {number}", *lines[2:]]), "utf-8")

    def new(number: int) -> None:
        text = newest.read_text("utf-8")
        (content / "news" / f"new-{number}.md").write_text(text, "utf-8")

    bench.words(middle), bench.words(newest)
    found = {
        "words": statistics.median(bench.words(middle) for _ in range(count)),
        "words of the newest": statistics.median(bench.words(newest) for _ in range(count)),
        "title": statistics.median(bench.whole(lambda n=n: title(n)) for n in range(count)),
        "new item": statistics.median(bench.whole(lambda n=n: new(n)) for n in range(count)),
    }
    for _ in range(10):
        bench.words(middle)
    found["memory after 10"] = peak()
    for _ in range(rebuilds):
        bench.words(middle)
    found[f"memory after {rebuilds}"] = peak()
    return found


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(told) + "\n")
