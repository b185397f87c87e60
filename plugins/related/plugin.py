"""Gives work packages, partners and cities the lists of what belongs to them."""

from pelican import signals

from plugins.related.related import related


def add_related(generators):
    context = generators[0].context
    belonging, view_builder = context["belonging"], context["view_builder"]
    groups = {path: related(node, belonging, view_builder) for path, node in belonging.owners.items()}
    context["slots"]["related"] = lambda node: groups.get(node.path, ())


def register():
    signals.all_generators_finalized.connect(add_related)
