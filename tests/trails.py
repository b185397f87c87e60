"""The trail of each page as its folder says it: worked out from the content folder alone, without the house."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from posixpath import dirname

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DATED = ("event", "news", "newsletter")


@cache
def fields(file: Path) -> dict[str, object]:
    """Return the front matter of a file."""
    return yaml.load(file.read_text("utf-8").split("---\n")[1], _Loader)


def label(file: Path) -> str:
    """Return the name of a page in trail and menus."""
    head = fields(file)
    return str(head.get("menu") or head["title"])


def address(path: str, folders: dict[str, str]) -> str:
    """Return where a file of the content folder is published."""
    folder, _, name = path.rpartition("/")
    if name == "index.md":
        return f"/{folder}/" if folder else "/"
    kind = next((folders[part] for part in _upwards(folder) if part in folders), "")
    name = name.removesuffix(".md")
    name = re.sub(r"^\d{4}(-\d\d(-\d\d)?)?-", "", name) if kind in DATED else name
    return f"/{folder}/{name}/" if folder else f"/{name}/"


@cache
def trails(content: Path) -> dict[str, list[tuple[str, str]]]:
    """Return for the address of each page its steps from home, itself included: name and address."""
    folders = yaml.safe_load((content / "project.yaml").read_text("utf-8"))["folders"]
    found = {}
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content).as_posix()
        if fields(file).get("draft"):
            continue
        above = [f"{part}/index.md" if part else "index.md" for part in _upwards(dirname(path))]
        steps = [*reversed(above), *([] if path.endswith("index.md") else [path])]
        found[address(path, folders)] = [(label(content / step), address(step, folders)) for step in steps]
    return found


def _upwards(folder: str) -> list[str]:
    parts = folder.split("/") if folder else []
    return ["/".join(parts[:length]) for length in range(len(parts), -1, -1)]


# Pages that the house makes itself: lists go on over several pages, results are sorted and filtered, and some help to find.
_OWN = re.compile(r"/(search|site-index|site-map|subscribe)/|/page-\d+/$|/(type|by)-[a-z-]+/")


def is_own(address: str) -> bool:
    """Whether a page comes from no file of the content folder."""
    return _OWN.search(address) is not None
