"""What programs of others say about a built site: the Nu HTML Checker and Lighthouse."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests import typefaces
from tests.repo import tools
from tests.repo.setup import chromium, program

# What browsers know and this version of the checker does not.
TOO_NEW = re.compile(
    r"CSS: .*(@container|@property|@starting-style|@view-transition|“(container(-\w+)?|view-transition-\w+|field-sizing"
    r"|text-box(-\w+)?|interpolate-size|animation-timeline)”)"
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TRIES = 4
BUSY = "total-blocking-time"

Scores = Mapping[
    str, Any
]  # category -> score of 0 to 100; "audits": those that failed; "calm": performance without BUSY


def find_faults_of_markup(folder: Path) -> Iterator[str]:
    """Yield errors and warnings of the Nu HTML Checker in all pages, drawings and style sheets of a folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".svg", ".css"))
    options = ["--also-check-css", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always"]
    # Pages with many elements in one another need a larger stack.
    command = [program("java"), "-Xss4m", "-jar", tools.nu_jar(), *options, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for message in json.loads(done.stdout)["messages"]:
        kind = message.get("subType", message["type"])
        if kind != "info" and not TOO_NEW.search(message["message"]):
            path = Path(unquote(urlsplit(message.get("url", "")).path)).relative_to(folder.resolve())
            yield f"{path.as_posix()}:{message.get('lastLine', 1)}: {kind}: {message['message']}"


@contextmanager
def debugged_browser(folder: Path, *options: str) -> Iterator[int]:
    """Run a browser that takes orders at a port; give the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    usual = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    own = [f"--user-data-dir={folder / 'profile'}", f"--remote-debugging-port={port}"]
    process = subprocess.Popen(
        [chromium(), *usual, *own, *options, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=typefaces.environment(),
    )
    try:
        for _ in range(400):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def ask_lighthouse(port: int, urls: Sequence[str], skip: Sequence[str] = ()) -> list[Scores]:
    """Return what Lighthouse says of each address as a phone would see it, by a browser at a port."""
    script = Path(__file__).with_name("lighthouse.mjs")
    command = [tools.node(), script, tools.place(tools.LIGHTHOUSE), str(port), BUSY, ",".join(skip), *urls]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def find_below_100(port: int, urls: Sequence[str], skip: Sequence[str] = (), tries: int = TRIES) -> Iterator[str]:
    """Yield what keeps pages from 100 in each of Lighthouse's categories.

    How long the processor was busy tells of the machine and what else it does more than of a page without scripts. So
    performance has to be 100 without that part; and since other work makes a page slower, never faster, the best of
    some tries counts.
    """
    for url, scores in zip(urls, ask_lighthouse(port, urls, skip), strict=True):
        found = [scores]
        while len(found) < tries and not fast(found[-1]):
            found += ask_lighthouse(port, [url], skip)
        best = max(found, key=lambda one: (fast(one), one["performance"]))
        for category in CATEGORIES:
            if best[category] < 100 and not (category == "performance" and fast(best)):
                audits = ", ".join(one for one in best["audits"][category] if one != BUSY)
                yield f"{urlsplit(url).path}: {category}: {best[category]}: {audits}"


def fast(scores: Scores) -> bool:
    """Whether a page is as fast as it can be, whatever else the machine does.

    >>> [fast({"performance": all_in_all, "calm": calm}) for all_in_all, calm in ((100, 100), (80, 100), (94, 99))]
    [True, True, False]
    """
    return bool(scores["calm"] == 100)
