"""Tells search engines of the project, its news and its results; events and trails tell of themselves."""

from pelican import signals

from plugins.structured.things import news, result, website, whole_project


def add_structured(generators):
    context = generators[0].context
    site, view_builder = context["site"], context["view_builder"]

    def card_of(node):
        # Not from the view: which feature fills its slots first is not known.
        return context["card_address"](node) if "card_address" in context else ""

    def fill(view, node, _site):
        if node is site.home:
            view.graph += [website(site), whole_project(view_builder)]
        elif node.kind == "news":
            view.graph.append(news(node, card_of(node), view_builder))
        elif node.kind == "result":
            view.graph.append(result(node, card_of(node), view_builder))

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_structured)
