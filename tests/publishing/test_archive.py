"""The end of a project: a site that opens from a disk, a bag that validates, a WARC that replays."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from tests.conftest import SMALL, run_site

NAME = "example-2026-06-15"


@dataclass
class Archive:
    """What `./site archive` wrote, unpacked."""

    folder: Path  # of the files
    bag: Path

    @property
    def site(self) -> Path:
        return self.bag / "data/site"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("archive")
    content = shutil.copytree(SMALL, folder / "content")
    done = run_site("archive", "--content", content, "--output", folder / "out", "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    with zipfile.ZipFile(next((folder / "out").glob("*.zip"))) as file:
        file.extractall(folder / "unpacked")
    (bag,) = (folder / "unpacked").iterdir()
    return Archive(folder / "out", bag)


def pages(archive: Archive) -> Iterator[tuple[Path, html.HtmlElement]]:
    for path in sorted(archive.site.rglob("*.html")):
        yield path, html.document_fromstring(path.read_bytes())


def test_the_files_are_named_for_project_and_day(archive):
    names = sorted(path.name.partition("-2026-06-15")[2] for path in archive.folder.iterdir())

    assert names == ["-handover.md", ".warc.gz", ".zip"]


def test_the_bag_is_valid_for_the_library_that_libraries_use(archive):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library itself
        import bagit

    bag = bagit.Bag(str(archive.bag))

    bag.validate()
    assert sorted(bag.algorithms) == ["sha256", "sha512"]
    assert bag.info["Bagging-Date"] == "2026-06-15"
    assert {"data/HANDOVER.md", "data/site/index.html"} < set(bag.entries)


def test_a_changed_file_makes_the_bag_invalid(archive, tmp_path):
    import bagit

    copy = shutil.copytree(archive.bag, tmp_path / "bag")
    (copy / "data/site/index.html").write_text("changed")

    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(copy)).validate()


def test_nothing_in_the_site_needs_a_server(archive):
    for path, page in pages(archive):
        for written in page.xpath("//@href | //@src | //@srcset/text()"):
            if not written or written.startswith(("https://", "http://", "mailto:", "tel:", "#")):
                continue
            assert not written.startswith("/"), f"{path}: {written}"
            target = (path.parent / written.partition("#")[0].partition("?")[0]).resolve()
            assert target.is_file(), f"{path}: {written} is not there"


def test_every_page_says_what_it_is_and_since_when(archive):
    for path, page in pages(archive):
        if not page.xpath("//meta[@http-equiv='refresh']"):
            assert "This is an archived copy, made on June 15, 2026." in page.text_content(), path


def test_there_is_nothing_to_come_and_nothing_to_subscribe_to(archive):
    for _, page in pages(archive):
        assert page.xpath("//link[@rel='alternate']") == []
        assert [
            link for link in page.xpath("//a/@href") if link.startswith("webcal:") or link.endswith((".xml", ".ics"))
        ] == []
        assert [
            text for text in page.xpath("//h2/text()") if text in ("Coming events", "Coming", "Upcoming events")
        ] == []


def test_an_event_of_the_time_after_is_still_told(archive):
    assert (archive.site / "events/summer-school/index.html").is_file()
    listing = html.document_fromstring((archive.site / "events/index.html").read_bytes())
    assert "summer-school/index.html" in "".join(listing.xpath("//main//a/@href"))


def test_the_site_opens_from_a_folder_with_no_request_leaving_the_disk(archive, browser):
    context = browser.new_context()
    page, asked, failed = context.new_page(), set(), []
    page.on("request", lambda request: asked.add(request.url.partition(":")[0]))
    page.on("requestfailed", lambda request: failed.append(request.url) if "ABORTED" not in request.failure else None)

    page.goto((archive.site / "index.html").as_uri())
    seen = [page.title()]
    for name in ("events", "news", "about", "results"):
        link = page.locator(f"main a[href*='{name}'], header a[href*='{name}']").first
        if link.count():
            link.click()
            page.wait_for_load_state()
            seen.append(page.title())
            page.goto((archive.site / "index.html").as_uri())
    styled = page.evaluate("getComputedStyle(document.body).fontFamily")
    context.close()

    assert len(set(seen)) >= 3
    assert asked <= {"file", "data"}
    assert failed == []
    assert "Times" not in styled


def test_the_warc_replays_every_page_with_its_type(archive, small):
    records = {}
    with next(archive.folder.glob("*.warc.gz")).open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                uri = record.rec_headers["WARC-Target-URI"]
                records[uri] = (record.http_headers.get_statuscode(), record.http_headers["Content-Type"])
                assert record.content_stream().read()
            assert record.rec_headers["WARC-Date"].startswith("2026-06-1")

    origin = "https://example.org"
    assert records[f"{origin}/"] == ("200", "text/html; charset=utf-8")
    assert records[f"{origin}/feed.xml"] == ("200", "application/rss+xml; charset=utf-8")
    assert records[f"{origin}/Old/Default.aspx"] == ("200", "text/html; charset=utf-8")
    addresses = {page.address for page in small.pages if not page.address.startswith(("/subscribe/", "/search/"))}
    assert {f"{origin}{address}" for address in addresses} <= set(records)


def test_the_sheet_tells_the_next_keeper_what_to_keep(archive):
    sheet = (archive.bag / "data/HANDOVER.md").read_text()

    assert sheet == next(archive.folder.glob("*-handover.md")).read_text()
    assert "- https://example.org/feed.xml\n" in sheet
    assert "tag:example.org,2026:" in sheet
    assert "| domain | example.org | | |" in sheet


def test_the_same_content_and_day_give_the_same_archive(archive, tmp_path):
    content = shutil.copytree(SMALL, tmp_path / "content")
    done = run_site(
        "archive", "--content", content, "--output", tmp_path / "out", "--today", "2026-06-15", TZ="Asia/Tokyo"
    )

    assert done.returncode == 0, done.stderr
    for path in archive.folder.iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name
