"""The workflows of the forge and the container: right by their schema, careful by their auditor, pinned and modest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from core.hosting import PROTECTION
from tests.conftest import ROOT

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
        [sys.executable, "-m", "invoke", "--search-root", ROOT, "--list"], check=True, capture_output=True, text=True
    ).stdout
    asked = {task for step in steps(workflow) for task in re.findall(r"\./site (\w+)", step.get("run", ""))}

    assert asked
    assert asked <= set(re.findall(r"^  (\w+)", listed, re.MULTILINE))


@pytest.mark.parametrize(
    ("following", "due"), [("2020-01-01T00:00+00:00", "true"), ("2999-01-01T00:00+00:00", "false"), (None, "false")]
)
def test_a_site_is_due_when_the_instant_that_it_names_is_over(following, due, tmp_path, monkeypatch):
    (tmp_path / "build.json").write_text(json.dumps({"next": following}))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    done = subprocess.run([sys.executable, ROOT / ".ci/due", address], check=True, capture_output=True, text=True)
    server.shutdown()
    server.server_close()

    assert done.stdout == f"{due}\n"


@pytest.mark.parametrize("address", ["", "file:///etc/", "http://127.0.0.1:1/"])
def test_a_site_that_says_nothing_is_left_to_the_nightly_run(address):
    done = subprocess.run([sys.executable, ROOT / ".ci/due", address], check=True, capture_output=True, text=True)

    assert done.stdout == "false\n"


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
