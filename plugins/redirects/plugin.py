"""Writes a small page at each old address that leads to the new one."""

from functools import partial

from pelican import signals

from core.output import Output
from core.views import PageView
from plugins.redirects.redirects import file_of_alias, redirects


def add_redirects(generators):
    context = generators[0].context
    site, outputs = context["site"], context["outputs"]
    for alias, node in redirects(site):
        view = PageView(
            kind="redirect",
            title=node.title,
            address=site.href(node.address),
            canonical=site.absolute(node.address),
            template="redirect",
            language=site.project.language,
        )
        outputs.add(Output(file_of_alias(alias), partial(context["render"], view), (node.path,)))


def register():
    signals.all_generators_finalized.connect(add_redirects)
