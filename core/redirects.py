"""Old addresses and where they lead: to a page, or to the file of the same kind that the page brings with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, splitext

from core.belonging import followed_as
from core.output import Output
from core.site import Site
from core.tree import Node, file_at, is_page


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address that leads to a new one; both from the root of the site.

    Where a file was and no file of its kind takes its place, only the rules of a web server can lead to the page.
    """

    old: str
    new: str
    node: Node  # the page whose alias it is
    target: Output | None = None  # the file that answers, where it is not the page

    @property
    def needs_host(self) -> bool:
        """Whether nothing can be written at the old address: a page that leads on would pose as a PDF, say."""
        return self.target is None and not is_page(self.old)

    @property
    def file(self) -> str:
        """The file at which a host without redirects finds it."""
        return file_at(self.old)


def redirects(site: Site, outputs: Iterable[Output]) -> Iterator[Redirect]:
    """Yield each old address of the site; `outputs` are all files of it."""
    aliases = [(node, alias) for node in site.nodes.values() for alias in node.page.aliases]
    files: dict[tuple[str, str], list[Output]] = {}
    old = {file_at(alias) for _, alias in aliases}
    for output in () if all(is_page(alias) for _, alias in aliases) else outputs:
        if output.path in old:
            continue  # what answers at an old address is not what it leads to
        if output.kept or (output.made_from and not output.path.endswith(".html")):
            for path in output.made_from:
                files.setdefault((path, splitext(output.path)[1]), []).append(output)
    for node, alias in aliases:
        found = (
            []
            if is_page(alias)
            else _followed(alias, followed_as(node, site), files) or _files_of(node, splitext(alias)[1], site, files)
        )
        target = found[0] if len(found) == 1 else None
        yield Redirect(alias, f"/{target.path}" if target else node.address, node, target)


def _followed(alias: str, name: str, files: dict[tuple[str, str], list[Output]]) -> list[Output]:
    """Return the feed or calendar that answers at the old address of one; `name` is that under which its page is followed.

    It is that of the page, whose address differs in the name alone. Where the page has none, that of the whole site
    answers: who follows the old one gets something that a program can read, and learns how it goes on.
    """
    last = name.rpartition("/")[2]

    def is_it(output: Output) -> bool:
        old, new = alias.lstrip("/").split("/"), output.path.split("/")
        differ = [there for here, there in zip(old, new, strict=False) if here != there]
        return len(new) == len(old) and [splitext(part)[0] for part in differ] == [last]

    kept = {output.path: output for outputs in files.values() for output in outputs if output.kept}
    own = [output for output in kept.values() if splitext(output.path)[1] == splitext(alias)[1] and is_it(output)]
    if own or not alias.startswith(("/feeds/", "/calendars/")):
        return own
    whole = "calendars/events.ics" if alias.startswith("/calendars/") else basename(alias)
    return [kept[whole]] if whole in kept else []


def _files_of(node: Node, ending: str, site: Site, files: dict[tuple[str, str], list[Output]]) -> list[Output]:
    """Return the files with an ending that were made from a page alone, else those that it links to."""
    own = [output for output in files.get((node.path, ending), ()) if output.made_from == (node.path,)]
    if own:
        return own
    linked = {address.partition("#")[0] for address in site.addresses.get(node.path, ())}
    return [
        output
        for path in sorted(site.files)
        for output in files.get((path, ending), ())
        if site.href(f"/{output.path}") in linked
    ]
