"""Shows on the accessibility statement what the checks of access found, and when."""

from pelican import signals

from plugins.access.report import access_report


def add_access_report(generators):
    context = generators[0].context
    site, view_builder = context["site"], context["view_builder"]
    shown = site.access and access_report(site.access, view_builder.calendar)
    context["slots"]["access"] = lambda node: shown if node.path == site.project.accessibility else None


def register():
    signals.all_generators_finalized.connect(add_access_report)
