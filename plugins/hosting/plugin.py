"""Writes the files that web hosts read: headers, redirects, and whom to tell of a weakness."""

from pelican import signals

from core.output import Output
from core.redirects import redirects
from plugins.hosting.files import caddy_rules, headers, htaccess, nginx_map, redirect_rules, security


def add_hosting(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    def rules(write):
        # All files of the site are known when they are written, not yet here.
        return lambda: write(list(redirects(site, outputs)), site).encode()

    made_from = tuple(site.nodes)
    outputs.add(Output("_headers", lambda: headers(outputs, site).encode()))
    outputs.add(Output("_redirects", rules(redirect_rules), made_from, texts=()))
    outputs.add(Output("_redirects.nginx", rules(nginx_map), made_from, texts=()))
    outputs.add(Output("_redirects.caddy", rules(caddy_rules), made_from, texts=()))
    outputs.add(Output(".htaccess", rules(htaccess), made_from, texts=()))
    outputs.add(Output(".well-known/security.txt", lambda: security(site, site.now).encode(), ("project.yaml",)))


def register():
    signals.all_generators_finalized.connect(add_hosting)
