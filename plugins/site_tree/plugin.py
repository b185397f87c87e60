"""Reads the content folder, lets the features think, renders each view and writes each file. First of all plugins."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path

import yaml
from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from core.compose import Composer
from core.output import Output, Outputs, file_of
from core.problems import report
from core.site import read_site
from core.sources import read_folder
from core.swap import MARK
from core.views import Frame, PageView
from plugins.site_tree.frame import shared


class Refused(SystemExit):
    """The content has problems: nothing is written. Its text tells all of them."""

    def __init__(self, problems):
        super().__init__(report(problems))
        self.problems = problems


class SiteGenerator(Generator):
    """Pelican's generator of the whole site: one tree, one view for each page, one list of files."""

    def generate_context(self):
        sources = read_folder(Path(self.path), self.settings["CONTENT_LABEL"])
        now = datetime.fromisoformat(self.settings["NOW"])
        site, problems = read_site(sources, now, drafts=self.settings["DRAFTS"])
        if problems:
            raise Refused(problems)
        words = yaml.safe_load(
            Path(self.theme, "words", f"{site.project.language.partition('-')[0]}.yaml").read_text("utf-8")
        )
        composer = Composer(site, words)
        outputs = Outputs()
        self.context.update(
            site=site,
            words=words,
            composer=composer,
            views={path: composer.view(node) for path, node in site.nodes.items()},
            further_views={},  # more pages of a page's list, by the path of the page
            frame=shared(site, composer),
            outputs=outputs,
            render=self.render,
        )
        for path in sorted(site.files):
            outputs.add(Output(site.file_address(path).lstrip("/"), sources.files[path].read_bytes, (path,)))
        for path in sorted(Path(self.theme, "static").iterdir()):
            outputs.add(Output(f"theme/{path.name}", path.read_bytes))
        self.context["frame"]["icon"] = site.href("/theme/icon.svg")

    def render(self, view):
        """Return a page as HTML: the template is given its view, the frame and the theme's words, nothing else."""
        frame = Frame(**self.context["frame"])
        text = self.get_template(view.template).render(page=view, frame=frame, words=self.context["words"])
        return text.encode()

    def generate_output(self, writer):
        site, outputs = self.context["site"], self.context["outputs"]
        for path, view in self.context["views"].items():
            outputs.add(Output(file_of(site.nodes[path].address), partial(self.render, view), (path,)))
            for number, further in enumerate(self.context["further_views"].get(path, ()), 2):
                outputs.add(
                    Output(file_of(f"{site.nodes[path].address}page-{number}/"), partial(self.render, further), (path,))
                )
        missing = PageView(
            kind="not-found",
            title=self.context["words"]["not_found"]["title"],
            address=site.href("/404.html"),
            canonical=site.absolute("/404.html"),
            template="not-found",
            language=site.project.language,
        )
        home = self.context["views"]["index.md"]
        missing.menu, missing.aside, missing.feeds = tuple(home.menu), home.aside, home.feeds
        outputs.add(Output("404.html", partial(self.render, missing)))
        report = {
            "made_for": site.now.isoformat(timespec="minutes"),
            "pages": len(self.context["views"]),
            "files": len(outputs) + 1,
        }
        outputs.add(Output(MARK, lambda: json.dumps(report, indent=1).encode() + b"\n"))
        for number, output in enumerate(outputs, 1):
            writer.write_output(output)
            self.settings["TELL"](number, len(outputs))
        self.settings["REPORT"].update(report, made_for=self.context["frame"]["built_for"].text)


class SiteWriter(Writer):
    """Writes every file of the site; nothing else does."""

    def write_output(self, output):
        path = Path(self.output_path, output.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.make())


def get_generators(_pelican):
    return SiteGenerator


def get_writer(_pelican):
    return SiteWriter


def register():
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)


def run(settings_file, **settings):
    """Run Pelican once with a settings file and what is particular to this run; return what was built.

    Raises Refused with all problems of the content. Pelican's own report says nothing about our generator, so it
    is silenced; its warnings and errors are not.
    """
    from pelican import Pelican, console
    from pelican.settings import read_settings

    console.quiet = True
    try:
        Pelican(read_settings(settings_file, override=settings)).run()
    finally:
        console.quiet = False
    return settings["REPORT"]
