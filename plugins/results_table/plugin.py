"""Puts all results into one table, tells how each is cited, and writes both for other programs."""

from pelican import signals

from core.build.outputs import Output
from core.documents.schema import Result
from core.views.link import Download
from core.views.results import Citation
from plugins.results_table.citation import bibtex, csl, table, tags, told
from plugins.results_table.registry import Registry, first_page, in_order, results, roots


def add_register(generators):
    context = generators[0].context
    site, view_builder, outputs = context["site"], context["view_builder"], context["outputs"]
    words = context["words"]
    registries, places = {}, {}

    def exports(folder, name, nodes):
        """Claim the files of some results; return them as downloads."""
        writers = {
            "bib": ("BibTeX", lambda: bibtex(nodes, site)),
            "csl.json": ("CSL-JSON", lambda: csl(nodes, site)),
            "csv": ("CSV", lambda: table(in_order(nodes, view_builder), view_builder)),
        }
        paths = tuple(node.path for node in nodes)
        for ending, (label, make) in writers.items():
            if name == "register" or ending != "csv":
                outputs.add(Output(f"{folder}{name}.{ending}".lstrip("/"), make, paths, ()))
                yield Download(label, site.href(f"{folder}{name}.{ending}"), label)

    for root in roots(site):
        nodes = results(root)
        if nodes:
            registry = Registry(root, view_builder, tuple(exports(root.address, "register", nodes)))
            registries[root.path] = registry
            for place in registry.places():
                node = registry.node(place)
                places[node.path] = (registry, place)
                context["own_nodes"].append(node)
    citations = {
        node.path: tuple(exports(node.address, "citation", [node]))
        for node in site.nodes.values()
        if isinstance(node.page, Result)
    }

    def fill(view, node, _site):
        if node.path in registries:
            registries[node.path].read()
            view.register = first_page(registries[node.path])
        elif node.path in places:
            registry, place = places[node.path]
            view.register = registry.register(place)
            view.lead = words["register"]["lead"]
        elif node.path in citations:
            view.citation = Citation(told(node, view_builder), tuple(tags(node, site)), citations[node.path])

    context["fillers"].append(fill)


def register():
    signals.all_generators_finalized.connect(add_register)
