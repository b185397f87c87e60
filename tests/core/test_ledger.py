"""What was published stays: addresses, headings, ids; and the lines that keep them are told."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.build.outputs import Output
from core.checks.published import find_lost_outputs
from core.documents.sources import Sources
from core.read_site import read_site
from core.site.ledger import Row, read_ledger, written
from core.site.published_rows import rows_of_outputs, rows_of_site
from core.site.site import Site
from tests.conftest import PROJECT, Files, site_of, with_bare

NOW = datetime.fromisoformat("2026-06-15T00:00+02:00")
NEWS = "---\ntitle: The first map is out\nsummary: One.\npublished: 2026-03-01\n---\n"


def read(files: Files, ledger: str) -> tuple[Site, list[str]]:
    sources = Sources("content", texts={**with_bare(files), "ledger.csv": ledger.encode()})
    site, problems = read_site(sources, NOW)
    assert site is not None
    return site, [str(problem) for problem in sorted(problems)]


def ledger_of(files: Files) -> str:
    return written(rows_of_site(site_of(files))).decode()


def told(before: Files, after: Files) -> list[str]:
    """Return what is told of content that was published and has changed."""
    return read(after, ledger_of(before))[1]


def news(**files: str) -> dict[str, str]:
    return {
        "news/index.md": "---\ntitle: News\n---\n",
        **{f"news/{name.replace('_', '-')}.md": text for name, text in files.items()},
    }


def test_the_ledger_names_pages_with_their_ids_headings_old_addresses_and_files():
    files = {"about.md": "---\ntitle: About us\naliases: [/old/]\n---\n## Who we are\n", **news(first_map=NEWS)}

    assert ledger_of(files).splitlines() == [
        "kind,id,address,first_published",
        "alias,,/old/,2026-06-15",
        "fragment,,/about/#who-we-are,2026-06-15",
        "page,,/,2026-06-15",
        "page,,/about/,2026-06-15",
        "page,,/get-in-touch/,2026-06-15",
        "page,,/news/,2026-06-15",
        'page,"tag:example.org,2026:news/first-map",/news/first-map/,2026-06-15',
    ]


def test_content_that_has_not_changed_loses_nothing():
    files = {"about.md": "---\ntitle: About us\naliases: [/old/]\n---\n## Who we are\n", **news(first_map=NEWS)}

    assert told(files, files) == []


def test_a_row_keeps_the_day_on_which_it_was_first_published():
    rows, problems = read_ledger(b"kind,id,address,first_published\npage,,/,2014-06-10\n", "content/ledger.csv")

    assert problems == []
    assert b"page,,/,2014-06-10\n" in written([*rows_of_site(site_of({})), *rows])
    assert written([*rows, *rows]).count(b"page") == 1


def test_a_renamed_page_is_recognised_and_the_lines_are_offered():
    assert told(news(first_map=NEWS), news(first_map_is_out=NEWS)) == [
        "content/news/first-map-is-out.md:1: aliases: this page seems to be the one that is published as "
        "/news/first-map/, which would be gone. [E091]\n"
        "    Add to its front matter:\n"
        '    aliases: ["/news/first-map/"]\n'
        "    id: news/first-map\n"
        "    If it is another page, name the address in the aliases of the one that takes its place."
    ]


def test_the_offered_lines_mend_it():
    mended = NEWS.replace("title", 'aliases: ["/news/first-map/"]\nid: news/first-map\ntitle')

    assert told(news(first_map=NEWS), news(first_map_is_out=mended)) == []


def test_a_page_of_quite_another_name_is_recognised_by_its_headings():
    text = "---\ntitle: {}\n---\n## Where we began\n\n## What comes next\n"

    (problem,) = told({"approach.md": text.format("Approach")}, {"method.md": text.format("Method")})

    assert problem.startswith(
        "content/method.md:1: aliases: this page seems to be the one that is published as /approach/"
    )


def test_a_page_moved_to_another_folder_is_recognised_by_its_name():
    page = "---\ntitle: Energy maps\n---\n"
    after = {"tools/index.md": "---\ntitle: Tools\n---\n", "tools/energy-maps.md": page}

    (problem,) = told({"energy-maps.md": page}, after)

    assert problem.startswith("content/tools/energy-maps.md:1: aliases:")
    assert '\n    aliases: ["/energy-maps/"]\n' in problem


def test_aliases_that_are_there_stay_in_the_offered_line():
    after = NEWS.replace("title", "aliases: [/older/]\ntitle")

    (problem,) = told(news(first_map=NEWS), news(first_map_is_out=after))

    assert problem.startswith("content/news/first-map-is-out.md:2: aliases:")
    assert '    Write in its front matter:\n    aliases: ["/older/", "/news/first-map/"]\n' in problem


def test_a_page_that_nothing_is_like_is_told_at_its_line_of_the_ledger():
    before = {"about.md": "---\ntitle: About us\n---\n"}

    assert told(before, {}) == [
        "content/ledger.csv:3: the page /about/ is published and would be gone. [E091]\n"
        "    Bring it back, or add its address to the page that takes its place:\n"
        '    aliases: ["/about/"]'
    ]


def test_a_page_taken_up_by_another_that_is_known_ends_there_with_its_id_and_its_headings():
    old = NEWS + "## A heading\n"
    after = news(first_map=NEWS.replace("title", "aliases: [/news/second-map/]\ntitle"))

    assert told(news(first_map=NEWS, second_map=old), after) == []


def test_a_published_page_cannot_become_a_draft():
    (problem,) = told(
        {"about.md": "---\ntitle: About us\n---\n"}, {"about.md": "---\ntitle: About us\ndraft: true\n---\n"}
    )

    assert problem.startswith(
        "content/about.md:3: draft: /about/ is published, so it cannot be a draft any more. [E091]"
    )


def test_an_alias_that_was_published_cannot_be_taken_out():
    (problem,) = told({"about.md": "---\ntitle: A\naliases: [/old/]\n---\n"}, {"about.md": "---\ntitle: A\n---\n"})

    assert problem.startswith("content/ledger.csv:2: the old address /old/ is published and would be gone. [E091]")


def test_an_alias_may_change_its_page():
    before = {"about.md": "---\ntitle: A\naliases: [/old/]\n---\n"}

    assert told(before, {"about.md": "---\ntitle: A\n---\n", "new.md": "---\ntitle: N\naliases: [/old/]\n---\n"}) == []


def test_a_file_that_is_gone_is_told():
    before = {"about.md": "---\ntitle: A\n---\n[Guide](guide.pdf)\n", "guide.pdf": b"%PDF"}
    sources = Sources("content", texts={name: data for name, data in with_bare(before).items() if name != "guide.pdf"})
    from pathlib import Path

    sources.files, sources.sizes = {"guide.pdf": Path("guide.pdf")}, {"guide.pdf": 4}
    site, problems = read_site(sources, NOW)
    assert problems == []

    (problem,) = read({"about.md": "---\ntitle: A\n---\n"}, written(rows_of_site(site)).decode())[1]

    assert problem.startswith("content/ledger.csv:2: the file /guide.pdf is published and would be gone. [E091]")
    assert (
        read({"about.md": "---\ntitle: A\naliases: [/guide.pdf]\n---\n"}, written(rows_of_site(site)).decode())[1] == []
    )


def test_a_heading_with_new_words_keeps_its_address_by_an_id():
    before = {"about.md": "---\ntitle: About us\n---\n## Who we are\n\n## Where\n"}

    assert told(before, {"about.md": "---\ntitle: About us\n---\nText.\n\n## Who we were\n\n## Where\n"}) == [
        "content/about.md:6: others may link to the heading /about/#who-we-are, which would be gone. [E093]\n"
        "    Give the heading that takes its place its id:\n"
        "    ## Who we were {: #who-we-are }"
    ]
    assert told(before, {"about.md": "---\ntitle: About us\n---\n## Who we were {: #who-we-are }\n\n## Where\n"}) == []


def test_an_id_that_would_change_is_told_with_the_line_that_keeps_it():
    assert told(news(first_map=NEWS), news(first_map=NEWS.replace("title", "id: news/other\ntitle"))) == [
        "content/news/first-map.md:2: id: programs know this page by the id tag:example.org,2026:news/first-map, "
        "which would change to tag:example.org,2026:news/other. [E092]\n"
        "    Write in its front matter:\n"
        "    id: news/first-map"
    ]


def test_another_authority_is_one_problem_not_one_for_each_page():
    files = with_bare(news(first_map=NEWS, second_map=NEWS))
    other = {**files, "project.yaml": files["project.yaml"].replace(b"example.org,2026", b"example.org,2030")}

    assert read(other, ledger_of(files))[1] == [
        "content/project.yaml:1: id_authority: ids are published under “example.org,2026”, not “example.org,2030”: "
        "all of them would change. [E092]\n"
        "    Write back: id_authority: example.org,2026"
    ]


def outputs(*names: str, kept: str = "feed", entries: tuple[str, ...] = ()) -> list[Output]:
    return [Output(name, lambda: b"", kept=kept, entries=entries) for name in names]


def test_feeds_calendars_and_their_entries_are_in_the_ledger():
    rows = list(
        rows_of_outputs([*outputs("feed.xml"), *outputs("all.ics", kept="calendar", entries=("a@b",))], site_of({}))
    )

    assert [(row.kind, row.id, row.address) for row in rows] == [
        ("feed", "", "/feed.xml"),
        ("calendar", "", "/all.ics"),
        ("entry", "a@b", "/all.ics"),
    ]


def test_a_feed_that_nobody_writes_any_more_is_told():
    site = site_of({})
    rows, _ = read_ledger(b"kind,id,address,first_published\nfeed,,/feed.xml,2014-06-10\n", "content/ledger.csv")

    assert list(find_lost_outputs(site, outputs("feed.xml"), rows)) == []
    assert [str(problem) for problem in find_lost_outputs(site, [], rows)] == [
        "content/ledger.csv:2: the feed /feed.xml is published and would be gone. [E091]\n"
        "    Add to the front matter of the page that takes their place:\n"
        '    aliases: ["/feed.xml"]\n'
        "    Else bring back what they were made from."
    ]


def test_all_that_programs_follow_of_one_page_is_told_at_once_with_one_line_to_paste():
    addresses = [
        "/calendars/partners/uni.ics",
        "/feeds/partners/uni/atom.xml",
        "/feeds/partners/uni/archive-1/atom.xml",
    ]
    rows = [Row("calendar" if ".ics" in one else "feed", "", one, "2014-06-10", 7) for one in addresses]

    (problem,) = find_lost_outputs(site_of({}), [], rows)

    assert str(problem) == (
        "content/ledger.csv:7: 3 feeds and calendars of “partners/uni” are published and would be gone. [E091]\n"
        "    Add to the front matter of the page that takes their place:\n"
        '    aliases: ["/calendars/partners/uni.ics", "/feeds/partners/uni/atom.xml", "/feeds/partners/uni/archive-1/atom.xml"]\n'
        "    Else bring back what they were made from."
    )


CITY = 'cities: {north: {name: Northport, country: BE, page: index.md, accent: {light: "#0b5394", dark: "#9cc9ff"}}}\n'
PARTNER = "---\ntitle: The University\nrole: research\ncity: north\ncountry: BE\n---\n## What it did\n"
CITED = "---\ntitle: A plan\nsummary: S\npublished: 2026-01-01\npartners: [uni]\n---\n[Uni](../partners/uni.md)\n"


def partners(*keys: str) -> dict[str, str]:
    pages = {f"partners/{key}.md": PARTNER for key in keys}
    project = f"{PROJECT}folders: {{news: news, partners: partner}}\n{CITY}"
    return {"project.yaml": project, "partners/index.md": "---\ntitle: Partners\n---\n", **news(), **pages}


def test_who_still_names_a_partner_that_was_renamed_is_told_the_new_name():
    before, after = ({**partners(key), **news(plan=CITED)} for key in ("uni", "polytechnic"))

    problems = told(before, after)

    assert [problem for problem in problems if "E030" in problem or "E050" in problem] == [
        "content/news/plan.md:5: partners: there is no partner “uni”. [E030]\n"
        "    Did you mean “polytechnic”? Known: polytechnic.\n"
        "    Correct the name, or add the partner's file.",
        "content/news/plan.md:7: there is no page “../partners/uni.md”. [E050]\n"
        "    Did you mean “../partners/polytechnic.md”?",
    ]


def test_a_partner_that_is_deleted_leaves_its_feeds_and_its_calendar_to_the_page_that_takes_its_place():
    before = partners("uni")
    followed = "".join(
        f"{kind},,{address},2026-06-15\n"
        for kind, address in (("calendar", "/calendars/partners/uni.ics"), ("feed", "/feeds/partners/uni/feed.xml"))
    )

    (problem,) = read(partners(), ledger_of(before) + followed)[1]

    assert problem.endswith(
        "would be gone. [E091]\n"
        "    Bring it back, or add its address and those of its feeds and calendar to the page that takes its place:\n"
        '    aliases: ["/partners/uni/", "/calendars/partners/uni.ics", "/feeds/partners/uni/feed.xml"]'
    )


def test_an_entry_that_would_come_under_another_id_is_told():
    rows, _ = read_ledger(b"kind,id,address,first_published\nentry,a@b,/all.ics,2014-06-10\n", "content/ledger.csv")

    (problem,) = find_lost_outputs(site_of({}), outputs("all.ics", kept="calendar", entries=("c@b",)), rows)

    assert str(problem).startswith("content/ledger.csv:2: the entry a@b of /all.ics would be gone. [E092]")


@pytest.mark.parametrize("line", ["a note", "page,,/", "pages,,/,2014-06-10", "page,,/,10 June 2014"])
def test_a_line_that_is_none_is_told_with_its_place(line):
    _, problems = read_ledger(f"kind,id,address,first_published\n{line}\n".encode(), "content/ledger.csv")

    assert [str(problem) for problem in problems] == [
        f"content/ledger.csv:2: this is no line of the ledger: “{line}”. [E090]\n"
        "    A line is kind,id,address,first_published, and so is the first one. "
        "Kinds: alias, calendar, entry, feed, file, fragment, page.\n"
        "    Of two versions of the file keep all lines of both; never write or delete a line by hand otherwise."
    ]


def test_a_ledger_with_the_line_ends_of_another_system_is_the_same():
    rows, problems = read_ledger(b"kind,id,address,first_published\r\npage,,/,2014-06-10\r\n", "content/ledger.csv")

    assert (problems, rows[0].address) == ([], "/")


@pytest.mark.parametrize(
    "data", ["", "\n", "\n\n", "kind,id,address,first_published\n", "kind,id,address,first_published"]
)
def test_a_ledger_that_was_emptied_is_reported(data):
    assert [str(one).partition("\n")[0] for one in read_ledger(data.encode(), "content/ledger.csv")[1]] == [
        "content/ledger.csv:1: the ledger is empty, so that nothing would tell when a published address is gone. [E094]"
    ]


def test_a_site_without_a_ledger_was_never_published():
    assert site_of({}).ledger == []
