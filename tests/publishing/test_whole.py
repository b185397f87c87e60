"""Whatever happens while a site is put up, visitors have one whole site: the old one or the new one."""

from __future__ import annotations

import getpass
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.build.atomic_folder import MARK
from plugins.publishing.folder import NAMES
from plugins.publishing.releases import publish, read_target, rollback
from tests.publishing.conftest import Bucket, nginx_for
from tests.publishing.web import Server


def release(number: int) -> str:
    return f"{datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number):%Y%m%dT%H%M%SZ}"


def version_of(site: Path) -> int:
    """Return the version of which every page of a site is, with the style sheet that it names; fail on a mixture."""
    said = {int(re.search(r"version (\d+)", (site / name).read_text())[1]) for name in (MARK, "index.html")}
    pages = sorted(site.glob("page-*/index.html"))
    for page in pages:
        text = page.read_text()
        said.add(int(re.search(r"version (\d+)", text)[1]))
        sheet = re.search(r'href="/([^"]+)"', text)[1]
        assert (site / sheet).is_file()
    assert len(said) == 1
    assert len(pages) == 16
    return said.pop()


Put = Callable[[Path, int], None]


def readings(ask: Callable[[str], tuple[int, str]], put: Put, sites: Mapping[int, Path]) -> tuple[set[str], list[str]]:
    """Put up sites while readers fetch pages with their style sheets; return the versions they met, and what was wrong."""
    seen, wrong, done = [], [], threading.Event()

    def read(page: int) -> None:
        while not done.is_set():
            status, text = ask(f"/page-{page}/")
            link, _, said = text.partition(">")
            found = re.search(r'href="([^"]+)"', link)
            sheet = ask(found[1]) if found else None
            seen.append(said)
            if (status, sheet) != (200, (200, said)):
                wrong.append(f"page-{page}: {status} {said!r} with {sheet}")
            time.sleep(0.002)  # leaves the store time for who puts up

    readers = [threading.Thread(target=read, args=(page,)) for page in range(3)]
    for reader in readers:
        reader.start()
    for number, site in sites.items():
        put(site, number)
        until = len(seen) + 6  # so that readers meet every version
        while len(seen) < until and all(reader.is_alive() for reader in readers):
            time.sleep(0.001)
    done.set()
    for reader in readers:
        reader.join()
    return set(seen), wrong


@contextmanager
def asking(server: Server, folder: str = "") -> Iterator[Callable[[str], tuple[int, str]]]:
    """Give a function that fetches a path as a visitor does; `folder` is where a store shows its bucket."""

    def ask(path: str) -> tuple[int, str]:
        name = path if not folder or not path.endswith("/") else f"{path}index.html"
        answer = server.ask_plain(folder + name)
        return answer.status, answer.body.decode()

    yield ask


@pytest.fixture
def ask_nginx(live: Path, tmp_path: Path) -> Iterator[Callable[[str], tuple[int, str]]]:
    (tmp_path / "nginx").mkdir()
    with nginx_for(live, tmp_path / "nginx", "nginx-container.conf") as server, asking(server) as ask:
        yield ask


def test_who_reads_all_the_time_never_sees_a_page_without_its_style_sheet(live, version, ask_nginx):
    sites = {number: version(number) for number in range(2, 22)}

    seen, wrong = readings(
        ask_nginx, lambda site, number: publish(site, read_target(str(live)), release(number)), sites
    )

    assert wrong == []
    assert len(seen) >= 20


def test_a_publication_without_a_switch_is_seen_by_who_reads_all_the_time(live, version, ask_nginx):
    def careless(site: Path, _: int) -> None:
        folder = live / "current/"
        for sheet in folder.glob("theme/*.css"):
            sheet.unlink()
        shutil.copytree(site, folder, dirs_exist_ok=True)

    _, wrong = readings(ask_nginx, careless, {number: version(number) for number in range(2, 22)})

    assert wrong != []


@pytest.fixture
def ask_store(store: str, bucket: Bucket) -> Iterator[Callable[[str], tuple[int, str]]]:
    bucket.client.put_bucket_acl(Bucket="site", ACL="public-read")
    with asking(Server(int(store.rpartition(":")[2])), "/site") as ask:

        def ask_again(address: str) -> tuple[int, str]:
            # While an object is replaced, the store of the tests has it for a moment without anybody's right to read it.
            answer = ask(address)
            return ask(address) if answer[0] == 403 else answer

        yield ask_again


def test_who_reads_a_store_all_the_time_never_sees_a_page_without_its_style_sheet(bucket, version, ask_store):
    target = read_target("s3://site")
    publish(version(1), target, release(1))
    sites = {number: version(number) for number in range(2, 22)}

    seen, wrong = readings(ask_store, lambda site, number: publish(site, target, release(number)), sites)

    assert wrong == []
    assert len(seen) >= 20


def test_a_store_filled_in_any_order_is_seen_by_who_reads_all_the_time(bucket, version, ask_store):
    publish(version(1), read_target("s3://site"), release(1))

    def careless(site: Path, number: int) -> None:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):  # pages before theme/
            bucket.client.put_object(Bucket="site", Key=path.relative_to(site).as_posix(), Body=path.read_bytes())

    _, wrong = readings(ask_store, careless, {number: version(number) for number in range(2, 22)})

    assert wrong != []


def test_the_style_sheet_of_the_release_before_stays_for_one_release(live, version):
    publish(version(2), read_target(str(live)), release(200001))
    both = sorted(path.name for path in (live / "current/theme").iterdir())
    publish(version(3), read_target(str(live)), release(200002))

    assert both == ["site.0000000001.css", "site.0000000002.css"]
    assert sorted(path.name for path in (live / "current/theme").iterdir()) == [
        "site.0000000002.css",
        "site.0000000003.css",
    ]
    assert (live / "current" / NAMES).read_text() == "theme/site.0000000003.css\n"


def test_a_release_is_taken_back_by_one_switch_and_again(live, version):
    target = read_target(str(live))
    publish(version(2), target, release(200001))
    publish(version(3), target, release(200002))

    assert rollback(target) == release(200001)
    assert version_of(live / "current") == 2
    rollback(target)
    assert version_of(live / "current") == 1


def test_a_release_that_was_taken_back_is_not_the_one_before(live, version):
    target = read_target(str(live))
    publish(version(2), target, release(200001))
    rollback(target)
    publish(version(3), target, release(200002))

    rollback(target)

    assert version_of(live / "current") == 1


def test_the_live_release_stays_though_the_clock_of_another_machine_goes_wrong(live, version):
    target = read_target(str(live))
    for number in range(200001, 200007):
        publish(version(2), target, release(number))

    publish(version(3), target, "20200101T000000Z")

    assert version_of(live / "current") == 3


def test_a_host_takes_a_release_back(ssh_server, tmp_path, version, monkeypatch):
    monkeypatch.setenv("SITE_SSH", ssh_server)
    target = read_target(f"{getpass.getuser()}@127.0.0.1:{tmp_path / 'web'}")
    for number in (1, 2, 3):
        publish(version(number), target, release(number))

    assert rollback(target) == release(2)
    assert version_of(tmp_path / "web/current") == 2
    assert rollback(target) == release(1)
    assert version_of(tmp_path / "web/current") == 1


def test_a_host_is_told_to_go_on_when_the_site_has_changed(ssh_server, tmp_path, version, monkeypatch):
    monkeypatch.setenv("SITE_SSH", ssh_server)
    place = f"{getpass.getuser()}@127.0.0.1:{tmp_path / 'web'}"
    named = {"live": {"place": place, "after": f"readlink current >> {tmp_path}/told"}}

    publish(version(1), read_target("live", named), release(1))
    publish(version(2), read_target("live", named), release(2))
    rollback(read_target("live", named))

    assert (tmp_path / "told").read_text().split() == [f"releases/{release(number)}" for number in (1, 2, 1)]


def test_nobody_else_can_write_what_was_put_up(live):
    modes = {f"{path.stat().st_mode & 0o777:o}" for path in (live / "current/").rglob("*")}

    assert modes == {"644", "755"}
