"""Writes the files that web hosts read: headers, redirects, and whom to tell of a weakness."""

from functools import cache

from pelican import signals

from core.output import Output
from core.redirects import redirects
from plugins.hosting.files import apache, caddy_rules, headers, nginx_map, redirect_rules, security


def add_hosting(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    # All files of the site are known when they are written, not yet here.
    found = cache(lambda: list(redirects(site, outputs)))

    def rules(write):
        return lambda: write(found(), site).encode()

    made_from = tuple(site.nodes)
    outputs.add(Output("_headers", lambda: headers(outputs, site).encode()))
    outputs.add(Output("_redirects", rules(redirect_rules), made_from, texts=()))
    outputs.add(Output("_redirects.nginx", rules(nginx_map), made_from, texts=()))
    outputs.add(Output("_redirects.caddy", rules(caddy_rules), made_from, texts=()))
    outputs.add(Output("_apache.conf", rules(apache), made_from, texts=()))
    outputs.add(Output(".well-known/security.txt", lambda: security(site, site.now).encode(), ("project.yaml",)))


def register():
    signals.all_generators_finalized.connect(add_hosting)
