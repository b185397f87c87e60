"""Writes the feed of the site and announces it on every page."""

from pelican import signals

from core.output import Output
from core.views import Feed
from plugins.feeds.entries import KINDS, entry, newest

LIMIT = 30


def add_feed(generators):
    context = generators[0].context
    site, words = context["site"], context["words"]
    title = words["said"]["feed"].format(name=site.project.name)
    nodes = newest(site, LIMIT)

    def make():
        from plugins.feeds.rss import rss  # feedgen is slow to import, and only this needs it

        entries = [entry(node, context["composer"], words["kinds"][node.kind]) for node in nodes]
        return rss(entries, site, title, site.absolute("/feed.xml"))

    context["outputs"].add(
        Output(
            "feed.xml",
            make,
            tuple(node.path for node in site.nodes.values() if node.kind in KINDS),
            tuple(node.path for node in nodes),
            kept="feed",
        )
    )
    feed = Feed(title, site.href("/feed.xml"), "application/rss+xml")
    context["frame"]["feeds"] = (feed,)

    def fill(view, _node, _site):
        view.feeds = (feed,)

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_feed)
