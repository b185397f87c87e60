"""Random hostile texts in a real browser: nothing in them runs without a policy, nothing breaks the policy of `deploy/`."""

from __future__ import annotations

import json
import warnings
from random import Random

import pytest
from hypothesis.errors import NonInteractiveExampleWarning

from core.hosting.headers import POLICY
from core.markdown.renderer import Renderer
from tests.any_html import RUN, pieces

RENDERER = Renderer()
USUAL, THOROUGH, TOGETHER = 300, 6000, 100
WATCH = "<script>window.ran = 0; window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective))</script>"


def some_texts(number: int) -> list[str]:
    """Return random texts, the same each time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NonInteractiveExampleWarning)
        stock = sorted({pieces.example() for _ in range(200)})
    random = Random(14)
    return ["".join(random.choices(stock, k=random.randint(1, 12))) for _ in range(number)]


def page_of(texts: list[str], head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>t</title>{head}</head><body><main id="main">{"".join(texts)}</main></body></html>'


@pytest.fixture(scope="module")
def rendered(request) -> list[str]:
    number = THOROUGH if request.config.getoption("thorough") else USUAL
    bodies = [RENDERER.render(text, "content/a.md", 1) for text in some_texts(number)]
    return [f"<section>{body.html(['#'] * len(body.references))}</section>" for body in bodies]


def opened(window, html: str, policy: str = ""):
    """Open a page under a policy; return what ran, what broke it, and how many texts stand in their place."""
    headers = {"content-type": "text/html; charset=utf-8", **({"content-security-policy": policy} if policy else {})}
    window.route(
        "http://fuzz.example/**",
        lambda route: (
            route.fulfill(body=html, headers=headers) if route.request.url.endswith("/page") else route.abort()
        ),
    )
    window.goto("http://fuzz.example/page")
    window.wait_for_timeout(50)
    found = window.evaluate(
        "({ran: window.ran, broken: window.broken, texts: document.querySelectorAll('body > main > section').length, handlers: [...document.querySelectorAll('main *')].filter((one) => [...one.attributes].some((a) => a.name.startsWith('on'))).length})"
    )
    window.unroute("http://fuzz.example/**")
    return found


@pytest.fixture
def window(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_nothing_in_a_text_runs_where_no_policy_forbids_it(window, rendered):
    for start in range(0, len(rendered), TOGETHER):
        some = rendered[start : start + TOGETHER]
        found = opened(window, page_of(some, WATCH))

        assert found == {"ran": 0, "broken": [], "texts": len(some), "handlers": 0}


def test_nothing_in_a_text_breaks_the_policy(window, rendered):
    watch = "window.ran = 0; window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective));"
    window.add_init_script(watch)
    for start in range(0, len(rendered), TOGETHER):
        some = rendered[start : start + TOGETHER]
        found = opened(window, page_of(some), POLICY)

        assert found == {"ran": 0, "broken": [], "texts": len(some), "handlers": 0}


def test_what_would_run_is_seen(window):
    assert opened(window, page_of([f"<section><script>{RUN}</script></section>"], WATCH))["ran"] == 1
    assert opened(window, page_of([f"<section><img src=x onerror={RUN}></section>"], WATCH))["ran"] == 1


def test_what_would_break_the_policy_is_seen(window):
    window.add_init_script(
        "window.ran = 0; window.broken = []; addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective));"
    )

    found = opened(window, page_of([f"<section><script>{RUN}</script><p style='color: red'>x</p></section>"]), POLICY)

    assert found["ran"] == 0
    assert json.dumps(found["broken"]).count("-src") >= 2
