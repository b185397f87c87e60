"""All that one can ask of the house. A task reads what comes from outside (clock, terminal, disk) and calls; it does not think."""

import os
import shlex
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Exit, task

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

NOW = "now"  # as --today: this minute, as without it
PRESENT = ("", NOW)
_PYTHON = shlex.quote(sys.executable)
UV = "uv==0.13.9"  # makes the lock; nothing else needs it


def _here(place):
    """Return a path as the user meant it: from where the command was given."""
    try:
        return Path(os.environ.get("PWD", "."), place).resolve()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: links in a circle
        raise Exit(
            f"site: {place[:200]} cannot be followed: its name is too long, or links lead in a circle.", 2
        ) from None


def _now(content, today):
    """Return the instant to build for: as given, else SOURCE_DATE_EPOCH, else this minute."""
    from core.dates.instants import instant, minute_of
    from core.documents.read_project import zone_of

    zone = ZoneInfo(zone_of(content))
    try:
        if today not in PRESENT:
            return instant(today, zone)
        return minute_of(float(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), zone)
    except (ValueError, OverflowError, OSError) as error:
        if today in PRESENT:
            raise Exit("site: SOURCE_DATE_EPOCH is no number of seconds since 1970.", 2) from None
        if "years" in str(error):
            raise Exit(f"site: --today: {error}.", 2) from None
        raise Exit(
            f"site: --today: “{today}” is neither a day (2014-06-10), nor a moment with its zone "
            f"(2014-06-10T14:00+02:00), nor “{NOW}”",
            2,
        ) from None


@task(
    help={
        "content": "the content folder",
        "output": "where the site is to stand",
        "today": "the day, or the moment with its zone, for which past and coming are told apart, instead of this minute",
        "fresh": "forget all caches first",
        "plain": "without any of what makes builds quick: no memory, one process, Markdown as it comes (to compare)",
        "frozen": "a version for an archive: nothing to come, nothing to subscribe to, and the day on every page",
        "quiet": "say nothing when all is well",
    }
)
def build(c, content="content", output="output", today="", fresh=False, plain=False, frozen=False, quiet=False):
    """Build the site: all of it, or nothing where anything is wrong."""
    from core.build.atomic_folder import BuildLocked, ForeignFolder
    from core.build.outputs import DuplicateOutput
    from core.problems.problem import ContentInvalid
    from plugins.build.progress import progress
    from plugins.build.release_build import build_into

    started = time.monotonic()
    folder, target = _folder(content), _here(output)
    if fresh:
        _forget(HERE / ".cache")
    os.chdir(HERE)  # Pelican's settings name their folders from here
    from plugins.publishing.source import ignored_by_git

    settings = {"IGNORED": ignored_by_git(folder)}
    settings |= {"PATH": str(folder), "CONTENT_LABEL": content.rstrip("/"), "NOW": _now(folder, today).isoformat()}
    settings["PRESENT"] = today in PRESENT
    if frozen:
        settings["SEARCH"] = False  # opened from a disk, a browser loads no index
    settings |= {"FROZEN": frozen, "QUICK": not plain, "PROCESSES": 1 if plain else os.cpu_count() or 1}
    kept = None if plain else _kept("builds", target)
    try:
        with progress(quiet) as tell:
            done = build_into(target, kept, **settings, TELL=tell)
    except ContentInvalid as refused:
        raise Exit(f"{refused}\nNothing was written; {output} is as it was.", 1) from None
    except (ForeignFolder, BuildLocked, DuplicateOutput) as error:
        raise Exit(f"site: {error}", 2) from None
    except OSError as error:
        raise Exit(
            f"site: the site could not be written: {error.strerror or error}: {error.filename or output}. {output} is as it was.",
            2,
        ) from None
    if not quiet:
        print(
            f"Built {done['pages']} pages ({done['anew']} of {done['files']} files anew) for {done['made_for']} "
            f"in {time.monotonic() - started:.1f} s: {output}"
        )
        if done["next"]:
            print(f"The site stays right until {done['next']}. Then: ./site build")
        for note in done["notes"]():
            print(note)
    return done


def _forget(caches):
    """Remove what caches hold; folders, and files that somebody is just writing, are left to a build at the same time."""
    rooms = [room for room in caches.glob("*") if room.name != "tools"]  # programs of the tests, no cache of a build
    for path in (path for room in rooms for path in (room, *room.rglob("*"))):
        if path.is_file() and path.suffix not in (".tmp", ".new") and not path.name.startswith("."):
            path.unlink(missing_ok=True)


def _kept(room, place):
    """Return the file in which the memory of a build or a check is kept; None where it cannot be kept safely."""
    from core.build.build_cache import CacheFile
    from plugins.build.cache_key import cache_key
    from plugins.build.digests import of_code

    file = HERE / ".cache" / room / f"{sha256(str(place).encode()).hexdigest()[:16]}.memory"
    key = cache_key(HERE)
    return CacheFile(file, of_code(HERE), key) if key else None


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
        "private": "with --external: also visit addresses of this machine and of private networks",
        "review": "list the pages that are due to be read again, and which come next",
        "review-calendar": "write the days of review into this file, as a calendar",
    }
)
def check(
    c,
    content="content",
    today="",
    format="text",  # noqa: A002 (the option's name)
    external=False,
    private=False,
    review=False,
    review_calendar="",
):
    """Tell everything that is wrong in the content, at its line and with the mend."""
    from core.build.build_cache import BuildCache
    from core.checks.advice import find_advice
    from core.checks.theme import read_theme
    from core.documents.sources import read_folder
    from core.problems.advice import report as report_advice
    from core.problems.formats import FORMATS
    from core.read_site import read_site
    from plugins.publishing.source import ignored_by_git

    if format not in FORMATS:
        raise Exit(f"site: --format: there is no “{format}”; there are {', '.join(FORMATS)}", 2)
    folder = _folder(content)
    kept = _kept("checks", folder)
    memory = kept.load() if kept else BuildCache()
    before, known = dict(memory.readings), memory.readings
    try:
        sources = read_folder(folder, content.rstrip("/"))
        sources.ignored = ignored_by_git(folder)
        site, problems = read_site(
            sources,
            _now(folder, today),
            present=today in PRESENT,
            known=known,
            theme=read_theme(HERE / "theme"),
        )
    except OSError as error:
        raise Exit(f"site: {content} cannot be read: {error}", 2) from None
    if site and (review or review_calendar):
        _tell_reviews(site, review, review_calendar)
        return
    if kept and known != before:
        kept.save(memory)
    if external and site:
        from plugins.external_links.ask import Offline, find_gone

        def say(text):
            print(text, file=sys.stderr)

        answers = HERE / ".cache" / "external-links.json"
        try:
            problems += find_gone(site, answers, time.time(), private=private, say=say)
        except Offline as error:
            told = f"{FORMATS['text'](problems)}\n\n" if problems else ""
            raise Exit(f"{told}site: {error}", 2) from None
    found = list(find_advice(site)) if site else []
    if format != "text" or not problems:
        print(FORMATS[format](problems, found))
    elif found:
        print(f"\n{report_advice(found)}")
    if problems:
        raise Exit(FORMATS["text"](problems) if format == "text" else "", 1)


def _tell_reviews(site, listed, calendar):
    """Print which pages are due for review, and write the days of review into a calendar file."""
    from core.checks.advice import review_list, reviews

    if listed:
        print(review_list(site))
    if calendar:
        from plugins.calendars.reviews import review_calendar

        try:
            _here(calendar).write_bytes(review_calendar(reviews(site), site.project.name, site.now))
        except OSError as error:
            raise Exit(f"site: {calendar} cannot be written: {error.strerror}", 2) from None
        print(f"Wrote {calendar}.")


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
    import pelicanconf
    from core.build.atomic_folder import MARK, BuildLocked, locked
    from core.problems.problem import ContentInvalid
    from plugins.build.dev_build import DevBuild
    from plugins.dev_server.app import built_site
    from plugins.dev_server.gallery import Gallery
    from plugins.dev_server.serve import LAST_PORT, serve, show
    from plugins.dev_server.workshop import Workshop

    if not 0 < port <= LAST_PORT:
        raise Exit(f"site: --port takes a number from 1 to {LAST_PORT}, not {port}.", 2)

    def say(text):
        print(text, flush=True)

    if output:
        if not (_here(output) / MARK).is_file():
            raise Exit(f"site: {output} is no built site; ./site build makes one", 2)
        show(built_site(_here(output)), port, say)
        return
    folder = _folder(content)
    target = HERE / ".cache" / "serve" / sha256(str(folder).encode()).hexdigest()[:16]
    os.chdir(HERE)
    running = target.with_suffix(".address")  # of the one that shows this content now
    dev_build = DevBuild(folder, target, content.rstrip("/"))

    def build_at_home(changed):
        # What no build of content takes in, such as a template, comes with no file of the content folder.
        inside = {path for path in changed if Path(path).is_relative_to(folder)}
        changed = inside if inside == changed else set()
        try:
            dev_build.build(changed, NOW=_now(folder, today).isoformat(), PRESENT=today in PRESENT)
        except ContentInvalid as refused:
            return refused.problems
        return []

    code = [HERE / name for name in ("core", "plugins", "pelicanconf.py", "publishconf.py", "tasks.py")]
    workshop = Workshop(target, build_at_home, dev_build.rest, dev_build.file_on_request)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with locked(target.with_suffix(".lock")):
            gallery = Gallery(HERE / "theme", pelicanconf.JINJA_ENVIRONMENT)
            names = {content.rstrip("/"): folder}
            serve(workshop, port, names, gallery, code, say, lambda address: running.write_text(address, "utf-8"))
    except BuildLocked:
        shown = running.read_text("utf-8") if running.is_file() else "another address"
        raise Exit(
            f"site: {content} is shown already, at {shown}. Look there, or end that one with Control-C first, "
            "for example to begin again with another --port.",
            2,
        ) from None
    except OSError as error:
        raise Exit(f"site: the site cannot be shown: {error.strerror or error}", 2) from None


@task(
    positional=["kind"],
    iterable=["field"],
    help={
        "kind": "event, news, newsletter, result, partner, work-package or page",
        "field": "name=value; may be given many times. What is required and not given is asked for",
        "folder": "in the content folder; needed where more than one holds this kind",
        "name": "of the file, without ending; made from date and title when left out",
        "from_": "an iCalendar file whose events are to become pages",
        "content": "the content folder",
    },
)
def new(c, kind, field, folder="", name="", from_="", content="content"):
    """Write a new page that passes the check, and say where it is."""
    if from_:
        if kind != "event" or field or name:
            raise Exit("site: --from takes the events of a calendar as they are: ./site new event --from FILE.ics", 2)
        _import_events(from_, folder, content)
        return
    from core.authoring.new_page import CannotWrite
    from core.documents.sources import read_folder
    from core.problems.problem import ContentInvalid
    from plugins.command_line.dialogue import drafted, folder_in, given

    source = _folder(content)
    folder = folder_in(folder, source, _here(folder))
    try:
        path, text = drafted(
            kind,
            given(kind, field),
            lambda: read_folder(source, content.rstrip("/")),
            _now(source, ""),
            folder,
            name,
            input if sys.stdin.isatty() else None,
        )
    except CannotWrite as error:
        raise Exit(f"site: {error}", 2) from None
    except ContentInvalid as refused:
        raise Exit(f"{refused}\nNothing was written.", 1) from None
    except (EOFError, KeyboardInterrupt):
        raise Exit("\nsite: nothing was written.", 2) from None
    with (source / path).open("x", encoding="utf-8") as file:
        file.write(text)
    print(
        f"Wrote {content.rstrip('/')}/{path}\nNext: write its text and look at it with ./site serve. It is a draft: take “draft: true” out to publish it."
    )


@task(
    positional=["issue"],
    help={
        "issue": "the file of the issue",
        "eml": "write it as a mail into this file, for a mail program to open and send",
        "send_test": "send it to this address, as a trial",
        "smtp": "the server that sends it: host or host:port. A name and a password are taken from SMTP_USER and SMTP_PASSWORD",
        "sender": "who sends it, where project.yaml does not say",
        "content": "the content folder",
    },
)
def newsletter(c, issue, eml="", send_test="", smtp="", sender="", content="content"):
    """Make an issue of the newsletter into a mail: HTML and plain text in one."""
    from core.problems.problem import ContentInvalid
    from plugins.build.plugin import run
    from plugins.newsletter.message import NoMail, mail
    from plugins.newsletter.sending import send

    if not eml and not (send_test and smtp):
        raise Exit("site: newsletter: say --eml FILE, or --send-test ADDRESS and --smtp HOST", 2)
    folder = _folder(content)
    path, target = _here(issue), _here(eml)
    path = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else issue
    os.chdir(HERE)
    settings = {"PATH": str(folder), "CONTENT_LABEL": content.rstrip("/"), "NOW": _now(folder, "").isoformat()}
    try:
        done = run("publishconf.py", **settings, DRAFTS=True, WRITE=False, REPORT={})
        letter = done["letter"](path)
        known = sender or letter.sender
        if eml:
            target.write_bytes(mail(letter, letter.published, known))
            who = "" if known else ", say who sends it,"
            print(f"Wrote {eml}. Open it with your mail program{who} and send it to your list of subscribers.")
        if send_test:
            # A trial that carried the date of an old issue would end among the oldest mails, or in no inbox at all.
            trial = mail(letter, datetime.now(UTC), known or send_test, send_test)
            user, password = (os.environ.get(name, "") for name in ("SMTP_USER", "SMTP_PASSWORD"))
            send(trial, known or send_test, send_test, smtp, user, password)
            print(f"Sent to {send_test}.")
    except ContentInvalid as refused:
        raise Exit(str(refused), 1) from None
    except NoMail as error:
        raise Exit(f"site: newsletter: {error}", 1) from None
    except OSError as error:
        raise Exit(f"site: newsletter: {error.filename}: {error.strerror}", 2) from None
    for note in letter.notes:
        print(note)


def _import_events(calendar, folder, content):
    """Write the events of a calendar as pages, all or none, and report what could not be kept."""
    from core.authoring.new_page import CannotWrite
    from core.calendar_import.lines import Unreadable
    from core.calendar_import.plan import plan_import, setting_of, write_files
    from core.calendar_import.plan_report import summary_of
    from core.calendar_import.read_calendar import read_calendar
    from core.documents.sources import read_folder

    source = _folder(content)
    now = _now(source, "")
    try:
        sources = read_folder(source, content.rstrip("/"))
        reading = read_calendar(_here(calendar).read_bytes(), setting_of(sources, now))
        plan = plan_import(reading, sources, now, folder)
    except OSError as error:
        raise Exit(f"site: {calendar}: {error.strerror}", 2) from None
    except (Unreadable, CannotWrite) as error:
        raise Exit(f"site: {calendar}: {error} Nothing was written.", 2) from None
    try:
        write_files(source, plan.files)
    except OSError as error:
        raise Exit(f"site: {error.filename}: {error.strerror}. Nothing was written.", 2) from None
    report = summary_of(plan, content.rstrip("/"))
    if not plan.files and plan.left_out:
        raise Exit(report, 1)
    print(report)


@task(
    positional=["where"],
    help={"where": "the output folder, or the address of the site", "grace": "minutes that a new build may take"},
)
def due(c, where, grace=60):
    """End with an error when a built or published site is no longer right: an event is over, a page has appeared."""
    import json
    import urllib.request
    from datetime import timedelta

    from core.build.atomic_folder import MARK
    from core.dates.instants import overdue

    try:
        if where.startswith(("https://", "http://")):
            # What stands between the site and us may keep files for a while.
            request = urllib.request.Request(f"{where.rstrip('/')}/{MARK}", headers={"Cache-Control": "no-cache"})
            with urllib.request.urlopen(request, timeout=30) as answer:
                report = json.load(answer)
        else:
            report = json.loads((_here(where) / MARK).read_bytes())
        late = overdue(report, datetime.now(UTC))
    except (OSError, ValueError) as error:
        raise Exit(f"site: {where} cannot be asked: {error}", 2) from None
    except (KeyError, TypeError):
        raise Exit(f"site: {where} cannot be asked: its {MARK} is not that of a site of ours", 2) from None
    if late > timedelta(minutes=grace):
        raise Exit(f"site: {where} was to be built again at {report['next']}, and was not.", 1)
    print(f"{where} is right until {report['next']}." if report["next"] else f"{where} stays right.")


@task(help={"check": "only say whether they are what the schema would write today"})
def docs(c, check=False):
    """Write the manuals that are made from the schema."""
    from core.authoring.manual import generated

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


def _target(name, content, failed):
    """Return the target of that name, or that place; where it is none, say what was not done."""
    import publishconf
    from core.documents.read_project import targets_of
    from plugins.publishing.targets import CannotPublish, is_name, read_target
    from plugins.publishing.trust import origin_of, refuse_untrusted

    named = targets_of(_here(content))
    try:
        target = read_target(name, {**named, **publishconf.TARGETS})
        if is_name(name) and name not in publishconf.TARGETS:
            refuse_untrusted(name, target, named[name], origin_of(HERE))
        return target
    except CannotPublish as error:
        raise Exit(f"site: {failed}: {error}", 1) from None


def _name_of_release():
    """Return the second that begins next, so that two publications in a row never have one name."""
    time.sleep(1 - time.time() % 1)
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


@task(
    positional=["target"],
    help={
        "target": "a name from project.yaml or publishconf.py, or a place: a folder as a path (./site, /srv/site), host:/folder over SSH, git+https://…#branch, s3://bucket/prefix",
        "content": "the content folder",
        "today": "the day, or the moment with its zone, for which to build; now, if not said",
        "dry-run": "only tell what would change",
        "yes-remove": "how many pages are known to go, where more than a few would",
        "yes-uncommitted": "put up what is not committed, too",
        "ask": "where visitors find the site, if not at the address of the target",
    },
)
def publish(c, target, content="content", today=NOW, dry_run=False, yes_remove=0, yes_uncommitted=False, ask=""):
    """Build the site and put it up as a new release; visitors see the old one or the new one, whatever happens."""
    from plugins.publishing import asking, releases, source

    to = _target(target, content, "not published")
    if not (dry_run or yes_uncommitted):
        try:
            source.refuse_uncommitted(_folder(content), content.rstrip("/"))
        except releases.CannotPublish as error:
            raise Exit(f"site: not published: {error}", 1) from None
    from core.build.scratch_folders import scratch_folder

    with scratch_folder() as folder:
        site = Path(folder, "site")
        try:
            done = build(c, content=content, output=str(site), today=today, plain=True)
            releases.prepare(site, to)
            found = releases.changes(site, to)
            if dry_run:
                print(releases.told(found))
            releases.refuse_few_pages(found, yes_remove)
            if dry_run:
                return
            place = releases.place_of(to)
            place.put(site, _name_of_release())
        except releases.NotFollowed as error:
            _keep_ledger(content, done)
            raise Exit(f"site: {error}", 1) from None
        except releases.CannotPublish as error:
            raise Exit(f"site: not published: {error}", 1) from None
        except OSError as error:
            raise Exit(f"site: not published: {error.strerror or error}: {error.filename or to}", 1) from None
        print(f"{len(found.new)} files are new, {len(found.changed)} changed, {len(found.removed)} are gone.")
        _keep_ledger(content, done)
        try:
            releases.follow(to)
            if address := ask or to.address:
                asking.ask(address, site, asking.sample(site), place.patience)
        except releases.CannotPublish as error:
            raise Exit(f"site: {error}", 1) from None
        if address:
            print(f"Visitors get it: {address}")
    print(f"Published: {to}")


@task(positional=["target"], help={"target": "as for publish", "content": "the content folder"})
def rollback(c, target, content="content"):
    """Take the last publication back: the release before is live again."""
    from plugins.publishing.releases import CannotPublish, NotFollowed
    from plugins.publishing.releases import rollback as back

    to = _target(target, content, "not taken back")
    try:
        release = back(to)
    except NotFollowed as error:
        raise Exit(f"site: {error}", 1) from None
    except CannotPublish as error:
        raise Exit(f"site: not taken back: {error}", 1) from None
    except OSError as error:
        raise Exit(f"site: not taken back: {error.strerror or error}: {error.filename or to}", 1) from None
    print(f"Live again: {to} as of {release}")


@task(
    help={
        "content": "the content folder",
        "output": "where the files of the archive are to stand",
        "today": "the day on which the site is frozen",
    }
)
def archive(c, content="content", output="archive", today=""):
    """Freeze the site for the end of a project: a ZIP with checksums that opens from a disk, a WARC, a hand-over sheet."""
    from core.dates.partial_date import PartialDate
    from core.site.ledger import read_ledger
    from core.views.date_text import DateFormatter
    from plugins.archiving import archive as archiving

    place, moment = _here(output), _now(_folder(content), today)
    from core.build.scratch_folders import scratch_folder

    with scratch_folder() as folder:
        done = build(c, content=content, output=f"{folder}/site", today=today, plain=True, frozen=True, quiet=True)
        site, rows = done["build_context"].site, read_ledger(done["ledger"](), "ledger.csv")[0]
        day = DateFormatter(site.project.language).when(PartialDate(moment.year, moment.month, moment.day)).text
        for file in archiving.archive(Path(folder, "site"), site, rows, place, moment, day):
            print(f"{file} ({file.stat().st_size // 1000} kB)")


@task(help={"content": "the content folder", "today": "the day for which to build"})
def ledger(c, content="content", today=""):
    """Note in ledger.csv every address and id that today's content publishes, so that none is ever lost."""
    from core.build.scratch_folders import scratch_folder

    with scratch_folder() as folder:
        done = build(c, content=content, output=f"{folder}/site", today=today, plain=True, quiet=True)
    _keep_ledger(content, done)


def _keep_ledger(content, done):
    from core.site.ledger import FILE

    place = _folder(content) / FILE
    before = place.read_bytes() if place.is_file() else b""
    now = done["ledger"]()
    if now == before:
        print(f"{content.rstrip('/')}/{FILE} is complete.")
        return
    place.write_bytes(now)
    more = now.count(b"\n") - before.count(b"\n")
    print(f"Wrote {content.rstrip('/')}/{FILE} ({more} lines more). Commit it: what it names stays reachable for ever.")


@task(
    help={
        "sizes": "numbers of documents, with commas",
        "count": "how often each figure is taken",
        "keep": "leave table, drawing and figures in docs/bench/",
    }
)
def bench(c, sizes="200,1000", count=5, keep=False):
    """Measure how long builds take, beside other generators where they are installed, as medians and ratios."""
    from tests.bench.bench import main

    for slower in main([int(size) for size in sizes.split(",")], count, keep, print):
        print(slower)


@task(
    help={
        "content": "the content folder",
        "output": "where the pictures are to stand",
        "today": "the day for which to build",
        "keep": "make the pictures of README and manuals anew, in docs/images/",
    }
)
def screenshots(c, content="content", output="screenshots", today="", keep=False):
    """Take pictures of seven kinds of page at three widths, light and dark, to look at."""
    from docs.images import manuals
    from docs.images.screenshots import OF_THE_README, reduced, running, take
    from tests.repo.setup import set_up

    set_up()
    target = _here(output)
    target.mkdir(parents=True, exist_ok=True)
    from core.build.scratch_folders import scratch_folder

    with scratch_folder() as folder:
        site = Path(folder, "site")
        done = build(c, content=content, output=str(site), today=today, plain=True, quiet=True)
        with running() as browser:
            for name, png in take(done["build_context"].site, site, browser, print):
                (target / f"{name}.png").write_bytes(png)
                if keep and name in OF_THE_README:
                    (HERE / "docs" / "images" / f"{name}.png").write_bytes(reduced(png, OF_THE_README[name]))
    if keep:
        manuals.make()
    print(f"Look at every one: {output}")


@task(
    help={
        "only": "a part of the suite, such as tests/core",
        "thorough": "the long runs too",
        "record-access": "only look at every page of content/ in a browser, and note what was found in accessibility.yaml",
    }
)
def test(c, only="", thorough=False, record_access=False):
    """Run every test; what they need (a browser) is set up first."""
    from tests.repo.setup import set_up

    set_up()
    if record_access:
        from tests.visitors.recording import record_access as record

        folder = _folder("content")
        print("Opening every page of content/ in a browser; this takes some minutes …")
        for line in record(folder, _now(folder, "").date()):
            print(line)
        return
    with c.cd(str(HERE)):
        c.run(
            f"{_PYTHON} -m pytest {only or 'tests core plugins'} {'--thorough' if thorough else ''}",
            pty=sys.stdout.isatty(),
            in_stream=False,  # Invoke stumbles over an input that is closed, as on a build server
        )


@task
def lint(c):
    """Check style, imports and types."""
    with c.cd(str(HERE)):
        contracts = '-c "from importlinter.cli import lint_imports_command as lint; lint()"'  # has no module to run
        for command in ("-m ruff check", "-m ruff format --check", "-m mypy", contracts):
            c.run(f"{_PYTHON} {command}", pty=sys.stdout.isatty(), in_stream=False)


@task
def lock(c):
    """Make requirements.txt anew from pyproject.toml: every version pinned, every file hashed, no address named."""
    from core.authoring.requirement_lock import two_parts
    from core.build.scratch_folders import scratch_folder

    with scratch_folder() as folder, c.cd(str(HERE)):
        c.run(f"{_PYTHON} -m venv {folder} && {folder}/bin/pip install --quiet {UV}")
        how = (
            "--quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --no-header pyproject.toml"
        )
        c.run(f"{folder}/bin/uv pip compile --upgrade --extra test {how} -o {folder}/all.txt")
        c.run(f"{folder}/bin/uv pip compile --constraint {folder}/all.txt {how} -o {folder}/site.txt")
        every, site = (Path(folder, name).read_text("utf-8") for name in ("all.txt", "site.txt"))
    (HERE / "requirements.txt").write_text(two_parts(site, every), "utf-8")


if __name__ == "__main__":
    from plugins.command_line.program import main

    sys.exit(main(globals(), sys.argv[1:], HERE))
