"""Gives issues of the newsletter their highlights with pictures, tells which are missing, and makes the mail edition."""

from pathlib import Path

from pelican import signals

from core.dates.instants import announced
from plugins.newsletter.edition import edition, gaps, highlights


def add_newsletters(generators):
    generator = generators[0]
    context = generator.context
    site, words, view_builder, views = (context[name] for name in ("site", "words", "view_builder", "views"))
    folders = {f"{folder}/index.md" for folder, kind in site.project.folders.items() if kind == "newsletter"}
    told = gaps(site, view_builder, words)

    def fill(view, node, _site):
        if node.kind == "newsletter":
            view.highlights = highlights(node, view_builder, views)

    def letter(path):
        """Return an issue as it is mailed, by the path of its file."""
        # What only a mail needs is slow to import.
        from plugins.newsletter.message import Letter, NoMail
        from plugins.newsletter.sheet import dressed, sheet
        from plugins.newsletter.text import plain

        node = site.nodes.get(path)
        if node is None or node.kind != "newsletter":
            issues = ", ".join(other.path for other in site.of_kind("newsletter")) or "none"
            raise NoMail(f"{path} is no issue of the newsletter. Issues: {issues}.")
        view = edition(node, views[path], view_builder)
        look = sheet(Path(generator.theme, "mail", "mail.css").read_text("utf-8"), site.project.colours)
        subject = node.title
        if site.project.name not in subject:
            subject = words["mail"]["subject"].format(name=site.project.name, title=subject)
        html = dressed(context["render"](view).decode(), look)
        when = announced(node.page.published, site.zone, site.now)
        mailing = site.project.newsletter
        notes = []
        if node.page.draft:
            notes.append("It is a draft: what it links to on the web is not there before it is published.")
        if any(not grant.emblem for grant in view.grants):
            notes.append(
                "An emblem is left out, with its alternative text in its place: mail programs show no SVG. Name a PNG of "
                "it in project.yaml (grants, emblem_mail)."
            )
        if not view.unsubscribe:
            notes.append(
                "It has no List-Unsubscribe: project.yaml does not say where one unsubscribes (newsletter, unsubscribe)."
            )
        return Letter(
            id=site.identity(node),
            subject=subject,
            html=html,
            text=plain(view, words),
            published=when,
            sender=(mailing and mailing.sender) or "",
            unsubscribe=view.unsubscribe,
            notes=tuple(notes),
        )

    context["fillers"].append(fill)
    context["slots"]["gaps"] = lambda node: told if node.path in folders else ""
    generator.settings["REPORT"]["letter"] = letter


def register():
    signals.all_generators_finalized.connect(add_newsletters)
