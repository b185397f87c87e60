"""A browser under the headers that nginx really sends: nothing that a page does breaks its policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.publishing.web import Server

WATCH = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


def addresses(site: Path) -> list[str]:
    """Return the addresses of the pages of a site, without those that only lead on."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    old = {line.split()[0].strip("/") for line in (site / "_redirects").read_text().splitlines()}
    return [f"/{name.removesuffix('index.html')}" for name in pages if name.removesuffix("/index.html") not in old]


def find_broken(root: str, paths: list[str], browser) -> Iterator[str]:
    """Open pages; yield what breaks their policy, what the browser complains of and what it does not get."""
    context = browser.new_context(ignore_https_errors=True)
    page, said = context.new_page(), []
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    # Going on to the next page breaks off what the one before still asks for.
    page.on("requestfailed", lambda request: said.append(request.url) if "ABORTED" not in request.failure else None)
    for path in paths:
        policy = page.goto(f"{root}{path}").headers["content-security-policy"]
        if not policy.startswith("default-src 'none';"):
            yield f"{path}: {policy}"
        yield from (f"{path}: {one}" for one in page.evaluate("broken"))
    context.close()
    yield from said


def test_no_page_of_any_kind_breaks_the_policy(nginx: Server, published: Path, browser):
    paths = addresses(published / "current")

    assert len(paths) > 20
    assert list(find_broken(f"https://127.0.0.1:{nginx.secure}", paths, browser)) == []


def test_a_page_that_would_break_the_policy_is_seen(nginx: Server, browser):
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"https://127.0.0.1:{nginx.secure}/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/a.png'}))"
    )
    page.wait_for_function("broken.length >= 2")

    broken = page.evaluate("broken")
    context.close()

    assert broken == ["style-src-attr inline", "img-src https://example.org/a.png"]
