"""The pages by which pages are found: search, index of all pages, map of the site."""

import hashlib
import json
from functools import cache
from pathlib import Path

from pelican import signals

from core.build.outputs import Output, file_of
from core.site.tree import own_node
from plugins.search.overview import branches, choices, filters, letters, places

FOLDER = "pagefind"


def add_finding(generators):
    generator = generators[0]
    context = generator.context
    site, view_builder, outputs = context["site"], context["view_builder"], context["outputs"]
    frame, said = context["frame"], context["words"]["finding"]

    search = own_node(said["search"], "/search/", site.home, said["search_summary"], findable=False)
    index = own_node(said["index"], "/site-index/", site.home, said["index_summary"])
    tree = own_node(said["map"], "/site-map/", site.home, said["map_summary"])
    context["own_nodes"].extend((search, index, tree))
    frame["search"], frame["site_index"], frame["site_map"] = (
        site.href(node.address) for node in (search, index, tree)
    )

    said_of = context["remembered"]("filters", lasting=True)

    def filters_of(node):
        return said_of.get(node.path, lambda: filters(node, site, view_builder))

    for name in ("search", "lost"):
        script = Path(generator.theme, "scripts", f"{name}.js").read_bytes()
        file = f"theme/{name}.{hashlib.blake2b(script, digest_size=5).hexdigest()}.js"
        outputs.add(Output(file, lambda script=script: script))
        frame[f"{name}_script"] = site.href(f"/{file}")

    def known():
        return json.dumps(places(site.listed, site.href), ensure_ascii=False, separators=(",", ":")).encode()

    # Every page knows its name, which therefore carries no digest: a new page would touch them all.
    outputs.add(Output("theme/places.json", known, tuple(site.nodes), texts=()))
    frame["places"] = site.href("/theme/places.json")

    def fill(view, node, _site):
        if node.path in site.nodes and node.findable:
            view.found_as = str(view_builder.words["kinds"][node.kind])
        if node is search:
            view.template = "search"
            view.choices = choices(site, view_builder, map(filters_of, site.listed))
        elif node is index:
            view.template = "site-index"
            view.letters = letters(site.listed, view_builder)
        elif node is tree:
            view.template = "site-map"
            view.branches = branches(site.home, site.href)

    def filters_by_file():
        return {
            file_of(node.address): {name: values for name, values in filters_of(node).items() if values}
            for node in site.listed
        }

    def index_files(place, made, known):
        """Yield the files of the search's index, made from the pages that stand in a folder.

        It is made anew only when one of the pages is another than in the last build.
        """
        found = filters_by_file()
        key = context["digest"]([(path, made[path].digest, found[path]) for path in sorted(found)])

        @cache
        def files():
            from plugins.search.pagefind import index

            return index(place, found)

        same = [path for path, one in known.items() if path.startswith(f"{FOLDER}/") and one.key == key]
        names = [path.removeprefix(f"{FOLDER}/") for path in same] or list(files())
        paths = tuple(site.nodes)
        for name in names:
            yield Output(f"{FOLDER}/{name}", lambda name=name: files()[name], paths, key=lambda: key)

    def index_now(place):
        """Return the files of the index, made from the pages that stand in a folder."""
        from plugins.search.pagefind import index

        return index(place, filters_by_file())

    context["fillers"].append(fill)
    if generator.settings["SEARCH"]:
        context["closers"][FOLDER] = index_files
    else:
        context["on_request"][FOLDER] = index_now


def register():
    signals.all_generators_finalized.connect(add_finding)
