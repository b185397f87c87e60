"""How problems are told to programs."""

from __future__ import annotations

import json
import shutil

import pytest

from core.problems.advice import Advice
from core.problems.codes import CODES
from core.problems.formats import FORMATS
from core.problems.problem import Problem
from tests.conftest import SMALL, run_site
from tests.repo.mistakes import SECONDS, content_with

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
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].title
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


DUE = Advice("content/a.md", 4, "the page was to be read again on 2026-11-01.", "Read it.", "review")


def test_advice_is_a_note_beside_the_errors_in_json():
    rows = json.loads(FORMATS["json"]([ONE], [DUE, DUE]))

    assert [(row.get("level"), row["code"], row["line"], row["mend"]) for row in rows] == [
        (None, ONE.code, ONE.line, ONE.mend),
        ("note", "advice", 4, "Read it."),
    ]


def test_advice_is_a_notice_on_github():
    assert FORMATS["github"]([], [DUE]) == (
        "::notice file=content/a.md,line=4,title=To look at::"
        "review: the page was to be read again on 2026-11-01.%0ARead it."
    )


@pytest.mark.parametrize("problems", [[], [ONE, OTHER]])
def test_advice_has_a_rule_of_the_lowest_level_in_sarif(problems):
    (run,) = json.loads(FORMATS["sarif"](problems, [DUE]))["runs"]
    rules, result = run["tool"]["driver"]["rules"], run["results"][-1]

    assert (result["level"], result["ruleId"]) == ("note", "advice")
    assert rules[result["ruleIndex"]]["id"] == "advice"
    assert rules[result["ruleIndex"]]["defaultConfiguration"] == {"level": "note"}
    assert [one["level"] for one in run["results"][:-1]] == ["error"] * len(problems)


def test_without_advice_no_rule_of_it_is_in_sarif():
    assert "advice" not in FORMATS["sarif"]([ONE])


@pytest.mark.parametrize("form", FORMATS)
def test_a_check_that_has_only_advice_ends_well(form, tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    page = content / "news" / "first-map.md"
    page.write_text(page.read_text("utf-8").replace("---\n", "---\nreview: 2026-06-01\n", 1), "utf-8")

    done = run_site("check", "--content", content, "--format", form, SOURCE_DATE_EPOCH=SECONDS)

    assert (done.returncode, done.stderr) == (0, "")
    assert "the page was to be read again on 2026-06-01" in done.stdout
