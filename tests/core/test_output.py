"""Each file of the site is claimed once."""

from __future__ import annotations

import pytest

from core.build.outputs import DuplicateOutput, Output, Outputs


def claim(*paths: str) -> Outputs:
    outputs = Outputs()
    for path in paths:
        outputs.add(Output(path, lambda: b"", (f"from {path}",)))
    return outputs


def test_files_come_sorted_whatever_the_order_of_their_makers():
    assert [output.path for output in claim("b.html", "a/x.html", "a.html")] == ["a.html", "a/x.html", "b.html"]


@pytest.mark.parametrize("other", ["news/index.html", "News/index.html", "NEWS/INDEX.HTML"])
def test_a_file_that_somebody_has_is_refused(other):
    with pytest.raises(DuplicateOutput, match=r"would be written twice, from .*news/index.html.* and from"):
        claim("news/index.html", other)


def test_two_forms_of_an_accent_are_one_file():
    with pytest.raises(DuplicateOutput):
        claim("caf\u00e9.html", "cafe\u0301.html")
