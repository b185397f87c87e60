"""The content folder as it lies on the disk: texts with their bytes, other files by name."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.documents.ignored_files import has_no_name, is_left_aside, original_of, page_name
from core.limits import ADDRESS, FILE_NAME, FOLDER_DEPTH, SOURCE_FILE
from core.problems.problem import Problem

_ALLOW = "Give yourself permission to read it, or take it out of the content folder."


@dataclass(slots=True)
class Sources:
    """What an editor has written."""

    label: str  # the folder as problems call it: content
    texts: dict[str, bytes] = field(
        default_factory=dict
    )  # Markdown files, project.yaml, ledger.csv and accessibility.yaml, by path in the folder
    files: dict[str, Path] = field(default_factory=dict)  # all others: pictures, downloads
    sizes: dict[str, int] = field(default_factory=dict)  # of the files, in bytes
    problems: list[Problem] = field(default_factory=list)
    ignored: frozenset[str] = (
        frozenset()
    )  # files that version control leaves out, where whoever read the folder asked it


def read_folder(folder: Path, label: str) -> Sources:
    """Return what lies in a content folder. What computers and editors leave there is no content (core/documents/ignored_files.py); links are refused.

    Raises OSError where the folder cannot be read.
    """
    sources = Sources(label)
    if not os.access(folder, os.R_OK | os.X_OK):
        raise PermissionError(13, "no permission to read it", str(folder))

    def unreadable(error: OSError) -> None:
        told = Path(error.filename).relative_to(folder).as_posix()
        sources.problems.append(_problem(f"{label}/{told}", "E049", f"this cannot be read: {_reason(error)}.", _ALLOW))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not is_left_aside(name))
        for name in [*folders, *sorted(name for name in names if not is_left_aside(name))]:
            path = Path(place, name)
            inside = path.relative_to(folder).as_posix()
            shown = f"{label}/{inside.encode('utf-8', 'replace').decode()}"
            if fault := _not_entered(path, inside):
                sources.problems.append(_problem(shown, *fault))
                folders[:] = [other for other in folders if other != name]
            elif name not in folders:
                _read_file(sources, path, inside, shown)
    return sources


def _not_entered(path: Path, inside: str) -> tuple[str, str, str] | None:
    """Return code, message and remedy for a file or folder that is not looked at: its path is too long, or it is a link."""
    if too_long := _too_long(inside):
        mend = "Shorten its name."
        if "too deep" in too_long:
            mend = "Move it to a folder nearer to the top."
            if path.is_dir():
                mend = "Move the pages and files in it to a folder nearer to the top, and delete this one."
        return "E097", too_long, mend
    if path.is_symlink():
        return "E048", "this is a symbolic link.", "Put the file itself into the content folder."
    return None


def _read_file(sources: Sources, path: Path, inside: str, shown: str) -> None:
    """Read a file into the sources, or note why it cannot be read; `shown` is its path in problems."""
    if not path.is_file():
        mend = "Put an ordinary file in its place, or take it out of the content folder."
        fault = "E049", "this is no file, but a pipe or a device.", mend
    elif has_no_name(path.name):
        message = "the name of the file is only its ending, so many computers hide it."
        fault = "E045", message, "Rename it: small letters a to z, digits and hyphens."
    elif shown != f"{sources.label}/{inside}":
        fault = "E045", "the name of the file cannot be read.", "Use small letters a to z, digits and hyphens."
    else:
        try:
            _read(sources, path, inside)
        except OSError as error:
            fault = "E049", f"this cannot be read: {_reason(error)}.", _ALLOW
        else:
            return
    sources.problems.append(_problem(shown, *fault))


def reread(before: Sources, folder: Path, paths: Iterable[str]) -> Sources | None:
    """Return a content folder in which only these files have changed since it was read; `paths` are whole.

    None where that is not sure to be all: when a folder or something that is no ordinary file is among them.
    """
    if before.problems:
        return None
    sources = Sources(before.label, dict(before.texts), dict(before.files), dict(before.sizes), ignored=before.ignored)
    folders = {path.rpartition("/")[0] for path in (*before.texts, *before.files)}
    for path in map(Path, paths):
        inside = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ".."
        known = inside in before.texts or inside in before.files
        parts = inside.split("/")
        if ".." in parts:
            return None
        if any(is_left_aside(part) for part in parts):
            continue  # no content
        if has_no_name(parts[-1]) or page_name(parts[-1]) or original_of(inside):
            return None
        if path.is_symlink() or inside.rpartition("/")[0] not in folders or not (known or path.is_file()):
            return None
        for kept in (sources.texts, sources.files, sources.sizes):
            kept.pop(inside, None)
        if path.is_file():
            try:
                inside.encode()
                _read(sources, path, inside)
            except (OSError, UnicodeEncodeError):
                return None
        elif path.exists():
            return None
    return None if sources.problems else sources


def _read(sources: Sources, path: Path, inside: str) -> None:
    """Read a file. A page whose name does not end in .md is read as if it did, so that nothing else is reported because of it."""
    size = path.stat().st_size
    better = page_name(path.name)
    if better and not path.with_name(better).exists():
        message = "the name of a page ends in .md, in small letters; this file would not be published."
        sources.problems.append(_problem(f"{sources.label}/{inside}", "E019", message, f"Rename it to “{better}”."))
        inside = inside.removesuffix(path.name) + better
    if (first := original_of(inside)) and path.with_name(first.rpartition("/")[2]).exists():
        message = f"this is a second version of “{first}”, from a change in two places at once."
        mend = f"Move into {sources.label}/{first} what is missing there, then delete this file."
        sources.problems.append(_problem(f"{sources.label}/{inside}", "E130", message, mend))
        return
    if path.name.upper() in ("README", "README.MD") and path.name.startswith("README"):
        sources.problems.append(_problem(f"{sources.label}/{inside}", "E131", *_readme(path)))
        return
    if inside.endswith(".md") or inside in ("project.yaml", "ledger.csv", "accessibility.yaml"):
        if size > SOURCE_FILE:
            message = f"the file has {size // 1_000_000} MB, which is no text for a page."
            sources.problems.append(_problem(f"{sources.label}/{inside}", "E066", message, "Make several pages of it."))
        else:
            sources.texts[inside] = path.read_bytes()
        return
    if not os.access(path, os.R_OK):
        raise PermissionError(13, "Permission denied", str(path))
    sources.files[inside] = path
    sources.sizes[inside] = size


def _readme(path: Path) -> tuple[str, str]:
    """Return message and remedy for a note to those who work with the files."""
    away = "Move it out of the content folder."
    if (
        path.with_name("index.md").exists()
        or not any(other != path for other in path.parent.glob("*.md"))
        or path.suffix != ".md"
    ):
        return "a README is for those who work with the files; it is no page and would not be published.", away
    return "a README is no page here; the page of a folder is called index.md.", "Rename it to “index.md”."


def _too_long(inside: str) -> str:
    """Return what is too long about a path in the content folder, or nothing."""
    name = inside.rpartition("/")[2]
    if len(os.fsencode(name)) > FILE_NAME:
        return f"the name is longer than {FILE_NAME} bytes; files that are made from it would have no name."
    if inside.count("/") > FOLDER_DEPTH or len(os.fsencode(inside)) > ADDRESS:
        return (
            f"this lies too deep: in more than {FOLDER_DEPTH} folders, or in an address of more than {ADDRESS} bytes."
        )
    return ""


def read_regular(path: Path) -> bytes:
    """Return the bytes of an ordinary file; OSError where it is none, so that no pipe is waited for."""
    if not path.is_file():
        raise FileNotFoundError(2, "no ordinary file", str(path))
    return path.read_bytes()


def _reason(error: OSError) -> str:
    return "you may not read it" if isinstance(error, PermissionError) else error.strerror or "the disk says no"


def _problem(path: str, code: str, message: str, mend: str) -> Problem:
    return Problem(path, 1, code, message, mend)
