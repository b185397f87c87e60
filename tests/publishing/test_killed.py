"""Killed at any moment of a publication, over and over: visitors have one whole site, and the next run completes it."""

from __future__ import annotations

import getpass
import io
import os
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from core.build.atomic_folder import MARK
from plugins.publishing.releases import publish, read_target
from tests.plugins.test_publishing import serving_ssh
from tests.publishing.conftest import Bucket
from tests.publishing.killed import Publisher, StandIns
from tests.publishing.test_whole import release, version_of

ON_HOST = (
    "basename",
    "cat",
    "cp",
    "dirname",
    "ln",
    "ls",
    "mkdir",
    "mv",
    "readlink",
    "rm",
    "rsync",
    "sort",
    "tail",
    "touch",
)


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """How often a publication is killed."""
    return 50 if request.config.getoption("thorough") else 6


def moments(over: int) -> Iterator[int]:
    """Yield moments without end, of all and of a few more, so that some live: what came before makes some take longer."""
    chance = random.Random(1)
    while True:
        yield chance.randint(1, over * 3 // 2)


def backwards(over: int) -> Iterator[int]:
    """Yield each moment, from the last, since there the switch is, without end."""
    return cycle(range(over, 0, -1))


def test_killed_at_each_moment_the_folder_shows_one_whole_site(live, version):
    sites, target, seen, left = {number: version(number) for number in (1, 2)}, str(live), [1], 0
    with Publisher() as publisher:
        when = 1
        while not publisher.publish(sites[3 - seen[-1]], target, release(when), when):
            seen.append(version_of(live / "current"))
            # With what was left the next run would do other things first, and none would end after the switch.
            for partial in (live / "releases").glob("*.partial"):
                shutil.rmtree(partial)
                left += 1
            when += 1

    assert publisher.died >= 50
    assert set(seen) == {1, 2}
    assert left > 20


def test_what_killed_ones_have_left_goes_with_the_next(live, version):
    with Publisher() as publisher:
        things = publisher.publish(version(2), str(live), release(1))
        for number, when in enumerate(range(1, things, 8), 2):
            publisher.publish(version(1), str(live), release(number), when)
            assert version_of(live / "current") == 2

    publish(version(1), read_target(str(live)), release(999))
    assert version_of(live / "current") == 1
    assert not list((live / "releases").glob("*.partial"))


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIns]:
    """Run an SSH server on whose side, too, everything may end at any program."""
    stand_ins = StandIns(tmp_path / "programs", *ON_HOST)
    (tmp_path / "ssh").mkdir()
    with serving_ssh(tmp_path / "ssh", f"{stand_ins.folder}:/usr/bin:/bin") as command:
        monkeypatch.setenv("SITE_SSH", command)
        yield stand_ins


def test_killed_on_the_way_to_a_host_its_folder_shows_one_whole_site(host, tmp_path, version, times):
    target, live, seen = f"{getpass.getuser()}@127.0.0.1:{tmp_path / 'web'}", tmp_path / "web/current", set()
    sites = {number: version(number) for number in (1, 2)}
    with Publisher() as publisher:
        publisher.publish(sites[1], target, release(0))
        host.set(0)
        here = publisher.publish(sites[2], target, release(1))
        there = host.counted()
        for number, (when, at) in enumerate(zip(moments(here), backwards(there), strict=False), 2):
            # On this side; on the host, at one of its programs; and there when rsync has got only a part.
            way = number % 3
            host.set(at if way else 0, 100 * number if way == 1 else None)
            publisher.publish(sites[3 - version_of(live)], target, release(number), 0 if way else when)
            seen.add(version_of(live))
            if publisher.died == times:
                break

    host.set(0)
    publish(sites[1], read_target(target), release(999))
    assert version_of(live) == 1
    assert not list((tmp_path / "web/releases").glob("*.partial"))
    assert seen == {1, 2}


def whole_branch(remote: Path, folder: Path) -> int:
    """Return the version of which the branch is as a whole, as a host takes it."""
    packed = subprocess.run(["git", "archive", "--format=zip", "gh-pages"], cwd=remote, check=True, capture_output=True)
    with zipfile.ZipFile(io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder)
    return version_of(folder)


def test_killed_on_the_way_to_a_branch_its_newest_commit_is_one_whole_site(tmp_path, version, times):
    remote, seen = tmp_path / "remote.git", set()
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    target, sites = f"git+file://{remote}", {number: version(number) for number in (1, 2)}
    programs = StandIns(tmp_path / "programs", "git")
    with Publisher(PATH=f"{programs.folder}:{os.environ['PATH']}") as publisher:
        publisher.publish(sites[1], target, release(0))
        programs.set(0)
        here = publisher.publish(sites[2], target, release(1))
        there = programs.counted()
        for number, (when, at) in enumerate(zip(moments(here), moments(there), strict=False), 2):
            # In our own steps; before one of git's; and in the middle of one.
            way = number % 3
            programs.set(at if way else 0, 10 * number if way == 1 else None)
            publisher.publish(sites[1 + number // 2 % 2], target, release(number), 0 if way else when)
            seen.add(whole_branch(remote, tmp_path / f"seen-{number}"))
            if publisher.died == times:
                break

    publish(sites[2], read_target(target), release(998))
    publish(sites[1], read_target(target), release(999))
    assert whole_branch(remote, tmp_path / "seen") == 1
    assert seen == {1, 2}
    subprocess.run(["git", "fsck", "--strict"], cwd=remote, check=True, capture_output=True)


def find_pages_without_parts(bucket: Bucket) -> Iterator[str]:
    """Yield each page of a bucket whose style sheet is not there, or is not the one that it was built with."""
    keys = bucket.objects()
    for key in keys:
        if key.endswith(".html"):
            page = bucket.text(key)
            sheet, said = re.search(r'href="/([^"]+)">(.*)', page).groups()
            if sheet not in keys or bucket.text(sheet) != said:
                yield key


def test_killed_on_the_way_to_a_store_every_page_has_its_parts(bucket, version, times):
    sites = {number: version(number) for number in range(times + 2)}
    without, mixed = [], 0
    with Publisher() as publisher:
        publisher.publish(sites[0], "s3://site", release(0))
        things = publisher.publish(sites[1], "s3://site", release(1))
        for number, when in enumerate(moments(things), 2):
            publisher.publish(sites[number % len(sites)], "s3://site", release(number), when)
            without += find_pages_without_parts(bucket)
            pages = [key for key in bucket.objects() if key.endswith(".html")]
            mixed += len({bucket.text(key) for key in pages}) > 1
            assert len(pages) == 17
            if publisher.died == times:
                break
    publish(sites[0], read_target("s3://site"), release(999))

    assert without == []
    assert mixed  # else none was hit between two pages
    said = {re.search(r"version \d+", bucket.text(key))[0] for key in bucket.objects() if key.endswith((".html", MARK))}
    assert said == {"version 0"}


def test_a_page_that_came_before_its_style_sheet_is_seen(bucket, version):
    publish(version(1), read_target("s3://site"), release(1))
    bucket.client.put_object(
        Bucket="site", Key="page-3/index.html", Body=(version(2) / "page-3/index.html").read_bytes()
    )

    assert list(find_pages_without_parts(bucket)) == ["page-3/index.html"]
