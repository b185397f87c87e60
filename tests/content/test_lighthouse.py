"""Lighthouse gives every kind of our pages 100, as a phone gets it from our web server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.conftest import ROOT, run_site
from tests.publishing.conftest import nginx_for
from tests.visitors.outside import debugged_browser, find_below_100

HOST = urlsplit(yaml.safe_load((ROOT / "content/project.yaml").read_text("utf-8"))["address"]).netloc
KINDS = {
    "home": "/",
    "work package": "/about-us/project-overview/work-packages/work-package-4/",
    "partner": "/about-us/who-we-are/city-of-ghent/",
    "city": "/cities/gothenburg/",
    "list of events": "/events/",
    "event": "/events/riga-conference/",
    "news": "/news/frihamnen-regeneration/",
    "newsletter": "/newsletters/final-newsletter/",
    "register of results": "/results/",
    "result": "/results/guides/stakeholder-guidebook/",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A browser that finds the published site, at its own address, on this machine: TLS, packed files, caching and all."""
    folder: Path = tmp_path_factory.mktemp("lighthouse")
    content = shutil.copytree(ROOT / "content", folder / "content")
    done = run_site("publish", folder / "site", "--content", content, "--today", "2026-12-01")
    assert done.returncode == 0, done.stderr
    (folder / "nginx").mkdir()
    with nginx_for(folder / "site", folder / "nginx", "nginx.conf") as server:
        there = f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{server.secure}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        with debugged_browser(folder, there, "--ignore-certificate-errors") as port:
            yield port


def test_lighthouse_gives_every_kind_of_page_100(port):
    assert list(find_below_100(port, [f"https://{HOST}{address}" for address in KINDS.values()])) == []


def test_the_search_has_100_too_but_for_asking_not_to_be_listed_elsewhere(port):
    assert list(find_below_100(port, [f"https://{HOST}/search/"], skip=["is-crawlable"])) == []
