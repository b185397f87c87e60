"""How problems are told to programs."""

from __future__ import annotations

import json

import pytest

from core.catalogue import MISTAKES
from core.formats import FORMATS
from core.problems import Problem
from tests.conftest import run_site
from tests.house.mistakes import SECONDS, content_with

ONE = Problem("content/a,b:c.md", 3, "E020", "“50 %” is not a date.", "Write it so:\n2014-06-10", "start")
OTHER = Problem("content/a.md", 1, "E001", "the page has no front matter.", "Add it.")


def test_json_has_every_field_of_every_problem_once_and_in_order():
    assert json.loads(FORMATS["json"]([ONE, OTHER, ONE])) == [
        {"path": "content/a,b:c.md", "line": 3, "code": "E020", "field": "start",
         "message": "“50 %” is not a date.", "mend": "Write it so:\n2014-06-10"},
        {"path": "content/a.md", "line": 1, "code": "E001", "field": "",
         "message": "the page has no front matter.", "mend": "Add it."},
    ]  # fmt: skip


def test_annotations_escape_what_the_forge_would_take_for_its_own_signs():
    assert FORMATS["github"]([ONE]) == (
        "::error file=content/a%2Cb%3Ac.md,line=3,title=E020 A date that cannot be read::"
        "start: “50 %25” is not a date.%0AWrite it so:%0A2014-06-10"
    )


def test_sarif_has_the_shape_that_code_scanners_read():
    log = json.loads(FORMATS["sarif"]([ONE, OTHER]))

    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E001", "E020"]
    for rule in rules:
        assert rule["shortDescription"]["text"] == MISTAKES[rule["id"]].title
    for result, problem in zip(run["results"], [ONE, OTHER], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == problem.code
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("content/a")
        assert place["region"]["startLine"] == problem.line
        assert result["level"] == "error"


def test_an_address_in_sarif_is_percent_encoded():
    log = json.loads(FORMATS["sarif"]([Problem("content/Copy of ä.md", 1, "E045", "a", "b")]))

    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/Copy%20of%20%C3%A4.md"


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_the_command_prints_nothing_else(form, tmp_path):
    content = content_with("field-misspelt", tmp_path)

    done = run_site("check", "--content", content, "--format", form, SOURCE_DATE_EPOCH=SECONDS)

    assert (done.returncode, done.stderr) == (1, "")
    assert "Did you mean “summary”?" in done.stdout
    if form != "github":
        assert json.loads(done.stdout)
