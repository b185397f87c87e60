"""Colours of a project are readable on the grounds of the theme, or a readable one of the same hue is proposed."""

from __future__ import annotations

import re

import pytest

from core.checks.theme import read_theme
from core.documents.front_matter import Head
from core.documents.project import Project
from core.documents.validate import read_model
from core.files.contrast import contrast, mixed
from tests.conftest import ROOT

THEME = read_theme(ROOT / "theme")


def project_with(light: str, dark: str) -> Project:
    head = Head({"colours": {"light": light, "dark": dark}})
    return read_model(head, Project, "project.yaml")[0].model_copy(update={"language": "en", "cities": {}})


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b5394", "#ffffff", 7.66), ("#fff", "#fff", 1)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.2)


@pytest.mark.parametrize("colour", ["#ffff99", "#ffee00", "#ff0000", "#00ff00", "#3399ff", "#777777", "#ffffff"])
def test_a_faint_colour_on_light_pages_has_a_readable_one_of_its_hue_proposed(colour: str) -> None:
    (fault,) = THEME.find_faults(project_with(colour, "#9cc9ff"), Head(), "content/project.yaml")
    (near,) = re.findall(r"#[0-9a-f]{6}", fault.mend)
    assert (fault.code, fault.field) == ("E135", "colours.light")
    assert contrast(near, "#ffffff") >= 7
    assert contrast(near, mixed(near, THEME.tint, "#ffffff")) >= 7
    assert not list(THEME.find_faults(project_with(near, "#9cc9ff"), Head(), "content/project.yaml"))


@pytest.mark.parametrize("colour", ["#333333", "#0000ff", "#12456b", "#800000", "#000000"])
def test_a_faint_colour_on_dark_pages_has_a_readable_one_proposed(colour: str) -> None:
    (fault,) = THEME.find_faults(project_with("#12456b", colour), Head(), "content/project.yaml")
    (near,) = re.findall(r"#[0-9a-f]{6}", fault.mend)
    assert contrast(near, "#111417") >= 7


def test_a_language_without_words_is_reported_with_the_file_to_make() -> None:
    project = project_with("#12456b", "#9cc9ff").model_copy(update={"language": "nl-BE"})
    (fault,) = THEME.find_faults(project, Head(), "content/project.yaml")
    assert fault.code == "E134"
    assert "theme/words/nl.yaml" in fault.mend
