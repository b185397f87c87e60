"""Every component does what its sheet says, with its plain example and with its awkward one."""

from __future__ import annotations

import pytest
from lxml import html

import pelicanconf
from plugins.dev_server.gallery import Gallery
from tests.conftest import ROOT

GALLERY = Gallery(ROOT / "theme", pelicanconf.JINJA_ENVIRONMENT)
NAMES = GALLERY.names
EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example['name']}")
    for name in NAMES
    for example in GALLERY.sheet(name)["examples"]
]


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_a_folder_of_three_files_with_its_name(name):
    files = {path.name for path in (GALLERY.theme / "components" / name).iterdir()}

    assert files == {f"{name}.html", f"{name}.css", f"{name}.yaml"}


@pytest.mark.parametrize("name", NAMES)
def test_its_sheet_tells_what_it_is_what_it_takes_and_whom_it_serves(name):
    told = GALLERY.sheet(name)

    assert set(told) >= {"about", "params", "examples", "accessible"}
    assert tuple(told["params"]) == GALLERY.macro(name).arguments
    assert all(parameter["about"].endswith(".") for parameter in told["params"].values())


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_plain_example_and_an_awkward_one(name):
    names = [example["name"] for example in GALLERY.sheet(name)["examples"]]

    assert names[0] == "plain"
    assert any(other.startswith("awkward") for other in names)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_example_is_shown_and_no_sign_in_it_becomes_markup(name, example):
    shown = html.fragment_fromstring(GALLERY.rendered(name, example), create_parent="div")

    assert len(shown)
    assert shown.xpath(".//b | .//everything | .//summer | .//draft") == []
    ids = shown.xpath(".//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_no_component_says_style_or_script(name, example):
    shown = html.fragment_fromstring(GALLERY.rendered(name, example), create_parent="div")

    assert shown.xpath(".//@style | .//style | .//script[not(@src)] | .//@*[starts-with(name(), 'on')]") == []
