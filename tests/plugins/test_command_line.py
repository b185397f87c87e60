"""The command line of ./site: whatever is typed is understood, or refused in one sentence before anything is done."""

from __future__ import annotations

import pytest
from invoke import Context, Exit, task

from plugins.command_line import program
from plugins.command_line.arguments import Misuse, arguments_of, find_task, read_values
from plugins.command_line.usage import usage

DONE: list[dict[str, object]] = []


@task(positional=["place"], iterable=["field"], help={"place": "where it goes", "field": "name=value", "yes": "do it"})
def send(c, place, field, content="content", count=3, yes=False, dry_run=False):
    """Send something."""
    assert isinstance(c, Context)
    DONE.append({"place": place, "field": field, "content": content, "count": count, "yes": yes})
    if place == "nowhere":
        raise Exit("site: there is no such place.", 2)
    if place == "fault":
        raise ZeroDivisionError("by nothing")
    if place == "full":
        raise OSError(28, "No space left on device", "/srv")


TASKS = {"send": send}
HELP = "./site send --help shows what it takes."


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    DONE.clear()


def run(*words: str, tmp_path=None, capsys=None) -> tuple[int, str, str]:
    status = program.main({"send": send, "other": 1}, words, tmp_path)
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["a"], {"place": "a"}),
        (["--content", "b", "a"], {"place": "a", "content": "b"}),
        (["a", "--content=b=c"], {"place": "a", "content": "b=c"}),
        (["a", "-c", "b"], {"place": "a", "content": "b"}),
        (["a", "--field=x=1", "--field", "y=2"], {"place": "a", "field": ["x=1", "y=2"]}),
        (["a", "--count=12", "--dry-run"], {"place": "a", "count": 12, "dry_run": True}),
        (["--", "--help"], {"place": "--help"}),
        (["--place=-x"], {"place": "-x"}),
        (["Ωmega ☃"], {"place": "Ωmega ☃"}),
    ],
)
def test_what_is_typed_is_what_the_task_gets(words, values):
    assert read_values(send, words) == values


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], f"send needs its place: where it goes. {HELP}"),
        ([""], f"send needs its place: where it goes. {HELP}"),
        (["a", "b"], f"“b” is one word too many. {HELP}"),
        (["a", "--contnet=x"], f"send has no option --contnet. Did you mean “--content”? {HELP}"),
        (["a", "--zzz"], f"send has no option --zzz. {HELP}"),
        (["a", "-z"], f"send has no option -z. {HELP}"),
        (["a", "--content"], f"--content needs a value: --content=… {HELP}"),
        (["a", "--content", "--yes"], f"--content needs a value: --content=… {HELP}"),
        (["a", "--content="], "--content needs a value, such as content."),
        (["a", "--content=x", "-c", "y"], "-c is given twice."),
        (["a", "--yes=no"], "--yes takes no value."),
        (["a", "--count=many"], "--count takes a whole number, such as 3, not “many”."),
        (["a", "--count=-1"], "--count takes a whole number, such as 3, not “-1”."),
        (["a", "--count=٣"], "--count takes a whole number, such as 3, not “٣”."),
        (["a", f"--count={'9' * 5000}"], f"--count takes a whole number, such as 3, not “{'9' * 5000}”."),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(words, told):
    with pytest.raises(Misuse) as refused:
        read_values(send, words)

    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sned", "there is no task “sned”. Did you mean “send”? ./site help lists all tasks."),
        ("SEND", "there is no task “SEND”. Did you mean “send”? ./site help lists all tasks."),
        ("", "there is no task “”. ./site help lists all tasks."),
        ("--content=x", "the name of a task comes first, before --content. ./site help lists all tasks."),
    ],
)
def test_a_task_that_is_not_there_is_refused_with_a_guess(name, told):
    with pytest.raises(Misuse) as refused:
        find_task(name, TASKS)

    assert str(refused.value) == told


@pytest.mark.parametrize(
    "words",
    [
        ["send", "--help"],
        ["send", "a", "-h"],
        ["send", "--zzz", "--help"],
        ["help", "send"],
        ["--help", "send"],
        ["-h", "send"],
    ],
)
def test_help_is_shown_and_nothing_is_done(words, tmp_path, capsys):
    assert run(*words, tmp_path=tmp_path, capsys=capsys) == (0, usage(send) + "\n", "")
    assert DONE == []


@pytest.mark.parametrize("words", [[], ["help"], ["--help"], ["-h"], ["--list"], ["-l"], ["help", "--help"]])
def test_all_tasks_are_listed(words, tmp_path, capsys):
    status, out, err = run(*words, tmp_path=tmp_path, capsys=capsys)

    assert (status, err) == (0, "")
    assert "  send  Send something.\n" in out


def test_the_help_of_a_task_names_all_that_it_takes():
    assert usage(send).splitlines() == [
        "Usage: ./site send PLACE [OPTIONS]",
        "",
        "Send something.",
        "",
        "  PLACE               where it goes",
        "  -f, --field=…       name=value",
        "  -c, --content=…     (content if not given)",
        "  -o, --count=NUMBER  (3 if not given)",
        "  -y, --yes           do it",
        "  -d, --dry-run",
        "  -h, --help          show this text and do nothing",
    ]


def test_options_that_are_not_given_have_their_defaults(tmp_path, capsys):
    assert run("send", "a", tmp_path=tmp_path, capsys=capsys) == (0, "", "")
    assert run("send", "b", "--field=x", tmp_path=tmp_path, capsys=capsys) == (0, "", "")
    assert run("send", "c", tmp_path=tmp_path, capsys=capsys) == (0, "", "")
    assert [one["field"] for one in DONE] == [[], ["x"], []]
    assert arguments_of(send)[0].name == "place"


def test_a_wrong_use_ends_with_2_and_does_nothing(tmp_path, capsys):
    status, out, err = run("send", "a", "--zzz", tmp_path=tmp_path, capsys=capsys)

    assert (status, out, err) == (2, "", f"site: send has no option --zzz. {HELP}\n")
    assert DONE == []


def test_what_a_task_says_at_its_end_is_printed_with_its_status(tmp_path, capsys):
    assert run("send", "nowhere", tmp_path=tmp_path, capsys=capsys) == (2, "", "site: there is no such place.\n")


def test_what_the_disk_refuses_is_told_in_a_sentence(tmp_path, capsys):
    assert run("send", "full", tmp_path=tmp_path, capsys=capsys) == (2, "", "site: No space left on device: /srv\n")


def test_a_fault_of_the_program_asks_for_a_report_and_names_the_file_with_the_traceback(tmp_path, capsys):
    status, out, err = run("send", "fault", tmp_path=tmp_path, capsys=capsys)

    [log] = (tmp_path / ".cache" / "errors").iterdir()
    assert (status, out) == (3, "")
    assert err == f"site: this is a fault of the program, not of yours. Please report it, with the file {log}\n"
    assert "ZeroDivisionError: by nothing" in log.read_text("utf-8")


def test_where_the_repository_cannot_be_written_the_traceback_goes_to_the_folder_for_temporary_files(tmp_path, capsys):
    (tmp_path / ".cache").write_text("no folder")

    status, _, err = run("send", "fault", tmp_path=tmp_path, capsys=capsys)

    log = err.strip().rpartition(" ")[2]
    assert status == 3
    assert "ZeroDivisionError" in program.Path(log).read_text("utf-8")
    program.Path(log).unlink()
