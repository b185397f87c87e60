"""An import writes all pages or none, says what it left out, and knows what is there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.calendar_import.plan import write_files
from tests.conftest import SMALL, run_site, write
from tests.imports.test_zones import calendar


def content_of(folder: Path) -> Path:
    files = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*") if path.is_file()}
    return write(folder / "content", files)


def imported(content: Path, data: bytes):
    (content.parent / "in.ics").write_bytes(data)
    return run_site("new", "event", "--from", content.parent / "in.ics", "--content", content)


def test_pages_are_written_and_reported_and_a_second_time_recognised_with_what_differs(tmp_path):
    content = content_of(tmp_path)
    data = calendar("DTSTART;TZID=Europe/Brussels:20270104T100000", "CLASS:PUBLIC")

    done = imported(content, data)
    page = content / "events" / "2027-01-04-a.md"
    assert (done.returncode, page.is_file()) == (0, True)
    assert done.stdout.startswith(f"Wrote 1 page to {content}/events.\n  {content}/events/2027-01-04-a.md\n")
    assert run_site("check", "--content", content).returncode == 0

    done = imported(content, data.replace(b"T100000", b"T110000"))
    assert done.returncode == 0
    assert done.stdout == (
        "Nothing was written.\n1 event of the file has a page already, which was left unchanged.\n"
        f"  {page} differs: start: 2027-01-04 10:00 → 2027-01-04 11:00\n"
    )


@pytest.mark.parametrize("level", ["PRIVATE", "CONFIDENTIAL", "X-INTERNAL"])
def test_what_is_private_is_left_out_and_said_without_its_title(tmp_path, level):
    content = content_of(tmp_path)
    done = imported(
        content, calendar("DTSTART;VALUE=DATE:20270104", f"CLASS:{level}").replace(b"SUMMARY:A", b"SUMMARY:Secret")
    )

    assert done.returncode == 1
    assert "It is private or confidential (CLASS) and was left out." in done.stderr
    assert "Secret" not in done.stdout + done.stderr
    assert not list((content / "events").glob("2027*"))


def test_files_that_cannot_all_be_written_are_taken_back(tmp_path):
    (tmp_path / "b.md").write_text("mine")

    with pytest.raises(OSError, match=r"b\.md"):
        write_files(tmp_path, {"a.md": "new", "b.md": "new", "c.md": "new"})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"b.md": "mine"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "answer to an invitation",
        ),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:A\r\n", "the file is cut off"),
        (b"<html>Log in</html>", "this is no iCalendar file"),
        ("BEGIN:VCALENDAR".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_a_sentence(tmp_path, data, message):
    content = content_of(tmp_path)
    done = imported(content, data)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.rstrip().endswith("Nothing was written.")
