"""Every component does what its sheet says, with its plain example and with its awkward one."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
import yaml
from lxml import html
from pydantic import TypeAdapter

import core.views
import pelicanconf
from tests.conftest import ROOT

THEME = ROOT / "theme"
NAMES = sorted(path.name for path in (THEME / "components").iterdir())
WORDS = yaml.safe_load((THEME / "words/en.yaml").read_text("utf-8"))


def sheet(name: str) -> dict[str, Any]:
    """Return what the YAML of a component says."""
    return yaml.safe_load((THEME / "components" / name / f"{name}.yaml").read_text("utf-8"))


def macro(name: str) -> Any:
    """Return the macro of a component, set up as the site does it."""
    settings = {key: value for key, value in pelicanconf.JINJA_ENVIRONMENT.items() if key != "bytecode_cache"}
    loader = jinja2.FileSystemLoader([THEME / "templates", THEME])
    template = jinja2.Environment(loader=loader, **settings).get_template(f"components/{name}/{name}.html")
    return getattr(template.module, name.replace("-", "_"))


def value(parameter: dict[str, Any], written: Any) -> Any:
    """Return the value of a parameter as the site gives it: views, words, plain values."""
    if parameter["type"] == "words":
        return WORDS[parameter["part"]] if "part" in parameter else WORDS
    return TypeAdapter(eval(parameter["type"], vars(core.views))).validate_python(written)


EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example['name']}")
    for name in NAMES
    for example in sheet(name)["examples"]
]


def rendered(name: str, example: dict[str, Any]) -> str:
    given = {
        parameter: value(told, example["values"].get(parameter))
        for parameter, told in sheet(name)["params"].items()
        if told["type"] == "words" or parameter in example["values"]
    }
    return str(macro(name)(**given))


@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_a_folder_of_three_files_with_its_name(name):
    files = {path.name for path in (THEME / "components" / name).iterdir()}

    assert files == {f"{name}.html", f"{name}.css", f"{name}.yaml"}


@pytest.mark.parametrize("name", NAMES)
def test_its_sheet_tells_what_it_is_what_it_takes_and_whom_it_serves(name):
    told = sheet(name)

    assert set(told) >= {"about", "params", "examples", "accessible"}
    assert tuple(told["params"]) == macro(name).arguments
    assert all(parameter["about"].endswith(".") for parameter in told["params"].values())


@pytest.mark.parametrize("name", NAMES)
def test_it_has_a_plain_example_and_an_awkward_one(name):
    names = [example["name"] for example in sheet(name)["examples"]]

    assert names[0] == "plain"
    assert any(other.startswith("awkward") for other in names)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_each_example_is_shown_and_no_sign_in_it_becomes_markup(name, example):
    shown = html.fragment_fromstring(rendered(name, example), create_parent="div")

    assert len(shown)
    assert shown.xpath(".//b | .//everything | .//summer | .//draft") == []
    ids = shown.xpath(".//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_no_component_says_style_or_script(name, example):
    shown = html.fragment_fromstring(rendered(name, example), create_parent="div")

    assert shown.xpath(".//@style | .//style | .//script[not(@src)] | .//@*[starts-with(name(), 'on')]") == []
