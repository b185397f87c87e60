"""What `./site bench` does: times whole commands beside those of others, in one run, as medians and ratios."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.peers import PEERS, build, installed
from tests.bench.synthetic import write_ours

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "bench" / "last.json"
NOISE = 1.15  # a figure is called worse when it grew by more than this against the kept run, measured in peers
REBUILDS = 500

Figures = dict[str, float]  # name of a figure -> seconds, or kB


def times(count: int, work: Callable[[], None]) -> float:
    """Return the median of the seconds that some work takes."""
    found = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def site(content: Path, output: Path, *options: str) -> None:
    """Build with our own command, as people do."""
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "build", "--quiet", *options]
    subprocess.run([*command, "--content", str(content), "--output", str(output)], check=True, cwd=ROOT)


def measure(size: int, count: int, folder: Path, say: Callable[[str], None]) -> Figures:
    """Return all figures for one size."""
    content, output = folder / "ours", folder / "ours-output"
    write_ours(content, size)
    figures: Figures = {}

    def clean() -> None:
        shutil.rmtree(output, ignore_errors=True)
        site(content, output, "--fresh")

    def edited() -> None:
        with (content / "news" / f"item-{size // 2}.md").open("a", encoding="utf-8") as file:
            file.write("\nOne more line.\n")
        site(content, output)

    for name, work in (("clean", clean), ("again", lambda: site(content, output)), ("after an edit", edited)):
        figures[f"ours, {name}"] = times(count, work)
        say(f"{size}: ours, {name}: {figures[f'ours, {name}']:.2f} s")
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.resident", str(content), str(folder / "served"), str(count), str(REBUILDS)],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    figures |= {f"serve, {name}": value for name, value in json.loads(answer.stdout.splitlines()[-1]).items()}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.feeds", str(content), str(count)],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    told = json.loads(answer.stdout.splitlines()[-1])
    figures["ours, all feeds and archives"] = told["seconds"]
    say(
        f"{size}: feeds and archives: {told['seconds']:.2f} s, {1e6 * told['seconds'] / told['entries']:.0f} µs an entry"
    )
    for peer, write in PEERS.items():
        command = write(folder / peer, size)
        if installed(command):
            figures[f"{peer}, clean"] = times(count, lambda c=command, p=peer: build(c, folder / p))
            say(f"{size}: {peer}, clean: {figures[f'{peer}, clean']:.2f} s")
    return figures


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
            elif "memory" in name:
                cells += [f"{value / 1000:.0f} MB", ""]
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
                by = (value / old[name]) if "memory" in name else (value / stock) / (old[name] / old_stock)
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


def main(sizes: list[int], count: int, keep: bool, say: Callable[[str], None]) -> list[str]:
    """Measure, tell, and with `keep` leave table, drawing and figures in docs/bench/; return what got worse."""
    runs: dict[int, Figures] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            runs[size] = measure(size, count, Path(folder), say)
    before = (
        {int(size): figures for size, figures in json.loads(KEPT.read_text("utf-8")).items()} if KEPT.is_file() else {}
    )
    say(table(runs))
    slower = list(worse(runs, before))
    if keep:
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")
        (KEPT.parent / "table.md").write_text(
            f"# Benchmarks\n\nMade by `./site bench --keep`: medians, one run, one machine.\n\n{table(runs)}", "utf-8"
        )
        (KEPT.parent / "plot.svg").write_text(plot(runs), "utf-8")
    return slower
