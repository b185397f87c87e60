"""Gives each page what stands beside its text."""

from pelican import signals

from plugins.asides.asides import own_aside, shared_aside


def add_asides(generators):
    context = generators[0].context
    composer = context["composer"]
    shared = shared_aside(context["site"], composer)

    def fill(view, node, site):
        view.aside = own_aside(node, site, composer, shared)

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_asides)
