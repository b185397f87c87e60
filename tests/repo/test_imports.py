"""The contracts about imports in pyproject.toml: each holds, and each is broken by an import that it forbids."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def broken(folder: Path) -> list[str]:
    """Return the names of the contracts that do not hold in a copy of the code."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {LINT}", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [line.removesuffix(" BROKEN") for line in done.stdout.splitlines() if line.endswith(" BROKEN")]


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for name in ("core", "plugins"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_every_contract_holds(code):
    assert broken(code) == []


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("core/dates/instants.py", "import core.site.site", "Lower packages of core never import higher ones"),
        ("core/hosting/headers.py", "import core.authoring.manual", "Lower packages of core never import higher ones"),
        ("core/site/site.py", "import pelican", "core knows neither Pelican nor the plugins"),
        ("core/site/site.py", "import plugins.feeds.opml", "core knows neither Pelican nor the plugins"),
        ("plugins/ages/plugin.py", "import plugins.feeds.opml", "No plugin imports another"),
        ("core/dates/instants.py", "import core.dates.date_spellings", "No circles inside core"),
    ],
)
def test_an_import_that_is_forbidden_breaks_its_contract(code, file, line, contract):
    if contract == "No circles inside core":
        other = code / "core/dates/date_spellings.py"
        other.write_text(other.read_text("utf-8") + "\nimport core.dates.instants\n", "utf-8")
    place = code / file
    place.write_text(place.read_text("utf-8") + f"\n{line}\n", "utf-8")

    assert contract in broken(code)


def test_a_package_that_no_layer_names_breaks_the_contract(code):
    (code / "core" / "helpers").mkdir()
    (code / "core" / "helpers" / "__init__.py").write_text("", "utf-8")

    assert broken(code) == ["Lower packages of core never import higher ones"]
