"""All issues on one page, each with the one before and the one after; a draft of the next one."""

from __future__ import annotations

from tests.conftest import run_site, told, write
from tests.newsletter.conftest import files
from tests.newsletter.mails import shown, words

ISSUE = "---\ntitle: Letter {0}\nissue: {0}\nsummary: Summary {0}.\npublished: {1}\n---\nText.\n"


def issues(**pages):
    return {
        "newsletters/index.md": "---\ntitle: Newsletters\n---\n",
        **{f"newsletters/{name}.md": text for name, text in pages.items()},
    }


def test_the_archive_has_number_date_and_summary_of_every_issue_newest_first(build):
    built = build(issues(a=ISSUE.format(1, "2025-12"), b=ISSUE.format(2, "2026-03-01")))

    cards = [shown(item) for item in built["/newsletters/"].all("//main//ul[@class='cards']/li")]
    assert cards == ["Issue 2 Letter 2 March 1, 2026 Summary 2.", "Issue 1 Letter 1 December 2025 Summary 1."]


def test_issues_that_are_missing_are_told_and_are_no_mistake(build):
    five = ISSUE.format(5, "2026-03-01")
    built = build(issues(a=ISSUE.format(3, "2025-12"), b=five))

    assert "Issues 1, 2, and 4 are not in this archive." in built["/newsletters/"].words("//main//p")
    whole = build(issues(a=ISSUE.format(1, "2025-12")), name="whole")
    assert "not in this archive" not in shown(whole["/newsletters/"].one("//main"))


def test_a_number_is_never_used_twice():
    (problem,) = told(issues(a=ISSUE.format(1, "2025-12"), b=ISSUE.format(1, "2026-03-01")))

    assert problem == (
        "content/newsletters/a.md:3: issue: 1 is the issue of content/newsletters/b.md too. [E033]\n"
        "    Write another into one of the two."
    )


def test_an_issue_leads_to_the_one_before_and_the_one_after(build):
    built = build(
        issues(a=ISSUE.format(1, "2025-12"), b=ISSUE.format(2, "2026-03-01"), c=ISSUE.format(3, "2026-05-01"))
    )

    links = built["/newsletters/b/"].all("//nav[@aria-label='Other issues']//a")
    assert [(shown(link), link.get("href")) for link in links] == [
        ("The issue before Letter 1", "/newsletters/a/"),
        ("The issue after Letter 3", "/newsletters/c/"),
    ]


def test_highlights_are_shown_with_title_picture_summary_and_link(build, tmp_path):
    built = build(write(tmp_path / "content", files()))

    first, second = built["/newsletters/spring/"].all("//ul[@class='highlights']/li")
    assert shown(first) == "News, May 20, 2026 The map is drawn Northport knows where its heat is."
    assert first.xpath(".//a/@href") == ["/news/map/"]
    (picture,) = first.xpath(".//img")
    assert picture.get("alt") == "A map"
    assert built.has(picture.get("src"))
    assert words(shown(second)) == words("Event September 10 2026 Northport Postponed Summer school Three days of maps")


def test_the_next_issue_is_drafted_from_what_is_new_since_the_last(tmp_path):
    content = write(tmp_path / "content", files())
    (content / "news/late.md").write_text("---\ntitle: Late\nsummary: S\npublished: 2026-06-02\n---\n")
    (content / "news/draft.md").write_text("---\ntitle: Draft\nsummary: S\npublished: 2026-06-02\ndraft: true\n---\n")
    done = run_site(
        *("new", "newsletter", "--content", content, "--name", "next"),
        *("--field", "title=Next letter", "--field", "summary=What is new.", "--field", "published=2026-06-20"),
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert (content / "newsletters/next.md").read_text("utf-8") == (
        "---\ntitle: Next letter\nsummary: What is new.\npublished: 2026-06-20\ndraft: true\nissue: 4\n"
        "highlights:\n  - ../news/late.md\n"
        "# More fields: menu, order, updated, expires, review, owner, image, image_alt\n---\n\nWrite the text here.\n"
    )


def test_the_first_issue_has_the_number_one_and_what_is_given_counts(tmp_path):
    pages = files()
    del pages["newsletters/spring.md"]
    content = write(tmp_path / "content", pages)
    fields = ("--field", "title=A", "--field", "summary=S.", "--field", "highlights=[../news/map.md]")
    done = run_site("new", "newsletter", "--content", content, "--name", "first", *fields)

    text = (content / "newsletters/first.md").read_text("utf-8")
    assert done.returncode == 0
    assert "issue: 1\n" in text
    assert "highlights: [../news/map.md]\n" in text
