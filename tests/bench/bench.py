"""What `./site bench` does: times whole commands beside those of others, in one run, as medians and ratios."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.peers import PEERS, build, installed
from tests.bench.synthetic import write_ours
from tests.bench.watching import Watch, our_watch, peer_watch, seconds_seen
from tests.bench.weights import Weights, heavier, weights

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "bench" / "last.json"
NOISE = 1.15  # a figure is called worse when it grew by more than this against the kept run, measured in peers
REBUILDS = 500
LONG, LEAST = 400, 3  # seconds in all after which figures have been taken often enough, and how often that is

UNITS: dict[str, Callable[[float], str]] = {  # of figures that are no seconds of a whole build
    "memory": lambda value: f"{value / 1000:.0f} MB",
    "entries": lambda value: f"{value:,.0f}",
    "microseconds": lambda value: f"{value:.0f} µs",
}

TOLD = """# Benchmarks

Made by `./site bench --keep`. Seconds are medians of one run on one machine; beside each stands its part of stock Pelican's clean
build in the same run. What it says of speed, and what stands in its way, is in [README.md](README.md).

{table}
## Weights

Of the heaviest page of each kind of our own site, as it travels.

{weights}"""

Figures = dict[str, float]  # name of a figure -> seconds, or kB


def in_turn(count: int, works: Mapping[str, Callable[[], None]], say: Callable[[str], None]) -> Figures:
    """Return the medians of the seconds that some works take, by name.

    They are done in turn, so that a machine which gets slower does so for all of them; where a round takes long, there are
    three only.
    """
    found: dict[str, list[float]] = {name: [] for name in works}
    began = time.perf_counter()
    for number in range(count):
        if number >= LEAST and time.perf_counter() - began > LONG:
            break
        for name, work in works.items():
            start = time.perf_counter()
            work()
            found[name].append(time.perf_counter() - start)
        say(f"round {number + 1}: " + ", ".join(f"{name} {seconds[-1]:.2f} s" for name, seconds in found.items()))
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def site(content: Path, output: Path, *options: str) -> None:
    """Build with our own command, as people do."""
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--quiet", *options]
    subprocess.run([*command, "--content", str(content), "--output", str(output)], check=True, cwd=ROOT)


def measure(size: int, count: int, folder: Path, say: Callable[[str], None]) -> Figures:
    """Return all figures for one size."""
    content, output = folder / "ours", folder / "ours-output"
    write_ours(content, size)
    bare = str(content), str(folder / "bare")
    kept = str(content), str(folder / "bare-kept"), str(folder / "bare.memory")

    def clean() -> None:
        shutil.rmtree(output, ignore_errors=True)
        site(content, output, "--fresh")

    def edit() -> None:
        with (content / "news" / f"item-{size // 2}.md").open("a", encoding="utf-8") as file:
            file.write("\nOne more line.\n")

    def edited() -> None:
        edit()
        site(content, output)

    def edited_bare() -> None:
        edit()
        told_by("clean", *kept)

    works: dict[str, Callable[[], None]] = {
        "ours, clean": clean,
        "ours, again": lambda: site(content, output),
        "ours, after an edit": edited,
        "ours, clean, without cards and search": lambda: told_by("clean", *bare),
        "ours, again, without cards and search": lambda: told_by("clean", *kept),
        "ours, after an edit, without cards and search": edited_bare,
    }
    peers = {peer: write(folder / peer, size) for peer, write in PEERS.items()}
    peers = {peer: command for peer, command in peers.items() if installed(command)}
    for peer, command in peers.items():
        works[f"{peer}, clean"] = lambda c=command, p=peer: build(c, folder / p)
    told_by("clean", *kept)  # leaves what the next one takes up
    figures = in_turn(count, works, lambda text: say(f"{size}: {text}"))
    served = told_by("resident", str(content), str(folder / "served"), str(count), str(REBUILDS))
    figures |= {f"serve, {name}": value for name, value in served.items()}
    for name, value in figures.items():
        if name.startswith("serve") and "memory" not in name:
            say(f"{size}: {name}: {1000 * value:.0f} ms")
    told = told_by("feeds", str(content), str(count))
    figures |= {f"feeds and archives, {name}": value for name, value in told.items()}
    say(f"{size}: feeds and archives: {told['seconds']:.2f} s, {told['microseconds']:.0f} µs an entry")
    figures |= watched("serve", our_watch(content), content, count, say, size)
    for peer in peers:
        figures |= watched(peer, peer_watch(peer, folder / peer, size), folder / peer, count, say, size)
    return figures


def told_by(module: str, *arguments: str) -> Figures:
    """Return what a part of the benchmark says that runs in a process of its own."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    answer = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    found: Figures = json.loads(answer.stdout.splitlines()[-1])
    return found


def watched(name: str, watch: Watch, folder: Path, count: int, say: Callable[[str], None], size: int) -> Figures:
    """Return how long a generator that watches needs from a saved change of words to the changed file."""
    seconds = seconds_seen(watch, folder, count)
    if seconds is None:
        return {}
    say(f"{size}: {name}, a saved change is in its file after {1000 * seconds:.0f} ms")
    return {f"{name}, from saving to the file": seconds}


def table(runs: dict[int, Figures]) -> str:
    """Return all figures as a table in Markdown; every second column tells them as parts of stock Pelican's clean build."""
    sizes = list(runs)
    rows = [
        "| | " + " | ".join(f"{size} | of Pelican" for size in sizes) + " |",
        "| --- |" + " ---: |" * 2 * len(sizes),
    ]
    for name in dict.fromkeys(name for figures in runs.values() for name in figures):
        cells = []
        for figures in runs.values():
            value, stock = figures.get(name), figures.get("Pelican, clean")
            if value is None:
                cells += ["", ""]
            elif unit := next((unit for end, unit in UNITS.items() if end in name), None):
                cells += [unit(value), ""]
            else:
                told = f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"
                cells += [told, f"{value / stock:.3f}" if stock else ""]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def worse(runs: dict[int, Figures], before: dict[int, Figures]) -> Iterator[str]:
    """Yield what got slower than in the kept run by more than the noise, both told in stock Pelican's clean builds."""
    for size, figures in runs.items():
        old = before.get(size, {})
        stock, old_stock = figures.get("Pelican, clean"), old.get("Pelican, clean")
        for name, value in figures.items():
            if stock and old_stock and name in old and not name.startswith(tuple(PEERS)):
                by = (
                    (value / old[name])
                    if any(end in name for end in UNITS)
                    else (value / stock) / (old[name] / old_stock)
                )
                if by > NOISE:
                    yield f"{size}: {name} is {by:.2f} times what it was"


def plot(runs: dict[int, Figures]) -> str:
    """Return the clean and the edited builds as an SVG drawing with bars, and a title that says it in words."""
    names = [
        "Pelican, clean",
        "Eleventy, clean",
        "Hugo, clean",
        "ours, clean",
        "ours, after an edit",
        "serve, title",
        "serve, words",
    ]
    bars, height = [], 0
    for size, figures in runs.items():
        longest = max(figures.get(name, 0) for name in names) or 1
        bars.append(f'<text x="0" y="{height + 16}" font-weight="bold">{size} documents</text>')
        height += 26
        for name in names:
            if (value := figures.get(name)) is None:
                continue
            told = f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"
            width = max(420 * value / longest, 1)
            fill = "#12456b" if name.startswith(("ours", "serve")) else "#9aa7b0"
            bars.append(f'<text x="170" y="{height + 13}" text-anchor="end">{name}</text>')
            bars.append(f'<rect x="180" y="{height + 2}" width="{width:.0f}" height="14" fill="{fill}"/>')
            bars.append(f'<text x="{186 + width:.0f}" y="{height + 13}">{told}</text>')
            height += 20
        height += 16
    style = "font: 12px system-ui, sans-serif"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" width="700" height="{height}" style="{style}">\n'
        "<title>Seconds that builds take, by size of the site</title>\n" + "\n".join(bars) + "\n</svg>\n"
    )


def weigh(folder: Path) -> Weights:
    """Return the weights of our own pages."""
    site(ROOT / "content", folder / "site")
    return weights(folder / "site")


def weight_table(found: Weights) -> str:
    """Return the weights as a table in Markdown, in kB as they travel."""
    rows = ["| kind of page | HTML and style, kB | all but pictures, kB | requests |", "| --- | ---: | ---: | ---: |"]
    for name, one in found.items():
        first, every = (one["html"] + one["css"]) / 1000, one["total"] / 1000
        rows.append(f"| `{name}` | {first:.1f} | {every:.1f} | {one['requests']} |")
    return "\n".join(rows) + "\n"


def main(sizes: list[int], count: int, keep: bool, say: Callable[[str], None]) -> list[str]:
    """Measure, tell, and with `keep` leave table, drawing and figures in docs/bench/; return what got worse."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {"seconds": {}, "weights": {}}
    before = {int(size): figures for size, figures in kept["seconds"].items()}
    runs: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        weighed = weigh(Path(folder))
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            runs[size] = measure(size, count, Path(folder), say)
    worse_now = [*worse(runs, before), *heavier(weighed, kept["weights"])]
    # Each size is measured by itself, so what was kept of others stays beside it.
    runs = dict(sorted({**(before if keep else {}), **runs}.items()))
    say(f"{table(runs)}\n{weight_table(weighed)}")
    if keep:
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps({"seconds": runs, "weights": weighed}, indent=1) + "\n", "utf-8")
        (KEPT.parent / "table.md").write_text(TOLD.format(table=table(runs), weights=weight_table(weighed)), "utf-8")
        (KEPT.parent / "plot.svg").write_text(plot(runs), "utf-8")
    return worse_now
