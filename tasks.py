"""All that one can ask of the house. A task reads what comes from outside (clock, terminal, disk) and calls; it does not think."""

import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Exit, task

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

UV = "uv==0.13.9"  # makes the lock; nothing else needs it


def _here(place):
    """Return a path as the user meant it: from where the command was given."""
    return Path(os.environ.get("PWD", "."), place).resolve()


def _now(content, today):
    """Return the instant to build for: as given, else SOURCE_DATE_EPOCH, else the day that it is in the project's zone."""
    from core.moments import day_of, instant
    from core.site import zone_of

    zone = ZoneInfo(zone_of(content))
    try:
        if today:
            return instant(today, zone)
        return day_of(float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), zone)
    except ValueError:
        raise Exit(
            f"site: --today: “{today}” is neither a day (2014-06-10) nor a moment with its zone (2014-06-10T14:00+02:00)",
            2,
        ) from None


@task(
    help={
        "content": "the content folder",
        "output": "where the site is to stand",
        "today": "the day, or the moment with its zone, for which events are told apart",
        "fresh": "use no caches",
        "quiet": "say nothing when all is well",
    }
)
def build(c, content="content", output="output", today="", fresh=False, quiet=False):
    """Build the site: all of it, or nothing where anything is wrong."""
    from core.swap import Busy, NotOurs, replacing
    from plugins.site_tree.plugin import Refused, run
    from plugins.site_tree.progress import progress

    started = time.monotonic()
    folder, target = _folder(content), _here(output)
    if fresh:
        shutil.rmtree(HERE / ".cache", ignore_errors=True)
    os.chdir(HERE)  # Pelican's settings name their folders from here
    try:
        with replacing(target) as place, progress(quiet) as tell:
            done = run(
                "publishconf.py",
                PATH=str(folder),
                OUTPUT_PATH=str(place),
                CONTENT_LABEL=content.rstrip("/"),
                NOW=_now(folder, today).isoformat(),
                TELL=tell,
                REPORT={},
            )
    except Refused as refused:
        raise Exit(f"{refused}\nNothing was written; {output} is as it was.", 1) from None
    except (NotOurs, Busy) as error:
        raise Exit(f"site: {error}", 2) from None
    except OSError as error:
        raise Exit(
            f"site: the site could not be written: {error.strerror or error}: {error.filename or output}. {output} is as it was.",
            2,
        ) from None
    if not quiet:
        print(
            f"Built {done['pages']} pages ({done['files']} files) for {done['made_for']} in {time.monotonic() - started:.1f} s: {output}"
        )


def _folder(content):
    folder = _here(content)
    if not folder.is_dir():
        raise Exit(f"site: there is no folder {content}", 2)
    return folder


@task(
    help={
        "content": "the content folder",
        "today": "the day for which to check",
        "format": "text, json, github (annotations) or sarif",
        "external": "ask the links to other sites too (slow, polite, with a memory)",
    }
)
def check(c, content="content", today="", format="text", external=False):  # noqa: A002 (the option's name)
    """Tell everything that is wrong in the content, at its line and with the mend."""
    from core.formats import FORMATS
    from core.site import read_site
    from core.sources import read_folder

    if format not in FORMATS:
        raise Exit(f"site: --format: there is no “{format}”; there are {', '.join(FORMATS)}", 2)
    folder = _folder(content)
    try:
        site, problems = read_site(read_folder(folder, content.rstrip("/")), _now(folder, today))
    except OSError as error:
        raise Exit(f"site: {content} cannot be read: {error}", 2) from None
    if external and site:
        from plugins.external_links.ask import Offline, find_gone

        try:
            problems += find_gone(site, HERE / ".cache" / "external-links.json", time.time())
        except Offline as error:
            raise Exit(f"site: {error}", 2) from None
    if format != "text":
        print(FORMATS[format](problems))
    if problems:
        raise Exit(FORMATS["text"](problems) if format == "text" else "", 1)
    if format == "text":
        print("No problems.")


@task(
    help={
        "content": "the content folder",
        "port": "of localhost; the next free one is taken when it is in use",
        "today": "the day for which events are told apart",
        "output": "show this built site as it is, without building",
    }
)
def serve(c, content="content", port=8000, today="", output=""):
    """Show the site at localhost, build it again after each change, tell what is wrong on the page."""
    from starlette.applications import Starlette
    from starlette.staticfiles import StaticFiles

    from core.swap import MARK, Busy, NotOurs, replacing
    from plugins.serving.serve import serve, show
    from plugins.serving.workshop import Workshop
    from plugins.site_tree.plugin import Refused, run

    def say(text):
        print(text, flush=True)

    if output:
        if not (_here(output) / MARK).is_file():
            raise Exit(f"site: {output} is no built site; ./site build makes one", 2)
        app = Starlette()
        app.mount("/", StaticFiles(directory=_here(output), html=True))
        show(app, port, say)
        return
    folder, target = _folder(content), HERE / ".cache" / "serve" / "site"
    os.chdir(HERE)

    def build_at_home():
        try:
            with replacing(target) as place:
                settings = {"PATH": str(folder), "OUTPUT_PATH": str(place), "CONTENT_LABEL": content.rstrip("/")}
                run("pelicanconf.py", **settings, NOW=_now(folder, today).isoformat(), REPORT={})
        except Refused as refused:
            return refused.problems
        return []

    code = [HERE / name for name in ("core", "plugins", "pelicanconf.py", "publishconf.py", "tasks.py")]
    try:
        serve(Workshop(target, build_at_home), port, {content.rstrip("/"): folder}, [HERE / "theme"], code, say)
    except (OSError, Busy, NotOurs) as error:
        raise Exit(f"site: {error}", 2) from None


@task(
    positional=["kind"],
    iterable=["field"],
    help={
        "kind": "event, news, newsletter, result, partner, work-package or page",
        "field": "name=value; may be given many times. What is required and not given is asked for",
        "folder": "in the content folder; needed where more than one holds this kind",
        "name": "of the file, without ending; made from date and title when left out",
        "content": "the content folder",
    },
)
def new(c, kind, field, folder="", name="", content="content"):
    """Write a new page that passes the check, and say where it is."""
    from core.problems import report
    from core.scaffold import CannotWrite, describe, new_page, required
    from core.sources import read_folder

    source = _folder(content)
    try:
        values = dict(one.split("=", 1) for one in field)
        missing = [one for one in required(kind) if one not in values]
    except (ValueError, KeyError):
        raise Exit(
            f"site: ./site new {kind}: {new.help['kind']}; --field title=… takes a name, = and a value", 2
        ) from None
    if missing and not sys.stdin.isatty():
        raise Exit(f"site: {kind} needs {', '.join(f'--field {one}=…' for one in missing)}", 2)
    for one in missing:
        help_text, example = describe(kind, one)
        while not values.get(one):
            values[one] = input(f"{one}: {help_text}\n  (like {example})\n> ").strip()
    sources = read_folder(source, content.rstrip("/"))
    try:
        path, text, problems = new_page(kind, values, sources, _now(source, ""), folder, name)
    except CannotWrite as error:
        raise Exit(f"site: {error}", 2) from None
    if problems:
        raise Exit(f"{report(problems)}\nNothing was written.", 1)
    with (source / path).open("x", encoding="utf-8") as file:
        file.write(text)
    print(
        f"Wrote {content.rstrip('/')}/{path}\nNext: write its text, look at it with ./site serve, and run ./site check."
    )


@task(help={"check": "only say whether they are what the schema would write today"})
def docs(c, check=False):
    """Write the manuals that are made from the schema."""
    from core.describe import generated

    stale = []
    for path, text in generated().items():
        place = HERE / path
        if not place.is_file() or place.read_text("utf-8") != text:
            stale.append(path)
            if not check:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, "utf-8")
    if check and stale:
        raise Exit(f"site: out of date: {', '.join(stale)}. Run ./site docs.", 1)
    print(f"Written: {', '.join(stale)}" if stale else "All manuals are up to date.")


@task(
    positional=["target"],
    help={
        "target": "a folder, or host:/folder over SSH",
        "content": "the content folder",
        "today": "the day for which to build",
    },
)
def publish(c, target, content="content", today=""):
    """Build the site and put it up as a new release; visitors see it after one switch of a link."""
    from plugins.publishing.releases import CannotPublish, publish, read_target

    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        try:
            to = read_target(target)
            build(c, content=content, output=f"{folder}/site", today=today)
            live = publish(Path(folder, "site"), to, f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
        except CannotPublish as error:
            raise Exit(f"site: not published: {error}", 1) from None
    print(f"Published: {live}")


@task(help={"only": "a part of the suite: a folder or file of tests/", "thorough": "the long runs too"})
def test(c, only="tests", thorough=False):
    """Run every test; what they need (a browser) is set up first."""
    from tests.house.setup import set_up

    set_up()
    with c.cd(str(HERE)):
        c.run(f"{sys.executable} -m pytest {only} {'--thorough' if thorough else ''}", pty=sys.stdout.isatty())


@task
def lint(c):
    """Check style, imports and types."""
    with c.cd(str(HERE)):
        for command in ("ruff check", "ruff format --check", "mypy"):
            c.run(f"{sys.executable} -m {command}", pty=sys.stdout.isatty())


@task
def lock(c):
    """Make requirements.txt anew from pyproject.toml: every version pinned, every file hashed, no address named."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder, c.cd(str(HERE)):
        c.run(f"{sys.executable} -m venv {folder} && {folder}/bin/pip install --quiet {UV}")
        c.run(
            f"{folder}/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header pyproject.toml -o requirements.txt"
        )
