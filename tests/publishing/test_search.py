"""Under the headers of real servers the search may compile its program, and nothing else may."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.hosting.headers import POLICY, SEARCH_POLICY
from tests.publishing.web import Server


@pytest.fixture(params=["nginx", "nginx_in_container", "caddy", "apache"])
def server(request: pytest.FixtureRequest) -> Server:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(
    ("path", "policy"),
    [("/search/", SEARCH_POLICY), ("/", POLICY), ("/events/", POLICY), ("/pagefind/pagefind.js", POLICY)],
)
def test_only_the_search_page_may_compile(server, path, policy):
    answer = server.ask(path)

    assert (answer.status, answer["Content-Security-Policy"]) == (200, policy)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"]


def test_the_search_finds_under_the_policy_of_a_real_server(nginx: Server, published: Path, browser):
    assert (published / "current/pagefind/pagefind.js").is_file()
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"https://127.0.0.1:{nginx.secure}/search/?q=event")
    page.wait_for_selector(".found li")
    context.close()


def test_hosts_that_join_rules_let_the_search_work(published: Path):
    lines = (published / "current/_headers").read_text().splitlines()

    assert [line.strip() for line in lines if "Content-Security-Policy" in line] == [
        f"Content-Security-Policy: {SEARCH_POLICY}"
    ]
    assert f'"{SEARCH_POLICY}" "expr=' in (published / "current/_apache.conf").read_text()
