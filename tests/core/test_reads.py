"""Who looks at a page is noted, and what was made from unchanged pages is not made again."""

from __future__ import annotations

from core.build.dependencies import DependencyRecorder, TrackedCache
from core.documents.parse import changes
from tests.conftest import site_of

FILES = {
    "news/index.md": "---\ntitle: News\n---\n",
    "news/one.md": "---\ntitle: One\nsummary: S\npublished: 2026-01-01\n---\n",
    "news/two.md": "---\ntitle: Two\nsummary: S\npublished: 2026-02-01\n---\n",
}
ONE, TWO = ("news", b"1"), ("news", b"2")


def test_the_fields_of_a_page_and_the_lists_of_pages_are_noted_when_they_are_read():
    site = site_of(FILES)

    with site.reads.noted() as pages:
        titles = [child.title for child in site.nodes["news/index.md"].children]
        site.of_kind("event")

    assert titles == ["Two", "One"]
    assert pages == {"news/index.md below", "news/one.md", "news/two.md", "every event"}


def test_who_waits_for_somebody_has_read_the_same():
    site = site_of(FILES)
    one = site.nodes["news/one.md"]

    with site.reads.noted() as outer, site.reads.noted() as inner:
        one.title  # noqa: B018

    assert (outer, inner) == ({"news/one.md"}, {"news/one.md"})


def test_a_value_is_made_once_and_each_who_asks_has_read_its_pages():
    site, made = site_of(FILES), []
    values = TrackedCache(site.reads)

    def make():
        made.append(1)
        return site.nodes["news/one.md"].title

    with site.reads.noted() as first:
        values.get("title", make)
    with site.reads.noted() as second:
        values.get("title", make)

    assert made == [1]
    assert first == second == {"news/one.md"}


def test_a_value_is_taken_over_until_a_page_or_a_thing_that_it_was_made_from_is_another():
    site = site_of(FILES)
    basis = object()
    old = TrackedCache(site.reads)
    old.get("title", lambda: site.nodes["news/one.md"].title, basis)

    def again(touched, on=basis):
        return TrackedCache(site.reads, old, touched).get("title", lambda: "new", on)

    assert again(frozenset({"news/two.md"})) == "One"
    assert again(frozenset({"news/one.md"})) == "new"
    assert again(frozenset(), object()) == "new"
    assert again(None) == "new"


def test_a_page_that_changes_touches_itself_and_the_lists_that_it_may_stand_in():
    found = changes({"news/one.md": ONE, "a.md": TWO}, {"news/one.md": ("news", b"3"), "a.md": TWO})

    assert found == {"news/one.md", "every news", "news/index.md below"}


def test_a_new_page_touches_lists_by_date_or_everything():
    assert changes({}, {"news/one.md": ONE}) == {"news/one.md", "every news", "news/index.md below"}
    assert changes({}, {"a/b.md": ("page", b"1")}) is None
    assert changes({"a/b.md": ("partner", b"1")}, {}) is None


def test_nothing_is_noted_when_nobody_asks_for_it():
    reads = DependencyRecorder()

    assert reads.open == []
