"""Folder = address = trail = menu: on the real site and on a thousand made-up folders."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from tests.built import Built, words_of
from tests.conftest import ROOT, run_site, with_bare, write
from tests.trails import is_own, trails

FOLDERS, DEEPEST = 1000, 8


def thousand_folders() -> dict[str, bytes]:
    """Return a content folder of a thousand folders, at most eight deep, each with a page, every tenth with a second."""
    choice = random.Random(1)
    files: dict[str, str] = {}
    folders = [""]
    for number in range(1, FOLDERS + 1):
        above = choice.choice([folder for folder in folders[-60:] if folder.count("/") < DEEPEST] or [""])
        folder = f"{above}part-{number}/"
        folders.append(folder)
        menu = f"menu: Part {number}\n" if number % 3 else ""
        files[f"{folder}index.md"] = f"---\ntitle: The part that is number {number}\n{menu}---\n"
        if number % 10 == 0:
            files[f"{folder}leaf.md"] = f"---\ntitle: Leaf of {number}\n---\n"
    return with_bare(files)


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    folder = tmp_path_factory.mktemp("thousand")
    content = write(folder / "content", thousand_folders())
    done = run_site("build", "--content", content, "--output", folder / "output", "--today", "2026-06-15")
    assert done.returncode == 0, done.stdout + done.stderr
    return content, Built(folder / "output")


@pytest.fixture(scope="module", params=["real", "thousand"])
def site(request: pytest.FixtureRequest) -> tuple[Path, Built]:
    if request.param == "real":
        return ROOT / "content", request.getfixturevalue("real")
    return request.getfixturevalue("thousand")


def test_a_thousand_folders_are_of_every_depth_up_to_eight():
    depths = {path.count("/") for path in thousand_folders() if path.endswith("/index.md")}

    assert depths == set(range(1, DEEPEST + 1))


def test_each_file_is_a_page_and_each_page_a_file(site):
    content, built = site

    pages = {page.address for page in built.pages}
    assert {address for address in pages if not is_own(address)} == set(trails(content))


def test_every_page_has_the_trail_that_its_folder_says(site):
    content, built = site

    for address, steps in trails(content).items():
        *above, (name, _) = steps
        assert built[address].trail == ([*above, (name, "")] if above else []), address


def test_the_last_step_is_the_current_page_and_no_link(site):
    _, built = site

    for page in built.pages:
        if page.trail:
            nav = page.one("//nav[@aria-label='You are here']")
            assert [words_of(step) for step in nav.xpath(".//*[@aria-current='page']")] == [page.trail[-1][0]]
            assert nav.xpath("./ol/li[last()]/@aria-current") == ["page"], page.address


def test_every_step_of_a_trail_answers(site):
    _, built = site

    for page in built.pages:
        for name, address in page.trail[:-1]:
            assert built.has(address), f"{page.address}: {name} leads to {address}"


def test_machines_are_told_the_trail_that_people_see(site):
    content, built = site
    home = yaml.safe_load((content / "project.yaml").read_text("utf-8"))["address"].rstrip("/")

    for address, steps in trails(content).items():
        lists = built[address].structured("BreadcrumbList")
        told = [[(item["name"], item["item"]) for item in one["itemListElement"]] for one in lists]
        expected = [(name, home + step) for name, step in steps]
        assert told == ([expected] if len(steps) > 1 else []), address
        for one in lists:
            positions = [item["position"] for item in one["itemListElement"]]
            assert positions == list(range(1, len(steps) + 1)), address


def test_menus_call_each_page_by_the_name_in_its_trail(site):
    content, built = site
    names = {address: steps[-1][0] for address, steps in trails(content).items()}

    for page in built.pages:
        menus = page.all("//header//nav//a") + page.all("//nav[@aria-label='In this section']//a")
        assert menus, page.address
        for link in menus:
            name = names.get(link.get("href")) or built[link.get("href")].trail[-1][0]
            assert words_of(link) == name, page.address


def test_every_page_is_reached_from_home(site):
    content, built = site

    reached, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address in reached or not address.endswith("/"):
            continue
        reached.add(address)
        waiting += [unquote(urlsplit(link).path) for link in built[address].tree.xpath("//a/@href") if link[0] == "/"]
    assert set(trails(content)) - reached == set()
