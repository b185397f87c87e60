"""What is put up has to be in the repository: else the next build there takes it away again."""

from __future__ import annotations

from pathlib import Path

from core.site.ledger import FILE
from plugins.publishing.programs import run
from plugins.publishing.targets import CannotPublish

_SHOWN = 10


def ignored_by_git(content: Path) -> frozenset[str]:
    """Return the files of a content folder that git ignores, by path in it; none where git does not keep the folder."""
    try:
        listed = run(
            ["git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", "."], folder=content
        )
        if not listed or not run(["git", "ls-files", "--", "."], folder=content):
            return frozenset()
    except (CannotPublish, OSError):
        return frozenset()
    return frozenset(filter(None, listed.split("\0")))


def refuse_uncommitted(content: Path, label: str) -> None:
    """Raise CannotPublish where a content folder that git keeps holds what was not committed.

    The ledger does not count: publishing writes it itself. Where git knows nothing of the folder there is nothing to say.
    """
    try:
        run(["git", "rev-parse", "--is-inside-work-tree"], folder=content)
        if not run(["git", "ls-files", "--", "."], folder=content):
            return
    except CannotPublish:
        return
    told = run(
        ["git", "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."], folder=content
    )
    top = Path(run(["git", "rev-parse", "--show-toplevel"], folder=content).strip())
    paths = [Path(top, entry[3:]).relative_to(content.resolve()).as_posix() for entry in told.split("\0") if entry]
    if found := sorted(set(paths) - {FILE}):
        shown = "".join(f"\n    {label}/{path}" for path in found[:_SHOWN]) + ("\n    …" if len(found) > _SHOWN else "")
        raise CannotPublish(
            f"{len(found)} files of {label} are not committed, so the next build from the repository would take them "
            f"away again:{shown}\nCommit them; or, if that is meant, add --yes-uncommitted."
        )
