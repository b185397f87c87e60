"""What is made from the schema is up to date, and editing programs judge by it as the check does."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from core.authoring.manual import generated
from core.documents.front_matter import read_document
from core.documents.kinds import kind_of
from core.documents.schema import KINDS
from tests.conftest import ROOT, SMALL, run_site
from tests.repo.mistakes import BROKEN

# What a JSON Schema can know: the form of one field, not what other fields, pages or calendars say.
FORMS = {
    "field-misspelt", "field-with-a-capital", "field-unknown", "field-of-another-kind", "fields-missing", "title-missing", "field-empty",
    "list-where-one-line-is-wanted", "fields-where-one-line-is-wanted", "one-line-where-a-list-is-wanted", "number-where-a-list-is-wanted",
    "word-where-a-number-is-wanted", "word-in-a-list-of-numbers", "neither-yes-nor-no", "status-misspelt", "status-unknown", "role-unknown",
    "country-in-full", "type-of-result-unknown", "web-address-without-https", "doi-as-an-address", "unknown-field-in-a-contact",
    "contact-as-one-line", "material-without-a-title", "material-that-is-no-mapping", "day-first-in-two-ways", "month-in-words",
    "day-and-month-without-zeros", "date-not-known", "two-dates-in-one", "time-with-a-dot", "time-with-pm", "zone-abbreviated",
    "zone-as-an-offset", "rule-without-an-end",
}  # fmt: skip


class AsEditorsDo(yaml.SafeLoader):
    """YAML 1.2 as editing programs read it: dates stay text, only true and false are answers."""


AsEditorsDo.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    AsEditorsDo.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def schema_of(name: str) -> dict:
    return json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text("utf-8"))


def head_of(file: Path) -> object:
    text = file.read_text("utf-8")
    return yaml.load(text.split("---\n")[1], AsEditorsDo)


def pages(content: Path) -> list[tuple[str, Path]]:
    folders = yaml.safe_load((content / "project.yaml").read_text("utf-8"))["folders"]
    return [(kind_of(file.relative_to(content).as_posix(), folders), file) for file in sorted(content.rglob("*.md"))]


@pytest.mark.parametrize("name", [*KINDS, "project"])
def test_each_schema_is_one(name):
    jsonschema.Draft7Validator.check_schema(schema_of(name))


@pytest.mark.parametrize("content", [ROOT / "content", SMALL], ids=["real", "small"])
def test_editing_programs_find_nothing_wrong_with_what_is_right(content):
    for kind, file in pages(content):
        faults = [fault.message for fault in jsonschema.Draft7Validator(schema_of(kind)).iter_errors(head_of(file))]
        assert faults == [], file
    project = yaml.load((content / "project.yaml").read_text("utf-8"), AsEditorsDo)
    assert [fault.message for fault in jsonschema.Draft7Validator(schema_of("project")).iter_errors(project)] == []


@pytest.mark.parametrize("mistake", sorted(FORMS))
def test_editing_programs_underline_a_field_of_the_wrong_form(mistake):
    folders = yaml.safe_load((BROKEN.parent / "broken-base" / "project.yaml").read_text("utf-8"))["folders"]
    (file,) = (BROKEN / mistake).rglob("*.md")
    kind = kind_of(file.relative_to(BROKEN / mistake).as_posix(), folders)
    assert read_document(file.read_bytes(), "x")[0].head.values

    assert list(jsonschema.Draft7Validator(schema_of(kind)).iter_errors(head_of(file)))


def test_what_is_made_from_the_schema_is_up_to_date():
    done = run_site("docs", "--check")

    assert (done.returncode, done.stdout, done.stderr) == (0, "All manuals are up to date.\n", "")


def test_a_manual_that_is_out_of_date_is_named(tmp_path):
    repository = tmp_path / "house"
    repository.mkdir()
    for name in ("core", "plugins", "tasks.py", "pelicanconf.py", "publishconf.py"):
        (repository / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "tasks.py", repository / "own.py")
    (repository / "tasks.py").unlink()
    (repository / "own.py").rename(repository / "tasks.py")
    written = run_site("docs", home=repository)
    (repository / "docs" / "front-matter.md").write_text("old\n", "utf-8")

    stale = run_site("docs", "--check", home=repository)

    assert written.returncode == 0
    assert sorted(path.relative_to(repository).as_posix() for path in repository.rglob("*.json")) == sorted(
        path for path in generated() if path.endswith(".json")
    )
    assert stale.returncode == 1
    assert stale.stderr == "site: out of date: docs/front-matter.md. Run ./site docs.\n"
