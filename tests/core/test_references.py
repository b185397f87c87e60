"""Where links, pictures and names in pages lead, and which lead nowhere."""

from __future__ import annotations

import pytest

from core.checks.near_paths import relative
from tests.conftest import PROJECT, site_of, told

PAGES = {
    "a/index.md": "---\ntitle: A\n---\n",
    "a/b.md": "---\ntitle: B\n---\n## Part one\n",
    "images/map.svg": "<svg/>",
}
SHOWN = "![A map](images/map.svg)\n"


def link(text: str, **more: str) -> list[str]:
    """Return what is told of a page with this text."""
    files = {**PAGES, "c.md": f"---\ntitle: C\n---\n{SHOWN}{text}\n", **more}
    return [line.removeprefix("content/c.md:") for line in told(files)]


def test_a_link_is_the_path_to_the_markdown_file():
    site = site_of({**PAGES, "c.md": f"---\ntitle: C\n---\n{SHOWN}[b](a/b.md#part-one) [a](a/index.md) [here](c.md)\n"})

    html = site.html(site.nodes["c.md"])
    assert 'src="/images/map.svg"' in html
    assert 'href="/a/b/#part-one"' in html
    assert 'href="/a/"' in html
    assert 'href="/c/"' in html


def test_links_carry_the_path_at_which_the_site_is_put_up():
    project = PROJECT.replace("https://example.org/", "https://example.org/sub/") + "folders: {}\n"
    site = site_of({"project.yaml": project, "a.md": "---\ntitle: A\n---\n[home](index.md)\n"})

    assert 'href="/sub/"' in site.html(site.nodes["a.md"])
    assert site.absolute("/a/") == "https://example.org/sub/a/"


def test_an_address_with_signs_of_markup_is_escaped_once():
    site = site_of({"a.md": "---\ntitle: A\n---\n[x](https://example.org/?a=1&b=2)\n"})

    assert 'href="https://example.org/?a=1&amp;b=2"' in site.html(site.nodes["a.md"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](a/c.md)", "5: there is no page “a/c.md”. [E050]\n    Did you mean “c.md”?"),
        ("[x](a/bb.md)", "5: there is no page “a/bb.md”. [E050]\n    Did you mean “a/b.md”?"),
        ("[x](a)", "5: there is no file “a”. [E053]\n    Write “a/index.md”."),
        (
            "[x](zzzzzzzz.pdf)",
            "5: there is no file “zzzzzzzz.pdf”. [E053]\n    Correct the path, or add content/zzzzzzzz.pdf.",
        ),
        ("[x](/a/b/)", "5: “/a/b/” is an address, not a file. [E056]\n    Write “a/b.md”."),
        (
            "[x](../secret.md)",
            "5: “../secret.md” leads out of the content folder. [E048]\n    Write the path to a file inside it.",
        ),
        (
            "[x](a/b.md#part-two)",
            "5: “a/b.md” has no heading “part-two”. [E052]\n    Did you mean “part-one”? Headings there: part-one.",
        ),
        (
            "[x](a/index.md#top)",
            "5: “a/index.md” has no heading “top”. [E052]\n    It has no headings: take “#top” out.",
        ),
        (
            "[x](#lost)",
            "5: “c.md” has no heading “lost”. [E052]\n    It has no headings: take the link out, and leave its words.",
        ),
        ("![x](map.svg)", "5: there is no file “map.svg”. [E053]\n    Did you mean “images/map.svg”?"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_what_was_meant(text, expected):
    assert link(text) == [expected]


def test_a_picture_is_not_a_page():
    assert [line.split("[")[1][:4] for line in link("![x](a/b.md)")] == ["E053"]


def test_a_link_to_a_draft_is_told():
    assert link("[x](d.md)", **{"d.md": "---\ntitle: D\ndraft: true\n---\n"}) == [
        "5: “d.md” is a draft and will not be published. [E051]\n    Take the link out until it is published."
    ]


def test_a_file_that_no_page_uses_is_told():
    assert told({"images/map.svg": "<svg/>"}) == [
        "content/images/map.svg:1: no page uses this file, so it would not be published. [E047]\n"
        "    Link to it or show it in a page, or delete it."
    ]


def test_an_e_mail_address_is_refused_where_the_project_prints_none():
    project = PROJECT + "print_addresses: false\nfolders: {}\n"

    assert told({"project.yaml": project, "a.md": "---\ntitle: A\n---\n[x](mailto:a@example.org)\n"}) == [
        "content/a.md:4: “mailto:a@example.org” shows an e-mail address, which this site does not do. [E057]\n"
        "    Link to the page that says how to get in touch."
    ]


def test_a_page_that_the_project_names_has_to_exist():
    project = PROJECT + "footer: [privcy.md]\nfolders: {}\n"

    assert told({"project.yaml": project, "privacy.md": "---\ntitle: P\n---\n"}) == [
        "content/project.yaml:9: footer: there is no page “privcy.md”. [E050]\n"
        "    Did you mean “privacy.md”? Paths in this file start at the content folder."
    ]


NEWS = "---\ntitle: N\nsummary: S\npublished: 2026-01-01\n{}\n---\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "partners: [univ-x]",
            "partners: there is no partner “univ-x”. [E030]\n    Known: university-x.\n"
            "    Correct the name, or add the partner's file.",
        ),
        (
            "work_packages: [7]",
            "work_packages: there is no work package 7. [E031]\n"
            "    Write one of these: 1; or add the work package's file.",
        ),
    ],
)
def test_a_name_of_somebody_unknown_is_told_with_those_who_are_known(line, expected):
    project = PROJECT + (
        "cities: {here: {name: Here, country: BE, page: here.md, accent: {light: '#000000', dark: '#ffffff'}}}\n"
        "folders: {partners: partner, news: news, work-packages: work-package}\n"
    )
    files = {
        "project.yaml": project,
        "here.md": "---\ntitle: Here\n---\n",
        "partners/index.md": "---\ntitle: P\n---\n",
        "partners/university-x.md": "---\ntitle: X\ncity: here\ncountry: BE\nrole: research\n---\n",
        "work-packages/index.md": "---\ntitle: W\n---\n",
        "work-packages/one.md": "---\ntitle: One\nnumber: 1\nlead: here\n---\n",
        "news/index.md": "---\ntitle: News\n---\n",
        "news/a.md": NEWS.format(line),
    }

    (found,) = told(files)
    found = found.replace("Did you mean “university-x”? ", "")
    assert found == f"content/news/a.md:5: {expected}"


@pytest.mark.parametrize(
    ("start", "path", "expected"),
    [
        ("index.md", "a/b.md", "a/b.md"),
        ("a/b.md", "index.md", "../index.md"),
        ("a/b.md", "a/c.md", "c.md"),
        ("a/b/c.md", "a/d/e.md", "../d/e.md"),
        ("a/b.md", "a", "../a"),
    ],
)
def test_the_path_between_two_files(start, path, expected):
    assert relative(start, path) == expected
