"""The sheet that goes with an archive: what the next keeper of the site has to know and to decide."""

from __future__ import annotations

from collections.abc import Iterable

from core.documents.schema import Partner, WorkPackage
from core.site.site import Site

_SHEET = """\
# {name}: hand-over sheet

{long_name}. As of {day}.

## What is in the archive

- `data/site/`: the site as it opens from a disk. Begin with `data/site/index.html`.
- `data/HANDOVER.md`: this sheet.
- `manifest-sha256.txt`, `manifest-sha512.txt`: checksums after BagIt (RFC 8493). To check: `python -m bagit --validate FOLDER`.
- Beside the ZIP a WARC file: the same site for web archives. To look at it: any program that replays WARC.

## Addresses

- Site: {address}
- Permanent ids of entries begin with `tag:{authority}:` and stay as they are, whoever owns the domain later.
- {addresses} addresses were published; `content/ledger.csv` in the source names each. They should go on leading somewhere.

| what | where | who keeps it | paid until |
|---|---|---|---|
| domain | {host} | | |
| certificate | {host} | | |
| web server or store | | | |
| repository of the source | | | |

When the domain is given up: first move everything, leave redirects for as long as it is paid, tell the web archives.
A domain that lapses is bought by strangers, and every printed address then leads to them.

## Feeds and calendars

Programs go on asking for these. Keep them as they are, or answer 410.

{feeds}

## Who is who

{people}

## To build it again

`./site build` in the source writes the site to `output/`; Python 3.11 or newer is all it needs. `./site build --today {iso}`
writes it as it was on that day. README.md and docs/ in the source say the rest.
"""


def handover(site: Site, kept: Iterable[str], day: str, addresses: int) -> str:
    """Return the sheet as Markdown; `kept` are the addresses that programs follow, absolute."""
    project = site.project
    return _SHEET.format(
        name=project.name,
        long_name=project.long_name,
        day=day,
        iso=site.now.astimezone(site.zone).date().isoformat(),
        address=project.address,
        host=project.address.split("/")[2],
        authority=project.id_authority,
        addresses=addresses,
        feeds="\n".join(f"- {address}" for address in sorted(kept)) or "- none",
        people="\n".join(_people(site)) or "- nobody is named",
    )


def _people(site: Site) -> Iterable[str]:
    for node in site.of_kind("partner"):
        page = node.page
        if isinstance(page, Partner):
            leads = ", coordinator" if page.coordinator else ""
            web = f", {page.website}" if page.website else ""
            yield f"- {node.title} ({page.role}{leads}){web}"
    for node in site.of_kind("work-package"):
        if isinstance(node.page, WorkPackage) and node.page.contact:
            yield f"- {node.page.contact.name}: {node.title}"
