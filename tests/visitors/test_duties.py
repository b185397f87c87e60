"""What a funded project owes on every page, whatever is built from: acknowledgement, who runs the site, ways to the legal pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from lxml import html

from tests.built import Built, Page
from tests.conftest import PROJECT as BARE_PROJECT
from tests.conftest import SMALL
from tests.serving import served

PROJECT = yaml.safe_load((SMALL / "project.yaml").read_text("utf-8"))
LEGAL = {"privacy.md": "Privacy", "accessibility.md": "Accessibility", "legal-notice.md": "Legal notice"}


def find_debts(page: Page, project: dict[str, Any]) -> Iterator[str]:
    """Yield what a page owes and does not say in its foot."""
    text = " ".join(page.words("//footer"))
    for grant in project["grants"]:
        yield from (name for name in ("statement", "disclaimer") if grant[name] not in text)
        emblems = page.all(f"//footer//img[@src='/{grant['emblem']}']")
        if [emblem.get("alt") for emblem in emblems] != [grant["emblem_alt"]]:
            yield "emblem"
    if project["run_by"] not in text:
        yield "run_by"


def test_every_page_says_who_paid_and_who_runs_the_site(small: Built):
    debts = {page.address: list(find_debts(page, PROJECT)) for page in [*small.pages, small["/404.html"]]}

    assert {address: debt for address, debt in debts.items() if debt} == {}


@pytest.mark.parametrize(
    ("before", "after", "debt"),
    [
        (PROJECT["grants"][0]["statement"], "", "statement"),
        (PROJECT["grants"][0]["disclaimer"], "The funder is liable.", "disclaimer"),
        (f'alt="{PROJECT["grants"][0]["emblem_alt"]}"', 'alt=""', "emblem"),
        ('src="/images/emblem.svg"', 'src="/theme/icon.svg"', "emblem"),
        (PROJECT["run_by"], "", "run_by"),
    ],
)
def test_a_page_that_owes_something_is_seen(small: Built, before: str, after: str, debt: str):
    text = small.bytes("/events/").decode()
    assert before in text
    changed = text[: text.index("<footer")] + text[text.index("<footer") :].replace(before, after)

    assert list(find_debts(Page("/events/", html.document_fromstring(changed)), PROJECT)) == [debt]


def test_every_page_leads_to_every_legal_page(build: Callable[..., Built]):
    project = f"{BARE_PROJECT}folders: {{}}\nfooter: {json.dumps(list(LEGAL))}\n"
    pages = {path: f"---\ntitle: {title}\n---\n" for path, title in LEGAL.items()}
    built = build({"project.yaml": project, "a/index.md": "---\ntitle: A\n---\n", **pages})

    for page in [*built.pages, built["/404.html"]]:
        links = {link.get("href"): link.text for link in page.all("//footer//a")}
        assert {f"/{path.removesuffix('.md')}/": title for path, title in LEGAL.items()}.items() <= links.items()


@pytest.mark.parametrize(("today", "over"), [("2015-07-31", False), ("2015-08-01", True)])
def test_a_project_that_is_over_says_so_on_every_page(build: Callable[..., Built], today: str, over: bool):
    project = f"{BARE_PROJECT}folders: {{}}\nstart: 2012-11\nend: 2015-07\n"
    built = build({"project.yaml": project, "a/index.md": "---\ntitle: A\n---\n"}, now=today)

    for page in [*built.pages, built["/404.html"]]:
        notes = page.words("//header//p")
        assert notes == (["The project is over (November 2012 – July 2015). This site is its record."] if over else [])


@pytest.fixture(scope="module")
def origin(small: Built) -> Iterator[str]:
    with served(small.folder) as address:
        yield address


@pytest.fixture
def window(browser: Any, origin: str) -> Iterator[Any]:
    with browser.new_context(base_url=origin) as context:
        yield context.new_page()


# How high the emblem is drawn, and how high each other mark of the page: icons, logos, the name with its sign.
HEIGHTS = """() => {
    const high = one => one.getBoundingClientRect().height;
    const emblems = [...document.querySelectorAll("footer .grant img")];
    const others = [...document.querySelectorAll("header img, header svg, .wordmark > *, footer img, footer svg")];
    return [emblems.map(high), others.filter(one => !emblems.includes(one)).map(high)];
}"""


def too_small(window: Any) -> bool:
    """Whether an emblem is missing, or lower than another mark."""
    emblems, others = window.evaluate(HEIGHTS)
    assert others
    return not emblems or min(emblems) < max(others)


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("address", ["/", "/events/summer-school/", "/newsletters/spring/", "/404.html"])
def test_the_emblem_is_no_smaller_than_any_other_mark_and_is_printed(window, address, width, medium):
    window.set_viewport_size({"width": width, "height": 900})
    window.emulate_media(media=medium)
    window.goto(address)
    window.locator("footer").scroll_into_view_if_needed()

    assert not too_small(window)
    for grant in PROJECT["grants"]:
        assert window.get_by_text(grant["statement"]).is_visible()
        assert window.get_by_text(grant["disclaimer"]).is_visible()
    assert window.locator("footer").get_by_text(PROJECT["run_by"]).is_visible()


@pytest.mark.parametrize("style", [".grant { display: none }", ".wordmark svg { height: 9rem }"])
def test_an_emblem_that_is_hidden_or_outdone_is_seen(window, style):
    window.goto("/")
    assert not too_small(window)
    window.add_style_tag(content=style)

    assert too_small(window)
