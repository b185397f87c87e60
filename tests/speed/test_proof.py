"""A build that makes only what changed gives the same bytes as one that makes everything."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from core.build.outputs import Output
from core.documents import parse as readings
from core.site.tree import Node
from plugins.build import context as build_module
from plugins.build.context import BuildContext
from plugins.build.output_writer import OutputWriter
from plugins.build.plugin import SiteGenerator
from plugins.build.templates import Templates
from tests.speed.machine import CHANGES, ROOT, Machine

Change = Callable[[Machine], str]


@pytest.fixture(autouse=True)
def in_the_house(monkeypatch):
    monkeypatch.chdir(ROOT)


def state_machine(folder: Path) -> type[RuleBasedStateMachine]:
    """Return Hypothesis's machine: each rule is a change, and after each the three ways to build are compared."""
    started = iter(range(10**6))

    class Steps(RuleBasedStateMachine):
        @initialize()
        def start(self):
            place = folder / str(next(started))
            place.mkdir()
            self.machine = Machine(place, seed=0)
            self.machine.step(lambda _machine: "nothing")

        @rule(change=st.sampled_from(CHANGES), seed=st.integers(0, 2**16))
        def change(self, change, seed):
            self.machine.chance.seed(seed)
            self.machine.step(change)

        @rule(seed=st.integers(0, 2**16))
        def change_several(self, seed):
            self.machine.chance.seed(seed)
            self.machine.step(Machine.several)

    return Steps


def test_what_was_built_in_steps_equals_a_clean_build_to_the_byte(tmp_path, request):
    runs, steps = (10, 52) if request.config.getoption("thorough") else (2, 30)
    run_state_machine_as_test(
        state_machine(tmp_path),
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


# Each takes one thing out of what a build remembers to look at. The proof has to see every one of them; it begins with
# the change that is most likely to show it.
BLIND: dict[str, tuple[Change, Callable[[pytest.MonkeyPatch], None]]] = {
    "the words that a feed shows": (
        Machine.edit_words,
        lambda patch: patch.setattr(Output, "reads", property(_only_pages)),
    ),
    "the fields of a page": (
        Machine.edit_summary,
        lambda patch: patch.setattr(readings, "_facts", lambda *_: b"always"),
    ),
    "the view of a page": (
        Machine.edit_link,
        lambda patch: patch.setattr(BuildContext, "key", lambda _build_context, _view: b"always"),
    ),
    "the pages that a view shows": (
        Machine.edit_title,
        lambda patch: patch.setattr(Node, "page", property(lambda node: node.said)),
    ),
    "the pages below one": (
        Machine.add_news,
        lambda patch: patch.setattr(Node, "children", property(lambda node: node.below)),
    ),
    "the pages of a kind": (Machine.add_event, lambda patch: patch.setattr(readings, "EVERY", "none ")),
    "what features answer at once": (
        Machine.edit_title,
        lambda patch: patch.setattr(BuildContext, "_slots", _as_before),
    ),
    "what stands beside the text": (
        Machine.edit_words,
        lambda patch: patch.setattr(build_module, "equal_but_aside", lambda _one, _other: True),
    ),
    "what all pages share": (
        Machine.edit_styles,
        lambda patch: patch.setattr(BuildContext, "shared_digest", b"always"),
    ),
    "the templates": (
        Machine.edit_template,
        lambda patch: patch.setattr(Templates, "_read", lambda _self, _name: (b"always", ())),
    ),
    "the day": (
        Machine.change_day,
        lambda patch: patch.setattr(SiteGenerator, "_ground", lambda *_: b"always"),
    ),
    "the file in the output": (
        Machine.edit_words,
        lambda patch: patch.setattr(OutputWriter, "remove_others", lambda *_: None),
    ),
}


def _only_pages(output: Output) -> tuple[str, ...]:
    return output.made_from if output.path.endswith(".html") else ()


_slots = BuildContext._slots


def _as_before(build_context: BuildContext, node: Node) -> dict[str, object]:
    return (
        dict(build_context.before[node.path].slots)
        if node.path in build_context.before
        else _slots(build_context, node)
    )


def some(names: Iterable[str], count: int) -> list[str]:
    """Return a few, others in each run, and the same in all processes of one; each can be asked for with -k."""
    return sorted(random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID", "")).sample(sorted(names), count))


FEW = 4  # of the recordings are turned off in a usual run, all of them in the thorough one


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "what" in metafunc.fixturenames:
        every = metafunc.config.getoption("thorough") or metafunc.config.getoption("keyword")
        metafunc.parametrize("what", list(BLIND) if every else some(BLIND, FEW))


def test_a_build_that_overlooks_something_is_found_out(what, tmp_path, monkeypatch):
    machine = Machine(tmp_path, seed=1)
    machine.step(lambda _machine: "nothing")
    likely, take_out = BLIND[what]
    take_out(monkeypatch)

    with pytest.raises(AssertionError, match="after "):  # noqa: PT012 (which step shows it is up to the machine)
        for _ in range(3):
            for change in (*[likely] * 5, *CHANGES):
                machine.step(change)
