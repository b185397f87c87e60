"""Plain text that flows: what each part of a page becomes."""

from __future__ import annotations

import pytest

from plugins.newsletter.edition import in_spans, missing
from plugins.newsletter.sheet import sheet
from plugins.newsletter.text import Flowed


def lines(html: str) -> list[str]:
    text = Flowed()
    text.html(html)
    return text.lines


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "", "Two"]),
        ("<h2>Title</h2><p>Text</p>", ["Title", "=====", "", "Text"]),
        ("<h3>Part</h3>", ["Part", "----"]),
        ('<p><a href="https://a.example/">A</a>, <a href="https://a.example/">again</a></p>', ["A [1], again [1]"]),
        ('<p><img src="x.png" alt="A bridge"></p>', ["[A bridge]"]),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", ["- a", "- b", "-- c"]),
        ('<ol start="3"><li>a</li><li><p>b</p><p>more</p></li></ol>', ["3. a", "4. b", "", "more"]),
        ("<blockquote><p>said</p><blockquote><p>before</p></blockquote></blockquote>", ["> said", "", ">> before"]),
        ("<pre><code>a\n  b\n</code></pre>", ["a", "   b"]),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", ["a | b", "1 | 2"]),
        ("<dl><dt>word</dt><dd>meaning</dd></dl>", ["word", "- meaning"]),
        ("<hr>", ["* * *"]),
        ("<p>a<br>b <!-- remark --> c</p>", ["a b c"]),
        ("bare <em>words</em><p>then</p>more", ["bare words", "", "then", "", "more"]),
        ("<p>From here</p><p>&gt; sign</p>", [" From here", "", " > sign"]),
        ("<p></p>", []),
    ],
)
def test_html_becomes_lines(html, expected):
    assert lines(html) == expected


def test_a_long_paragraph_flows_and_a_long_address_is_not_broken():
    address = "https://example.org/" + "a" * 90
    found = lines(f"<p>{'word ' * 30}{address}</p>")

    assert all(line.endswith(" ") for line in found[:-1])
    assert "".join(found) == "word " * 30 + address


@pytest.mark.parametrize(("numbers", "lost"), [([], []), ([1, 2, 3], []), ([2, 5], [1, 3, 4]), ([3], [1, 2])])
def test_the_issues_that_are_missing_are_found(numbers, lost):
    assert missing(numbers) == lost


def test_numbers_are_told_in_spans():
    assert in_spans([1, 2, 4, 5, 6, 9]) == ["1", "2", "4–6", "9"]


def test_a_sheet_is_told_twice_once_for_light_and_once_for_dark():
    look = sheet("a { color: light-dark(#111111, #eeeeee); margin: 0 } /* why */ p { margin: 0 }", None)

    assert look.light == "a{color:#111111;margin:0}p{margin:0}"
    assert look.dark.endswith("@media (prefers-color-scheme:dark){a{color:#eeeeee!important}}")
