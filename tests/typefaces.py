"""The typefaces of the tests: a narrow, a usual and a wide one, each alone, so that every machine shows the same pages.

Chromium takes what fontconfig offers. A configuration of our own names one folder and nothing of the machine: a page that
holds in all three faces holds in what visitors have, from Arial Narrow to Verdana and DejaVu.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Which files of which package; the wide one has the widths of DejaVu and, nearly, of Verdana.
FACES = {
    "narrow": ("fontpkg_archivo_narrow", "files/*.ttf"),
    "usual": ("fontpkg_arimo", "files/*.ttf"),
    "wide": ("reportlab", "fonts/Vera*.ttf"),
}
CHOSEN = "SITE_TEST_TYPEFACE"  # environment variable: another face than the usual one for a whole run of the suite


def usual() -> str:
    """Return the face of this run: the usual one, unless the environment names another."""
    return os.environ.get(CHOSEN, "usual")


def environment(face: str = "") -> dict[str, str]:
    """Return the environment for a browser that knows only this typeface."""
    return {**os.environ, "FONTCONFIG_FILE": str(_configuration(face or usual()))}


@cache
def _configuration(face: str) -> Path:
    """Return a fontconfig file that knows only this typeface; the folder is removed when the process ends."""
    package, pattern = FACES[face]
    spec = find_spec(package)
    assert spec, f"{package} is not installed"
    assert spec.submodule_search_locations, f"{package} is no package"
    folder = Path(tempfile.mkdtemp(prefix=f"site-{face}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    files = sorted(Path(spec.submodule_search_locations[0]).glob(pattern))
    assert files, f"{package} has no {pattern}"
    for file in files:
        shutil.copy(file, fonts)
    configuration = folder / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>\n",
        "utf-8",
    )
    return configuration
