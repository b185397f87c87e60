"""Questions to a page in a browser. Each `find_…` takes the open page and yields what keeps somebody out, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# What fits into a line of a heading at 320 pixels in every usual typeface.
LONGEST_WORD = 14
# 1280 by 1024 pixels at 400 %.
ZOOMED = {"width": 320, "height": 256}

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = {
    "runOnly": TAGS,
    "rules": {
        "target-size": {"enabled": True},
        # Level AAA: whoever passes it passes AA, so that this is not asked again.
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
    },
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}
# On a dark ground colours alone are others: names, roles and sizes have been asked for in the light.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced", "link-in-text-block"]}} | {
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}
# What axe leaves open, a person has to judge; of contrasts we judge ourselves what can be measured.
OPEN = "color-contrast-enhanced"
# What is painted before or after an element are lines and marks beside the text, never a ground below it; axe would
# leave every text near one to a person. And axe's own options let a contrast below AA pass here, since another rule
# tells of it; that rule is off, so that there is no lower limit. What remains are axe's options as they are.
CONTRAST = {
    "ignoreUnicode": True,
    "ignoreLength": False,
    "ignorePseudo": True,
    "boldValue": 700,
    "boldTextPt": 14,
    "largeTextPt": 18,
    "contrastRatio": {"normal": {"expected": 7}, "large": {"expected": 4.5}},
    "pseudoSizeThreshold": 0.25,
    "shadowOutlineEmMax": 0.1,
    "textStrokeEmMin": 0.03,
}
SOURCES = (
    Path(AXE_FILE_PATH).read_text("utf-8")
    + f"\naxe.configure({{checks: [{{id: '{OPEN}', options: {json.dumps(CONTRAST)}}}]}});\n"
    + Path(__file__).with_name("in_page.js").read_text("utf-8")
)


def ask(window: Any) -> None:
    """Bring what asks into an opened page; the page itself stays as it is."""
    window.evaluate(SOURCES)


def ask_always(context: Any) -> None:
    """Bring what asks into every page that is opened from now on: half the time, where there are many."""
    context.add_init_script(SOURCES)


def show(window: Any, size: dict[str, int] = WIDE, scheme: str = "light", **media: str) -> None:
    """Show the page in a window of a size, on a light or dark ground."""
    window.set_viewport_size(size)
    window.emulate_media(color_scheme=scheme, reduced_motion="reduce", **media)


def find_barriers(window: Any, options: dict[str, Any] = AXE, *, sample: bool = False) -> Iterator[str]:
    """Yield what axe finds, as the page is shown now.

    With `sample`, of all texts that are of one colour, size and ground one is asked for its contrast: enough where the page
    lies as it did when each was asked.
    """
    for rule, target, about in window.evaluate(
        f"asked.barriers({json.dumps(options)}, {json.dumps(sample)}, '{OPEN}')"
    ):
        yield f"{rule}: {target}: {about}"


def find_sideways_scroll(window: Any) -> Iterator[str]:
    """Yield what makes the page wider than its window."""
    yield from window.evaluate("asked.sideways()")


def find_cut_text(window: Any) -> Iterator[str]:
    """Yield texts of which a part cannot be seen."""
    for text in window.evaluate("asked.cut()"):
        yield f"cut: {text}"


def find_broken_words(window: Any) -> Iterator[str]:
    """Yield words of headings and names that a line break cuts in two; one longer than a narrow line may be cut."""
    for word in window.evaluate(f"asked.broken({LONGEST_WORD})"):
        yield f"broken: {word}"


def find_lost_to_spacing(window: Any) -> Iterator[str]:
    """Yield what is lost when the reader sets lines, words and letters wider."""
    yield from window.evaluate("asked.spaced()")


def find_faults_of_keyboard(window: Any) -> Iterator[str]:
    """Walk through the page with Tab; yield what is not reached, holds one fast, or comes out of order."""
    count = window.evaluate("asked.watch()")
    # Straight to the browser: a third of the time that Playwright's own keys need.
    keys = window.context.new_cdp_session(window)
    tab = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
    for _ in range(count):
        keys.send("Input.dispatchKeyEvent", tab)
    last = window.evaluate("asked.holder()")
    keys.send("Input.dispatchKeyEvent", tab)
    yield from window.evaluate("last => asked.walked(last, asked.holder())", last)
    keys.detach()


def find_faults_of_focus(window: Any) -> Iterator[str]:
    """Yield controls whose focus cannot be seen; the page has been walked through by keyboard before."""
    yield from window.evaluate("asked.focus()")


def find_faults_of_skip_link(window: Any) -> Iterator[str]:
    """Yield why the first Tab and Enter do not lead to the content."""
    window.evaluate("asked.start()")
    window.keyboard.press("Tab")
    first = window.evaluate(
        """() => {
            const one = document.activeElement, box = one.getBoundingClientRect();
            return {name: asked.name(one), to: one.getAttribute("href") ?? "",
                    seen: box.height >= 24 && box.top >= 0 && box.left >= 0 && box.right <= innerWidth};
        }"""
    )
    if not first["to"].startswith("#"):
        yield f"the first Tab reaches {first['name']}, which does not lead to the content"
        return
    if not first["seen"]:
        yield f"{first['name']} is not seen when it has the focus"
    window.keyboard.press("Enter")
    if not window.evaluate(
        "document.activeElement.matches('main') || location.hash && document.querySelector('main')?.contains(document.querySelector(location.hash))"
    ):
        yield f"{first['name']} leads to {first['to']}, which is not the content"


def find_lost_in_forced_colours(window: Any) -> Iterator[str]:
    """Yield controls of which nothing is left in the colours of the reader; they are switched on and off here."""
    window.emulate_media(forced_colors="active")
    yield from window.evaluate("[...asked.faces(), ...asked.focus()]")
    window.emulate_media(forced_colors="none")


def find_faults_on_paper(window: Any, sentences: Sequence[str], emblems: Sequence[str]) -> Iterator[str]:
    """Yield what is printed and should not be, and what is not: content, sentences, emblems (by address)."""
    window.emulate_media(media="print", color_scheme="light")
    yield from window.evaluate("sentences => asked.paper(sentences)", list(sentences))
    for emblem in emblems:
        yield from window.evaluate("address => asked.emblem(address)", emblem)
    window.emulate_media(media="screen")


def find_faults_of_pictures(window: Any) -> Iterator[str]:
    """Yield pictures that weigh more than they have to, on a page that was just opened at this width."""
    yield from window.evaluate("asked.pictures()")


READ = """() => ({
    // Which address was asked for, only the browser knows: what is said of it may need a script.
    left_out: document.querySelectorAll("[data-places]").forEach(one => { one.hidden = true; }),
    lines: document.body.innerText.split("\\n").map(line => line.replace(/\\s+/g, " ").trim()).filter(Boolean),
    links: [...document.querySelectorAll("a[href]")].filter(link => link.checkVisibility()).map(link => link.getAttribute("href")),
})"""


def find_lost_without_script(window: Any, bare: Any) -> Iterator[str]:
    """Yield words and links that are only there with scripts; `bare` shows the same page without."""
    scripted, plain = window.evaluate(READ), bare.evaluate(READ)
    for what, names in (("text", "lines"), ("link", "links")):
        there = set(plain[names])
        for one in dict.fromkeys(scripted[names]):
            if one not in there:
                yield f"{what} that needs a script: {one}"


class Visit:
    """What one visit asks of whom, and what it has looked at. Make it before the first page is opened."""

    def __init__(self, window: Any, origin: str) -> None:
        self.window, self.origin = window, origin
        self.count = 0  # of all requests
        self.faults: list[str] = []
        self._frames: set[str] = set()  # heads, feet and side columns of pages that were looked at in every way
        window.on("request", self._asked)
        window.on("response", self._answered)
        window.on(
            "console", lambda said: self.faults.append(f"complains: {said.text}") if said.type == "error" else None
        )
        window.on("pageerror", lambda error: self.faults.append(f"complains: {error}"))

    def leave_known(self) -> None:
        """Leave out of the looks at the page that is open what was on one before: an equal head, foot, side column."""
        frame = self.window.evaluate("asked.frame()")
        self.window.evaluate("known => asked.leave(known)", [part in self._frames for part in frame])
        self._frames.update(frame)

    def _asked(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob", "about"):
            return
        self.count += 1
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"asks a stranger: {request.url}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and not answer.url.endswith("/404.html"):
            self.faults.append(f"{answer.status}: {answer.url.removeprefix(self.origin)}")


def find_strangers(visit: Visit) -> Iterator[str]:
    """Yield since the last time: requests to others, requests that failed, complaints; and what the browser keeps."""
    faults, visit.faults[:] = list(visit.faults), []
    yield from faults
    for cookie in visit.window.context.cookies():
        yield f"keeps a cookie: {cookie['name']}"
    yield from visit.window.evaluate("asked.kept()")
