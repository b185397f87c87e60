"""Gives each page the main menu and the menu of its part."""

from pelican import signals

from plugins.menus.menu import Menus


def add_menus(generators):
    menus = Menus(generators[0].context["site"])

    def fill(view, node, _site):
        view.menu = menus.main(node)
        view.section = menus.section(node)

    generators[0].context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_menus)
