"""Links to other sites, asked politely: few at a time, one at a time for each host, with a memory."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

from core.problems import Problem
from core.site import Site

DAY = 86_400.0  # seconds
KEPT = {True: 7 * DAY, False: DAY}  # how long an answer is believed, by whether it was good
TIMEOUT = 20.0  # seconds
PAUSE = 1.0  # seconds between two questions to one host
AT_ONCE = 4  # hosts
GONE = {404, 410}
AGENT = "Mozilla/5.0 (compatible; link check of a static site)"
WEB = ("http", "https")
LINKS_IN_HEAD = ("link", "website", "online", "registration")


class Offline(Exception):
    """Not one host answered: that says more about us than about them."""


Memory = dict[str, dict[str, float]]  # address -> status (0: no such host), asked (seconds since 1970)


def outside_links(site: Site) -> Iterator[tuple[str, str, int]]:
    """Yield address, file and line of every link to another site."""
    for node in site.nodes.values():
        path = f"{site.label}/{node.path}"
        for reference in node.body.references:
            if urlsplit(reference.target).scheme in WEB:
                yield reference.target, path, reference.line
        for name in LINKS_IN_HEAD:
            if address := getattr(node.page, name, None):
                yield address, path, node.document.head.line(name)


def find_gone(site: Site, memory: Path, now: float) -> list[Problem]:
    """Return the links to other sites that lead to nothing; `now` is in seconds since 1970.

    Who refuses, is busy or does not answer in time is not gone: only 404, 410 and names that no longer exist count.
    Answers are kept in the file `memory`. Raises Offline where nobody answers at all.
    """
    links = list(outside_links(site))
    known = _read(memory)
    due = {address for address, _, _ in links if not _is_fresh(known.get(address), now)}
    answers = dict(_ask_all(due))
    if answers and not any(answers.values()):
        raise Offline(
            "no other site could be reached: is this machine connected? Nothing was learned about outside links."
        )
    known |= {address: {"status": status, "asked": now} for address, status in answers.items() if status is not None}
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(known, indent=1, sort_keys=True), "utf-8")
    problems = []
    for address, path, line in links:
        status = known.get(address, {}).get("status")
        if status == 0 or status in GONE:
            what = "its host no longer exists" if status == 0 else f"the host says that it is not there ({status:.0f})"
            mend = "Link to where it is now or to an archived copy, or take the link out."
            problems.append(Problem(path, line, "E059", f"{address} is gone: {what}.", mend))
    return problems


def _read(memory: Path) -> Memory:
    """Return what was answered before; a damaged file counts as none."""
    try:
        known = json.loads(memory.read_text("utf-8"))
        return {
            str(address): {"status": float(a["status"]), "asked": float(a["asked"])} for address, a in known.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _is_fresh(answer: dict[str, float] | None, now: float) -> bool:
    return answer is not None and 0 <= now - answer["asked"] < KEPT[200 <= answer["status"] < 400]


def _ask_all(addresses: Iterable[str]) -> Iterator[tuple[str, float | None]]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        hosts[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(_ask_host, hosts.values()):
            yield from answers


def _ask_host(addresses: list[str]) -> list[tuple[str, float | None]]:
    answers = []
    for number, address in enumerate(addresses):
        sleep(PAUSE if number else 0)
        answers.append((address, _status(address)))
    return answers


def _status(address: str) -> float | None:
    """Return the status of an answer; 0 where the host has no address any more, None where nobody can say."""
    status: float | None = None
    for method in ("HEAD", "GET"):  # some hosts answer only the second
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310 (http only)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                return float(answer.status)
        except urllib.error.HTTPError as error:
            status = float(error.code)
        except urllib.error.URLError as error:
            # getaddrinfo failed for good: there is no such name.
            return 0.0 if getattr(error.reason, "errno", None) == -2 else None
        except (OSError, ValueError):
            return None
    return status
