"""Writes the map of the site for search engines."""

from pelican import signals

from core.output import Output
from plugins.sitemap.sitemap import robots, sitemap


def add_sitemap(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]
    outputs.add(Output("sitemap.xml", lambda: sitemap(site.nodes.values(), site), tuple(site.nodes), texts=()))
    outputs.add(Output("robots.txt", lambda: robots(site), ("project.yaml",)))


def register():
    signals.all_generators_finalized.connect(add_sitemap)
