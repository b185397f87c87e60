"""Writes the files that web hosts read: headers, redirects, and whom to tell of a weakness."""

from functools import cache

from pelican import signals

from core.build.outputs import Output
from core.hosting.redirects import redirects
from plugins.hosting.files import apache, caddy_rules, nginx_map, security
from plugins.hosting.hosts import headers, notes, redirect_rules


def add_hosting(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    # All files of the site are known when they are written, not yet here.
    found = cache(lambda: list(redirects(site, outputs)))

    def paths():
        return [output.path for output in outputs]

    def rules(write):
        return lambda: write(found(), site).encode()

    made_from = tuple(site.nodes)
    outputs.add(Output("_headers", lambda: headers(paths(), site).encode()))
    outputs.add(Output("_redirects", rules(redirect_rules), made_from, texts=()))
    outputs.add(Output("_redirects.nginx", rules(nginx_map), made_from, texts=()))
    outputs.add(Output("_redirects.caddy", rules(caddy_rules), made_from, texts=()))
    outputs.add(Output("_apache.conf", rules(apache), made_from, texts=()))
    outputs.add(Output(".well-known/security.txt", lambda: security(site, site.now).encode(), ("project.yaml",)))
    # Where the settings have a report, that of a whole build.
    generators[0].settings["REPORT"]["notes"] = lambda: list(notes(paths(), found(), site))


def register():
    signals.all_generators_finalized.connect(add_hosting)
