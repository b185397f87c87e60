"""The workflows of the forge and the container: right by their schema, careful by their auditor, pinned and modest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from core.hosting.headers import PROTECTION
from tests.conftest import ROOT, run_site, with_bare, write
from tests.events.cases import files
from tests.repo import tools

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def steps(workflow: Path) -> list[dict]:
    return [step for job in yaml.safe_load(workflow.read_text())["jobs"].values() for step in job["steps"]]


def test_workflows_are_right_by_their_schema():
    command = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
    done = subprocess.run([*command, *WORKFLOWS], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def test_the_auditor_of_workflows_finds_nothing():
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--persona", "regular"]
    done = subprocess.run([*command, *WORKFLOWS], check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


def actionlint(workflows: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*tools.actionlint(), workflows], check=False, capture_output=True, text=True, cwd=ROOT)


def test_actionlint_finds_nothing():
    done = actionlint(".github/workflows/*.yml")

    assert done.returncode == 0, done.stdout
    assert f"Checking {len(WORKFLOWS)} workflow file(s)" in done.stdout


def test_actionlint_finds_what_a_schema_cannot(tmp_path):
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    (tmp_path / "publish.yml").write_text(text.replace("needs.due.outputs.publish", "needs.due.outputs.publis"))

    done = actionlint(tmp_path / "publish.yml")

    assert done.returncode == 1
    assert 'property "publis" is not defined in object type' in done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_their_version_beside(workflow):
    used = re.findall(r"uses: (.*)", workflow.read_text())

    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_only_publishing_may_write(workflow):
    text = yaml.safe_load(workflow.read_text())
    jobs = {name: job.get("permissions", text["permissions"]) for name, job in text["jobs"].items()}

    writers = [name for name, rights in jobs.items() if "write" in rights.values()]
    assert writers == (["publish"] if workflow.stem == "publish" else [])


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_workflow_asks_of_the_house_can_be_asked(workflow):
    listed = subprocess.run(
        [sys.executable, ROOT / "tasks.py", "help"], check=True, capture_output=True, text=True
    ).stdout
    asked = {task for step in steps(workflow) for task in re.findall(r"\./site (\w+)", step.get("run", ""))}

    assert asked
    assert asked <= set(re.findall(r"^  (\w+)", listed, re.MULTILINE))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Callable[..., None]]]:
    """Return the address of a published site, and a function that says when it was to be built again, in hours from now."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    def say(hours: float | None) -> None:
        change = None if hours is None else (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
        (tmp_path / "build.json").write_text(json.dumps({"next": change}))

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", say
    server.shutdown()
    server.server_close()


def run_step(job: str, name: str, tmp_path: Path, **environment: str) -> tuple[int, str, str]:
    """Run a step of the workflow that publishes, as the forge does; return its status, its outputs, what it said."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())["jobs"]
    (step,) = [step for step in jobs[job]["steps"] if step.get("name") == name]
    assert set(environment) == set(step["env"])
    outputs = tmp_path / "outputs"
    outputs.touch()
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment, "GITHUB_OUTPUT": str(outputs)},
    )
    return done.returncode, outputs.read_text(), done.stdout + done.stderr


ASK = ("due", "Ask the site whether it is right")
HOURLY = {"EVENT": "schedule", "HOURLY": "true"}
NIGHTLY = {"EVENT": "schedule", "HOURLY": "false"}


@pytest.mark.parametrize(
    ("hours", "publishes", "red"),
    [
        (None, "false", False),  # nothing is to come
        (2, "false", False),
        (-0.5, "true", False),  # something has begun or ended since the last run
        (-2.9, "true", False),
        (-3.1, "true", True),  # runs before this one have not done their work
        (-300, "true", True),
    ],
)
def test_an_hourly_run_publishes_what_is_due_and_ends_red_where_earlier_runs_did_not(
    hours, publishes, red, site, tmp_path
):
    address, say = site
    say(hours)
    status, outputs, said = run_step(*ASK, tmp_path, **HOURLY, SITE_ADDRESS=address)

    assert outputs == f"publish={publishes}\n"
    assert (status != 0) is red
    assert ("was to be built again" in said) is (hours is not None and hours < 0)


@pytest.mark.parametrize("event", [HOURLY, NIGHTLY], ids=["hourly", "nightly"])
def test_a_site_that_cannot_be_asked_is_published_again_and_the_run_is_red(event, site, tmp_path):
    address, _ = site
    (tmp_path / "build.json").write_text("<!doctype html>")
    for asked in (address, f"{address}not-there/", "http://127.0.0.1:1/"):
        status, outputs, said = run_step(*ASK, tmp_path, **event, SITE_ADDRESS=asked)

        assert status == 2
        assert outputs.splitlines()[-1] == "publish=true"
        assert f"site: {asked} cannot be asked" in said


def test_a_nightly_run_publishes_in_any_case_and_ends_red_where_hourly_runs_did_not(site, tmp_path):
    address, say = site
    for hours, red in ((5, False), (-4, True)):
        say(hours)
        status, outputs, _ = run_step(*ASK, tmp_path, **NIGHTLY, SITE_ADDRESS=address)

        assert outputs.splitlines()[-1] == "publish=true"
        assert (status != 0) is red


def test_who_has_not_said_where_the_site_is_reads_so_on_every_run(tmp_path):
    for event, publishes in ((HOURLY, "false"), (NIGHTLY, "true")):
        status, outputs, said = run_step(*ASK, tmp_path, **event, SITE_ADDRESS="")

        assert (status, outputs.splitlines()[-1]) == (0, f"publish={publishes}")
        assert said.startswith("::warning::")


def test_a_change_is_published_whatever_the_site_says(tmp_path):
    address = "http://127.0.0.1:1/"

    assert run_step(*ASK, tmp_path, EVENT="push", HOURLY="false", SITE_ADDRESS=address) == (0, "publish=true\n", "")


def test_the_site_is_published_though_asking_it_ended_red():
    jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())["jobs"]

    assert jobs["publish"]["if"] == "${{ !cancelled() && needs.due.outputs.publish == 'true' }}"
    assert jobs["due"]["outputs"] == {"publish": "${{ steps.ask.outputs.publish }}"}


def test_a_run_ends_red_where_the_site_is_not_right_after_it(site, tmp_path):
    address, say = site
    after = ("publish", "Ask the site whether it is right now")
    for hours, status in ((None, 0), (1, 0), (-0.5, 1)):
        say(hours)
        assert run_step(*after, tmp_path, SITE_ADDRESS=address)[0] == status


def test_publishing_shows_what_is_right_at_this_minute_not_what_was_at_midnight(tmp_path):
    began = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    event = {
        "start": f"{began:%Y-%m-%d %H:%M}",
        "end": f"{began + timedelta(hours=3):%Y-%m-%d %H:%M}",
        "timezone": "UTC",
    }
    content = write(tmp_path / "content", with_bare({**files({**event, "published": "2026-01-01"})}))

    done = run_site("publish", tmp_path / "web", "--content", content)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = run_site("due", tmp_path / "web" / "current", "--grace", "0")

    assert asked.returncode == 0, asked.stderr


@pytest.mark.parametrize("file", ["nginx-site.conf", "Caddyfile"])
def test_every_configuration_says_the_same_protection(file):
    text = (ROOT / "deploy" / file).read_text("utf-8")

    for name, value in PROTECTION.items():
        assert re.search(rf'{name} "{re.escape(value)}"', text), name


def test_the_container_takes_only_files_that_are_there_and_ends_without_root():
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    taken = [word for line in lines if line.startswith("COPY") and "--from" not in line for word in line.split()[1:-1]]

    assert [name for name in taken if not (ROOT / name).exists()] == []
    assert "USER www-data" in lines
    assert lines[-1].startswith("CMD")
