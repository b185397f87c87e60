"""Checks the names of files and folders, which become addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from posixpath import dirname

from core.documents.kinds import DATED
from core.problems.problem import Problem
from core.site.addresses import LIST_PAGE, RESERVED
from core.site.tree import Node

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BARE_DATE = re.compile(r"\d{4}(-\d{2}){0,2}\.md")


def find_bad_names(node: Node, root: str, names: set[str]) -> Iterator[Problem]:
    """Yield what is wrong with the name of a file; a better one is free, and is put into `names`, the paths that are taken."""
    name = node.key if not node.is_index else dirname(node.path).rpartition("/")[2]
    top = node.path.partition("/")[0].removesuffix(".md")
    if name and not _NAME.fullmatch(name):
        better = re.sub(
            r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        ).strip("-")
        what = "folder" if node.is_index else "file"
        whole = better if node.is_index else _free_name(node.path, name, better, names)
        it = "the folder" if node.is_index else "it"
        mend = f"Rename {it} to “{whole}”." if better else f"Rename {it}: small letters a to z, digits and hyphens."
        yield Problem(
            f"{root}/{node.path}", 1, "E045", f"the name of the {what}, “{name}”, makes no good address.", mend
        )
    elif _BARE_DATE.fullmatch(node.path.rpartition("/")[2]) and node.kind in DATED:
        mend = f"Rename it: a few words after the date become the address, like “{node.path.rpartition('/')[2].removesuffix('.md')}-meeting.md”."
        yield Problem(f"{root}/{node.path}", 1, "E045", "the name of the file is only a date.", mend)
    elif (top in RESERVED and node.path.count("/") <= 1) or LIST_PAGE.fullmatch(name):
        yield Problem(
            f"{root}/{node.path}",
            1,
            "E046",
            f"the site itself uses the address {node.address}.",
            "Rename the file.",
        )


def _free_name(path: str, name: str, better: str, names: set[str]) -> str:
    """Return a better name for a file, with its date and ending, that no other file of its folder has; note it as taken."""
    folder, _, file = path.rpartition("/")
    date = file.removesuffix(f"{name}.md")
    endings = ("", "-copy", *(f"-copy-{number}" for number in range(2, len(names) + 2)))
    whole = next(one for end in endings if f"{folder}/{(one := f'{date}{better}{end}.md')}".lstrip("/") not in names)
    names.add(f"{folder}/{whole}".lstrip("/"))
    return whole
