"""The content folder as it lies on the disk: texts with their bytes, other files by name."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from core.problems import Problem


@dataclass(slots=True)
class Sources:
    """What an editor has written."""

    label: str  # the folder as problems call it: content
    texts: dict[str, bytes] = field(default_factory=dict)  # Markdown files and project.yaml, by path in the folder
    files: dict[str, Path] = field(default_factory=dict)  # all others: pictures, downloads
    sizes: dict[str, int] = field(default_factory=dict)  # of the files, in bytes
    problems: list[Problem] = field(default_factory=list)


def read_folder(folder: Path, label: str) -> Sources:
    """Return what lies in a content folder. Names that begin with a dot are not content; links are refused.

    Raises OSError where the folder cannot be read.
    """
    sources = Sources(label)
    for place, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(names)]:
            path = Path(place, name)
            inside = path.relative_to(folder).as_posix()
            told = inside.encode("utf-8", "replace").decode()
            if name.startswith("."):
                continue
            if path.is_symlink():
                mend = "Put the file itself into the content folder."
                sources.problems.append(Problem(f"{label}/{told}", 1, "E048", "this is a symbolic link.", mend))
                folders[:] = [other for other in folders if other != name]
            elif name in folders:
                continue
            elif not path.is_file():
                mend = "Put a file in its place, or take it out of the content folder."
                sources.problems.append(
                    Problem(f"{label}/{told}", 1, "E047", "this is no file that can be read.", mend)
                )
            elif told != inside:
                mend = "Use small letters a to z, digits and hyphens."
                sources.problems.append(
                    Problem(f"{label}/{told}", 1, "E045", "the name of the file cannot be read.", mend)
                )
            elif name.endswith(".md") or inside == "project.yaml":
                sources.texts[inside] = path.read_bytes()
            else:
                sources.files[inside] = path
                sources.sizes[inside] = path.stat().st_size
    return sources


def _raise(error: OSError) -> None:
    raise error
