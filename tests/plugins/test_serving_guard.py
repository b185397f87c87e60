"""./site serve answers this machine only, with the policy of the published site, and never shows what lies elsewhere."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.hosting.headers import PROTECTION
from core.problems.problem import Problem
from plugins.dev_server.app import application, built_site
from plugins.dev_server.gallery import Gallery
from plugins.dev_server.workshop import Workshop
from tests.conftest import ROOT

Answer = tuple[int, dict[str, str], str]


def ask(app, path: str, *headers: tuple[str, str], method: str = "GET") -> Answer:
    """Return status, headers and body of an answer; `path` is decoded already, as servers hand it on."""
    sent, received = [], []
    named = headers or (("host", "127.0.0.1:8000"),)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named],
    }

    async def receive():
        if received:
            await asyncio.Event().wait()  # nothing more comes, and nobody goes away
        received.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser of other tests may keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    start = sent[0]
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, b"".join(one.get("body", b"") for one in sent[1:]).decode("utf-8", "replace")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "about").mkdir(parents=True)
    page = "<!doctype html><html><head><title>{}</title></head><body><p>{}</p></body></html>"
    (folder / "index.html").write_text(page.format("Home", "Welcome"))
    (folder / "about" / "index.html").write_text(page.format("About", "About us"))
    (folder / "404.html").write_text(page.format("Gone", "Not here"))
    (folder / "feed.xml").write_text("<rss/>")
    (tmp_path / "secret.txt").write_text("a secret")
    (folder / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.fixture
def workshop(site: Path) -> Workshop:
    return Workshop(site, lambda _changed: [])


@pytest.fixture(params=["built again and again", "as it is"])
def app(request, site: Path, workshop: Workshop, content: Path):
    return (
        application(workshop, {"content": content}, Gallery(ROOT / "theme", {}))
        if request.param[0] == "b"
        else built_site(site)
    )


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_this_machine_is_answered(app, host):
    status, _, text = ask(app, "/", ("host", host))

    assert status == 200
    assert "Welcome" in text


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "example.org:8000",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "127.0.0.2",
        "localhost:",
        "",
        "localhost@example.org",
        "0.0.0.0:8000",
        "localhost/",
        "\xe9",
    ],
)
def test_another_name_for_this_machine_is_refused(app, host):
    for path in ("/", "/about/", "/_serve/events", "/feed.xml", "/nothing"):
        assert ask(app, path, ("host", host))[::2] == (421, "This server answers only to localhost and 127.0.0.1.")


def test_two_names_at_once_or_none_are_refused(app):
    assert ask(app, "/", ("host", "localhost"), ("host", "example.org"))[0] == 421
    assert ask(app, "/", ("accept", "*/*"))[0] == 421


@pytest.mark.parametrize(
    "origin",
    ["https://example.org", "http://localhost.example.org", "null", "http://127.0.0.1@example.org", "http://[::1"],
)
def test_a_page_elsewhere_gets_no_answer(app, origin):
    assert ask(app, "/_serve/events", ("host", "localhost:8000"), ("origin", origin))[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/\0",
        "/a\0b/",
        "/" + "x" * 5000,
        "/" + "y/" * 3000,
        "/../secret.txt",
        "/../../etc/passwd",
        "//etc/passwd",
        "/way-out.txt",
        "/\\..\\secret.txt",
        "/\udcff",
        "/é/\u202e",
        "/%00",
        "/about/index.html/x",
        "/_serve/../app.py",
        "/_serve/app.py",
        "/_serve/\0",
    ],
)
def test_a_hostile_address_is_not_found(app, path):
    status, _, text = ask(app, path)

    assert status == 404
    assert "secret" not in text
    assert "import" not in text


def test_the_policy_of_the_published_site_is_sent_with_what_reloading_needs(app):
    for path in ("/", "/about/", "/feed.xml", "/nothing"):
        _, headers, _ = ask(app, path)
        policy = headers.pop("content-security-policy")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http://127.0.0.1:8000/_serve/" in policy
        assert "frame-ancestors 'none'" in policy
        for name, value in PROTECTION.items():
            if name not in ("Content-Security-Policy", "Strict-Transport-Security"):
                assert headers[name.lower()] == value
        assert "strict-transport-security" not in headers


def test_the_search_page_may_run_what_the_search_needs(app, site):
    (site / "search").mkdir()
    (site / "search" / "index.html").write_text("<title>Search</title>")

    assert "'wasm-unsafe-eval'" in ask(app, "/search/")[1]["content-security-policy"]


def made_by_a_link(content: Path, secret: Path) -> str:
    (content / "page.md").symlink_to(secret)
    return "page.md"


def made_by_a_linked_folder(content: Path, secret: Path) -> str:
    (content / "folder").symlink_to(secret.parent)
    return f"folder/{secret.name}"


def made_by_a_way_up(content: Path, secret: Path) -> str:
    return f"../{secret.name}"


def made_by_a_chain(content: Path, secret: Path) -> str:
    (content / "one").symlink_to(secret)
    (content / "two.md").symlink_to(content / "one")
    return "two.md"


def made_by_a_whole_path(content: Path, secret: Path) -> str:
    return str(secret)


def made_by_a_circle(content: Path, secret: Path) -> str:
    (content / "round.md").symlink_to(content / "round.md")
    return "round.md"


def made_by_a_pipe(content: Path, secret: Path) -> str:
    os.mkfifo(content / "pipe.md")
    return "pipe.md"


@pytest.mark.parametrize(
    "way",
    [
        made_by_a_link,
        made_by_a_linked_folder,
        made_by_a_way_up,
        made_by_a_chain,
        made_by_a_whole_path,
        made_by_a_circle,
        made_by_a_pipe,
    ],
)
def test_the_lines_beside_a_problem_never_come_from_elsewhere(
    way: Callable[[Path, Path], str], workshop, content, tmp_path
):
    path = way(content, tmp_path / "secret.txt")
    workshop.problems = [
        Problem(f"content/{path}", 1, "E048", "this is a symbolic link.", "Put the file itself there.")
    ]

    _, _, text = ask(application(workshop, {"content": content}, Gallery(ROOT / "theme", {})), "/")

    assert "this is a symbolic link." in text
    assert "a secret" not in text


def test_the_lines_beside_a_problem_of_an_ordinary_file_are_shown(workshop, content):
    (content / "page.md").write_text("---\ntitle: <b>A title</b>\n---\n")
    workshop.problems = [Problem("content/page.md", 2, "E010", "there is no such field.", "Remove it.")]

    _, _, text = ask(application(workshop, {"content": content}, Gallery(ROOT / "theme", {})), "/")

    assert "title: &lt;b&gt;A title&lt;/b&gt;" in text


def test_a_file_that_is_left_out_at_home_is_made_when_it_is_asked_for(workshop, content):
    asked = []
    workshop.make = lambda path: asked.append(path) or (b"index" if path == "pagefind/pagefind.js" else None)
    app = application(workshop, {"content": content}, Gallery(ROOT / "theme", {}))

    status, headers, text = ask(app, "/pagefind/pagefind.js")

    assert (status, text) == (200, "index")
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert ask(app, "/pagefind/other.js")[0] == 404
    assert ask(app, "/about/")[0] == 200
    assert asked == ["pagefind/pagefind.js", "pagefind/other.js"]
