"""The feeds of a built site, read back by what did not write them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree, html

from tests.built import Built

NAMES = ("feed.xml", "atom.xml", "feed.json")
Entry = dict[str, object]


def files(built: Built) -> list[str]:
    """Return the addresses of all feeds and archives."""
    return [f"/{path}" for path in built.files if path.rpartition("/")[2] in NAMES]


def parsed(built: Built, address: str) -> feedparser.FeedParserDict:
    """Return a feed in XML as feedparser understands it; it must not complain."""
    feed = feedparser.parse(built.bytes(address), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def entries(built: Built, address: str) -> list[Entry]:
    """Return what a feed in any format says of each page, in the same words for all formats."""
    if address.endswith(".json"):
        return [
            {
                "id": item["id"],
                "title": item["title"],
                "link": item["url"],
                "summary": item["summary"],
                "content": item["content_html"],
                "tags": item["tags"],
                "authors": [author["name"] for author in item["authors"]],
                "enclosures": [
                    (one["url"], one["mime_type"], str(one["size_in_bytes"])) for one in item.get("attachments", [])
                ],
            }
            for item in json.loads(built.bytes(address))["items"]
        ]
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "link": entry.link,
            "summary": entry.summary,
            "content": entry.content[0].value,
            "tags": [tag.term for tag in entry.tags],
            "authors": [author.name for author in entry.authors if author],
            "enclosures": [(one.href, one.type, one.length) for one in entry.enclosures],
        }
        for entry in parsed(built, address).entries
    ]


def pointers(content: str) -> Iterator[str]:
    """Yield every address in the text of an entry."""
    tree = html.fragment_fromstring(content, create_parent="div")
    yield from tree.xpath("//@href | //@src")
    for several in tree.xpath("//@srcset"):
        yield from (one.split()[0] for one in several.split(","))


def addresses(built: Built, address: str) -> Iterator[str]:
    """Yield every address that stands in a feed, an archive or an OPML file, wherever it stands: also within texts."""
    if address.endswith(".json"):
        values = list(_values(json.loads(built.bytes(address))))
    else:
        values = [str(value) for value in etree.fromstring(built.bytes(address)).xpath("//text() | //@*")]
    for value in values:
        if re.match(r"https?://\S+$", value):
            yield value
        elif "<" in value:
            yield from pointers(value)


def _values(value: object) -> Iterator[str]:
    """Yield the texts in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _values(part)


def dead(built: Built, origin: str, address: str) -> bool:
    """Whether an absolute address of our own site is not answered by a built file, or lacks its fragment."""
    if not address.startswith(origin):
        return False
    parts = urlsplit(address)
    path = urljoin("/", parts.path.removeprefix(urlsplit(origin).path.rstrip("/")))
    return not built.has(path) or bool(parts.fragment and parts.fragment not in built[path].ids)
