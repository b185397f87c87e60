"""Reads the content folder, lets the features think, renders each view and writes each file. First of all plugins."""

import json
import os
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from core.build.atomic_folder import MARK, ForeignFolder, find_foreign
from core.build.build_cache import BuildCache
from core.build.dependencies import CacheRegistry
from core.build.hashing import Digester
from core.build.linked_files import LinkedFiles
from core.build.outputs import Output
from core.checks.published import find_lost_outputs
from core.checks.theme import read_theme
from core.dates.instants import minute_of
from core.dates.partial_date import PartialDate
from core.documents.parse import ParseOptions, changes
from core.documents.read_project import zone_of
from core.documents.sources import read_folder
from core.problems.problem import ContentInvalid
from core.read_site import read_site
from core.site.ledger import written
from core.site.published_rows import rows_of_outputs, rows_of_site
from core.site.relations import Relations
from core.views.event_lists import next_change
from core.views.view_builder import ViewBuilder
from plugins.build.context import BuildContext
from plugins.build.digests import of_files, of_states
from plugins.build.layout import shared
from plugins.build.output_writer import OutputWriter, digest_of
from plugins.build.partials import NAMES, Partials
from plugins.build.templates import Templates

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SiteGenerator(Generator):
    """Pelican's generator of the whole site: one tree, one view for each page, one list of files.

    It may be run again (`run_again`), as long as the theme is the same.
    """

    build_context = None  # that of the last build, while the next one is being made

    @cached_property
    def templates(self):
        """The templates of the theme, with their digests."""
        return Templates(self.env)

    @cached_property
    def theme_digest(self):
        """The digest of all files of the theme."""
        theme = Path(self.theme)
        return of_files((path for path in theme.rglob("*") if path.is_file()), theme)

    def started_by_pelican(self):
        """Take the minute and the label of the content that tasks.py would have given; refuse a folder of somebody else."""
        try:
            find_foreign(Path(self.output_path))
        except ForeignFolder as error:
            raise SystemExit(f"site: {error}") from None
        zone = ZoneInfo(zone_of(Path(self.path)))
        self.settings["NOW"] = minute_of(self.settings["CLOCK"], zone).isoformat()
        self.settings["CONTENT_LABEL"] = os.path.relpath(self.path)

    def generate_context(self):
        if self.settings["NOW"] is None:
            self.started_by_pelican()
        self.memory = self.settings["MEMORY"] or BuildCache()
        self.sources = sources = self.settings["SOURCES"] or read_folder(
            Path(self.path), self.settings["CONTENT_LABEL"]
        )
        sources.ignored |= self.settings["IGNORED"]
        now = datetime.fromisoformat(self.settings["NOW"])
        how = ParseOptions(self.settings["PROCESSES"], self.settings["QUICK"])
        kinds = {"drafts": self.settings["DRAFTS"], "present": self.settings["PRESENT"]}
        before = self.build_context.site if self.build_context else None
        theme = Path(self.theme)
        known = self.memory.readings
        site, problems = read_site(sources, now, **kinds, known=known, how=how, before=before, theme=read_theme(theme))
        if problems:
            raise ContentInvalid(problems)
        said = (theme / "words" / f"{site.project.language.partition('-')[0]}.yaml").read_text("utf-8")
        words = yaml.load(said, LOADER)  # noqa: S506 (the safe one)
        resident = self.memory.resident
        ground = self._ground(sources, site)
        pages = {path: (node.kind, self.memory.readings[path].facts) for path, node in site.nodes.items()}
        self.world = digest_of(ground + repr(pages).encode())
        reworded = {path for path in pages if self.memory.texts.get(path) != self.memory.readings[path].digest}
        touched = changes(self.memory.pages, pages) if self.memory.ground == ground else None
        self.now = ground, pages
        kept = CacheRegistry(site.reads, self.memory.places, touched)
        view_builder = ViewBuilder(site, words, kept)
        parts = b"".join(self.templates.digest(f"parts/{name}.html") for name in NAMES)
        self.build_context = BuildContext(
            site, words, view_builder, shared(site, view_builder), self.templates.digest, kept, parts
        )
        self.build_context.touched = touched
        self.build_context.before = {
            path: one for path, one in resident.get("seen", {}).items() if path not in reworded
        }
        self.build_context.known = resident.get("keys", {})
        self.build_context.standing = self.standing
        self.parts = Partials(self.render_part)
        self.context.update(
            site=site,
            sources=sources,
            words=words,
            view_builder=view_builder,
            views=self.build_context.views,  # complete when all features are there: asked for while writing, not before
            fillers=self.build_context.fillers,
            slots=self.build_context.slots,
            remembered=kept,
            belonging=Relations(site, kept),
            counters=self.build_context.counters,
            further_views=self.build_context.further_views,
            own_nodes=self.build_context.own_nodes,
            closers=self.build_context.closers,
            on_request=self.build_context.on_request,
            frame=self.build_context.frame,
            outputs=self.build_context.outputs,
            render=self.render,
            theme_digest=self.theme_digest,
            digest=self.build_context.digester.digest,  # of plain values, for the keys of outputs
        )
        for path in sorted(site.files):
            name = site.file_address(path).lstrip("/")
            self.build_context.outputs.add(
                Output(name, sources.files[path].read_bytes, (path,), source=sources.files[path])
            )
        for path in sorted((theme / "static").iterdir()):
            self.build_context.outputs.add(Output(f"theme/{path.name}", path.read_bytes))
        if self.settings["FROZEN"]:
            self.build_context.frame["frozen"] = self.day_in_words()
        self.build_context.frame["icon"] = site.href("/theme/icon.svg")

    def _ground(self, sources, site):
        """Return the digest of all that any file depends on, the pages excepted."""
        others = [(path, data) for path, data in sources.texts.items() if not path.endswith(".md")]
        told = (site.now.isoformat(), self.settings["DRAFTS"], self.settings["FROZEN"], sources.label, others)
        return Digester().digest([*told, of_states(sources.files), self.theme_digest])

    def render(self, view):
        """Return a page as HTML: its template is given view, frame, words and shared parts, nothing else."""
        given = {"frame": self.build_context.whole_frame, "words": self.build_context.words, "parts": self.parts}
        return self.get_template(view.template).render(page=view, **given).encode()

    def render_part(self, name, part):
        """Return a part that many pages share."""
        given = {"frame": self.build_context.whole_frame, "words": self.build_context.words}
        return self.get_template(f"parts/{name}").render(part=part, **given)

    def standing(self, path):
        """Return a file of the last build, if it is as it was made; nothing where it is not."""
        made = self.memory.made.get(path)
        try:
            with Path(self.settings["PREVIOUS"] or self.output_path, path).open("rb") as file:
                state, data = os.fstat(file.fileno()), file.read()
        except OSError:
            return b""
        return data if made and (len(data), state.st_mtime_ns) == (made.size, made.mtime) else b""

    def generate_output(self, writer):
        if not self.settings["WRITE"]:
            self.settings["REPORT"].update(build_context=self.build_context)
            return
        build_context, site, outputs = self.build_context, self.build_context.site, self.build_context.outputs
        build_context.add_pages(self.render, self.parts.aside)
        outputs.add(
            Output(
                "404.html",
                lambda: self.render(build_context.missing()),
                key=lambda: build_context.key(build_context.missing()),
            )
        )
        change = next_change(site, build_context.view_builder)
        report = {
            "made_for": datetime.fromisoformat(self.settings["NOW"]).isoformat(timespec="minutes"),
            "next": change and change.astimezone(site.zone).isoformat(timespec="minutes"),  # when to build again
            "pages": len(site.nodes),
        }
        if problems := list(find_lost_outputs(site, outputs, site.rows(present=self.settings["PRESENT"]))):
            raise ContentInvalid(problems)
        anew = writer.write_site(outputs, build_context.closers, report, self.memory, self.world)
        seen, keys = build_context.leave()
        self.memory.ground, self.memory.pages = self.now
        self.memory.places = build_context.remembered.made
        self.memory.resident.update(seen=seen, keys=keys)
        self.settings["REPORT"].update(
            report,
            made_for=self.day_in_words(),
            anew=anew,
            ledger=self.ledger,
            build_context=build_context,
            generator=self,
        )

    def day_in_words(self):
        """Return the day for which the site is made, in words."""
        today = self.build_context.site.now.astimezone(self.build_context.site.zone).date()
        return self.build_context.view_builder.calendar.when(PartialDate(today.year, today.month, today.day)).text

    def ledger(self):
        """Return what ledger.csv has to say after this build."""
        site, outputs = self.build_context.site, self.build_context.outputs
        return written([*site.ledger, *rows_of_site(site), *rows_of_outputs(outputs, site)])


class SiteWriter(Writer):
    """Writes every file of the site; nothing else does."""

    def write_site(self, outputs, closers, report, memory, world):
        """Write what differs from the last build, carry the rest over; return how many files were written.

        Closers make files from those that stand there by then; the report, which counts all files, is the last.
        """
        place = Path(self.output_path)
        previous = Path(self.settings["PREVIOUS"] or place)
        seen = memory.resident.pop("standing", frozenset())
        carried = self.settings["CARRIED"] or LinkedFiles()
        writer = OutputWriter(place, previous, memory.made, self.settings["PROCESSES"], seen, carried)
        texts = {path: reading.digest for path, reading in memory.readings.items()}
        changed = None
        if world == memory.world:
            # Nothing that others know of a page has changed: only files that show changed words can differ.
            changed = frozenset(path for path, digest in texts.items() if memory.texts.get(path) != digest)
        made, anew = writer.put(outputs, changed, self.settings["TELL"])

        def put_more(more):
            nonlocal made, anew
            for output in more:
                outputs.add(output)
            stands, count = writer.put(more, None, max)
            made, anew = made | stands, anew + count

        # What is read next is the site as it will be: nothing that was carried over and is gone may be among it.
        writer.remove_others(made, (MARK, *(f"{folder}/" for folder in closers)))
        for close in closers.values():
            put_more(list(close(place, made, memory.made)))
        report["files"] = len(outputs) + 1
        put_more([Output(MARK, lambda: json.dumps(report, indent=1).encode() + b"\n")])
        writer.remove_others(made)
        memory.made = made
        memory.world, memory.texts = world, texts
        return anew


def get_generators(_pelican):
    return SiteGenerator


def get_writer(_pelican):
    return SiteWriter


def register():
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)


def run_again(generator, **settings):
    """Build once more with the generator of the last build, of the same folders and theme; return what was built.

    Pelican would set itself up anew: templates, readers and plugins, none of which has changed. Raises ContentInvalid.
    """
    generator.settings.update(settings, REPORT={})
    generator.generate_context()
    signals.all_generators_finalized.send([generator])
    generator.generate_output(SiteWriter(generator.output_path, settings=generator.settings))
    return generator.settings["REPORT"]


def run(settings_file, **settings):
    """Run Pelican once with a settings file and what is particular to this run; return what was built.

    Raises ContentInvalid with all problems of the content. Pelican's own report says nothing about our generator, so it
    is silenced; its warnings and errors are not.
    """
    from pelican import Pelican, console
    from pelican.settings import read_settings

    console.quiet = True
    try:
        found = read_settings(settings_file, override=settings)
        wanted = list(found["PLUGINS"])
        pelican = Pelican(found)
        # Pelican itself goes on without a plugin that it cannot load or register.
        if lost := [name for name in wanted if name not in found["PLUGINS"]]:
            raise RuntimeError(f"plugins that do not work: {', '.join(lost)}")
        pelican.run()
    finally:
        console.quiet = False
    return settings["REPORT"]
