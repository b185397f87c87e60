"""Writes the map of the site for search engines."""

from pelican import signals

from core.output import Output
from plugins.sitemap.sitemap import robots, sitemap


def add_sitemap(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    def make():
        # All pages of the house itself are known when files are written, not yet here.
        own = sorted(context["own_nodes"], key=lambda node: node.address)
        return sitemap([*site.nodes.values(), *(node for node in own if node.findable)], site)

    outputs.add(Output("sitemap.xml", make, tuple(site.nodes), texts=()))
    outputs.add(Output("robots.txt", lambda: robots(site), ("project.yaml",)))


def register():
    signals.all_generators_finalized.connect(add_sitemap)
