"""The ledger: every address and every permanent id that was ever published, so that none of them is lost.

Pages, files, headings and old addresses are known from the content alone and kept by the check; feeds and
calendars are known when the build knows its files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.documents.decode import decode
from core.documents.merge_markers import find_merges
from core.problems.problem import Problem, choices

FILE = "ledger.csv"  # in the content folder
COLUMNS = ("kind", "id", "address", "first_published")
KINDS = ("alias", "calendar", "entry", "feed", "file", "fragment", "page")
FOLLOWED = ("feed", "calendar")  # kinds that programs fetch again and again


@dataclass(frozen=True, slots=True)
class Row:
    """Something that was published and has to stay."""

    kind: str  # one of KINDS; an entry is one of a feed or a calendar whose id is not that of a page
    id: str  # permanent; empty for what has none
    address: str  # from the root of the site, with a fragment where it is a heading
    first_published: str  # day, as in 2014-06-10
    line: int = 0  # of the ledger

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others, in the order of the file."""
        return (self.kind, self.address, self.id)


def read_ledger(data: bytes, path: str) -> tuple[list[Row], list[Problem]]:
    """Return the rows of a ledger and its lines that cannot be read; `path` is how problems call the file."""
    text, problems = decode(data, path)
    if merges := list(find_merges(text.split("\n"), path, prose=False, keep="Keep all lines of both versions")):
        return [], problems + merges
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n"), 1):
        values = next(csv.reader([line]), [])
        if not values or (number == 1 and tuple(values) == COLUMNS):
            continue
        if number == 1 or len(values) != len(COLUMNS) or values[0] not in KINDS or not _is_day(values[3]):
            mend = (
                f"A line is {','.join(COLUMNS)}, and so is the first one. Kinds: {choices(KINDS)}.\n"
                "Of two versions of the file keep all lines of both; never write or delete a line by hand otherwise."
            )
            problems.append(Problem(path, number, "E090", f"this is no line of the ledger: “{line[:70]}”.", mend))
        else:
            kind, name, address, day = values
            rows.append(Row(kind, name, address, day, number))
    if not rows and not problems:
        mend = (
            f"Bring back the version before, for example with: git restore --source=HEAD~1 {path}\n"
            "If nothing of this site was ever published, delete the file: it is written at the first publication."
        )
        message = "the ledger is empty, so that nothing would tell when a published address is gone."
        problems.append(Problem(path, 1, "E094", message, mend))
    return rows, problems


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def written(rows: Iterable[Row]) -> bytes:
    """Return the ledger as a file: each row once, as old as it ever was, in an order that never changes."""
    oldest: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        if row.key not in oldest or row.first_published < oldest[row.key].first_published:
            oldest[row.key] = row
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for _, row in sorted(oldest.items()):
        writer.writerow((row.kind, row.id, row.address, row.first_published))
    return out.getvalue().encode()
