"""Draws the map of the cities and the time line of the project on the pages that project.yaml names."""

from pelican import signals

from plugins.graphics.city_map import city_map
from plugins.graphics.time_line import time_line


def add_drawings(generators):
    context = generators[0].context
    view_builder, project = context["view_builder"], context["site"].project

    def fill(view, node, _site):
        if node.path == project.map:
            view.city_map = city_map(view_builder)
        if node.path == project.time_line:
            view.time_line = time_line(view_builder)

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_drawings)
