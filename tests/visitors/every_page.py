"""All checks of a browser, page after page: each page is loaded twice, with scripts and without, then shown in each way.

A head, a foot or a side column that is the same as on a page before is not asked again for its contrast, its focus and what axe knows:
it looks the same. By keyboard, on paper, without scripts and in narrow windows each page is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from core.documents.access_record import CHECKS
from tests.built import Built
from tests.serving import served
from tests.visitors import browser_checks as checks
from tests.visitors.browser_checks import NARROW, WIDE, ZOOMED, ask_always, show

Finding = tuple[str, str]  # name of the check; where and what


def look_at(
    window: Any, bare: Any, visit: checks.Visit, address: str, grants: Sequence[dict[str, str]]
) -> Iterator[Finding]:
    """Yield every finding on one page."""

    def told(check: str, found: Iterator[str], how: str = "") -> Iterator[Finding]:
        for one in found:
            yield check, f"{address}{how}: {one}"

    show(window)
    window.goto(f"{visit.origin}{address}")
    visit.leave_known()
    yield from told("pictures", checks.find_faults_of_pictures(window))
    # Each change of width lays the page out anew, so the order of the looks is that of the widths.
    yield from told("axe", checks.find_barriers(window), " wide, light")
    yield from told("text_spacing", checks.find_lost_to_spacing(window), " wide")
    yield from told("keyboard", checks.find_faults_of_keyboard(window))
    yield from told("keyboard", checks.find_faults_of_skip_link(window))
    yield from told("focus", checks.find_faults_of_focus(window), " wide, light")
    yield from told("forced_colours", checks.find_lost_in_forced_colours(window), " wide")
    sentences = [grant[name] for grant in grants for name in ("statement", "disclaimer")]
    yield from told(
        "paper", checks.find_faults_on_paper(window, sentences, [f"/{grant['emblem']}" for grant in grants])
    )
    bare.goto(f"{visit.origin}{address}")
    yield from told("no_script", checks.find_lost_without_script(window, bare))
    show(window, scheme="dark")
    yield from told("axe", checks.find_barriers(window, checks.COLOURS, sample=True), " wide, dark")
    yield from told("focus", checks.find_faults_of_focus(window), " wide, dark")
    show(window, NARROW)
    yield from told("axe", checks.find_barriers(window), " narrow, light")
    yield from told("focus", checks.find_faults_of_focus(window), " narrow, light")
    yield from told("forced_colours", checks.find_lost_in_forced_colours(window), " narrow")
    yield from told("text_spacing", checks.find_lost_to_spacing(window), " narrow")
    for size, how in ((NARROW, " narrow"), (ZOOMED, " at 400 %")):
        show(window, size, "dark")
        yield from told("reflow", checks.find_sideways_scroll(window), how)
        yield from told("reflow", checks.find_cut_text(window), how)
        if size is NARROW:
            yield from told("axe", checks.find_barriers(window, checks.COLOURS, sample=True), " narrow, dark")
    yield from told("strangers", checks.find_strangers(visit))


def look_at_all(
    site: Built, browser: Any, addresses: Sequence[str], grants: Sequence[dict[str, str]]
) -> dict[str, list[str]]:
    """Return the findings of each check on these pages of a site."""
    found: dict[str, list[str]] = {check: [] for check in CHECKS}
    with (
        served(site.folder) as origin,
        browser.new_context() as context,
        browser.new_context(java_script_enabled=False, viewport=WIDE) as without,
    ):
        ask_always(context)
        window, bare = context.new_page(), without.new_page()
        visit = checks.Visit(window, origin)
        for address in addresses:
            for check, finding in look_at(window, bare, visit, address, grants):
                found[check].append(finding)
    return found


def addresses_of(site: Built) -> list[str]:
    """Return the pages that people read: not those that only lead on from an old address."""
    return [*(page.address for page in site.pages), "/404.html"]


def grants_of(content: Path) -> list[dict[str, str]]:
    """Return the grants that a project has to acknowledge."""
    return yaml.safe_load((content / "project.yaml").read_text("utf-8")).get("grants", [])
