"""Whatever stands in a file: no stack trace, no waiting, and no page that is lost without a word."""

from __future__ import annotations

import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.authoring.new_page import page_text
from core.documents.front_matter import read_document
from core.limits import PAGE_LINES as LINES
from core.markdown.renderer import Renderer
from tests.conftest import PROJECT, read, with_bare, write
from tests.repo.test_whole_or_nothing import dev_build  # noqa: F401 (a fixture)

PATIENCE = 1.0  # seconds of work for one page; a hundred times what a usual one needs
RENDERER = Renderer()

names = st.sampled_from(
    ["title", "summary", "start", "end", "published", "partners", "aliases", "draft", "image", "contact", "x"]
)
scalars = st.sampled_from(
    ["A page", "2026-06-10", "2026-02-31", "[", "]", "{", "[a, b]", "{a: b}", '"', "'", '"a', "&a", "*a", "!a", "!!python/none", "|", ">", "- a", "# a",
     "true", "~", "", "a: b", "@", "`", "%", "\t", "“a”", "\u2028", "\x00", "9" * 30, "a" * 300, "? a", "<<: *a", "---", "...", "\u00a0a", "0x1F", "1e400"]
)  # fmt: skip
lines = st.builds(
    lambda indent, name, between, value: f"{indent}{name}{between}{value}",
    st.sampled_from(["", " ", "  ", "\t", "- "]),
    names,
    st.sampled_from([": ", ":", " ", " : ", ": - "]),
    scalars,
)
heads = st.lists(st.one_of(lines, scalars), max_size=8).map("\n".join)
signs = st.sampled_from(
    ["[", "]", "(", ")", "](", "][", "![", "*", "**", "_", "__", "`", "``", "<", ">", "> ", "- ", "1. ", "# ", "## ", "|", "|-|", "\n", "\n\n", "    ", "\t", "a", "b c",
     "[^1]", "[^1]: ", "[a]: ", "*[a]: ", ": ", "{: ", " }", "{: #x }", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<?", "<![CDATA[", "&", "&#", "\\", "\"", "'",
     "http://a.b", "<a@b.c>", "javascript:", "---\n", "===\n", "\x02", "\x03", "\ue000", "é", "中", "\r"]
)  # fmt: skip
bodies = st.one_of(
    st.lists(signs, max_size=60).map("".join),
    st.builds(
        lambda some, times: "".join(some) * times,
        st.lists(signs, min_size=1, max_size=4),
        st.sampled_from([30, 300, 3000]),
    ),
    st.text(max_size=300),
)


def seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_told(data):
    document, problems = read_document(b"---\n" + data, "content/page.md")

    assert document.head.values or problems or re.search(rb"^---[ \t]*\r?$", data, re.MULTILINE)


@given(heads, bodies)
def test_any_page_is_in_the_site_without_a_problem_or_is_told(head, body):
    text = f"---\n{head}\n---\n{body}".encode("utf-8", "replace")

    site, problems = read({"page.md": text})

    told = {problem.path for problem in problems}
    assert site is not None
    assert ("page.md" in site.nodes) or "content/page.md" in told or re.search(r"(?m)^draft: *true", head)
    for problem in problems:
        assert problem.line <= text.count(b"\n") + text.count(b"\r") + 2


@given(st.sampled_from(["event", "news", "partner", "work-package", "newsletter", "result"]), heads)
def test_any_fields_of_any_kind_are_read_or_told(kind, head):
    folder = {"work-package": "work-packages", "news": "news"}.get(kind, f"{kind}s")

    site, problems = read(
        {
            f"{folder}/index.md": "---\ntitle: All\n---\n",
            f"{folder}/one.md": f"---\n{head}\n---\n".encode("utf-8", "replace"),
        }
    )

    assert (
        f"content/{folder}/one.md" in {problem.path for problem in problems}
        or site.nodes.keys() >= {f"{folder}/one.md"}
        or "draft" in head
    )


@given(heads)
def test_any_project_file_is_read_or_told(head):
    site, problems = read({"project.yaml": f"{PROJECT}folders: {{}}\n{head}\n".encode("utf-8", "replace")})

    assert problems or site is not None


@given(bodies)
def test_no_text_makes_anybody_wait(body):
    assert seconds(lambda: RENDERER.render(body, "content/page.md", 1)) < PATIENCE


@pytest.mark.parametrize(
    "sign",
    ["[", "![", "[a](", "[a][", "[^1]", "*a ", "*_a", "`a", "<", "<a ", "<div>", "</div>", "<!--", "<![CDATA[", "<http://", "&", "\\", ">", "> ", "1. ", "- ", "|",
     "# a\n", "a\n-\n", "a\n\n", "a\n: b\n", "|a|b|\n|-|-|\n", "- a\n", "> - a\n", "[a](b)\n", "[a]: b\n", "[^a]: b\n", "*[a]: b\n", "{: ", "***a", "word "],
)  # fmt: skip
def test_what_a_parser_needs_long_for_is_read_or_refused_at_once(sign):
    for text in (sign * (90_000 // len(sign)), f"{sign}\n" * (LINES // (1 + sign.count("\n")) - 1)):
        assert seconds(lambda text=text: RENDERER.render(text, "content/page.md", 1)) < PATIENCE


@given(st.lists(bodies, min_size=1, max_size=5))
def test_each_page_of_a_build_that_ends_well_is_in_the_output(texts):
    files = {f"page-of-{number}.md": f"---\ntitle: Page {number}\n---\n{text}" for number, text in enumerate(texts)}
    site, problems = read({path: text.encode("utf-8", "replace") for path, text in files.items()})
    told = {problem.path for problem in problems}

    assert set(files) <= set(site.nodes)
    good = {path: files[path] for path in files if f"content/{path}" not in told}
    assert read({path: text.encode("utf-8", "replace") for path, text in good.items()})[1] == []


def test_texts_that_nobody_expects_are_published_whole(dev_build):  # noqa: F811
    from plugins.build.plugin import run

    awkward = {
        "script.md": page_text("page", {"title": "</script><!-- & \" ' {{ title }} {% raw %} ]]>"}).replace(
            "Write the text here.", "Words."
        ),
        "braces.md": "---\ntitle: Braces\n---\n{{ page.title }} {% include 'x' %} {# no #} {: .x }\n",
        "empty.md": "---\ntitle: Nothing\n---\n",
        "wide.md": "---\ntitle: 中文 – עברית – 🎉\nsummary: é\n---\n" + "é" * 9000 + "\n",
    }
    with TemporaryDirectory() as folder:
        content = write(Path(folder, "content"), with_bare(awkward))
        output = Path(folder, "output")
        run("publishconf.py", PATH=str(content), OUTPUT_PATH=str(output), NOW="2026-06-15T00:00:00+02:00", REPORT={})
        built = {path.parent.name for path in output.glob("*/index.html")}
        html = (output / "script" / "index.html").read_text("utf-8")

    assert built >= {"script", "braces", "empty", "wide", "get-in-touch"}
    assert (
        "<h1>&lt;/script&gt;&lt;!-- &amp;" in html.replace('<h1 class="', "<h1>")
        or "&lt;/script&gt;&lt;!-- &amp;" in html
    )
