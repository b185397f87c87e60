"""How an editor is told what to mend."""

from __future__ import annotations

import pytest

from core.problems.codes import CODES
from core.problems.problem import Problem, choices, guess, report


def test_a_problem_says_where_what_and_how_to_mend_it():
    problem = Problem("content/a.md", 4, "E012", "the field is empty.", "Write a value.\nOr take it out.", "place")

    assert str(problem) == "content/a.md:4: place: the field is empty. [E012]\n    Write a value.\n    Or take it out."


def test_a_report_is_sorted_counts_and_tells_nothing_twice():
    first = Problem("content/a.md", 4, "E012", "x.", "y.")
    second = Problem("content/a.md", 12, "E012", "x.", "y.")
    third = Problem("content/b.md", 1, "E012", "x.", "y.")

    assert report([third, second, first, first]) == f"{first}\n{second}\n{third}\n\n3 problems in 2 files."


def test_one_problem_is_not_told_in_the_plural():
    assert report([Problem("a", 1, "E012", "x.", "y.")]).endswith("\n\n1 problem in 1 file.")


def test_a_code_that_the_catalogue_does_not_know_is_refused():
    with pytest.raises(KeyError, match="the catalogue knows no mistake E999"):
        Problem("a", 1, "E999", "x", "y")


def test_a_guess_overlooks_capitals_and_offers_nothing_far_off():
    assert guess("Titel", ["title", "summary"]) == "Did you mean “title”? "
    assert guess("xyz", ["title", "summary"]) == ""


def test_a_long_list_of_choices_is_cut_and_says_so():
    assert choices("abcd", limit=3) == "a, b, c and 1 more"


@pytest.mark.parametrize("code", CODES)
def test_every_mistake_is_explained(code):
    assert code[0] == "E"
    assert CODES[code].title[0].isupper()
    assert CODES[code].text.endswith(".")
