"""./site new: a page that passes the check at once, never over one that is there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from core.authoring.new_page import CannotWrite, describe, missing, new_page, written
from core.documents.schema import KINDS
from core.documents.sources import Sources
from core.read_site import read_site
from tests.conftest import KINDS as FOLDERS
from tests.conftest import ROOT, run_site, with_bare, write

NOW = datetime.fromisoformat("2026-06-15T00:00+02:00")
HOMES = {kind: folder for folder, kind in FOLDERS.items()} | {"page": "about"}
# Examples that name something of a site: what they are in the one below.
OURS = {"city": "northport", "lead": "northport"}
CITY = (
    'cities: {northport: {name: Northport, country: SE, page: index.md, accent: {light: "#7a1f5c", dark: "#f0a8d6"}}}\n'
)


def site_files() -> dict[str, bytes]:
    """Return a site with a folder for every kind."""
    files = with_bare({f"{folder}/index.md": "---\ntitle: A folder\n---\n" for folder in HOMES.values()})
    files["project.yaml"] += CITY.encode()
    return files


def sources() -> Sources:
    return Sources("content", dict(site_files()))


def values_of(kind: str) -> dict[str, str]:
    """Return the examples of the schema for what a kind needs, as an editor would write them."""
    values: dict[str, str] = {}
    while lacking := missing(kind, values):
        values[lacking[0]] = OURS.get(lacking[0], describe(kind, lacking[0])[1])
    return values


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_the_schema_make_a_page_that_passes_the_check(kind):
    path, text, problems = new_page(kind, values_of(kind), sources(), NOW, HOMES[kind])

    assert [str(problem) for problem in problems] == []
    assert path.startswith(f"{HOMES[kind]}/")
    everything = sources()
    everything.texts[path] = text.encode()
    site, found = read_site(everything, NOW, drafts=True)
    assert found == []
    assert site.nodes[path].kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_schema_has_an_example_that_it_takes_itself(kind):
    for name, info in KINDS[kind].model_fields.items():
        assert info.description, name
        assert info.examples, name
        values = {**values_of(kind), name: OURS.get(name, written(info.examples[0]))}
        if name in ("image_alt", "deadline", "end", "updated", "timezone", "previously", "status", "repeats", "draft"):
            continue  # these speak of another field; the mistakes of tests/sites/broken show how
        _, text, problems = new_page(kind, values, sources(), NOW, HOMES[kind], "one")
        wrong = [problem for problem in problems if problem.field == name and problem.code in ("E013", "E014", "E020")]
        assert wrong == [], text


@pytest.mark.parametrize(
    "title",
    ["A: b", '"Quoted"', "'Tis", "# 1", "C# and more #2", "[x]", "- a", "yes", "null", "2026", "~", "a\\b", "*a*", "&a", "!a", "@a", "%a", "`a`", "“a”", "a ", "<b> & 'c'", "Ä 中"],
)  # fmt: skip
def test_a_title_arrives_as_it_was_typed(title):
    values = {**values_of("news"), "title": title}

    path, text, problems = new_page("news", values, sources(), NOW, "news", "one")

    assert [str(problem) for problem in problems] == []
    everything = sources()
    everything.texts[path] = text.encode()
    assert read_site(everything, NOW, drafts=True)[0].nodes[path].title == title.strip()


@pytest.mark.parametrize("name", ["../outside", "../../outside", "sub/page", "/tmp/page", "index"])
def test_a_name_stays_in_its_folder_and_writes_over_nothing(name):
    with pytest.raises(CannotWrite):
        new_page("news", values_of("news"), sources(), NOW, "news", name)


def fields(values: dict[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in ("--field", f"{name}={value}")]


def test_a_script_gives_all_fields_and_gets_a_page(tmp_path):
    content = write(tmp_path / "content", site_files())

    done = run_site("new", "event", *fields(values_of("event")), "--content", content)

    assert done.returncode == 0, done.stdout + done.stderr
    page = content / "events" / "2026-05-02-project-overview.md"
    assert done.stdout == (
        f"Wrote {content}/events/2026-05-02-project-overview.md\n"
        "Next: write its text and look at it with ./site serve. It is a draft: take “draft: true” out to publish it.\n"
    )
    assert page.read_text("utf-8").startswith("---\ntitle: Project overview\n")
    again = run_site("new", "event", *fields(values_of("event")), "--content", content)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == (
        f"site: {content}/events/2026-05-02-project-overview.md is there already. Choose another --name.\n"
    )


def test_a_script_that_leaves_out_a_field_is_told_which(tmp_path):
    content = write(tmp_path / "content", site_files())

    done = run_site("new", "news", "--field", "title=A page", "--content", content)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "site: news needs --field summary=…, --field published=…\n"


def test_a_page_with_a_mistake_is_not_written(tmp_path):
    content = write(tmp_path / "content", site_files())
    before = sorted(content.rglob("*"))

    done = run_site("new", "news", *fields({**values_of("news"), "published": "2026-02-31"}), "--content", content)

    assert done.returncode == 1
    assert "published: “2026-02-31” does not exist. [E021]" in done.stderr
    assert done.stderr.endswith("Nothing was written.\n")
    assert sorted(content.rglob("*")) == before


def at_a_terminal(content: Path, *answers: str) -> tuple[int, str]:
    """Run ./site new news where a person types the answers; return the status and what the terminal showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "tasks.py", "new", "news", "--content", str(content)],
        cwd=ROOT,
        env={**os.environ, "PWD": str(ROOT)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    os.write(ours, "".join(answers).encode())
    shown = b""
    while True:
        try:
            part = os.read(ours, 1000)
        except OSError:  # the terminal is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    return process.wait(), shown.decode()


def test_a_person_is_asked_for_what_is_needed_until_there_is_an_answer(tmp_path):
    content = write(tmp_path / "content", site_files())

    status, shown = at_a_terminal(content, "The plan is out\n", "\n", "It can be read.\n", "2026-06-01\n")

    assert status == 0, shown
    assert "title: The heading of the page and its name in lists.\r\n  (like Project overview)\r\n> " in shown
    assert shown.count("summary: One sentence for lists and feeds.") == 2
    page = content / "news" / "2026-06-01-the-plan-is-out.md"
    assert page.read_text("utf-8").startswith(
        "---\ntitle: The plan is out\nsummary: It can be read.\npublished: 2026-06-01\n"
    )


def test_a_person_who_goes_away_leaves_nothing_behind(tmp_path):
    content = write(tmp_path / "content", site_files())
    before = sorted(content.rglob("*"))

    status, shown = at_a_terminal(content, "The plan is out\n", "\x04")

    assert status == 2
    assert shown.splitlines()[-1] == "site: nothing was written."
    assert sorted(content.rglob("*")) == before


def test_a_wrong_answer_is_asked_for_again_and_the_others_are_kept(tmp_path):
    content = write(tmp_path / "content", site_files())

    status, shown = at_a_terminal(
        content, "The plan is out\n", "It can be read.\n", "2026-02-31\n", "1 June\n", "2026-06-01\n"
    )

    assert status == 0, shown
    assert shown.count("published: ") >= 3
    assert "“2026-02-31” does not exist." in shown
    assert shown.count("title: The heading") == 1
    text = (content / "news" / "2026-06-01-the-plan-is-out.md").read_text("utf-8")
    assert "title: The plan is out\nsummary: It can be read.\npublished: 2026-06-01\n" in text


def test_nothing_is_written_when_somebody_stops_in_the_middle(tmp_path):
    content = write(tmp_path / "content", site_files())
    before = sorted(content.rglob("*"))

    status, shown = at_a_terminal(content, "The plan is out\n", "\x04")  # Control-D

    assert status == 2
    assert "site: nothing was written." in shown
    assert "Traceback" not in shown
    assert sorted(content.rglob("*")) == before


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        ("about", "about/x.md"),
        ("about/", "about/x.md"),
        ("content/about", "about/x.md"),
        ("./content/about/", "about/x.md"),
        ("content", "x.md"),
        (".", "x.md"),
    ],
)
def test_a_folder_may_be_named_from_where_the_command_is_given(tmp_path, folder, path):
    content = write(tmp_path / "content", site_files())

    done = run_site("new", "page", "--field", "title=X", "--folder", folder, PWD=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")
    assert (content / path).is_file()


def test_an_event_may_go_into_a_folder_below(tmp_path):
    content = write(tmp_path / "content", site_files())
    arguments = ("new", "event", *fields(values_of("event")), "--name", "x", "--folder", "content/events/2027")

    refused = run_site(*arguments, PWD=str(tmp_path))
    write(content, {"events/2027/index.md": b"---\ntitle: 2027\n---\n"})
    done = run_site(*arguments, PWD=str(tmp_path))

    assert refused.returncode == 2
    assert refused.stderr.startswith("site: there is no content/events/2027/index.md. A folder needs a page of its own")
    assert (done.returncode, done.stderr) == (0, "")
    assert (content / "events" / "2027" / "x.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Event",), "there is no kind “Event”. Did you mean “event”? The kinds are "),
        (("blog",), "there is no kind “blog”. The kinds are "),
        (("news", "--field", "title"), "“title” is not the value of a field. Write it like --field title=…"),
        (("news", "--field", "=x"), "“=x” is not the value of a field. Write it like --field title=…"),
        (
            ("page", "--field", "title=X"),
            "2 folders hold pages of the kind page. Say which with --folder: about, content.",
        ),
        (("page", "--field", "title=X", "--folder", "../.."), "there is no content/"),
    ],
)
def test_a_wrong_use_is_told_in_a_sentence(tmp_path, arguments, told):
    write(tmp_path / "content", site_files())

    done = run_site("new", *arguments, PWD=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"site: {told}")
