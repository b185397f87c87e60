"""Writes something at each old address that leads to the new one: a small page, or the same bytes where a program asks."""

from pelican import signals

from core.output import Output
from core.redirects import redirects
from core.views import PageView


def add_redirects(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    def make(alias, node):
        # Other features may have added files since: which one answers is known when all are there.
        found = next(one for one in redirects(site, outputs) if (one.old, one.node) == (alias, node))
        if found.target:
            return found.target.make()
        view = PageView(
            kind="redirect",
            title=node.title,
            address=site.href(node.address),
            canonical=site.absolute(node.address),
            template="redirect",
            language=site.project.language,
        )
        return context["render"](view)

    for one in redirects(site, ()):
        # What a program follows may show the words of any page; a page that leads on shows none.
        texts = tuple(site.nodes) if one.file.endswith((".xml", ".ics", ".json")) else ()
        outputs.add(Output(one.file, lambda one=one: make(one.old, one.node), (one.node.path,), texts))


def register():
    signals.all_generators_finalized.connect(add_redirects)
