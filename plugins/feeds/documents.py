"""Entries as RSS 2.0, Atom 1.0 and JSON Feed 1.1. The bytes depend on the content alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from core.views.feed import Enclosure
from plugins.feeds.entries import Entry

_ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself. Addresses are absolute."""

    id: str
    title: str
    about: str
    address: str  # of this very document
    page: str  # what it is about, for people
    site: str
    name: str  # of the project
    language: str
    icon: str
    picture: str  # the icon as PNG, for RSS, which knows no other pictures; empty where there is none
    older: str = ""  # the newest archive that is older than this document
    current: str = ""  # of an archive: the feed that it belongs to
    changed: str = ""  # of a feed without an entry that is still valid: when it last had news


class _FeedLinks(BaseExtension):  # type: ignore[misc]
    """What RFC 5005 adds to a feed: the way to older entries, and the mark of an archive."""

    older = current = ""

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY} if self.current else {}

    def extend_rss(self, feed: Any) -> Any:
        if self.older:
            link = etree.SubElement(feed[0], f"{_ATOM}link", rel="prev-archive", href=self.older)
            link.set("type", "application/atom+xml")
        return feed

    def extend_atom(self, feed: Any) -> Any:
        if self.current:
            etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        return feed


class _EntryParts(BaseExtension):  # type: ignore[misc]
    """What feedgen cannot say of an entry: in RSS when it was last changed, in Atom which of its links is a picture."""

    updated = ""
    picture: Enclosure | None = None

    def extend_rss(self, entry: Any) -> Any:
        if self.updated:
            etree.SubElement(entry, f"{_ATOM}updated").text = self.updated
        return entry

    def extend_atom(self, entry: Any) -> Any:
        if picture := self.picture:
            link = etree.SubElement(entry, "link", rel="enclosure", href=picture.address, type=picture.type)
            link.set("length", str(picture.size))
        return entry


def rss(head: Head, entries: Sequence[Entry], contents: Sequence[str]) -> bytes:
    """Return the feed as RSS 2.0; `contents` are the texts of the entries."""
    feed = _feed(head, entries, contents, "CDATA")
    feed.link(href=head.page, rel="alternate")  # the last link is that of the channel
    feed.description(head.about)
    feed.lastBuildDate(_newest(head, entries))
    if head.picture:
        feed.image(url=head.picture, title=head.title, link=head.page)
    return bytes(feed.rss_str(pretty=True))


def atom(head: Head, entries: Sequence[Entry], contents: Sequence[str]) -> bytes:
    """Return the feed, or an archive of it, as Atom 1.0; `contents` are the texts of the entries."""
    feed = _feed(head, entries, contents, "html")
    feed.link(href=head.page, rel="alternate", type="text/html")
    feed.subtitle(head.about)
    feed.updated(_newest(head, entries))
    feed.icon(head.icon)
    if head.older:
        feed.link(href=head.older, rel="prev-archive", type="application/atom+xml")
    if head.current:
        feed.link(href=head.current, rel="current", type="application/atom+xml")
    return bytes(feed.atom_str(pretty=True))


def _newest(head: Head, entries: Sequence[Entry]) -> datetime:
    return datetime.fromisoformat(max((entry.updated for entry in entries), default=head.changed))


def _feed(head: Head, entries: Sequence[Entry], contents: Sequence[str], form: str) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    feed.register_extension("parts", _FeedLinks, _EntryParts)
    feed.parts.older, feed.parts.current = head.older, head.current
    feed.id(head.id)
    feed.title(head.title)
    feed.language(head.language)
    feed.generator("Pelican")
    feed.author(name=head.name, uri=head.site)
    feed.link(href=head.address, rel="self", type=_TYPES[form])
    for entry, content in zip(entries, contents, strict=True):
        _fill(feed.add_entry(order="append"), entry, content, form)
    return feed


_TYPES = {"CDATA": "application/rss+xml", "html": "application/atom+xml"}


def _fill(item: FeedEntry, entry: Entry, content: str, form: str) -> None:
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.address, rel="alternate", type="text/html")
    item.summary(entry.summary)
    item.content(content, type=form)
    item.published(datetime.fromisoformat(entry.published))
    item.updated(datetime.fromisoformat(entry.updated))
    item.parts.updated = entry.updated if entry.updated != entry.published else ""
    item.author([{"name": one.name, **({"uri": one.address} if one.address else {})} for one in entry.authors])
    item.dc.dc_creator([one.name for one in entry.authors])
    item.category([{"term": term} for term in entry.categories])
    picture = item.parts.picture = entry.view.picture
    if picture and form == "CDATA":
        item.enclosure(picture.address, str(picture.size), picture.type)


def json_feed(head: Head, entries: Sequence[Entry], contents: Sequence[str]) -> bytes:
    """Return the feed as JSON Feed 1.1; `contents` are the texts of the entries."""
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "description": head.about,
        "home_page_url": head.page,
        "feed_url": head.address,
        "icon": head.picture or head.icon,
        "favicon": head.icon,
        "language": head.language,
        "authors": [{"name": head.name, "url": head.site}],
        "items": [_item(entry, content) for entry, content in zip(entries, contents, strict=True)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry, content: str) -> dict[str, object]:
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": content,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": one.name, **({"url": one.address} if one.address else {})} for one in entry.authors],
        "tags": list(entry.categories),
    }
    if picture := entry.view.picture:
        item["image"] = picture.address
        item["attachments"] = [
            {"url": picture.address, "mime_type": picture.type, "size_in_bytes": picture.size, "title": picture.alt}
        ]
    return item
