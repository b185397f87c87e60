"""A browser under the headers that nginx really sends: nothing that a page does breaks its policy."""

from __future__ import annotations

from pathlib import Path

from tests.publishing.web import Server

WATCH = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


def test_no_page_of_any_kind_breaks_the_policy(nginx: Server, published: Path, browser):
    site = published / "current"
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    old = {line.split()[0].strip("/") for line in (site / "_redirects").read_text().splitlines()}
    addresses = [f"/{name.removesuffix('index.html')}" for name in pages if name.removesuffix("/index.html") not in old]
    context = browser.new_context(ignore_https_errors=True)
    page, said, failed = context.new_page(), [], []
    page.add_init_script(WATCH)
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    # Going on to the next page breaks off what the one before still asks for.
    page.on("requestfailed", lambda request: failed.append(request.url) if "ABORTED" not in request.failure else None)

    broken = {}
    for address in addresses:
        page.goto(f"https://127.0.0.1:{nginx.secure}{address}")
        broken[address] = page.evaluate("broken")
    policy = page.goto(f"https://127.0.0.1:{nginx.secure}/").headers["content-security-policy"]
    context.close()

    assert policy.startswith("default-src 'none';")
    assert {address: found for address, found in broken.items() if found} == {}
    assert (said, failed) == ([], [])


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
