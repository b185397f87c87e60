"""A calendar program of others opens what we write."""

from __future__ import annotations

import subprocess

from tests.events.cases import files, page
from tests.repo.setup import program

CONFIG = """\
[calendars]
[[site]]
path = {place}/khal
[locale]
local_timezone = America/New_York
default_timezone = America/New_York
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {place}/khal.db
"""


def test_khal_reads_every_event_with_its_time(build, tmp_path):
    built = build(
        {
            **files({"start": "2026-05-02 09:30", "end": "2026-05-02 11:00", "timezone": "Asia/Kolkata"}),
            "events/days.md": page({"start": "2026-06-10", "end": "2026-06-11"}, "Two days"),
            "events/series.md": page(
                {
                    "start": "2026-10-20 17:00",
                    "end": "2026-10-20 18:00",
                    "timezone": "Europe/Brussels",
                    "repeats": "every Tuesday until 2026-11-03 except 2026-10-27",
                },
                "Series",
            ),
        }
    )
    (tmp_path / "khal").mkdir()
    (tmp_path / "config").write_text(CONFIG.format(place=tmp_path))

    def khal(*arguments: str) -> str:
        command = [program("khal"), "--config", str(tmp_path / "config"), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout

    khal("import", "--batch", "-a", "site", str(built.folder / "calendars" / "events.ics"))
    shown = khal("list", "--format", "{start-date} {start-time} {end-date} {end-time} {title}", "2026-04-01", "365d")

    lines = [line.split() for line in shown.splitlines() if line[:4] == "2026" and len(line.split()) > 1]
    assert sorted({" ".join(line) for line in lines if "," not in line[0]}) == [
        "2026-05-02 00:00 2026-05-02 01:30 The event",
        "2026-06-10 2026-06-11 Two days",
        "2026-10-20 11:00 2026-10-20 12:00 Series",
        "2026-11-03 11:00 2026-11-03 12:00 Series",
    ]
