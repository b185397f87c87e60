"""The site changes at known instants, and is the same between them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.conftest import site_of

DAY = "2026-06-15"
LISTS = {f"{folder}/index.md": "---\ntitle: List\n---\n\nAll of them.\n" for folder in ("news", "events")}


def page(*fields: str) -> str:
    return "\n".join(["---", "title: Page", *fields, "---", "", "Some text.", ""])


def news(*fields: str) -> str:
    return page("summary: Something happened.", *fields)


def event(*fields: str) -> str:
    return page(
        "summary: People meet.", "published: 2026-01-10", "place: Online", "online: https://example.org/", *fields
    )


def changes_of(path: str, text: str) -> list[str]:
    """Return when the site changes on that day, as its clock shows it."""
    now, found = datetime.fromisoformat(f"{DAY}T00:00+02:00"), []
    while now.isoformat().startswith(DAY):
        site = site_of({**LISTS, path: text}, now.isoformat())
        assert site.now <= now < site.until
        found.append(f"{site.now:%H:%M}")
        now = site.until
    assert f"{now:%Y-%m-%d %H:%M}" == "2026-06-16 00:00"
    return found


@pytest.mark.parametrize(
    ("path", "text", "changes"),
    [
        ("news/a.md", news("published: 2026-06-10"), []),
        ("news/a.md", news("published: 2026-06-15 09:00"), ["09:00"]),
        ("news/a.md", news("published: 2026-06-10", "updated: 2026-06-15 08:20"), ["08:20"]),
        ("news/a.md", news("published: 2026-06-10", "expires: 2026-06-15 17:30"), ["17:30"]),
        ("news/a.md", news("published: 2026-06-16 09:00"), []),
        (
            "events/a.md",
            event("start: 2026-06-15 14:00", "end: 2026-06-15 16:00", "timezone: Europe/Brussels"),
            ["14:00", "16:00"],
        ),
        ("events/a.md", event("start: 2026-06-14", "end: 2026-06-16"), []),
        (
            "events/a.md",
            event("start: 2026-06-14 20:00", "end: 2026-06-14 23:30", "timezone: America/New_York"),
            ["02:00", "05:30"],
        ),
        (
            "events/a.md",
            event(
                "start: 2026-06-01 10:00",
                "end: 2026-06-01 11:00",
                "timezone: Europe/Helsinki",
                "repeats: weekly until 2026-07-01",
            ),
            ["09:00", "10:00"],
        ),
    ],
)
def test_a_day_is_parted_where_something_changes(path, text, changes):
    assert changes_of(path, text) == sorted({"00:00", "12:00", *changes})


def test_between_two_changes_the_site_has_one_instant():
    files = {**LISTS, "news/a.md": news("published: 2026-06-15 09:00")}
    early, first, last = (site_of(files, f"{DAY}T{at}+02:00") for at in ("08:59", "09:00", "11:59"))

    assert "news/a.md" not in early.nodes
    assert "news/a.md" in first.nodes
    assert first.now == last.now == early.until


def test_the_period_is_that_of_the_zone_of_the_project():
    site = site_of({}, "2026-06-14T22:30+00:00")

    assert site.now.isoformat() == "2026-06-15T00:00:00+02:00"
    assert site.until - site.now == timedelta(hours=12)
