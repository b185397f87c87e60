"""Whatever HTML stands in a text: what comes out is what may be there, for a parser that is not ours, in the place of the text."""

from __future__ import annotations

import re
from typing import Any

import html5lib
import pytest
from hypothesis import given

from core.markdown.absolute_urls import absolute
from core.markdown.allowed_attributes import parsed
from core.markdown.allowed_elements import ELEMENTS
from core.markdown.allowed_html import allowed
from core.markdown.body import Body
from core.markdown.characters import UNPRINTABLE
from core.markdown.renderer import Renderer
from plugins.pictures.shown import with_pictures
from tests.any_html import SHELL, texts

RENDERER = Renderer()
EVERYWHERE = {
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "title",
}


def rendered(text: str) -> tuple[Body, str]:
    body = RENDERER.render(text, "content/a.md", 1)
    return body, body.html(["/x/"] * len(body.references))


def tree(html: str) -> Any:
    return html5lib.parse(html, namespaceHTMLElements=False)


def elements(parent: Any) -> list[tuple[str, dict[str, str]]]:
    return [(str(one.tag), dict(one.attrib)) for one in parent.iter() if one is not parent]


def find_strange(html: str) -> list[str]:
    """Return what a browser would find in a page with this text that may not be there, or elsewhere than in its place."""
    document = tree(SHELL.format(html))
    prose = document.find("body/div/main/article/div")
    inside = elements(prose)
    frame = [name for name, _ in elements(document)]
    strange = [f"{name} {attributes}" for name, attributes in inside if name not in ELEMENTS]
    strange += [
        f"{name} {key}"
        for name, attributes in inside
        for key in attributes
        if key not in EVERYWHERE | ELEMENTS.get(name, set())
    ]
    strange += [
        f"{key}={value}"
        for _, attributes in inside
        for key, value in attributes.items()
        if key in ("href", "src") and not re.match(r"/x/|#|https://example.org", value)
    ]

    outer = [child.tag for child in document.find("body")], [child.tag for child in document.find("body/div")]
    if (
        outer != (["header", "div", "footer"], ["main", "aside"])
        or len(document.find("body/div/main")) != 1
        or len(document.find("body/div/main/article")) != 1
    ):
        strange.append(f"the frame is {frame}")
    return strange


@given(texts)
def test_no_text_brings_in_more_than_a_page_may_hold(text):
    body, html = rendered(text)

    assert find_strange(html) == []
    assert "<!--" not in html
    assert not UNPRINTABLE.search(html)
    assert "klzzwxh:0000" not in html or "klzzwxh:0000" in text
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in body.problems)


@given(texts)
def test_what_is_published_is_read_again_as_the_same(text):
    _, html = rendered(text)

    assert parsed(html) == html
    assert allowed(html.replace("/x/", "\ue0000\ue001"))[1] == []


@given(texts)
def test_two_parsers_build_the_same_from_it(text):
    _, html = rendered(text)

    built = [
        (name, set(attributes))
        for name, attributes in elements(tree(SHELL.format(html)).find("body/div/main/article/div"))
    ]
    written = [
        (name, set(re.findall(r' ([^=\s]+)="', rest)))
        for name, rest in re.findall(r"<([a-z][a-z0-9]*)((?: [^>]*)?)>", html)
    ]
    assert built == written


@given(texts)
def test_it_stays_so_in_feeds_and_with_pictures(text):
    _, html = rendered(text)

    assert [one for one in find_strange(absolute(html, "https://example.org/a/")) if "frame" not in one] == []
    assert find_strange(str(with_pictures(f"<p>x</p>{html}", {}, eager=True))) == []


@pytest.mark.parametrize(
    ("html", "strange"),
    [
        ("<script>x</script>", ["script {}"]),
        ("<p onclick=x>y</p>", ["p onclick"]),
        ('<a href="javascript:x">y</a>', ["href=javascript:x"]),
    ],
)
def test_what_may_not_be_there_is_seen(html, strange):
    assert find_strange(html) == strange


def test_an_end_tag_of_the_frame_is_seen():
    assert find_strange("x</div></article></main>y") != []


@pytest.mark.parametrize(
    "text",
    [
        "10\u00a0kg",
        "10&nbsp;kg, 10&#160;kg, 10&thinsp;kg, a&shy;b",
        "«\u00a0Bonjour\u00a0!\u00a0»",
        "`a\u00a0b` and `&nbsp;`",
        '[a\u00a0b](https://example.org/ "c\u00a0d")',
        '<abbr title="a\u00a0b">c</abbr>',
        "| a\u00a0b |\n|---|\n| 1\u00a0000 &nbsp; |",
        "x[^1]\n\n[^1]: a\u00a0note",
        "a\u202fb\u2009c\u2011d\u00ade\u2060f",
    ],
)
def test_spaces_that_do_not_break_are_nothing_wrong(text):
    body = Renderer().render(f"{text}\n", "content/a.md", 1)

    assert body.problems == ()
    assert "&nbsp;" not in body.html(["#"] * len(body.references)).replace("&amp;nbsp;", "")
