"""The mail edition: one file with HTML and plain text, which say what the page says."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from email.message import EmailMessage
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.built import Built
from tests.conftest import ROOT, TODAY, built_once, run_site, write
from tests.newsletter.conftest import GRANT, ISSUE, files
from tests.newsletter.mails import html_of, read, shown, text_of, tree_of, words


def mailed(folder: Path, *options: str, issue: str = "newsletters/spring.md") -> CompletedProcess[str]:
    """Make the mail of an issue as an editor does."""
    return run_site("newsletter", folder / issue, "--eml", folder.parent / "a.eml", "--content", folder, *options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return write(tmp_path_factory.mktemp("newsletter") / "content", files())


@pytest.fixture(scope="module")
def mail(folder) -> EmailMessage:
    done = mailed(folder)
    assert done.returncode == 0, done.stderr
    assert "Open it with your mail program and send it to your list of subscribers." in done.stdout
    return read(folder.parent / "a.eml")


@pytest.fixture(scope="module")
def page(folder) -> Built:
    return built_once(folder.parent, "site", folder, TODAY)


def test_its_head_is_complete_and_comes_from_the_content_alone(mail):
    assert {name: str(value) for name, value in mail.items()} == {
        "Subject": "EXAMPLE: Spring letter",
        "From": "EXAMPLE <newsletter@example.org>",
        "X-Unsent": "1",
        "Date": "Mon, 01 Jun 2026 10:00:00 +0000",
        "Message-ID": "<newsletter/spring.2026@example.org>",
        "List-Unsubscribe": "<https://lists.example.org/leave>",
        "MIME-Version": "1.0",
        "Content-Type": mail["Content-Type"],
    }
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_it_is_the_same_to_the_byte_each_time(mail, folder):
    first = (folder.parent / "a.eml").read_bytes()
    mailed(folder)

    assert (folder.parent / "a.eml").read_bytes() == first


def test_both_parts_have_every_word_of_the_page_and_no_other(mail, page):
    main = deepcopy(page["/newsletters/spring/"].one("//main"))
    for own in main.xpath(".//dl[contains(@class, 'facts')] | .//*[contains(@class, 'on-paper')] | .//nav"):
        own.drop_tree()
    said = Counter(words(shown(main)))

    plain = re.sub(r"\[\d+\]", "", text_of(mail)).partition("* * *")[0]
    assert said - Counter(words(plain)) == Counter()
    rich = Counter(words(shown(tree_of(mail).body)))
    assert said - rich == Counter()
    # What a mail has besides: the project, date and number, the numbers of a list, the foot.
    more = Counter(words(plain)) - said
    assert set(more) <= {"EXAMPLE", "Issue", "3", "June", "1", "2", "2026"}
    foot = "EXAMPLE " + GRANT + "This site is run by the consortium. Read this issue on the web Unsubscribe"
    assert set(rich - said) <= {*words(foot), "Issue", "3", "June", "1", "2026"}


def test_the_plain_text_reads_like_this(mail):
    """The golden file of the plain text: headings, lists, a quotation, a table, highlights, links by number."""
    assert text_of(mail) == (ROOT / "tests/golden/newsletter.txt").read_text("utf-8")


def test_lines_of_the_plain_text_are_short_and_flow(mail):
    lines = mail.get_body(("plain",)).get_content().splitlines()

    assert [line for line in lines if len(line) > 78 and not line.startswith("[")] == []
    assert [line for line in lines if line.endswith(" ")]


def test_every_link_is_absolute_and_leads_to_the_page_or_away(mail, page):
    links = tree_of(mail).xpath("//a/@href")

    numbered = dict(re.findall(r"^\[(\d+)\] (\S+)$", text_of(mail), re.MULTILINE))
    assert set(numbered.values()) == set(links) - {"https://example.org/"}
    assert sorted(map(int, numbered)) == list(range(1, len(numbered) + 1))
    for link in links:
        assert link.startswith("https://"), link
        if link.startswith("https://example.org/"):
            assert page.has(link.removeprefix("https://example.org")), link


def test_its_pictures_are_our_own_and_have_words(mail, page):
    pictures = tree_of(mail).xpath("//img")

    assert [picture.get("alt") for picture in pictures] == ["A map", "Emblem of the funder"]
    for picture in pictures:
        assert page.has(picture.get("src").removeprefix("https://example.org"))
        assert not picture.get("src").endswith(".svg")


def test_it_carries_no_script_no_tracking_and_fetches_nothing_but_pictures(mail):
    tree = tree_of(mail)

    assert tree.xpath("//script | //link | //iframe | //form | //object | //@srcset | //@background") == []
    assert tree.xpath("//img[@width='1' or @height='1' or not(@width)]") == []
    assert "url(" not in html_of(mail)
    assert "@import" not in html_of(mail)
    assert not re.search(r"[?&](utm_|mc_|ref=)", html_of(mail))


def test_the_grant_is_acknowledged_in_both_parts(mail):
    for said in ("EXAMPLE has received funding under grant agreement no 000000.", "The funder is not liable"):
        assert said in shown(tree_of(mail).body)
        assert said in text_of(mail)


def test_every_element_wears_its_look_and_dark_surroundings_change_every_colour(mail):
    tree = tree_of(mail)
    (sheet,) = tree.xpath("//head/style/text()")

    assert [element.tag for element in tree.xpath("//td[not(@style)] | //h1[not(@style)] | //a[not(@style)]")] == []
    assert "@media (prefers-color-scheme:dark)" in sheet
    assert tree.xpath("//meta[@name='color-scheme']/@content") == ["light dark"]
    assert "var(" not in html_of(mail)
    assert "light-dark(" not in html_of(mail)
    for colour in ("background-color", "color"):
        assert re.search(rf"[{{;]{colour}:#\w+!important", sheet)


def test_what_became_of_an_event_is_told(mail):
    assert "Postponed: Summer school" in shown(tree_of(mail).body)
    assert "Postponed: Summer school [" in text_of(mail)


def test_where_one_unsubscribes_is_left_out_when_it_is_not_known(tmp_path):
    folder = write(tmp_path / "bare", files(project=GRANT))
    said = mailed(folder).stdout
    mail = read(tmp_path / "a.eml")

    assert mail["List-Unsubscribe"] is None
    assert mail["From"] is None
    assert "Unsubscribe" not in text_of(mail)
    assert "It has no List-Unsubscribe: project.yaml does not say where one unsubscribes" in said
    assert "say who sends it," in said


def test_a_draft_can_be_looked_at_and_says_so(tmp_path):
    folder = write(tmp_path / "draft", files(issue=ISSUE.replace("issue: 3", "issue: 3\ndraft: true")))

    told = "It is a draft: what it links to on the web is not there before it is published."
    assert told in mailed(folder).stdout


def test_a_mail_that_would_be_cut_off_is_refused(tmp_path):
    folder = write(tmp_path / "long", files(issue=ISSUE + "\n\n".join(["A long story. " * 20] * 400)))

    assert re.fullmatch(
        r"site: newsletter: the mail has \d+ kB; above 100 kB mail services cut it off. Shorten the text.\n",
        mailed(folder).stderr,
    )


def test_a_page_that_is_no_issue_is_named(folder):
    done = mailed(folder, issue="news/map.md")

    told = "site: newsletter: news/map.md is no issue of the newsletter. Issues: newsletters/spring.md.\n"
    assert (done.returncode, done.stderr) == (1, told)


def test_what_is_to_be_done_with_an_issue_has_to_be_said(content):
    done = run_site("newsletter", content / "newsletters/spring.md", "--content", content)

    assert (done.returncode, done.stderr) == (
        2,
        "site: newsletter: say --eml FILE, or --send-test ADDRESS and --smtp HOST\n",
    )


def test_our_own_newsletters_can_be_mailed(tmp_path):
    issues = [path for path in sorted((ROOT / "content/newsletters").glob("*.md")) if path.name != "index.md"]

    assert issues
    for issue in issues:
        done = run_site("newsletter", issue, "--eml", tmp_path / "own.eml")
        assert done.returncode == 0, done.stderr
        assert len(html_of(read(tmp_path / "own.eml")).encode()) < 100_000
