"""Files that lie in a content folder and are no content: what computers, editors and office programs leave there."""

from __future__ import annotations

import re
from posixpath import basename

# Names that file managers give to their own files and folders, and editors to their trials (vim: 4913).
_SYSTEM = re.compile(
    r"thumbs\.db(:encryptable)?|ehthumbs(_vista)?\.db|desktop\.ini|icon\r|4913|__macosx|\$recycle\.bin|@eadir|#recycle"
    r"|system volume information",
    re.IGNORECASE,
)
# Copies that programs keep while, or from before, somebody changes a file.
_COPY = re.compile(
    r"\..*"  # hidden: .x.md.swp, ._x, .#x.md, .~lock.x.odt#, .git
    r"|.*~[0-9]*"  # Emacs, gedit: x.md~
    r"|#.*#"  # Emacs: #x.md#
    r"|~\$.*|~wr[a-z]\d+\.tmp"  # Office: ~$x.docx
    r"|.*\.(orig|rej|bak|back|backup|old|save|swp|swo|swn|swx|tmp|temp|part|partial|crdownload|download|lock|lck)"
    r"|.*\.(bak|orig|old|save|rej)\.\d+"
    r"|.+_(BACKUP|BASE|LOCAL|REMOTE)_\d+(\.\w+)?",  # git mergetool
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[.\s]+md", re.IGNORECASE)  # ...md: hidden by chance
# How programs that keep folders alike name the second version of a file that was changed in two places.
_CONFLICTS = (
    re.compile(r"(?P<name>.+?)\.sync-conflict-\d{8}-\d{6}(-\w+)?(?P<end>\.\w+)?"),  # Syncthing
    re.compile(
        r"(?P<name>.+?) ?[(\[][^()\[\]]*\b(conflicted copy|conflict|case conflict)\b[^()\[\]]*[)\]](?P<end>\.\w+)?",
        re.IGNORECASE,
    ),  # Dropbox, Nextcloud, Google Drive, pCloud
    re.compile(r"(?P<name>.+?)_conflict-\d{8}-\d{6}(?P<end>\.\w+)?"),  # ownCloud
    re.compile(r"(?P<name>.+?)-(DESKTOP|LAPTOP)-[A-Z0-9]{6,8}(-\d+)?(?P<end>\.\w+)?"),  # OneDrive
)
_PAGE_ENDING = re.compile(r"(.+?)\.(?:md|markdown|mdown|mkdn?|mdwn|mdtxt|mdtext)(?:\.txt)?", re.IGNORECASE)


def is_left_aside(name: str) -> bool:
    """Whether a file or folder is no content, by its name alone.

    >>> [is_left_aside(name) for name in ("Thumbs.db", "~$report.docx", "x.md~", ".x.md.swp", "x.md", "...md")]
    [True, True, True, True, False, False]
    """
    return not _NO_NAME.fullmatch(name) and bool(_SYSTEM.fullmatch(name) or _COPY.fullmatch(name))


def has_no_name(name: str) -> bool:
    """Whether the name of a page is nothing but its ending, with which many systems hide it."""
    return bool(_NO_NAME.fullmatch(name))


def original_of(path: str) -> str:
    """Return the path of the file of which this one is a second version, by its name; empty where it is none.

    >>> original_of("news/x (Anna's conflicted copy 2026-11-26).md"), original_of("news/conflict.md")
    ('news/x.md', '')
    """
    for pattern in _CONFLICTS:
        if found := pattern.fullmatch(basename(path)):
            return path.removesuffix(basename(path)) + found["name"] + (found["end"] or "")
    return ""


def page_name(name: str) -> str:
    """Return the name that a page should have whose ending is not .md; empty where it is no page, or has that ending.

    >>> page_name("new.MD"), page_name("new.md.txt"), page_name("new.markdown"), page_name("new.md"), page_name("a.txt")
    ('new.md', 'new.md', 'new.md', '', '')
    """
    found = _PAGE_ENDING.fullmatch(name)
    return f"{found[1]}.md" if found and not name.endswith(".md") else ""
