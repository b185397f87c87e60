"""Gives work packages, partners and cities the lists of what belongs to them."""

from pelican import signals

from plugins.related.related import related


def add_related(generators):
    context = generators[0].context
    for path, view in context["views"].items():
        view.related = related(context["site"].nodes[path], context["site"], context["composer"])


def register():
    signals.all_generators_finalized.connect(add_related)
