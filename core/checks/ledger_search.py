"""Finds where something that was published is now."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property

from core.build.outputs import same_place
from core.problems.problem import Problem, choices
from core.site.ledger import FILE, FOLLOWED, Row
from core.site.published_rows import OWNER, id_in_ledger, published_pages
from core.site.site import Site
from core.site.tree import Node

_SCRATCH = 0.6  # names less alike than this are not taken for one name changed


def followed_as(address: str) -> str:
    """Return what a feed or calendar is about, as its address says it; empty for that of the whole site.

    >>> followed_as("/feeds/partners/uni/archive-1/atom.xml"), followed_as("/calendars/partners/uni.ics")
    ('partners/uni', 'partners/uni')
    """
    found = OWNER.fullmatch(address)
    return (found["calendar"] or found["feed"]) if found else ""


def problem_at_row(site: Site, row: Row, code: str, message: str, mend: str) -> Problem:
    """Return a problem with a row of the ledger."""
    return Problem(f"{site.label}/{FILE}", row.line, code, message, mend)


def aliases_to_add(present: Iterable[str], *added: str) -> str:
    """Return the line of front matter that keeps addresses."""
    quoted = (f'"{alias}"' for alias in (*present, *added))
    return f"aliases: [{', '.join(quoted)}]"


class Search:
    """Looks for what became of the rows of a ledger. It makes what it needs when it is first asked."""

    def __init__(self, site: Site, rows: Iterable[Row]) -> None:
        self.site, self.rows = site, list(rows)

    @cached_property
    def nodes(self) -> list[Node]:
        """All pages that the content publishes."""
        return published_pages(self.site)

    @cached_property
    def pages(self) -> dict[str, Node]:
        """The same by address."""
        return {same_place(node.address): node for node in self.nodes}

    @cached_property
    def aliases(self) -> dict[str, Node]:
        """Pages by their old addresses."""
        return {_place(alias): node for node in self.nodes for alias in node.page.aliases}

    @cached_property
    def files(self) -> dict[str, str]:
        """The addresses of all files, by what a file system may take for one."""
        addresses = map(self.site.file_address, self.site.files)
        return {same_place(address): address for address in addresses}

    @cached_property
    def held_back(self) -> dict[str, Node]:
        """Pages that are not published, by their address and by those that lead to them."""
        held = self.site.held_back.values()
        old = {_place(alias): node for node in held for alias in node.page.aliases}
        return old | {same_place(node.address): node for node in held}

    @cached_property
    def ids(self) -> dict[str, Node]:
        """Pages by id."""
        return {id_in_ledger(self.site, node): node for node in self.nodes}

    @cached_property
    def known(self) -> dict[str, Row]:
        """The pages of the ledger by address."""
        return {same_place(row.address): row for row in self.rows if row.kind == "page"}

    @cached_property
    def known_ids(self) -> dict[str, Row]:
        """The pages of the ledger by id."""
        return {row.id: row for row in self.known.values()}

    @cached_property
    def fresh(self) -> list[Node]:
        """Pages that the ledger does not know: new ones, and those that have a new address."""
        return [node for node in self.nodes if same_place(node.address) not in self.known]

    @cached_property
    def headings(self) -> dict[str, set[str]]:
        """The headings of the ledger by the address of their page."""
        found: dict[str, set[str]] = {}
        for row in self.rows:
            if row.kind == "fragment":
                address, _, fragment = row.address.partition("#")
                found.setdefault(address, set()).add(fragment)
        return found

    def page_now(self, address: str) -> Node | None:
        """Return the page that is, or seems to be, what was published as a page at an address."""
        row = self.known.get(same_place(address))
        return (self.owner(address) or self.successor(row)) if row else None

    def page_of_id(self, identity: str) -> Node | None:
        """Return the page that is, or seems to be, what was published under an id."""
        row = self.known_ids.get(identity)
        return self.page_now(row.address) if row else None

    def owner(self, address: str) -> Node | None:
        """Return the page that answers at an address today, itself or as its successor."""
        return self.pages.get(same_place(address)) or self.aliases.get(_place(address))

    def find_lost_address(self, row: Row, told: set[Node]) -> Iterator[Problem]:
        """Yield the address of a page, file or alias that nothing answers at."""
        site = self.site
        if self.owner(row.address):
            return
        if now := self.files.get(same_place(row.address)):
            if now != row.address and row.kind == "file" and _composed(now) != _composed(row.address):
                message = f"this file is published as {row.address}, and most hosts tell capitals from small letters."
                mend = f"Give it its old name back: {row.address.rpartition('/')[2]}"
                yield Problem(f"{site.label}{now}", 1, "E091", message, mend)
            return
        if row.kind in ("page", "alias") and (held := self.held_back.get(_place(row.address))):
            if row.kind == "page" or same_place(held.address) not in self.known:  # else told of its address
                yield self._held_back(row, held)
            return
        if row.kind == "file" and (users := self._users(row)):
            if not any(same_place(node.address) in self.known for node in users):  # else told of the page
                names = choices(f"{site.label}/{node.path}" for node in users)
                message = f"the file {row.address} is published, but only what is not published names it now: {names}."
                mend = "Link to it from a page that is published."
                yield problem_at_row(site, row, "E091", message, mend)
            return
        successor = self.successor(row) if row.kind == "page" else None
        if successor is None:
            what = {"page": "page", "file": "file", "alias": "old address"}[row.kind]
            followed = self.followed(row)
            what_of_it = "its address and those of its feeds and calendar" if followed else "its address"
            mend = f"Bring it back, or add {what_of_it} to the page that takes its place:\n{aliases_to_add((), row.address, *followed)}"
            yield problem_at_row(site, row, "E091", f"the {what} {row.address} is published and would be gone.", mend)
            return
        told.add(successor)
        lines = [aliases_to_add(successor.page.aliases, row.address)]
        if row.id and site.identity(successor) != row.id and not successor.page.id:
            lines.append(f"id: {self.short(row.id)}")
        head = successor.document.head
        message = f"this page seems to be the one that is published as {row.address}, which would be gone."
        mend = "Add to its front matter:\n" + "\n".join(lines)
        if "aliases" in head.values:
            mend = "Write in its front matter:\n" + "\n".join(lines)
        mend += "\nIf it is another page, name the address in the aliases of the one that takes its place."
        path = f"{site.label}/{successor.path}"
        yield Problem(path, head.line("aliases"), "E091", message, mend, "aliases")

    def _held_back(self, row: Row, node: Node) -> Problem:
        """Return that a page has been published and may not be taken back into a draft, or to a later date."""
        name, what = "draft", "be a draft any more"
        mend = "Take “draft: true” out."
        if not node.page.draft:
            name, what = "published", f"wait until {str(node.page.published).replace('T', ' ')}"
            mend = f"Write “published: {row.first_published}”, or the earlier date that it had."
        today = self.site.now.astimezone(self.site.zone).date()
        mend += f"\nTo withdraw the page, write “expires: {today}” {'as well' if name == 'published' else 'instead'}: its address stays."
        message = f"{row.address} is published, so it cannot {what}."
        return Problem(f"{self.site.label}/{node.path}", node.document.head.line(name), "E091", message, mend, name)

    def _users(self, row: Row) -> list[Node]:
        """Return the pages that are not published and name a file."""
        path = row.address.lstrip("/")
        return [node for node in self.site.held_back.values() if path in self.site.files_of.get(node.path, ())]

    def followed(self, row: Row) -> list[str]:
        """Return the addresses of the feeds and calendars of a page: they go where the page goes."""
        kind, _, name = self.short(row.id).partition("/")
        rows = [one for one in self.rows if one.kind in FOLLOWED] if name else []
        return [one.address for one in rows if followed_as(one.address) == f"{kind}s/{name}"]

    def successor(self, row: Row) -> Node | None:
        """Return the new page that a lost one most likely has become; None where no page is like it."""
        best = max(self.fresh, key=lambda node: self.likeness(row, node), default=None)
        return best if best is not None and self.likeness(row, best) >= _SCRATCH else None

    def likeness(self, row: Row, node: Node) -> float:
        """Return how much a page is like a lost one: by id, by name, by title, by headings."""
        if row.id and self.site.identity(node) == row.id:
            return 4
        name, before = _last(node.address), _last(row.address)
        headings = {heading.id for heading in node.body.headings}
        if headings and headings == self.headings.get(row.address):
            return 3 + _ratio(name, before)
        if name == before:
            return 2
        title = "-".join(node.title.lower().split())
        folder = 0.2 if _folder(node.address) == _folder(row.address) else 0
        return max(_ratio(name, before), _ratio(title, before)) + folder * (_ratio(name, before) >= _SCRATCH)

    def short(self, identity: str) -> str:
        """Return an id as it is written in front matter."""
        return identity.removeprefix(f"tag:{self.site.project.id_authority}:")

    def find_lost_heading(self, row: Row) -> Iterator[Problem]:
        """Yield a heading that others may link to and that its page no longer has.

        Of a page that was taken up by another only the way to that page is kept.
        """
        address, _, fragment = row.address.partition("#")
        node = self.owner(address)
        if node is None or (node.address != address and node not in self.fresh) or fragment in node.body.ids:
            return
        known = {*self.headings.get(address, ()), *self.headings.get(node.address, ())}
        new = [heading for heading in node.body.headings if heading.id not in known]
        near = max(new, key=lambda heading: _ratio(heading.id, fragment), default=None)
        text = f"## {near.text}" if near and near.level == 2 else f"{'#' * near.level} {near.text}" if near else "## …"
        mend = f"Give the heading that takes its place its id:\n{text} {{: #{fragment} }}"
        path = f"{self.site.label}/{node.path}"
        message = f"others may link to the heading {row.address}, which would be gone."
        yield Problem(path, _line_of(node, near.text if near else ""), "E093", message, mend)

    def find_lost_id(self, row: Row, told: set[Node]) -> Iterator[Problem]:
        """Yield an id that nobody has any more; a page taken up by another that has its own ends there."""
        node = self.owner(row.address)
        if row.id in self.ids or node is None or node in told:
            return
        mine = id_in_ledger(self.site, node)
        if mine in self.known_ids and node.address != row.address:
            return
        head = node.document.head
        message = f"programs know this page by the id {row.id}, which would change to {mine or 'none'}."
        mend = f"Write in its front matter:\nid: {self.short(row.id)}"
        yield Problem(f"{self.site.label}/{node.path}", head.line("id"), "E092", message, mend, "id")


def _composed(address: str) -> str:
    """Return an address with each accent and its letter as one sign."""
    return unicodedata.normalize("NFC", address)


def _place(alias: str) -> str:
    """Return an old address in the form in which it is compared: one without an ending is a folder."""
    return same_place(alias if "." in alias.rpartition("/")[2] else alias.rstrip("/") + "/")


def _folder(address: str) -> str:
    """Return the address above an address."""
    return address.rstrip("/").rpartition("/")[0]


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _line_of(node: Node, text: str) -> int:
    """Return the line of a heading in the file of a page."""
    for number, line in enumerate(node.document.body.split("\n"), node.document.body_line):
        if text and line.startswith("#") and text in line:
            return number
    return 1
