"""Gives each page the main menu and the menu of its part."""

from pelican import signals

from plugins.menus.menu import main_menu, section_menu


def add_menus(generators):
    def fill(view, node, site):
        view.menu = main_menu(node, site)
        view.section = section_menu(node, site)

    generators[0].context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_menus)
