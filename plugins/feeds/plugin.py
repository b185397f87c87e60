"""Writes the feeds with their archives and pages, and announces them on every page."""

from pelican import signals

from core.build.outputs import Output
from core.site.tree import own_node
from core.views.layout import Feed as Link
from plugins.feeds.entries import Entries
from plugins.feeds.feeds import FORMATS, Announcements, feeds_of, times_of
from plugins.feeds.opml import ADDRESS as OPML
from plugins.feeds.opml import opml
from plugins.feeds.pages import ADDRESS, items, offer, offers


def add_feeds(generators):
    context = generators[0].context
    site, words, view_builder, outputs = (context[name] for name in ("site", "words", "view_builder", "outputs"))
    files, places = (lambda path: outputs[path].make()), context["remembered"]
    entries = Entries(view_builder, context["render"], files, context["digest"], places("entries"))
    feeds = feeds_of(site, words, context["belonging"], times_of(site, places("times of feeds", lasting=True)))
    by_name = {feed.name: feed for feed in feeds}
    origin = site.origin

    def head(feed, address, older=0, current=""):
        from plugins.feeds.documents import Head

        frame = context["frame"]
        return Head(
            id=feed.id if not current else f"{feed.id}/archive-{older + 1}",
            title=feed.title,
            about=site.project.tagline,
            address=site.absolute(address),
            page=site.absolute(feed.owner.address),
            site=site.absolute("/"),
            name=site.project.name,
            language=site.project.language,
            icon=origin + frame["icon"],
            picture=origin + frame["touch_icon"] if frame.get("touch_icon") else "",
            older=site.absolute(feed.archive_address(older)) if older else "",
            current=current and site.absolute(current),
            changed="" if feed.current else entries.entry(feed.nodes[-1]).updated,
        )

    def add(feed, address, nodes, form, **more):
        """Claim the file of a feed, or of an archive of one."""

        def make():
            from plugins.feeds import documents  # feedgen is slow to import, and only this needs it

            found = [entries.entry(node) for node in nodes()]
            return getattr(documents, form)(head(feed, address, **more), found, [entries.content(one) for one in found])

        def key():
            return context["digest"]((head(feed, address, **more), list(map(entries.digest, nodes()))))

        paths = tuple(node.path for node in nodes())
        made_from = ("project.yaml", *dict.fromkeys((feed.owner.path, *paths)))
        outputs.add(Output(address.lstrip("/"), make, made_from, paths, kept="feed", key=key))

    subscribe = own_node(words["subscribe"]["title"], ADDRESS, site.home, words["subscribe"]["summary"])
    pages = {}  # feeds by the path of their page
    for feed in feeds:
        for file, form in zip(FORMATS, ("rss", "atom", "json_feed"), strict=True):
            older = 0 if form == "json_feed" else len(feed.archives)
            add(feed, feed.address(file), lambda feed=feed: feed.current, form, older=older)
        for number, nodes in enumerate(feed.archives, 1):
            address = feed.archive_address(number)
            add(feed, address, lambda nodes=nodes: nodes, "atom", older=number - 1, current=feed.address("atom.xml"))
        title = words["feeds"]["page"].format(title=feed.short)
        page = own_node(title, feed.page, subscribe, words["feeds"]["summary"].format(title=feed.title))
        pages[page.path] = feed
        context["own_nodes"].append(page)
    if not feeds:
        return
    context["own_nodes"].append(subscribe)
    outputs.add(Output(OPML.lstrip("/"), lambda: opml(feeds, site), tuple(site.nodes), texts=()))
    context["frame"]["feeds"] = (
        Link(words["subscribe"]["title"], site.href(ADDRESS), "text/html"),
        feeds[0].link("feed.xml"),
    )

    def fill(view, node, _site):
        if node is subscribe:
            view.template = "subscribe"
            view.offers = offers(feeds, context["views"], words)
            view.all_feeds = site.href(OPML)
            view.by_mail = (site.project.newsletter and site.project.newsletter.subscribe) or ""
        elif node.path in pages:
            feed = pages[node.path]
            view.template = "feed"
            view.offer = offer(feed, context["views"][feed.owner.path], words)
            view.older = bool(feed.archives)
            view.feed_items = items(feed.current, entries, view_builder)

    announcements = Announcements(site, by_name, pages)
    context["fillers"].append(fill)
    context["slots"]["feeds"] = announcements.on


def register():
    signals.all_generators_finalized.connect(add_feeds)
