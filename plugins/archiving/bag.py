"""One ZIP with checksums after BagIt (RFC 8493), the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path


def make_bag(folder: Path, about: Mapping[str, str], moment: datetime) -> None:
    """Turn a folder into a bag: its files move into data/, their checksums beside it."""
    import bagit

    dated = {**about, "Bagging-Date": moment.date().isoformat(), "Bag-Software-Agent": f"bagit.py {bagit.VERSION}"}
    bagit.make_bag(str(folder), dated, checksums=["sha256", "sha512"])


def zipped(folder: Path, file: Path, moment: datetime) -> None:
    """Write a folder as a ZIP that holds it under the ZIP's own name."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{file.stem}/{path.relative_to(folder).as_posix()}", moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
