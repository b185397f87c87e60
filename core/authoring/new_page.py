"""From the schema to the first text of a new page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from anyascii import anyascii
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from core.checks.near_paths import relative, target_of
from core.checks.times import PLACEHOLDER
from core.dates.instants import announced
from core.documents.front_matter import read_fields
from core.documents.kinds import DATED, kind_of
from core.documents.parse import ParsedPage
from core.documents.schema import KINDS
from core.documents.sources import Sources
from core.problems.problem import Problem, choices
from core.read_site import read_site
from core.site.site import Site
from core.site.tree import Node

_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{}\"'&*!|>%@`]*|[\d\-: ]+")
_WORDS = {"true", "false", "yes", "no", "null", "on", "off"}


def required(kind: str) -> tuple[str, ...]:
    """Return the fields that a kind of page cannot do without, in the order of the schema.

    >>> required("news")
    ('title', 'summary', 'published')
    """
    return tuple(name for name, info in KINDS[kind].model_fields.items() if info.default is PydanticUndefined)


def describe(kind: str, name: str) -> tuple[str, str]:
    """Return the sentence of help of a field and an example as an editor would write it."""
    info = KINDS[kind].model_fields[name]
    return info.description or "", written((info.examples or [""])[0])


def written(value: object) -> str:
    """Return a value as an editor would write it.

    >>> written([4, 5]), written(True), written({"name": "A"})
    ('[4, 5]', 'true', '{name: A}')
    """
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {written(one)}' for key, one in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def page_text(kind: str, values: Mapping[str, str]) -> str:
    """Return the text of a new page: the given fields in the order of the schema, the others named in a comment."""
    fields = KINDS[kind].model_fields
    lines = [f"{name}:{_as_field(fields[name], values[name])}" for name in fields if name in values]
    lines += [f"{name}: {quoted(value)}" for name, value in values.items() if name not in fields]
    others = [name for name in fields if name not in values and name not in ("draft", "id", "aliases")]
    return "\n".join(["---", *lines, f"# More fields: {', '.join(others)}", "---", "", PLACEHOLDER, ""])


def _as_field(info: FieldInfo, value: str) -> str:
    """Return what stands behind the colon of a field.

    Brackets make a list or fields only where the schema has an example with them; a list on lines of its own stays.
    """
    is_plain = not info.examples or not isinstance(info.examples[0], list | dict)
    if not is_plain and value.startswith("\n"):
        return value
    if info.examples and isinstance(info.examples[0], bool) and value in ("true", "false"):
        return f" {value}"
    is_bare = not is_plain and re.fullmatch(r"\[.*\]|\{.*\}", value.strip())
    return f" {value.strip() if is_bare else quoted(value)}"


def missing(kind: str, values: Mapping[str, str]) -> list[str]:
    """Return the fields that a new page still needs: a time of day needs its zone."""
    needed = [name for name in required(kind) if name not in values]
    if kind == "event" and ":" in values.get("start", "") and "timezone" not in values:
        needed.append("timezone")
    return needed


def quoted(value: str) -> str:
    """Return a value for YAML: in double quotes where it could be read as something else.

    >>> quoted("Kick-off"), quoted("A: b"), quoted("[4]")
    ('Kick-off', '"A: b"', '"[4]"')
    """
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS and value == value.strip():
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def slug(text: str, otherwise: str = "page") -> str:
    """Return a text as the last part of an address, in Latin letters; `otherwise` where it has neither letters nor digits.

    >>> slug("Älvstranden & the river"), slug("Ημερίδα στην Αθήνα"), slug("Łódź 🎉")
    ('alvstranden-the-river', 'imerida-stin-athina', 'lodz')
    """
    letters = (anyascii(sign) if sign.isalnum() else " " for sign in unicodedata.normalize("NFKC", text))
    plain = "".join(letters).lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-") or otherwise


def file_name(kind: str, values: Mapping[str, str]) -> str:
    """Return a good file name for a new page: dated kinds carry their date in front, which is not part of the address.

    >>> file_name("event", {"title": "Kick-off meeting", "start": "2026-05-02 09:30"})
    '2026-05-02-kick-off-meeting.md'
    """
    date = values.get("start" if kind == "event" else "published", "")[:10] if kind in DATED else ""
    return "-".join(filter(None, (re.sub(r"[^\d-]", "", date), slug(values["title"])))) + ".md"


class CannotWrite(Exception):
    """A new page has no place; its text says why and what to do."""


def new_page(
    kind: str, values: Mapping[str, str], sources: Sources, now: datetime, folder: str = "", name: str = ""
) -> tuple[str, str, list[Problem]]:
    """Return path, text and problems of a new page in a content folder; CannotWrite where it has no place there."""
    folder = folder.strip("/") or only_folder(kind, sources)
    folder = "" if folder == "." else folder
    index = f"{folder}/index.md" if folder else "index.md"
    if index not in sources.texts:
        raise CannotWrite(
            f"there is no {sources.label}/{index}. A folder needs a page of its own first: a title, and what the folder is about."
        )
    if "/" in name or "\\" in name:
        raise CannotWrite(f"“{name}” is no name of a file. Name the folder with --folder.")
    path = f"{folder}/{name or file_name(kind, values).removesuffix('.md')}.md".lstrip("/")
    if path in sources.texts:
        raise CannotWrite(f"{sources.label}/{path} is there already. Choose another --name.")
    if kind_of(path, _folders(sources)) != kind:
        raise CannotWrite(
            f"pages in “{folder or sources.label}” are no {kind}s. "
            f"Folders of that kind: {choices(_named(folders_of_kind(kind, sources), sources))}."
        )
    text = page_text(kind, {"draft": "true", **values})  # until its text is written it is not published
    known: dict[str, ParsedPage] = {}
    _, before = read_site(sources, now, known=known)
    sources.texts[path] = text.encode()
    _, problems = read_site(sources, now, known=known)
    # A number given twice may be told at the other page.
    return path, text, [problem for problem in problems if problem not in before]


def next_issue(sources: Sources, now: datetime, folder: str = "") -> dict[str, str]:
    """Return what is known of the next issue of the newsletter: its number, its day, and what is new since the last one."""
    site, _ = read_site(sources, now, drafts=True)
    today = {"published": now.date().isoformat()}
    if site is None:
        return today
    issues = [node for node in site.of_kind("newsletter", expired=True) if node.page.published]
    sent = [node for node in issues if node.path not in site.held_back]
    last = max(sent, key=lambda node: _put_up(node, site), default=None)
    numbers = [number for node in issues if (number := getattr(node.page, "issue", None)) is not None]
    drawn = {target_of(node, path) for node in issues for path in getattr(node.page, "highlights", ())}
    fresh = [
        node
        for kind in ("news", "event", "result")
        for node in site.of_kind(kind)
        if node.page.published
        and node.path not in drawn
        and node.path not in site.held_back
        and (last is None or _put_up(node, site) >= _put_up(last, site))
    ]
    place = f"{folder.strip('/') or only_folder('newsletter', sources)}/issue.md"
    found = dict(today)
    if numbers or not issues:
        found["issue"] = str(max(numbers, default=0) + 1)
    if fresh:
        found["highlights"] = "".join(f"\n  - {relative(place, node.path)}" for node in fresh)
    return found


def _put_up(node: Node, site: Site) -> datetime:
    assert node.page.published is not None
    return announced(node.page.published, site.zone, site.now)


def _folders(sources: Sources) -> Mapping[str, str]:
    head, _ = read_fields(sources.texts.get("project.yaml", b"").decode("utf-8", "replace"), "project.yaml")
    folders = head.values.get("folders")
    return folders if isinstance(folders, dict) else {}


def folders_of_kind(kind: str, sources: Sources) -> list[str]:
    """Return the folders that hold pages of a kind."""
    folders = {path.rpartition("/")[0] for path in sources.texts if path.endswith(".md")}
    return sorted(folder for folder in folders if kind_of(f"{folder}/x.md".lstrip("/"), _folders(sources)) == kind)


def _named(folders: list[str], sources: Sources) -> list[str]:
    """Return folders as users call them: the content folder itself by its own name."""
    return [folder or sources.label for folder in folders]


def only_folder(kind: str, sources: Sources) -> str:
    """Return the folder that holds pages of a kind; CannotWrite where there is none, or more than one."""
    homes = folders_of_kind(kind, sources)
    if len(homes) != 1:
        which = (
            f"Say which with --folder: {choices(_named(homes, sources))}."
            if homes
            else "project.yaml names no folder for it."
        )
        raise CannotWrite(f"{len(homes)} folders hold pages of the kind {kind}. {which}")
    return homes[0]
