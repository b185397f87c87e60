"""What stops a publication: each guard is shown to refuse, and what is live stays as it was."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.publishing.asking import ask, sample
from plugins.publishing.folder import refuse_foreign
from plugins.publishing.releases import CannotPublish, NotFollowed, changes, publish, read_target, rollback
from plugins.publishing.source import refuse_uncommitted
from tests.conftest import run_site, with_bare, write

NEWS = "---\ntitle: News {0}\nsummary: One.\npublished: 2026-03-01\n---\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {"news/index.md": "---\ntitle: News\n---\n", **{f"news/item-{n}.md": NEWS.format(n) for n in range(6)}}
    return write(tmp_path / "content", with_bare(files))


@pytest.fixture
def put(content: Path, tmp_path: Path) -> Callable[..., object]:
    """Return a function that publishes as users do."""
    return partial(run_site, "publish", tmp_path / "web", "--content", content, "--today", "2026-06-15")


def live(tmp_path: Path) -> dict[str, bytes]:
    site = tmp_path / "web/current/"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_content_with_a_problem_is_not_put_up(put, content, tmp_path):
    assert put().returncode == 0
    before = live(tmp_path)
    (content / "news/item-1.md").write_text("---\ntitel: x\n---\n")

    done = put()

    assert done.returncode == 1
    assert "news/item-1.md:2: titel: there is no such field. [E010]" in done.stderr
    assert live(tmp_path) == before


def test_a_lost_address_is_not_put_up(put, content, tmp_path):
    assert put().returncode == 0
    before = live(tmp_path)
    (content / "news/item-1.md").rename(content / "news/item-one.md")

    done = put()

    assert done.returncode == 1
    assert "which would be gone. [E091]" in done.stderr
    assert '    aliases: ["/news/item-1/"]\n    id: news/item-1\n' in done.stderr
    assert live(tmp_path) == before


def test_what_was_published_is_noted_in_the_ledger(put, content):
    done = put()

    rows = (content / "ledger.csv").read_text().splitlines()
    assert 'page,"tag:example.org,2026:news/item-1",/news/item-1/,2026-06-15' in rows
    assert "feed,,/feed.xml,2026-06-15" in rows
    assert f"Wrote {content}/ledger.csv ({len(rows)} lines more)." in done.stdout
    assert f"{content}/ledger.csv is complete." in put().stdout


def test_the_ledger_can_be_written_without_publishing(content):
    done = run_site("ledger", "--content", content, "--today", "2026-06-15")

    assert done.returncode == 0
    assert "page,,/news/,2026-06-15" in (content / "ledger.csv").read_text()


def test_a_dry_run_tells_what_would_change_and_changes_nothing(put, content, tmp_path):
    assert put().returncode == 0
    before, ledger = live(tmp_path), (content / "ledger.csv").read_bytes()
    (content / "news/item-1.md").write_text(NEWS.format("one, changed"))
    (content / "news/item-9.md").write_text(NEWS.format(9))

    done = run_site("publish", tmp_path / "web", "--content", content, "--today", "2026-06-15", "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "\n  + news/item-9/index.html\n" in done.stdout
    assert "\n  ~ news/item-1/index.html\n" in done.stdout
    assert ".gz" not in done.stdout
    assert (live(tmp_path), (content / "ledger.csv").read_bytes()) == (before, ledger)


def test_many_pages_gone_need_a_word(live_site, version):
    target = read_target(str(live_site))
    fewer = version(2)
    for page in range(3):
        (fewer / f"page-{page}/index.html").unlink()

    with pytest.raises(CannotPublish) as refused:
        publish(fewer, target, "20260616T000000Z")
    assert str(refused.value) == (
        "3 of 17 pages that are there would be gone:\n"
        "    page-0/index.html\n    page-1/index.html\n    page-2/index.html\n"
        "If that is meant, add --yes-remove 3."
    )
    with pytest.raises(CannotPublish, match="3 of 17 pages"):
        publish(fewer, target, "20260616T000000Z", may_go=2)
    assert (live_site / "current/index.html").read_text().endswith("version 1 ")

    publish(fewer, target, "20260616T000000Z", may_go=3)

    assert (live_site / "current/index.html").read_text().endswith("version 2 ")


def test_one_page_of_many_may_go_without_a_word(live_site, version):
    wide = version(2)
    write(wide, {f"more-{number}/index.html": b"more" for number in range(20)})
    publish(wide, read_target(str(live_site)), "20260616T000000Z")
    (wide / "more-7/index.html").unlink()

    publish(wide, read_target(str(live_site)), "20260617T000000Z")

    assert not (live_site / "current/more-7/index.html").exists()


@pytest.fixture
def live_site(live: Path) -> Path:
    return live


def test_a_folder_reached_by_a_winding_path_is_seen_for_what_it_is(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "below").mkdir()

    for folder in (Path("/usr/.."), tmp_path / "below" / ".."):
        with pytest.raises(CannotPublish, match="is not a place for a site"):
            refuse_foreign(folder)


@pytest.mark.parametrize("name", ["releases", ".releases"])
def test_links_inside_the_folder_lead_to_nothing_that_is_deleted(live_site, version, tmp_path, name):
    others = write(tmp_path / "others", {"20200101T000000Z/thesis.txt": b"years of work"})
    (live_site / name).rename(tmp_path / "aside")
    (live_site / name).symlink_to(others)

    with pytest.raises(CannotPublish, match="is a link to another place"):
        publish(version(2), read_target(str(live_site)), "20260616T000000Z")
    with pytest.raises(CannotPublish, match="is a link to another place"):
        rollback(read_target(str(live_site)))
    assert (others / "20200101T000000Z/thesis.txt").read_bytes() == b"years of work"


def test_what_others_put_beside_the_releases_is_left_alone(live_site, version):
    write(live_site / "releases", {"notes/thesis.txt": b"years of work"})

    for number in range(1, 9):
        publish(version(2), read_target(str(live_site)), f"2026070{number}T000000Z")

    assert (live_site / "releases/notes/thesis.txt").read_bytes() == b"years of work"


def test_two_do_not_publish_into_one_folder_at_once(live_site, version):
    from core.build.atomic_folder import locked

    with locked(live_site / ".releases"), pytest.raises(CannotPublish, match="somebody else is publishing"):
        publish(version(2), read_target(str(live_site)), "20260616T000000Z")


def test_there_is_no_way_back_before_the_first_release(live_site, tmp_path):
    done = run_site("rollback", live_site)

    assert done.returncode == 1
    assert done.stderr.strip() == (f"site: not taken back: {live_site} has no release before the one that is live.")


def test_a_target_is_known_by_its_name(content, tmp_path):
    with (content / "project.yaml").open("a") as file:
        file.write(f"targets:\n  live:\n    place: {tmp_path}/web\n")

    done = run_site("publish", "live", "--content", content, "--today", "2026-06-15")
    wrong = run_site("publish", "life", "--content", content)

    assert done.stdout.splitlines()[-1] == f"Published: {tmp_path}/web/current"
    assert wrong.stderr.strip() == (
        "site: not published: there is no target “life”. Targets: live. A folder is written as a path: ./life or /srv/life."
    )


def test_what_would_change_on_a_host_is_what_would_change_in_a_folder(ssh_server, live_site, version, monkeypatch):
    monkeypatch.setenv("SITE_SSH", ssh_server)
    site = version(2)
    (site / "page-3/index.html").unlink()

    here = changes(site, read_target(str(live_site)))
    there = changes(site, read_target(f"{getpass.getuser()}@127.0.0.1:{live_site}"))

    assert sorted(there.new) == here.new == ["theme/site.0000000002.css"]
    assert sorted(there.changed) == here.changed
    assert (sorted(there.removed), there.kept) == (here.removed, here.kept) == (["page-3/index.html"], 16)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_what_is_not_committed_is_not_put_up_without_a_word(put, content, tmp_path):
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "--quiet", "-m", "All")
    assert put().returncode == 0  # and writes the ledger, which does not count
    assert put().returncode == 0
    before = live(tmp_path)
    (content / "news/item-1.md").write_text(NEWS.format("one, changed"))
    (content / "news/item-9.md").write_text(NEWS.format(9))

    done = put()

    assert done.returncode == 1
    assert done.stderr == (
        f"site: not published: 2 files of {content} are not committed, so the next build from the repository would take "
        f"them away again:\n    {content}/news/item-1.md\n    {content}/news/item-9.md\n"
        "Commit them; or, if that is meant, add --yes-uncommitted.\n"
    )
    assert live(tmp_path) == before
    assert put("--dry-run").returncode == 0
    assert put("--yes-uncommitted").returncode == 0
    assert "news/item-9/index.html" in live(tmp_path)


def test_content_of_which_git_knows_nothing_is_put_up(content, tmp_path):
    refuse_uncommitted(content, "content")
    git(tmp_path, "init", "--quiet")

    refuse_uncommitted(content, "content")


def test_a_folder_is_followed_by_the_command_of_its_target(tmp_path, version):
    named = {"live": {"place": str(tmp_path / "web"), "after": f"readlink current >> '{tmp_path}/told'"}}

    publish(version(1), read_target("live", named), "20260616T000000Z")
    publish(version(2), read_target("live", named), "20260617T000000Z")
    rollback(read_target("live", named))

    names = (tmp_path / "told").read_text().split()
    assert names == [f"releases/202606{day}T000000Z" for day in (16, 17, 16)]


@pytest.mark.parametrize("way", ["folder", "ssh"])
def test_a_command_that_fails_is_told_and_the_site_is_up(way, ssh_server, tmp_path, version, monkeypatch):
    monkeypatch.setenv("SITE_SSH", ssh_server)
    place = f"{getpass.getuser()}@127.0.0.1:{tmp_path}/web" if way == "ssh" else f"{tmp_path}/web"
    target = read_target("live", {"live": {"place": place, "after": "echo no way >&2; false"}})

    with pytest.raises(NotFollowed) as told:
        publish(version(1), target, "20260616T000000Z")

    assert str(told.value) == (
        f"the site has changed at {place}/current, but what is to be done afterwards (echo no way >&2; false) was not: "
        f"{'ssh' if way == 'ssh' else 'sh'} failed: no way. "
        "Visitors get the site; until it is done, a web server may still lead old addresses as before."
    )
    assert (tmp_path / "web/current/index.html").read_text().endswith("version 1 ")


@pytest.mark.parametrize("place", ["s3://bucket", "git+https://example.org/a.git"])
def test_a_place_where_no_command_can_run_is_told(place):
    with pytest.raises(CannotPublish, match="the target “live” has “after”, but no program of ours runs at"):
        read_target("live", {"live": {"place": place, "after": "true"}})


@pytest.fixture
def web(live_site: Path) -> Iterator[str]:
    """Serve the live site; yield its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=live_site / "current"))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def test_visitors_that_get_the_published_site_are_content(web, version):
    site = version(1)

    assert {"build.json", "index.html", "theme/site.0000000001.css"} < set(sample(site))
    ask(web, site, sample(site))


def test_visitors_that_get_something_else_are_told(web, version):
    with pytest.raises(
        CannotPublish, match=r"visitors do not get it: http://127\.0\.0\.1:\d+/build\.json gives something else"
    ):
        ask(web, version(2), sample(version(2)))


def test_a_page_that_visitors_do_not_get_is_told(web, version, live_site):
    shutil.rmtree(live_site / "current/page-1")

    with pytest.raises(CannotPublish, match=r"/page-1/ answers 404\. Take it back with \./site rollback"):
        ask(web, version(1), ["page-1/index.html"])


def test_the_command_fails_where_visitors_do_not_get_the_site(put, web, tmp_path):
    done = run_site("publish", tmp_path / "other", "--content", tmp_path / "content", "--ask", web)

    assert done.returncode == 1
    assert "visitors do not get it" in done.stderr
