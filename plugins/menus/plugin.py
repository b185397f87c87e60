"""Gives each page the main menu and the menu of its part."""

from pelican import signals

from plugins.menus.menu import main_menu, section_menu


def add_menus(generators):
    site, views = generators[0].context["site"], generators[0].context["views"]
    for path, view in views.items():
        view.menu = main_menu(site.nodes[path], site)
        view.section = section_menu(site.nodes[path], site)


def register():
    signals.all_generators_finalized.connect(add_menus)
