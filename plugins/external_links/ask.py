"""Links to other sites, asked politely: few at a time, one at a time for each host, with a memory."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import sleep
from urllib.parse import urlsplit

from core.markdown.web_addresses import WEB, find_fault, to_uri
from core.problems.problem import Problem
from core.site.site import Site
from plugins.external_links.visit import NO_SUCH_HOST, PrivateAddress, can_resolve, visit

DAY = 86_400.0  # seconds
KEPT = {True: 7 * DAY, False: DAY}  # how long an answer is believed, by whether it was good
PAUSE = 1.0  # seconds between two questions to one host
AT_ONCE = 4  # hosts
GONE = {404, 410}
LINKS_IN_HEAD = ("link", "website", "online", "registration")
PROBES = (
    "www.w3.org",
    "www.iana.org",
    "www.ietf.org",
)  # hosts that have an entry in DNS wherever there is a connection


class Offline(Exception):
    """No host has an address, not even those that surely exist: that says more about us than about them."""


Memory = dict[str, dict[str, float]]  # address -> status (0: no such host), asked (seconds since 1970)
Found = tuple[str, str, int]  # address, file and line of a link
PRIVATE = -1.0  # in place of a status: the address was not visited


def outside_links(site: Site) -> Iterator[tuple[str, str, int]]:
    """Yield address, file and line of every link to another site."""
    for node in site.nodes.values():
        path = f"{site.label}/{node.path}"
        for reference in node.body.references:
            if reference.target.partition(":")[0].lower() in WEB:
                yield reference.target, path, reference.line
        for name in LINKS_IN_HEAD:
            if address := getattr(node.page, name, None):
                yield address, path, node.document.head.line(name)
        for number, material in enumerate(getattr(node.page, "materials", ())):
            if material.link:
                yield material.link, path, node.document.head.line("materials", number, "link")


def find_gone(
    site: Site,
    memory: Path,
    now: float,
    *,
    private: bool = False,
    say: Callable[[str], None] = lambda _: None,
    online: Callable[[], bool] = lambda: can_resolve(PROBES),
) -> list[Problem]:
    """Return the links to other sites that lead to nothing; `now` is in seconds since 1970.

    A host that refuses, is busy or does not answer in time is not gone: only 404, 410 and names that no longer exist count.
    Answers are kept in the file `memory`. Addresses of private networks are visited only if `private` is true; `say` gets
    a line for each that is left out. Raises Offline where no name can be looked up at all (`online` says whether).
    """
    links = [(to_uri(address), path, line) for address, path, line in outside_links(site) if not find_fault(address)]
    known = _read(memory)
    due = {address for address, _, _ in links if not _is_fresh(known.get(address), now)}
    answers = dict(_ask_all(due, private))
    unvisited = {address for address, status in answers.items() if status == PRIVATE}
    said = {address: status for address, status in answers.items() if address not in unvisited}
    if said and not any(said.values()) and not online():
        raise Offline(
            "no other site could be reached: is this machine connected? Nothing was learned about external links."
        )
    known |= {address: {"status": status, "asked": now} for address, status in said.items() if status is not None}
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(known, indent=1, sort_keys=True), "utf-8")
    for address, path, line in links:
        if address in unvisited:
            say(f"{path}:{line}: {address} was not visited: it leads into a private network. --private visits it too.")
    return [problem for link in links if (problem := _gone(link, known)) is not None]


def _gone(link: Found, known: Memory) -> Problem | None:
    """Return the problem that a link is gone, by what its host answered last."""
    address, path, line = link
    status = known.get(address, {}).get("status")
    if status != NO_SUCH_HOST and status not in GONE:
        return None
    what = "its host no longer exists" if not status else f"the host says that it is not there ({status:.0f})"
    mend = "Link to where it is now or to an archived copy, or take the link out."
    return Problem(path, line, "E059", f"{address} is gone: {what}.", mend)


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


def _ask_all(addresses: Iterable[str], private: bool) -> Iterator[tuple[str, float | None]]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        hosts[urlsplit(address).netloc].append(address)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for answers in pool.map(partial(_ask_host, private=private), hosts.values()):
            yield from answers


def _ask_host(addresses: list[str], private: bool) -> list[tuple[str, float | None]]:
    answers: list[tuple[str, float | None]] = []
    for number, address in enumerate(addresses):
        sleep(PAUSE if number else 0)
        try:
            answers.append((address, visit(address, private=private)))
        except PrivateAddress:
            answers.append((address, PRIVATE))
    return answers
