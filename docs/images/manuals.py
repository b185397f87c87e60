"""The pictures of the manuals: a file, what the check says of it, and the page on which `./site serve` shows that."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from docs.images.screenshots import reduced, running

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]

EVENT = "content/events/2014-06-10-nordic-companion-cities-meeting.md"
MISTAKES = {"start: 2014-06-10": "start: 10/06/2014", "city-of-gothenburg": "city-of-gotenburg"}
STYLE = """<meta charset="utf-8"><style>
body { margin: 0; background: #fff } main { width: 60rem; padding: 1.25rem 1.5rem; box-sizing: border-box }
pre { margin: 0; font: .9375rem/1.6 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; tab-size: 4 }
.terminal { background: #16202b; color: #e8eef4 } .terminal b { color: #ffd479 } .file { background: #f6f8fa; color: #1b2733 }
.file section { display: grid; grid-template-columns: 1fr 15rem; gap: 1.5rem; padding: .75rem 1rem } .file section + section { border-top: 2px dashed #9fb0bf }
.file section:first-child { background: #e7eef5 } p { margin: 0; font: 600 1rem/1.5 system-ui, sans-serif; color: #12456b }
</style>"""


def terminal(command: str, said: str) -> str:
    """Return a command and what it said as a terminal shows it."""
    return f'{STYLE}<main class="terminal"><pre><b>$ {escape(command)}</b>\n{escape(said.strip())}</pre></main>'


def form(text: str) -> str:
    """Return a file with its two parts named."""
    _, fields, body = text.split("---\n", 2)
    parts = [
        (f"---\n{fields}---", "The fields: between two lines of three dashes, one field a line."),
        (body.strip()[:420].rsplit(" ", 1)[0] + " …", "The text, in Markdown."),
    ]
    sections = "".join(f"<section><pre>{escape(part)}</pre><p>{name}</p></section>" for part, name in parts)
    return f'{STYLE}<main class="file">{sections}</main>'


def with_mistakes(folder: Path) -> None:
    """Put two mistakes into a copy of the content."""
    file = folder / EVENT
    text = file.read_text("utf-8")
    for good, bad in MISTAKES.items():
        text = text.replace(good, bad, 1)
    file.write_text(text, "utf-8")


def site(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Run a task of the house in a folder."""
    return subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "tasks.py", *arguments],
        cwd=folder,
        env={**os.environ, "PWD": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a content folder as editors do; yield the address."""
    server = site(folder, "serve", "--port", "8750")
    try:
        assert server.stdout is not None
        address = next(line.split()[4] for line in server.stdout if line.startswith("The site is at"))
        next(line for line in server.stdout if line.startswith("Built."))
        yield address.rstrip("/")
    finally:
        server.terminate()


def make() -> None:
    """Make every picture; needs a browser."""
    with tempfile.TemporaryDirectory() as made, running() as browser:
        folder = Path(made)
        # A copy of the house, so that nobody's work disturbs it, and the other way round.
        shutil.copytree(
            HOUSE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", "output", "node_modules")
        )

        def picture(name: str, page: str) -> None:
            window = browser.new_page(viewport={"width": 1200, "height": 800})
            if page.startswith("http"):
                window.goto(page)
                window.locator(".serve-problems article").first.wait_for()
                png = window.screenshot()
            else:
                window.set_content(page)
                png = window.locator("main").screenshot()
            window.close()
            (HERE / name).write_bytes(reduced(png))

        picture("file.png", form((folder / EVENT).read_text("utf-8")))
        with serving(folder) as address:
            with_mistakes(folder)  # after the first build: problems are shown on top of a good site
            picture("problem.png", f"{address}/events/nordic-companion-cities-meeting/")
        _, said = site(folder, "check").communicate()
        assert "problems in 1 file" in said, said
        picture("check.png", terminal("./site check", said))
