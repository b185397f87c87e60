"""The same texts as plain sites for the generators we are compared with: a page for each text, and a list of all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.synthetic import Text, texts

PAGE = "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def write_pelican(folder: Path, count: int) -> list[str]:
    """Write the site for stock Pelican with a plain theme; return the command that builds it."""
    for text in texts(count):
        kind = "pages" if text.folder != "news" else "."
        head = f"title: {text.title}\ndate: {text.day}\nslug: {text.name}\nsummary: About it.\n\n"
        _write(folder / "content" / kind / f"{text.name}.md", head + text.body)
    theme = folder / "theme" / "templates"
    body = PAGE.format(title="{{ %s.title }}", body="{{ %s.content }}")
    _write(theme / "article.html", body.replace("%s", "article"))
    _write(theme / "page.html", body.replace("%s", "page"))
    rows = "{% for article in articles %}<li><a href='{{ SITEURL }}/{{ article.url }}'>{{ article.title }}</a></li>{% endfor %}"
    _write(theme / "index.html", PAGE.format(title="All", body=f"<ul>{rows}</ul>"))
    (folder / "theme" / "static").mkdir(parents=True, exist_ok=True)
    settings = 'SITEURL="https://example.org"\nTIMEZONE="UTC"\nDIRECT_TEMPLATES=["index"]\nFEED_ALL_ATOM="feed.xml"\nCATEGORY_FEED_ATOM=None\n'
    settings += 'TAG_SAVE_AS=CATEGORY_SAVE_AS=AUTHOR_SAVE_AS=""\nPLUGINS=[]\n'
    _write(folder / "conf.py", settings)
    there = [str(folder / name) for name in ("content", "conf.py", "theme", "output")]
    return [sys.executable, "-m", "pelican", there[0], "-s", there[1], "-t", there[2], "-o", there[3], "-q", "-d"]


def write_hugo(folder: Path, count: int) -> list[str]:
    """Write the site for Hugo; return the command that builds it."""
    for text in texts(count):
        _write(folder / "content" / text.folder / f"{text.name}.md", _yaml(text) + text.body)
    for name, inner in (
        ("single", "{{ .Content }}"),
        ("list", "<ul>{{ range .Pages }}<li><a href='{{ .Permalink }}'>{{ .Title }}</a></li>{{ end }}</ul>"),
    ):
        _write(folder / "layouts" / "_default" / f"{name}.html", PAGE.format(title="{{ .Title }}", body=inner))
    _write(folder / "hugo.toml", 'baseURL="https://example.org/"\ntitle="x"\ndisableKinds=["taxonomy","term"]\n')
    return ["hugo", "--quiet", "--source", str(folder), "--destination", str(folder / "public")]


def write_eleventy(folder: Path, count: int) -> list[str]:
    """Write the site for Eleventy; return the command that builds it."""
    for text in texts(count):
        front = _yaml(text).replace("---\n", f"---\nlayout: page.html\ntags: [{text.folder.split('/')[0]}]\n", 1)
        _write(folder / "src" / text.folder / f"{text.name}.md", front + text.body)
    _write(folder / "src" / "_includes" / "page.html", PAGE.format(title="{{ title }}", body="{{ content }}"))
    rows = "{% for item in collections.news %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a></li>{% endfor %}"
    _write(folder / "src" / "index.html", PAGE.format(title="All", body=f"<ul>{rows}</ul>"))
    return ["eleventy", "--quiet", f"--input={folder / 'src'}", f"--output={folder / '_site'}"]


PEERS: dict[str, Callable[[Path, int], list[str]]] = {
    "Pelican": write_pelican,
    "Hugo": write_hugo,
    "Eleventy": write_eleventy,
}


def installed(command: list[str]) -> bool:
    """Whether a peer can be run here."""
    return shutil.which(command[0]) is not None


def build(command: list[str], folder: Path) -> None:
    """Build a peer's site from nothing; CalledProcessError where it fails."""
    for name in ("output", "public", "_site", "resources"):
        shutil.rmtree(folder / name, ignore_errors=True)
    subprocess.run(command, check=True, cwd=folder, capture_output=True)


def _yaml(text: Text) -> str:
    return f"---\ntitle: {text.title}\ndate: {text.day}\n---\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
