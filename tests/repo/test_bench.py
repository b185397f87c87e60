"""The benchmark measures a site without mistakes, and says what got worse."""

from __future__ import annotations

from datetime import datetime

from lxml import etree

from core.documents.sources import read_folder
from core.read_site import read_site
from tests.bench.bench import LEAST, in_turn, plot, table, worse
from tests.bench.synthetic import texts, write_ours

BEFORE = {1000: {"Pelican, clean": 4.0, "ours, clean": 2.0, "serve, memory after 500": 90_000.0, "Hugo, clean": 0.6}}


def test_the_made_up_site_is_in_our_own_content_model_and_without_a_mistake(tmp_path):
    write_ours(tmp_path, 30)

    site, problems = read_site(read_folder(tmp_path, "content"), datetime.fromisoformat("2026-01-01T00:00:00+00:00"))

    assert [str(problem) for problem in problems] == []
    assert {node.kind for node in site.nodes.values()} == {"page", "news", "event", "partner", "work-package"}


def test_all_generators_get_the_same_texts():
    assert [text.body for text in texts(40)] == [text.body for text in texts(40)]


def test_a_figure_that_grew_by_more_than_the_noise_is_told():
    slower = {1000: {**BEFORE[1000], "ours, clean": 2.6}}

    assert list(worse(slower, BEFORE)) == ["1000: ours, clean is 1.30 times what it was"]


def test_on_a_machine_that_is_slow_for_all_nothing_got_worse():
    slow = {1000: {**BEFORE[1000], "Pelican, clean": 8.0, "ours, clean": 4.0, "Hugo, clean": 5.0}}

    assert list(worse(slow, BEFORE)) == []


def test_memory_is_compared_as_it_is():
    more = {1000: {**BEFORE[1000], "serve, memory after 500": 120_000.0}}

    assert list(worse(more, BEFORE)) == ["1000: serve, memory after 500 is 1.33 times what it was"]


def test_the_table_tells_seconds_as_parts_of_pelicans_and_other_figures_as_they_are():
    rows = table(BEFORE).splitlines()

    assert "| ours, clean | 2.00 s | 0.500 |" in rows
    assert "| serve, memory after 500 | 90 MB |  |" in rows


def test_the_drawing_is_well_formed_and_says_its_figures():
    drawing = etree.fromstring(plot(BEFORE).encode())

    assert "2.00 s" in "".join(drawing.itertext())


def test_works_are_timed_in_turn_and_as_often_as_was_asked():
    done = []

    figures = in_turn(LEAST, {name: lambda name=name: done.append(name) for name in "ab"}, lambda _text: None)

    assert done == ["a", "b"] * LEAST
    assert list(figures) == ["a", "b"]
