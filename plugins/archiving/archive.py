"""A frozen site as archives take it: a ZIP that opens from a disk, a WARC, a hand-over sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from core.build.scratch_folders import scratch_folder
from core.site.ledger import Row
from core.site.site import Site
from plugins.archiving.bag import make_bag, zipped
from plugins.archiving.disk import write_for_disk
from plugins.archiving.handover import handover
from plugins.archiving.warc import write_warc


def archive(built: Path, site: Site, rows: Sequence[Row], place: Path, moment: datetime, day: str) -> list[Path]:
    """Write the archive of a site that was built frozen; return its files.

    `rows` is the ledger, `moment` when the archive is made, `day` that day in words.
    """
    project = site.project
    slug = re.sub(r"[^a-z0-9]+", "-", project.name.lower()).strip("-") or "site"
    name = f"{slug}-{moment:%Y-%m-%d}"
    place.mkdir(parents=True, exist_ok=True)
    files = [place / f"{name}{ending}" for ending in (".zip", ".warc.gz", "-handover.md")]
    kept = [site.absolute(row.address) for row in rows if row.kind in ("feed", "calendar")]
    sheet = handover(site, kept, day, len({row.address for row in rows if row.kind != "entry"}))
    about = {
        "Source-Organization": project.run_by,
        "External-Identifier": project.address,
        "External-Description": f"Website of {project.name} ({project.long_name}), frozen.",
    }
    with scratch_folder() as folder:
        bag = Path(folder, name)
        write_for_disk(built, bag / "site", urlsplit(site.absolute("/")).path)
        (bag / "HANDOVER.md").write_text(sheet, "utf-8")
        make_bag(bag, about, moment)
        zipped(bag, files[0], moment)
    write_warc(built, project.address, files[1], moment)
    files[2].write_text(sheet, "utf-8")
    return files
