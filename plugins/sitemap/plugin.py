"""Writes the map of the site for search engines."""

from functools import cache
from hashlib import blake2b

from pelican import signals

from core.build.outputs import Output
from plugins.sitemap.sitemap import entries, robots, sitemap


def add_sitemap(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    @cache
    def found():
        # All pages of the house itself are known when files are written, not yet here.
        own = sorted(context["own_nodes"], key=lambda node: node.address)
        return list(entries([*site.listed, *(node for node in own if node.findable)], site))

    key = lambda: blake2b(repr(found()).encode(), digest_size=16).digest()  # noqa: E731
    outputs.add(Output("sitemap.xml", lambda: sitemap(found()), tuple(site.nodes), texts=(), key=key))
    outputs.add(Output("robots.txt", lambda: robots(site), ("project.yaml",)))


def register():
    signals.all_generators_finalized.connect(add_sitemap)
