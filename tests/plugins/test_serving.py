"""./site serve, seen in a browser: what is edited is shown by itself, what is wrong is told on the page."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL

CODE = ("core", "plugins", "theme", "pelicanconf.py", "publishconf.py", "tasks.py")


@dataclass
class Served:
    """A house of its own, its content, and its site at localhost."""

    build_context: Path
    content: Path
    address: str
    process: subprocess.Popen[str]

    def write(self, path: str, text: str) -> None:
        """Save a page as most editors do: beside it, then renamed."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.part")
        beside.write_text(text, "utf-8")
        beside.replace(file)


def start(build_context: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """Start serving; return the process and the address that it says."""
    command = [sys.executable, "tasks.py", "serve", "--port", str(port), "--today", "2026-06-15"]
    environment = {**os.environ, "PWD": str(build_context), "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command, cwd=build_context, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return process, found[0]
    raise AssertionError(said)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    build_context = tmp_path_factory.mktemp("house")
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, build_context / name)
    shutil.copytree(SMALL, build_context / "content")
    process, address = start(build_context, 8765)
    yield Served(build_context, build_context / "content", address, process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)


def restore(content: Path) -> None:
    """Make a content folder again what it was before any test."""
    for path in sorted(content.rglob("*"), reverse=True):
        if not (SMALL / path.relative_to(content)).exists():
            path.rmdir() if path.is_dir() else path.unlink()
    for path in SMALL.rglob("*"):
        copy = content / path.relative_to(SMALL)
        if path.is_file() and copy.read_bytes() != path.read_bytes():
            copy.write_bytes(path.read_bytes())


@pytest.fixture
def page(browser, served) -> Iterator[object]:
    restore(served.content)
    shown = browser.new_page()
    shown.set_default_timeout(20_000)
    shown.goto(served.address)
    shown.wait_for_selector("h1")
    yield shown
    shown.close()


def problem(page) -> str:
    """Return what the page says is wrong, once it says so."""
    page.wait_for_selector("aside article h3")
    return " ".join(page.inner_text("aside:has(article h3)").split())


def gone(page) -> None:
    """Wait until the page says no more that anything is wrong."""
    page.wait_for_selector("aside article h3", state="detached")


def test_an_edit_is_shown_by_itself(served, page):
    page.goto(f"{served.address}cities/northport/")
    served.write("cities/northport.md", "---\ntitle: Northport\n---\nThe harbour is warm.\n")

    page.wait_for_selector("text=The harbour is warm.")


def test_a_mistake_is_told_with_its_line_and_the_mend_and_goes_when_it_is_mended(served, page):
    page.goto(f"{served.address}cities/southport/")
    served.write("cities/southport.md", "---\ntitle: Southport\nsumary: A town.\n---\nNew words.\n")

    told = problem(page)

    assert "1 problem to mend" in told
    assert "content/cities/southport.md:3" in told
    assert "sumary: there is no such field. [E010]" in told
    assert "3 sumary: A town." in told
    assert "Did you mean “summary”?" in told
    assert "Southport" in page.inner_text("h1")
    assert "New words." not in page.inner_text("main")

    served.write("cities/southport.md", "---\ntitle: Southport\nsummary: A town.\n---\nNew words.\n")
    page.wait_for_selector("text=New words.")
    gone(page)


def test_a_draft_is_shown_with_a_mark(served, page):
    page.goto(f"{served.address}cities/")
    served.write("cities/eastport.md", "---\ntitle: Eastport\ndraft: true\n---\nStill secret.\n")
    page.wait_for_selector("text=Eastport", state="attached")
    page.goto(f"{served.address}cities/eastport/")

    assert "Still secret." in page.content()
    assert "draft" in page.inner_text("main").casefold()


def test_a_deleted_file_is_gone_and_dead_links_to_it_are_told(served, page):
    served.write("extra.md", "---\ntitle: Extra\n---\n")
    served.write("more.md", "---\ntitle: More\n---\n[Extra](extra.md)\n")
    page.wait_for_selector("text=Extra", state="attached")
    (served.content / "extra.md").unlink()

    assert "content/more.md:4 there is no page “extra.md”." in problem(page)

    (served.content / "more.md").unlink()
    gone(page)
    assert page.goto(f"{served.address}extra/").status == 404


def test_a_renamed_folder_is_found_again(served, page):
    served.write("old/index.md", "---\ntitle: Moving\n---\n")
    page.wait_for_selector("text=Moving", state="attached")
    (served.content / "old").rename(served.content / "fresh")
    page.wait_for_selector("a[href='/fresh/']", state="attached")

    assert page.goto(f"{served.address}fresh/").status == 200
    assert page.goto(f"{served.address}old/").status == 404


def test_a_save_in_the_middle_of_a_write_is_survived(served, page):
    file = served.content / "slow.md"
    with file.open("w", encoding="utf-8") as writing:
        writing.write("---\ntitle: Slo")
        writing.flush()
        assert "content/slow.md:2 the front matter does not end" in problem(page)
        writing.write("wly written\n---\n")
    gone(page)

    page.wait_for_selector("text=Slowly written", state="attached")


def test_a_changed_template_is_shown_and_a_broken_one_is_told(served, page):
    template = served.build_context / "theme" / "templates" / "base.html"
    before = template.read_text("utf-8")
    template.write_text(before.replace("</body>", "<p>From the template.</p></body>"), "utf-8")
    page.wait_for_selector("text=From the template.")

    template.write_text(before.replace("</body>", "{{ no_such_word }}</body>"), "utf-8")
    page.wait_for_selector("text=The site could not be built")
    assert "no_such_word" in page.inner_text("body")

    template.write_text(before, "utf-8")
    page.wait_for_selector("text=The site could not be built", state="detached")
    page.wait_for_selector("text=From the template.", state="detached")


def test_a_changed_component_is_shown_in_the_gallery_and_a_broken_one_is_told_there(served, page):
    component = served.build_context / "theme" / "components" / "notice" / "notice.html"
    before = component.read_text("utf-8")
    page.goto(f"{served.address}_gallery/notice/")
    shown = page.frame_locator("iframe").first.locator("p")
    shown.wait_for()
    component.write_text(before.replace("{{ text }}", "{{ text }} And more."), "utf-8")
    page.frame_locator("iframe").first.get_by_text("And more.").wait_for()

    component.write_text(before.replace("{{ text }}", "{{ no_such_word }}"), "utf-8")
    page.frame_locator("iframe").first.get_by_text("no_such_word").wait_for()

    component.write_text(before, "utf-8")
    page.frame_locator("iframe").first.get_by_text("no_such_word").wait_for(state="detached")


def test_the_last_of_many_quick_edits_is_shown(served, page):
    page.goto(f"{served.address}cities/")
    for number in range(60):
        served.write("cities/index.md", f"---\ntitle: Cities\n---\nEdit number {number}.\n")

    page.wait_for_selector("text=Edit number 59.")


def test_a_port_in_use_is_told_and_the_next_one_taken(served):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        build_context = served.build_context.parent / "second"
        build_context.mkdir()
        for name in (*CODE, "content"):
            (build_context / name).symlink_to(served.build_context / name)
        process, address = start(build_context, port)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)

    assert address != f"http://127.0.0.1:{port}/"


def test_a_second_server_of_the_same_content_says_where_the_first_one_is(served):
    command = [sys.executable, "tasks.py", "serve", "--port", "8990"]
    environment = {**os.environ, "PWD": str(served.build_context)}

    done = subprocess.run(
        command, cwd=served.build_context, env=environment, check=False, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"site: content is shown already, at {served.address}. Look there, or end that one with Control-C first, "
        "for example to begin again with another --port.\n"
    )


def test_the_search_finds_what_stands_on_the_pages(served, page):
    page.goto(f"{served.address}search/?q=northport")

    page.wait_for_selector(".found li")
    assert "could not be loaded" not in page.inner_text("main")
