"""HTML in texts: what the built site shows of it, and what it does not."""

from __future__ import annotations

import pytest

from core.markdown.renderer import Renderer

NEWS = "---\ntitle: News\nsummary: One sentence.\npublished: 2026-05-01\n---\n"
ISSUE = "---\ntitle: Issue\nsummary: One sentence.\npublished: 2026-05-02\n---\n"
RENDERER = Renderer()


def problems(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.code, one.message) for one in RENDERER.render(text, "content/a.md", 1).problems]


def html(text: str) -> str:
    body = RENDERER.render(text, "content/a.md", 1)
    assert body.problems == ()
    return body.html(["#"] * len(body.references))


def test_a_comment_is_in_no_file_of_the_site(build):
    text = "Before <!-- SECRET one --> after.\n\n<!-- SECRET two\n\n- SECRET three\n-->\n\n- a <!-- SECRET four -->\n\n| a <!-- SECRET five --> | b |\n|---|---|\n| 1 | 2 |\n"
    built = build(
        {
            "news/index.md": "---\ntitle: All\n---\n",
            "news/one.md": NEWS + text,
            "newsletters/index.md": "---\ntitle: All\n---\n",
            "newsletters/one.md": ISSUE + text,
        }
    )

    files = [path for path in built.folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path.name for path in files if b"SECRET" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("One\n\n`<div>` is HTML.\n\n<div>\n\nText\n", 5, "E062"),
        ("    <script>\n\nOne <script>x</script>\n", 3, "E062"),
        ("<b>ok</b>\n\n<b>ok</b>\n\n<b>open\n", 5, "E062"),
        ("A\n\nB </section> C\n", 3, "E062"),
        ("A\n\n*x*{: onclick=y }\n", 3, "E062"),
        ("A[^1]\n\nB\n\n[^1]: See <video src=x></video>\n", 5, "E062"),
        ("A\n\n> - x <!--> y -->\n", 3, "E074"),
        ("A\n\nB <?php x ?> C\n", 3, "E074"),
        ("A\n\n<table>words<tr><td>1</td></tr></table>\n", 3, "E073"),
        ("A\n\n<b><i>x</b></i>\n", 3, "E073"),
        ("A\n\nText <div>x</div>\n", 3, "E073"),
        ("A\n\n[a[^1]](index.md)\n\n[^1]: x\n", 3, "E073"),
        ('A\n\n<p id="x">a</p>\n\n<p id="x">b</p>\n', 5, "E075"),
        ('A\n\n<p id="search-q">a</p>\n', 3, "E075"),
        ('A\n\n<span class="menu">a</span>\n', 3, "E076"),
        ("A\n\n## B {.visually-hidden}\n", 3, "E076"),
        ("A\n\nx &#x2028; y\n", 3, "E008"),
        ("A\n\nx &#xfdd0; y\n", 3, "E008"),
        ("A\n\n[x&#8;](index.md)\n", 3, "E008"),
        ("A\n\n*The **plan*[page](index.md)\n", 3, "E078"),
    ],
)
def test_what_may_not_stand_in_a_page_is_reported_once_and_at_its_line(text, line, code):
    assert [(at, what) for at, what, _ in problems(text)] == [(line, code)]


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم and क्\u200dष and 👩\u200d👩\u200d👧 and co\u00adoperate\u200f.",
        "&shy; &zwj; &zwnj; &lrm; &nbsp; &eacute; &#x1F600; &hellip;",
        "`&#27;` and `<!-- -->` and `<script>`",
        '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> H<sub>2</sub>O <bdi>x</bdi> <bdo dir="rtl">x</bdo>',
        '<table><caption>c</caption><tr><th scope="col">a</th></tr><tr><td colspan=2>b</td></tr></table>',
        "<DIV LANG=nl>\n\ntekst\n\n</DIV>",
        "<details open>\n<summary>More</summary>\n<p>Text</p>\n</details>",
        "a < b and c > d, 3<4 & 5>4, x<y",
    ],
)
def test_what_is_harmless_may_stand_there(text):
    assert problems(f"{text}\n") == []


def test_an_alternative_text_is_read_without_signs():
    assert 'alt="CO2 of Northport, a_b, 2 * 3"' in html("![CO<sub>2</sub> of **Northport**, a_b, 2 * 3](a.svg)\n")


def test_old_references_are_published_as_browsers_read_them():
    assert html("A &#150; dash, &#128;.\n") == "<p>A – dash, €.</p>"


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("Στόχοι", "στόχοι"),
        ("目標", "目標"),
        ("الأهداف", "الأهداف"),
        ("Цели проекта", "цели-проекта"),
        ("हिन्दी", "हिन्दी"),
        ("Größe", "größe"),
    ],
)
def test_a_heading_has_an_id_of_its_own_letters(heading, id_):
    assert [one.id for one in RENDERER.render(f"## {heading}\n", "a", 1).headings] == [id_]


@pytest.mark.parametrize("fragment", ["q--a", "q-a", "größe", "gr%C3%B6%C3%9Fe", "gro\u0308ße", "aims-1"])
def test_a_link_to_a_heading_may_be_written_as_forges_write_it(build, fragment):
    built = build(
        {
            "a.md": f"---\ntitle: A\n---\n[x](#{fragment})\n\n## Q & A\n\nx\n\n## Größe\n\nx\n\n## Aims\n\nx\n\n## Aims\n\nx\n"
        }
    )

    (link,) = built["/a/"].all("//main//p/a[.='x']")
    assert built["/a/"].all(f"//h2[@id='{link.get('href')[1:]}']")


def test_a_tag_with_a_thousand_attributes_is_reported_at_once():
    assert len(problems("<b " + " ".join(f"a{n}=1" for n in range(1000)) + ">x</b>\n")) == 10
