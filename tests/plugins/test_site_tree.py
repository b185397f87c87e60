"""The site as a whole: what is read is written, or refused, and nothing is lost on the way."""

from __future__ import annotations

import json
import logging

import pytest

import pelicanconf
from core.problems.problem import ContentInvalid
from plugins.build.plugin import run
from tests.conftest import PROJECT, ROOT, SMALL, TODAY
from tests.links import dead_links
from tests.trails import trails


def test_a_plugin_that_cannot_be_loaded_stops_the_build(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    logging.getLogger("pelican.plugins._utils").disabled = True  # Pelican tells it too

    with pytest.raises(RuntimeError, match=r"^plugins that do not work: plugins\.nothing\.plugin$"):
        run(
            "publishconf.py",
            PATH=str(tmp_path),
            OUTPUT_PATH=str(tmp_path / "output"),
            PLUGINS=[*pelicanconf.PLUGINS, "plugins.nothing.plugin"],
        )
    logging.getLogger("pelican.plugins._utils").disabled = False
    assert not (tmp_path / "output").exists()


def test_all_problems_are_told_in_one_run_and_no_page_is_written(build, tmp_path):
    files = {
        "a.md": "---\ntitle: A\npublished: soon\n---\n[x](nowhere.md)\n",
        "b/c.md": "---\nsummary: C\n---\n",
    }

    with pytest.raises(ContentInvalid) as refused:
        build(files)
    assert [(problem.path, problem.line, problem.code) for problem in sorted(refused.value.problems)] == [
        ("content/a.md", 3, "E020"),
        ("content/a.md", 5, "E050"),
        ("content/b/c.md", 1, "E011"),
        ("content/b/index.md", 1, "E040"),
    ]
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_draft_is_not_published_and_nothing_speaks_of_it(build):
    built = build({"a.md": "---\ntitle: Secret plan\ndraft: true\n---\n"})

    assert not built.has("/a/")
    assert [path for path, data in built.files.items() if b"Secret plan" in data] == []


def test_files_that_pages_use_are_published_unchanged(small):
    assert small.bytes("/images/map.svg") == (SMALL / "images/map.svg").read_bytes()


def test_a_page_that_is_not_there_is_told_with_the_ways_on(small):
    page = small["/404.html"]

    assert page.words("//h1") == ["Page not found"]
    assert "/events/" in page.tree.xpath("//main//a/@href")


def test_every_address_in_a_page_is_below_the_path_of_the_site(build, tmp_path):
    project = PROJECT.replace("https://example.org/", "https://example.org/sub/") + "folders: {}\n"
    built = build({"project.yaml": project, "a.md": "---\ntitle: A\n---\n[home](index.md)\n"})

    for page in built.pages:
        for address in page.tree.xpath("//a/@href | //link/@href | //script/@src"):
            assert address.startswith(("/sub/", "#", "https://example.org/sub/")), f"{page.address}: {address}"


def test_the_build_leaves_a_note_of_the_instant_it_was_made_for(small):
    assert json.loads(small.bytes("/build.json"))["made_for"].startswith(TODAY)


def test_the_invented_site_is_whole(small):

    assert set(trails(SMALL)) <= set(small.addresses)
    assert dead_links(small, "https://example.org/") == []
