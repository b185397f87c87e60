"""What VS Code offers while one types front matter."""

from __future__ import annotations

import json
import re

from core.authoring.manual import generated
from core.documents.front_matter import read_document
from core.documents.schema import KINDS
from core.documents.validate import read_page

OFFERED = json.loads(generated()[".vscode/front-matter.code-snippets"])


def test_a_field_with_few_words_offers_them():
    assert OFFERED["role"] == {
        "scope": "markdown",
        "prefix": "role",
        "body": ["role: ${1|city,commercial,research|}"],
        "description": "What it is: city, commercial or research. For: partner. Like: role: research",
    }


def test_a_list_comes_with_its_brackets():
    assert OFFERED["work_packages"]["body"] == ["work_packages: [$1]"]


def test_a_field_that_all_kinds_have_says_so():
    assert " For: every kind of page. " in OFFERED["draft"]["description"]


def test_every_field_of_every_kind_is_offered():
    assert {name for model in KINDS.values() for name in model.model_fields} <= set(OFFERED)


def test_a_new_page_of_each_kind_lacks_no_field_but_its_values():
    for kind in KINDS:
        text = re.sub(r"\$\d|\$\{\d\|([^,|]+)[^}]*\}", r"\1", "\n".join(OFFERED[f"new-{kind}"]["body"]))
        document, problems = read_document(text.encode(), "content/new.md")
        assert problems == []

        _, problems = read_page(document.head, kind, "content/new.md", "UTC")
        assert {problem.code for problem in problems} == {"E012"}, kind
