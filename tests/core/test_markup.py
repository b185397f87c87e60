"""A page's Markdown as HTML: with its links found again at their lines, and its mistakes told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markdown.body import Body, Reference
from core.markdown.renderer import Renderer

RENDERER = Renderer()


def body(text: str, first_line: int = 1) -> Body:
    return RENDERER.render(text, "content/a.md", first_line)


def problems(text: str) -> list[str]:
    return [str(problem) for problem in body(text).problems]


def test_links_are_taken_out_and_filled_in_later():
    rendered = body("See [one](b.md) and [two](c.md#part).\n")

    assert rendered.html(["/b/", "/c/#part"]) == ('<p>See <a href="/b/">one</a> and <a href="/c/#part">two</a>.</p>')


def test_each_link_knows_its_line_in_the_file():
    rendered = body("A [x](b.md)\n\nText\n\n- [y](b.md)\n- ![z](c.png)\n", first_line=8)

    assert rendered.references == (
        Reference("b.md", "", 8),
        Reference("b.md", "", 12),
        Reference("c.png", "", 13, picture=True),
    )


def test_a_link_is_found_where_its_address_stands_in_other_words_too():
    rendered = body("A map and a.md\n\n[x](map/a.md)\n\n[y](a.md)\n\n[z](a.md#b)\n\n[w](a.md)\n")

    assert [(reference.target, reference.line) for reference in rendered.references] == [
        ("map/a.md", 3),
        ("a.md", 5),
        ("a.md", 7),
        ("a.md", 9),
    ]


def test_an_e_mail_address_in_angle_brackets_is_a_link():
    assert body("One\n\n<a.b@example.org>\n").references == (Reference("mailto:a.b@example.org", "", 3),)


def test_links_stay_in_the_order_of_the_text_when_footnotes_move_it():
    rendered = body("Text[^1] and [b](b.md).\n\n[^1]: See [a](a.md).\n")

    html = rendered.html([reference.target for reference in rendered.references])
    assert 'href="b.md">b</a>' in html
    assert 'href="a.md">a</a>' in html


def test_an_address_with_signs_of_other_alphabets_is_the_file_it_names():
    (reference,) = body("[x](caf%C3%A9.md)").references

    assert reference.target == "café.md"


def test_links_by_reference_and_addresses_as_links_are_links_too():
    targets = [reference.target for reference in body("[x][1] <https://example.org/>\n\n[1]: b.md\n").references]

    assert targets == ["b.md", "https://example.org/"]


def test_a_link_in_code_is_no_link():
    assert body("`[x](b.md)`\n\n    [y](c.md)\n").references == ()


def test_headings_have_ids_that_links_can_name():
    rendered = body("## Who we are\n\n### Überall & mehr\n\n## Who we are\n")

    assert [(heading.level, heading.id) for heading in rendered.headings] == [
        (2, "who-we-are"),
        (3, "überall-mehr"),
        (2, "who-we-are_1"),
    ]
    assert {"who-we-are", "who-we-are_1"} <= rendered.ids


def test_a_first_level_heading_is_the_titles():
    assert problems("Text\n\n# Big\n") == [
        "content/a.md:3: the heading “Big” is on the first level, which is the title's. [E060]\n"
        "    Begin it with ## instead of #."
    ]


def test_a_skipped_level_is_told():
    assert problems("## A\n\n#### B\n") == [
        "content/a.md:3: the heading “B” skips a level: #### after ##. [E061]\n    Begin it with ###."
    ]


def test_levels_may_go_up_again_at_once():
    assert problems("## A\n\n### B\n\n#### C\n\n## D\n") == []


def test_a_picture_needs_alternative_text():
    assert problems("![](a.png)\n") == [
        "content/a.md:1: the picture has no alternative text. [E054]\n"
        "    Write what it shows: ![A bridge at dusk](bridge.jpg). An ornament: ![](line.svg){ role=presentation }"
    ]


def test_an_ornament_says_that_it_is_one():
    assert problems("![](a.png){ role=presentation }\n") == []


def test_a_picture_of_another_host_is_refused():
    (problem,) = problems("![A town](https://example.org/a.png)\n")

    assert problem == (
        "content/a.md:1: the picture is to be fetched from “https://example.org/a.png”. [E055]\n"
        "    Put the picture into the content folder, and write the path from this file to it."
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"]
)
def test_a_dangerous_link_is_refused_and_does_not_reach_the_page(address):
    rendered = body(f"[x]({address})")

    assert [problem.code for problem in rendered.problems] == ["E055"]
    assert address not in rendered.html([""] * len(rendered.references))


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://example.org/", "mailto:a@example.org", "tel:+3210"]
)
def test_links_to_the_outside_are_of_a_few_kinds(address):
    assert problems(f"[x]({address})") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed in a page."),
        ("<iframe src='https://example.org/'></iframe>", "<iframe> is not allowed in a page."),
        ("Text <script>alert(1)</script> more", "<script> is not allowed in a page."),
        ("<p style='color: red'>x</p>", "the attribute style= is not allowed in a page."),
        ("<p onclick='x()'>x</p>", "the attribute onclick= is not allowed in a page."),
        ("Text <b onmouseover=x()>x</b>", "the attribute onmouseover= is not allowed in a page."),
        ("<img src='a.png'>", "<img> is not allowed in a page."),
        ("<a href='b.md'>x</a>", "<a> is not allowed in a page."),
    ],
)
def test_html_that_could_act_or_be_dressed_is_refused(text, message):
    assert f"content/a.md:3: {message} [E062]" in "\n".join(problems(f"One\n\n{text}\n"))


def test_harmless_html_may_stay():
    rendered = body("H<sub>2</sub>O\n\n<details><summary>More</summary>Text</details>\n")

    assert rendered.problems == ()
    assert "H<sub>2</sub>O" in rendered.html([])


def test_html_in_code_is_shown_and_not_judged():
    rendered = body("`<script>`\n\n    <script>alert(1)</script>\n")

    assert rendered.problems == ()
    assert "&lt;script&gt;" in rendered.html([])


def test_a_table_can_be_scrolled_by_keyboard_and_is_named_by_its_heading():
    html = body("## Towns\n\n| a | b |\n|---|---|\n| 1 | 2 |\n").html([])

    assert '<div aria-labelledby="towns" class="table" role="group" tabindex="0"><table>' in html


def test_a_language_can_be_marked():
    assert body("*Ledet*{: lang=nl }").html([]) == '<p><em lang="nl" dir="ltr">Ledet</em></p>'


@given(st.text(alphabet="[](){}<>#*_`!|-:&\"' \nabc^=~1.", max_size=60))
def test_no_text_makes_the_renderer_stumble(text):
    rendered = body(text)

    assert len(rendered.parts) == len(rendered.references) + 1
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in rendered.problems)
    assert all(1 <= reference.line <= text.count("\n") + 1 for reference in rendered.references)
    assert "<script" not in rendered.html(["#"] * len(rendered.references))


@pytest.mark.parametrize(
    ("heading", "text", "id_"),
    [
        ("Q&amp;A", "Q&A", "qa"),
        ('An <abbr title="x">AB</abbr> *z*', "An AB z", "an-ab-z"),
        ("The `<b>` of HTML", "The <b> of HTML", "the-b-of-html"),
    ],
)
def test_a_heading_is_known_by_what_a_reader_sees(heading, text, id_):
    (found,) = body(f"## {heading}\n").headings

    assert (found.text, found.id) == (text, id_)
