"""Entries as RSS 2.0."""

from __future__ import annotations

from collections.abc import Sequence

from feedgen.feed import FeedGenerator

from core.site import Site
from plugins.feeds.entries import Entry


def rss(entries: Sequence[Entry], site: Site, title: str, address: str) -> bytes:
    """Return a feed of entries, the newest first; its bytes depend on the content alone.

    `address` is where the feed itself will stand, absolute.
    """
    feed = FeedGenerator()
    feed.id(f"tag:{site.project.id_authority}:feed")
    feed.title(title)
    feed.link(href=address, rel="self", type="application/rss+xml")
    feed.link(href=site.absolute("/"), rel="alternate")
    feed.description(site.project.tagline)
    feed.language(site.project.language)
    feed.generator("Pelican")
    # feedgen stamps the clock where it is not told otherwise.
    newest = max((entry.updated for entry in entries), default=None)
    feed.lastBuildDate(newest or site.now)
    for entry in reversed(entries):  # feedgen puts each new entry on top
        item = feed.add_entry()
        item.guid(entry.id, permalink=False)
        item.title(entry.title)
        item.link(href=entry.address)
        item.description(entry.summary)
        item.content(entry.content, type="CDATA")
        item.published(entry.published)
        item.category(term=entry.category)
    return bytes(feed.rss_str(pretty=True))
