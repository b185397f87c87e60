"""Permanent ids are tag URIs (RFC 4151): what would make none is refused with what to write."""

from __future__ import annotations

import pytest

from core.documents.permanent_ids import find_authority_fault, find_id_fault
from tests.conftest import PROJECT, told


@pytest.mark.parametrize(
    "written", ["example.org,2026", "example.org,2026-05", "a.example.org,2026-05-31", "Example.org,1999"]
)
def test_a_domain_and_a_date_are_an_authority(written):
    assert find_authority_fault(written) is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("example.org", "has no date"),
        ("example.org,", "is no year"),
        ("example.org,26", "is no year"),
        ("example.org,2026-13", "is no year"),
        ("example.org,2026-02-30", "is no year"),
        ("example.org, 2026", "has a space"),
        ("example org,2026", "is not the name of a domain"),
        ("exämple.org,2026", "is not the name of a domain"),
        ("https://example.org/", "is an address on the web"),
        ("https://example.org,2026", "is an address on the web"),
        ("anna@example.org,2026", "has an e-mail address"),
        ("https://[x", "is an address on the web"),
        ("example.org,٢٠٢٦", "is no year"),
    ],
)
def test_anything_else_is_refused(written, message):
    fault = find_authority_fault(written)

    assert fault is not None
    assert message in fault[0]


@pytest.mark.parametrize(
    "written", ["event/kick-off", "x@calendar.example", "tag:example.org,2026:a/b?c", "urn:uuid:1-2", "a%20b"]
)
def test_what_makes_a_uri_is_an_id(written):
    assert find_id_fault(written) is None


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ('Über uns / <1> & "x"', "uber-uns/1-x"),
        ("event/kick off", "event/kick-off"),
        ("a#b", "a-b"),
        ("100%", "100"),
        ("tag:example.org,2026:a b", "tag:example.org,2026:a-b"),
        ("{ABC-1}", "abc-1"),
    ],
)
def test_an_id_with_other_signs_is_refused_and_the_one_proposed_is_good(written, fix):
    fault = find_id_fault(written)

    assert fault is not None
    assert fault[1] == f"Write {fix}."
    assert find_id_fault(fix) is None


@pytest.mark.parametrize("written", ["tag:x", "tag:example.org:a", "tag:example.org,2026:", "urn:x", "北京"])
def test_what_is_no_whole_uri_is_refused(written):
    assert find_id_fault(written) is not None


def test_both_are_reported_at_their_lines():
    project = PROJECT.replace("example.org,2026", "example.org") + "folders: {}\n"

    problems = told({"project.yaml": project, "page.md": '---\ntitle: A\nid: "a b"\n---\n'})

    assert [problem.split(" [")[0] for problem in problems] == [
        "content/page.md:3: id: “a b” cannot be a permanent id: it has a space.",
        "content/project.yaml:6: id_authority: “example.org” has no date.",
    ]
