"""A new host, new addresses, a new look: no reader takes an old item for a new one."""

from __future__ import annotations

import functools
import http.server
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.build.plugin import run
from tests.built import Built
from tests.conftest import PROJECT, ROOT, SMALL, TODAY, with_bare, write
from tests.feeds.reading import entries, files, parsed
from tests.repo.setup import program

RENAMED = {"news/first-map.md": "news/a-map-at-last.md", "events/2026-03-02-kick-off.md": "events/2026-03-02-start.md"}
KEPT = {
    "news/first-map.md": "id: news/first-map\naliases: [/news/first-map/]\n",
    "events/2026-03-02-kick-off.md": "id: event/kick-off\naliases: [/events/kick-off/]\n",
}


def redesigned() -> dict[str, bytes]:
    """Return the small site on another host, with two pages renamed and one text rewritten."""
    content = {path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*") if path.is_file()}
    for old, new in RENAMED.items():
        text = content.pop(old).decode().replace("---\n", f"---\n{KEPT[old]}", 1)
        content[new] = text.encode()
    names = [(old.rpartition("/")[2].encode(), new.rpartition("/")[2].encode()) for old, new in RENAMED.items()]
    for old, new in [*names, (b"address: https://example.org/", b"address: https://new.example/")]:
        content = {path: data.replace(old, new) for path, data in content.items()}
    content["news/project-begins.md"] += b"\nAnother word.\n"
    return content


def other_theme(folder: Path) -> Path:
    """Return a theme that says everything about an entry in other words and with other elements."""
    shutil.copytree(ROOT / "theme", folder)
    entry, words = folder / "templates/feed-entry.html", folder / "words/en.yaml"
    entry.write_text(f"<section><p>A new look</p>\n{entry.read_text('utf-8')}</section>\n", "utf-8")
    text = words.read_text("utf-8")
    for old, new in (("news and events", "the latest"), ("  news: News", "  news: Report"), ("Postponed", "Put off")):
        assert old in text
        text = text.replace(old, new)
    words.write_text(text, "utf-8")
    return folder


@pytest.fixture
def sites(build, tmp_path) -> tuple[Built, Built]:
    """The site of the invented project, and the same on another host, at other addresses, in another theme."""
    before = build(SMALL, name="before")
    content = write(tmp_path / "after-content", with_bare(redesigned()))
    folders = {
        "PATH": str(content),
        "OUTPUT_PATH": str(tmp_path / "after"),
        "THEME": str(other_theme(tmp_path / "theme")),
    }
    run("publishconf.py", **folders, NOW=f"{TODAY}T00:00:00+02:00", REPORT={})
    return before, Built(tmp_path / "after")


@contextmanager
def served(handler: functools.partial | type) -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, or sends on to another host."""

    moved_to = ""

    def do_GET(self):
        if not type(self).moved_to:
            super().do_GET()
            return
        self.send_response(301)
        self.send_header("Location", type(self).moved_to + self.path)
        self.end_headers()

    def log_message(self, *_):
        pass


CITY = 'cities: {north: {name: Northport, country: BE, page: north.md, accent: {light: "#0b5394", dark: "#9cc9ff"}}}\n'
PARTNER = {
    "project.yaml": PROJECT + "folders: {partners: partner, events: event, news: news}\n" + CITY,
    "partners/index.md": "---\ntitle: Partners\n---\n",
    "events/index.md": "---\ntitle: Events\n---\n",
    "news/index.md": "---\ntitle: News\n---\n",
    "north.md": "---\ntitle: Northport\n---\n",
}
UNI = "---\ntitle: Uni\ncity: north\ncountry: BE\nrole: research\n{}---\n"


def test_no_id_changes_and_every_address_does(sites):
    before, after = sites

    assert files(before) == files(after)
    for address in files(before):
        old, new = ({entry["id"]: entry["link"] for entry in entries(built, address)} for built in (before, after))
        assert set(old) == set(new)
        assert all(old[name] != new[name] for name in old)
    assert PROJECT.count("example.org") > 1


def test_the_look_of_every_entry_is_another(sites):
    before, after = ({one["id"]: one for one in entries(built, "/feed.xml")} for built in sites)

    for identity, old in before.items():
        assert "A new look" not in old["content"]
        assert "<section><p>A new look</p>" in after[identity]["content"]
    assert [old["tags"] for old in before.values()] != [new["tags"] for new in after.values()]
    assert before["tag:example.org,2026:event/final-workshop"]["title"].startswith("Postponed: ")
    assert after["tag:example.org,2026:event/final-workshop"]["title"].startswith("Put off: ")


def test_no_date_of_publication_changes(sites):
    dates = [{entry.id: entry.published for entry in parsed(built, "/atom.xml").entries} for built in sites]

    assert dates[0] == dates[1]


def test_the_feed_and_the_calendar_of_a_partner_that_is_renamed_stay_where_they_were(build):
    pages = {
        "partners/index.md": "---\ntitle: Partners\n---\n",
        "partners/new-name.md": "---\ntitle: Uni\ncity: north\ncountry: BE\nrole: research\n"
        "aliases: [/feeds/partners/uni/feed.xml, /feeds/partners/uni/feed.json, /calendars/partners/uni.ics]\n---\n",
        "events/index.md": "---\ntitle: Events\n---\n",
        "events/day.md": "---\ntitle: A day\nsummary: S\nstart: 2026-09-10\nplace: Online\npartners: [new-name]\n"
        "published: 2026-03-01\n---\n",
        "north.md": "---\ntitle: Northport\n---\n",
    }
    city = (
        'cities: {north: {name: Northport, country: BE, page: north.md, accent: {light: "#0b5394", dark: "#9cc9ff"}}}\n'
    )
    built = build({"project.yaml": PROJECT + "folders: {partners: partner, events: event}\n" + city, **pages})

    for old in ("/feeds/partners/uni/feed.xml", "/feeds/partners/uni/feed.json", "/calendars/partners/uni.ics"):
        new = old.replace("uni", "new-name")
        assert built.bytes(old) == built.bytes(new)
        assert f"{old} {new} 301" in built.bytes("/_redirects").decode()


def test_the_two_lines_that_the_check_offers_keep_everything_of_a_partner_that_is_renamed(build):
    item = "---\ntitle: A plan\nsummary: S\npublished: 2026-03-01\npartners: [{}]\n---\n"
    head = "aliases: [/partners/uni/]\nid: partner/uni\n"
    day = (
        "---\ntitle: A day\nsummary: S\nstart: 2026-09-10\nplace: Online\npublished: 2026-03-01\npartners: [{}]\n---\n"
    )

    def site(name: str, text: str) -> Built:
        pages = {f"partners/{name}.md": text, "news/plan.md": item.format(name), "events/day.md": day.format(name)}
        return build({**PARTNER, **pages}, name=name)

    before, after = site("uni", UNI.format("")), site("new", UNI.format(head))

    followed = [path for path in before.files if "partners/uni" in path and path.endswith((".xml", ".json", ".ics"))]
    assert len(followed) == 4
    for path in followed:
        assert path in after.files
    assert after.has("/subscribe/partners/uni/")
    old, new = (parsed(built, "/feeds/partners/uni/atom.xml").feed for built in (before, after))
    assert old.id == new.id == "tag:example.org,2026:feeds/partners/uni"
    assert old.link != new.link
    assert "/partners/uni/ /partners/new/ 301" in after.bytes("/_redirects").decode()


def test_who_follows_a_partner_that_is_gone_gets_what_the_whole_site_has(build):
    aliases = "aliases: [/partners/uni/, /feeds/partners/uni/feed.xml, /feeds/partners/uni/archive-1/atom.xml, /calendars/partners/uni.ics]\n"
    built = build(
        {
            **PARTNER,
            "partners/index.md": f"---\ntitle: Partners\n{aliases}---\n",
            "events/day.md": "---\ntitle: A day\nsummary: S\nstart: 2026-09-10\nplace: Online\npublished: 2026-03-01\n---\n",
        }
    )

    assert built.bytes("/feeds/partners/uni/feed.xml") == built.bytes("/feed.xml")
    assert built.bytes("/feeds/partners/uni/archive-1/atom.xml") == built.bytes("/atom.xml")
    assert built.bytes("/calendars/partners/uni.ics") == built.bytes("/calendars/events.ics")


# newsboat knows no JSON Feed: it takes the file and finds no entry. What a reader of that sees is its ids, above.
@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_a_real_reader_shows_every_entry_once_and_none_as_new_after_a_redesign(sites, tmp_path, name):
    before, after = sites
    database = tmp_path / "cache.db"

    class Old(Quiet):
        pass

    with (
        served(functools.partial(Old, directory=before.folder)) as old,
        served(functools.partial(Quiet, directory=after.folder)) as new,
    ):
        (tmp_path / "urls").write_text(f"http://127.0.0.1:{old}/{name}\n")
        read(tmp_path)
        assert unread(database) == sorted((str(one["id"]), str(one["title"])) for one in entries(before, f"/{name}"))
        with sqlite3.connect(database) as connection:
            connection.execute("UPDATE rss_item SET unread = 0")  # the subscriber has read them all

        Old.moved_to = f"http://127.0.0.1:{new}"
        read(tmp_path)
        assert unread(database) == []
        with sqlite3.connect(database) as connection:
            addresses = {row[0] for row in connection.execute("SELECT url FROM rss_item")}
        assert addresses == {str(one["link"]) for one in entries(after, f"/{name}")}


def read(home: Path) -> None:
    """Let newsboat fetch its feeds."""
    options = ["-u", home / "urls", "-c", home / "cache.db", "-C", home / "config", "-x", "reload"]
    (home / "config").touch()
    done = subprocess.run(
        [program("newsboat"), *map(str, options)],
        check=False,
        capture_output=True,
        text=True,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "no_proxy": "*"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def unread(database: Path) -> list[tuple[str, str]]:
    """Return ids and titles of what newsboat would show as new."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT guid, title FROM rss_item WHERE unread = 1")
        return sorted((guid, title) for guid, title in rows)
