"""Times of one process that stays, as `./site serve` does: run by itself, it prints a JSON object.

Arguments: the content folder, the folder for the site, how many edits of each kind, how many for the memory.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from plugins.build.dev_build import DevBuild

ROOT = Path(__file__).parents[2]
NOW = "2026-01-01T00:00:00+00:00"


class Bench:
    """A site that is edited again and again."""

    def __init__(self, content: Path, place: Path) -> None:
        self.content, self.site = content, DevBuild(content, place, "content")
        self.theme = shutil.copytree(ROOT / "theme", place.with_name("theme"), dirs_exist_ok=True)
        self.build([])
        self.site.rest()

    def build(self, changed: list[str]) -> None:
        theme = {"THEME": str(self.theme), "THEME_TEMPLATES_OVERRIDES": [str(self.theme)]}
        self.site.build(changed, NOW=NOW, **theme)

    def template(self, number: int) -> float:
        """Return the seconds from a saved change of the template of news to the written files."""
        path = self.theme / "templates" / "news.html"
        path.write_text(f"{(ROOT / 'theme/templates/news.html').read_text('utf-8')}{{# {number} #}}\n", "utf-8")
        start = time.perf_counter()
        self.build([])  # as serve does when something else than content has changed
        taken = time.perf_counter() - start
        self.site.rest()
        return taken

    def seconds(self, write: Callable[[], Path], pause: bool = True) -> float:
        """Return the seconds from a saved change to the written files; `write` makes it and returns its file."""
        changed = str(write())
        start = time.perf_counter()
        self.build([changed])
        taken = time.perf_counter() - start
        if pause:
            self.site.rest()  # as in a pause of who writes
        return taken

    def words(self, path: Path, pause: bool = True) -> float:
        """Return the seconds from a saved change of words to the written files."""

        def write() -> Path:
            with path.open("a", encoding="utf-8") as file:
                file.write("\nOne more line.\n")
            return path

        return self.seconds(write, pause)


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

    def title(number: int) -> Path:
        lines = middle.read_text("utf-8").split("\n")
        middle.write_text("\n".join([lines[0], f"title: Title {number}", *lines[2:]]), "utf-8")
        return middle

    def date(number: int) -> Path:
        # To another place in the middle of the list.
        text = middle.read_text("utf-8")
        day = re.search(r"published: (\S+)", text)[1]
        other = items[len(items) // 2 + (5 if number % 2 else -5)].read_text("utf-8")
        middle.write_text(text.replace(day, re.search(r"published: (\S+)", other)[1]), "utf-8")
        return middle

    def new(number: int) -> Path:
        # The newest of all: it is shown beside the text of every page.
        path = content / "news" / f"new-{number}.md"
        day = f"2040-01-{number + 1:02}"
        path.write_text(re.sub(r"published: \S+", f"published: {day}", newest.read_text("utf-8")), "utf-8")
        return path

    bench.words(middle), bench.words(newest), bench.seconds(lambda: title(99)), bench.seconds(lambda: date(1))
    found = {
        "words": statistics.median(bench.words(middle) for _ in range(count)),
        "words of the newest": statistics.median(bench.words(newest) for _ in range(count)),
        "title": statistics.median(bench.seconds(lambda n=n: title(n)) for n in range(count)),
        "date": statistics.median(bench.seconds(lambda n=n: date(n)) for n in range(count)),
        "new item": statistics.median(bench.seconds(lambda n=n: new(n)) for n in range(count)),
    }
    found["template of the news"] = statistics.median(bench.template(n) for n in range(count))
    for _ in range(10):
        bench.words(middle)
    found["memory after 10"] = peak()
    for _ in range(rebuilds):
        bench.words(middle, pause=False)
    bench.site.rest()
    found[f"memory after {rebuilds}"] = peak()
    return found


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(told) + "\n")
