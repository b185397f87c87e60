"""What people really bring: each folder of tests/sites/cases is laid over a whole site, and the check says exactly this.

`<group>/<case>/` holds files as they would lie in the content folder, and `expected.txt`, the whole report of the check
(“No problems.” where there is nothing to report). A case that is laid over our own content has a file `over-content` instead of
the site of tests/sites/small. What a site built from a case has to show is asserted by the other modules of this folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.laid import CASES, checked, laid_over

NAMES = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*") if path.is_dir())


def expected(case: str) -> str:
    return (CASES / case / "expected.txt").read_text("utf-8").rstrip("\n")


@pytest.mark.parametrize("case", NAMES)
def test_the_check_reports_what_is_wrong_with_what_was_brought_and_nothing_else(case: str, tmp_path: Path) -> None:
    assert checked(laid_over(case, tmp_path)) == expected(case)
