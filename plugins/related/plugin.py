"""Gives work packages, partners and cities the lists of what belongs to them."""

from pelican import signals

from plugins.related.related import related


def add_related(generators):
    context = generators[0].context
    composer = context["composer"]

    def fill(view, node, site):
        view.related = related(node, site, composer)

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_related)
