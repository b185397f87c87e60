"""Writes something at each old address that leads to the new one: a small page, or the same bytes where a program asks."""

from pelican import signals

from core.build.outputs import Output
from core.hosting.redirects import redirects
from core.views.page import PageView


def add_redirects(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]

    def page(node):
        view = PageView(
            kind="redirect",
            title=node.title,
            address=site.href(node.address),
            canonical=site.absolute(node.address),
            template="redirect",
            language=site.project.language,
        )
        return context["render"](view)

    # The features that bring files to which an old address may lead stand before this one in PLUGINS.
    for one in list(redirects(site, outputs)):
        if one.needs_host:
            continue
        make = one.target.make if one.target else lambda one=one: page(one.node)
        # What a program follows may show the words of any page; a page that leads on shows none.
        texts = tuple(site.nodes) if one.file.endswith((".xml", ".ics", ".json")) else ()
        outputs.add(Output(one.file, make, (one.node.path,), texts))


def register():
    signals.all_generators_finalized.connect(add_redirects)
