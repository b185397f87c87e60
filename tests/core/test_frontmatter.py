"""A file's text as fields with lines, and a body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.decode import decode
from core.documents.front_matter import read_document, read_fields


def problems(data: bytes) -> list[str]:
    return [str(problem) for problem in read_document(data, "content/a.md")[1]]


def test_fields_body_and_their_lines_are_read():
    document, found = read_document(b"---\ntitle: A\nlist:\n  - one\n  - two\n---\n\nText\n", "content/a.md")

    assert found == []
    assert document.head.values == {"title": "A", "list": ["one", "two"]}
    assert document.head.line("title") == 2
    assert document.head.line("list", 1) == 5
    assert (document.body, document.body_line) == ("\nText\n", 7)


def test_every_value_stays_the_text_that_was_written():
    head, found = read_fields("a: 2014\nb: no\nc: 010\nd: 2014-06-10\ne: 1.50\nf: ~\ng:", "x")

    assert found == []
    assert head.values == {"a": "2014", "b": "no", "c": "010", "d": "2014-06-10", "e": "1.50", "f": None, "g": None}


def test_the_line_of_an_unknown_place_is_that_of_what_lies_around_it():
    head, _ = read_fields("contact:\n  name: Anna", "x")

    assert head.line("contact", "partner") == 1
    assert head.line("nothing") == 1


def test_line_ends_of_other_systems_count_as_one():
    document, found = read_document(b"---\r\ntitle: A\r\n---\r\nText\r\n", "content/a.md")

    assert found == []
    assert (document.head.values, document.body) == ({"title": "A"}, "Text\n")


def test_a_file_without_front_matter_is_told_how_to_begin():
    assert problems(b"Hello\n") == [
        "content/a.md:1: the page has no front matter. [E001]\n"
        "    Begin the file with:\n    ---\n    title: The title of the page\n    ---"
    ]


def test_a_heading_at_the_beginning_becomes_the_title_of_a_page_without_front_matter():
    assert problems(b'# Hello: "all" #\n') == [
        "content/a.md:1: the page has no front matter. [E001]\n"
        '    Write in place of the heading “Hello: "all"”:\n    ---\n    title: "Hello: \\"all\\""\n    ---'
    ]


def test_front_matter_that_does_not_end_is_told():
    assert problems(b"---\ntitle: A\n\nText\n") == [
        "content/a.md:2: the front matter does not end after its last field. [E002]\n"
        "    Write a line with only --- after this one."
    ]


def test_a_colon_inside_a_value_is_told_with_its_mend():
    assert problems(b"---\nsummary: A\ntitle: Heat: the plan\n---\n") == [
        "content/a.md:3: a colon followed by a space stands inside the value. [E003]\n"
        '    Put the value in double quotes: title: "Heat: the plan"'
    ]


def test_a_tab_is_told_with_its_line():
    assert problems(b"---\ntitle: A\ncontact:\n\tname: B\n---\n") == [
        "content/a.md:4: there is a tab before the text of this line. [E004]\n    Replace it by spaces."
    ]


def test_a_line_that_is_not_utf8_is_shown():
    assert problems("---\ntitle: A\n---\nGöteborg\n".encode("latin-1")) == [
        "content/a.md:4: this line is not UTF-8: “Göteborg”. [E005]\n    Save the file again with the encoding UTF-8."
    ]


def test_a_byte_order_mark_is_told_and_the_page_still_read():
    document, found = read_document(b"\xef\xbb\xbf---\ntitle: A\n---\n", "content/a.md")

    assert [problem.code for problem in found] == ["E006"]
    assert document.head.values == {"title": "A"}


def test_a_field_written_twice_is_told_with_both_lines():
    assert problems(b"---\ntitle: A\nsummary: B\ntitle: C\n---\n") == [
        "content/a.md:4: title: the field stands here a second time (first in line 2). [E007]\n    Keep one of the two."
    ]


def test_an_invisible_character_is_told_with_what_stands_before_it():
    assert problems(b"---\ntitle: A\n---\nHeat\x0bmap\n") == [
        "content/a.md:4: there is an invisible character (U+000B) in this line. [E008]\n"
        "    Delete it; it is after “Heat”."
    ]


@pytest.mark.parametrize("shortcut", ["a: &x 1\nb: *x", "a: !!python/object:os.system x", "a: !local x"])
def test_shortcuts_of_yaml_are_refused(shortcut):
    _, found = read_fields(shortcut, "x")

    assert "E009" in [problem.code for problem in found]


def test_a_thousand_brackets_are_a_problem_and_no_stack_trace():
    _, found = read_fields("a: " + "[" * 1000, "x")

    assert [problem.code for problem in found] == ["E003"]


def test_a_list_instead_of_fields_is_told():
    _, (problem,) = read_fields("- a\n- b", "x")

    assert problem.message == "there are no fields here, only text."


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_stumble(data):
    document, found = read_document(data, "content/a.md")

    assert all(1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1 for problem in found)
    assert "\r" not in document.body


@given(st.text(max_size=60))
def test_no_front_matter_makes_the_reader_stumble(text):
    read_document(f"---\ntitle: {text}\n---\n".encode("utf-8", "surrogatepass"), "content/a.md")


@given(st.text(st.characters(exclude_categories=["C"], exclude_characters="\u2028\u2029"), max_size=60))
def test_plain_text_is_decoded_unchanged(text):
    assert decode(text.encode(), "x") == (text, [])
