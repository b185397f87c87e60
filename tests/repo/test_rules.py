"""The rules of the house that no tool keeps for us."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

HOUSE = ("core", "plugins", "theme", "tasks.py", "pelicanconf.py", "publishconf.py", "site")


def files(*places: str, ending: str = "") -> list[Path]:
    """Return the files of rooms of the house."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in found if file.name.endswith(ending) and "__pycache__" not in file.parts]


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the whole name of each module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}:{node.lineno}: imports are absolute"
            yield node.lineno, node.module or ""


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_only_the_wires_know_pelican():
    strange = [
        f"{name(file)}:{line}"
        for file in files("core", "plugins", "tasks.py", ending=".py")
        for line, module in imports(file)
        if module.partition(".")[0] == "pelican" and file.name != "plugin.py"
    ]
    assert strange == []


def test_core_stands_on_nothing_of_the_house_but_itself():
    strange = [
        f"{name(file)}:{line}: {module}"
        for file in files("core", ending=".py")
        for line, module in imports(file)
        if module.partition(".")[0] in ("plugins", "tasks", "pelicanconf", "publishconf", "tests", "invoke")
    ]
    assert strange == []


def test_every_room_of_the_plugins_is_switched_on():
    import pelicanconf

    wired = {f"plugins.{file.parent.name}.plugin" for file in files("plugins") if file.name == "plugin.py"}
    assert set(pelicanconf.PLUGINS) == wired
    assert pelicanconf.PLUGINS[0] == "plugins.build.plugin"


@pytest.mark.parametrize(
    "clock", [r"datetime\.now\(", r"\.today\(", r"\.utcnow\(", r"time\.time\(", r"\blocaltime\(", r"\{%\s*now\b"]
)
def test_nothing_inside_reads_a_clock(clock):
    found = [
        f"{name(file)}:{number}"
        for file in files("core", "plugins", "theme")
        if file.suffix in (".py", ".html", ".css", ".yaml")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(clock, line)
    ]
    assert found == []


def test_the_core_reaches_for_no_network():
    strange = [
        f"{name(file)}:{line}: {module}"
        for file in files("core", ending=".py")
        for line, module in imports(file)
        if module.partition(".")[0] in ("socket", "ssl", "http", "requests", "httpx", "smtplib", "subprocess")
        or module == "urllib.request"
    ]
    assert strange == []


def words_of_the_project() -> list[str]:
    """Return what names our project: read from its own file, so that this file does not name it either."""
    project = yaml.safe_load((ROOT / "content/project.yaml").read_text("utf-8"))
    named = [project["name"], *(city["name"] for city in project["cities"].values())]
    return [*named, project["name"].replace(" ", "-"), *(grant["number"] for grant in project["grants"])]


def lies_over_content(file):
    """Whether a file belongs to a case that is laid over our own content."""
    return any((folder / "over-content").exists() for folder in list(file.parents)[:6])


def test_the_project_is_data():
    words = [r"\b" + re.escape(word).replace(r"\ ", " ?") + r"\b" for word in words_of_the_project()]
    pattern = re.compile("|".join(words), re.IGNORECASE)

    found = [
        f"{name(file)}:{number}: {line.strip()[:80]}"
        for file in files(*HOUSE, "tests")
        if file.suffix not in (".png", ".ico", ".woff2")
        and not file.is_relative_to(ROOT / "tests/content")
        and not lies_over_content(file)
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_templates_and_components_call_no_stranger():
    found = [
        f"{name(file)}:{number}"
        for file in files("theme")
        if file.suffix in (".html", ".css", ".svg")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(r"(src|href)=[\"'](https?:)?//|url\([\"']?(https?:)?//|@import", line)
    ]
    assert found == []


def test_templates_carry_no_inline_script_style_or_handler():
    found = [
        f"{name(file)}:{number}"
        for file in files("theme", ending=".html")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(r"<style|\bstyle=|\son[a-z]+=|<script(?! type=\"application/ld\+json\")(?! src=)", line)
    ]
    assert found == []


def test_only_what_is_hidden_needs_the_important_of_css():
    found = [
        f"{name(file)}:{number}"
        for file in files("theme", ending=".css")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if "!important" in line and not line.strip().startswith("[hidden]")
    ]
    assert found == []


def test_every_sheet_names_a_layer_that_is_ordered():
    order = re.search(r"@layer ([^;{]+);", (ROOT / "theme/styles/layers.css").read_text("utf-8"))
    assert order
    layers = {layer.strip() for layer in order[1].split(",")}

    for file in files("theme", ending=".css"):
        if "mail" in file.parts:
            continue  # mail programs know no layers
        used = set(re.findall(r"@layer ([\w-]+)\s*\{", file.read_text("utf-8")))
        assert used <= layers, name(file)
        assert used or file.name == "layers.css", name(file)


def test_no_test_is_skipped_or_expected_to_fail():
    marks = re.compile(r"mark\.(skip|xfail)|pytest\.(skip|xfail)\(|importorskip")

    found = [name(file) for file in files("tests", ending=".py") if marks.search(file.read_text("utf-8"))]
    assert found == [name(Path(__file__))]


def test_the_lock_pins_and_hashes_every_package_and_names_no_address():
    lock = (ROOT / "requirements.txt").read_text("utf-8")
    packages = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line, re.IGNORECASE)]

    assert packages
    assert [line for line in packages if "==" not in line or not line.endswith("\\")] == []
    assert "://" not in lock
