"""What visitors' programs are told by real servers with our configuration: types, caching, packing, redirects, protection."""

from __future__ import annotations

import gzip
import os
import re
import signal
import time
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest

from core.hosting.headers import FOR_EVER, PAGE, POLICY, PROTECTION, SEARCH_POLICY, media_type
from tests.conftest import write
from tests.publishing.conftest import nginx_for
from tests.publishing.web import Server


@pytest.fixture(params=["nginx", "nginx_in_container", "caddy", "apache"])
def server(request: pytest.FixtureRequest) -> Server:
    return request.getfixturevalue(request.param)


def files(published: Path) -> dict[str, bytes]:
    site = published / "current"
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if not name.endswith((".br", ".gz", "404.html")) and not name.startswith(("_", ".hashed"))
    }


def address(name: str) -> str:
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", name)


def test_every_file_of_the_site_comes_as_it_was_built_with_its_type(server, published):
    redirects = {line.split()[0] for line in (published / "current/_redirects").read_text().splitlines()}

    for name, data in files(published).items():
        if address(name) in redirects:
            continue
        answer = server.ask(address(name))
        assert (name, answer.status, answer["Content-Type"]) == (name, 200, media_type(name))
        assert answer.body == data


@pytest.mark.parametrize("path", ["/", "/no/such/page/", "/feed.xml", "/wp1/"])
def test_every_answer_carries_the_same_protection(server, path):
    answer = server.ask(path)

    assert {name: answer[name] for name in PROTECTION} == PROTECTION


def test_pages_are_kept_for_minutes_and_hashed_names_for_a_year(server, published):
    sheets = [name for name in files(published) if name.endswith(".css")]

    assert server.ask("/")["Cache-Control"] == PAGE
    assert server.ask("/events/")["Cache-Control"] == PAGE
    assert server.ask("/feed.xml")["Cache-Control"] == PAGE
    assert {server.ask(f"/{sheet}")["Cache-Control"] for sheet in sheets} == {FOR_EVER}


def test_what_has_not_changed_is_not_sent_again(server):
    first = server.ask("/events/")
    again = server.ask("/events/", If_None_Match=first["ETag"])

    assert first["ETag"]
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/", "/feed.xml"])
def test_texts_come_packed_to_who_can_unpack_them(server, path):
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="gzip")

    assert plain["Content-Encoding"] == ""
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert packed["Content-Type"] == plain["Content-Type"]
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2


def test_caddy_chooses_brotli_where_a_browser_knows_it(caddy):
    answer = caddy.ask("/", Accept_Encoding="gzip, br")

    assert answer["Content-Encoding"] == "br"
    assert brotli.decompress(answer.body) == caddy.ask("/").body


@pytest.mark.parametrize("old", ["/wp1/", "/wp1", "/Old/Default.aspx"])
def test_an_old_address_leads_on_for_good(server, old):
    answer = server.ask(old)

    assert answer.status == 301
    assert urlsplit(answer["Location"]).path == "/work-packages/work-package-1/"
    assert urlsplit(answer["Location"]).netloc in ("", f"127.0.0.1:{server.secure}")


def test_a_page_without_its_last_slash_leads_to_the_page(server):
    answer = server.ask("/events")

    assert answer.status in (301, 308)
    assert answer["Location"].endswith("/events/")


@pytest.mark.parametrize("path", ["/no/such/page/", "/.hashed", "/index.html.gz", "/index.html.br", "/images/"])
def test_what_is_not_there_is_told_with_the_page_for_it(server, published, path):
    answer = server.ask(path)

    assert answer.status == 404
    assert answer.body == (published / "current/404.html").read_bytes()
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_the_server_does_not_say_which_version_it_is(server):
    assert not re.search(r"\d", server.ask("/")["Server"])


@pytest.mark.parametrize("path", ["/_apache.conf", "/_redirects"])
def test_apache_does_not_show_what_it_reads_itself(apache, path):
    assert apache.ask(path).status == 404


def test_without_tls_nginx_leads_to_the_same_address_with_it(nginx):
    answer = nginx.ask_plain("/events/?a=b", Host="www.example.org")

    assert (answer.status, answer["Location"]) == (301, "https://www.example.org/events/?a=b")


def test_nginx_starts_with_long_old_addresses_and_many_of_them(tmp_path):
    old = {f"/{'a-long-name/' * 40}{number}/": f"/new/{number}/" for number in range(2000)}
    site = tmp_path / "site/current"
    site.mkdir(parents=True)
    (site / "_redirects.nginx").write_text("".join(f'"{one}" "{new}";\n' for one, new in old.items()))

    with nginx_for(tmp_path / "site", tmp_path, "nginx-container.conf") as server:
        last, leads = list(old.items())[-1]
        assert server.ask(last)["Location"] == leads


def test_a_redirect_that_is_new_is_a_page_until_nginx_is_reloaded(tmp_path):
    site = write(tmp_path / "site/current", {"_redirects.nginx": b"", "old/index.html": b"moved", "404.html": b""})

    with nginx_for(tmp_path / "site", tmp_path, "nginx-container.conf") as server:
        (site / "_redirects.nginx").write_text('"/old/" "/new/";\n')
        before = server.ask("/old/")
        os.kill(int((tmp_path / "pid").read_text()), signal.SIGHUP)
        for _ in range(200):
            if (after := server.ask("/old/")).status != 200:
                break
            time.sleep(0.05)

    assert (before.status, before.body) == (200, b"moved")
    assert (after.status, after["Location"]) == (301, "/new/")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/feed.xml", "/no/such/page/", "/calendars/events.ics"])
def test_the_site_takes_no_more_than_questions(server, path, method):
    answer = server.ask(path, method=method)

    assert answer.status == 405
    assert {name: answer[name] for name in PROTECTION} == PROTECTION


def test_a_question_for_the_head_alone_is_answered(server):
    answer = server.ask("/", method="HEAD")

    assert (answer.status, answer.body, answer["Content-Type"]) == (200, b"", "text/html; charset=utf-8")


MISSING = [
    "/calendars/no-such.ics",
    "/events/no-such.ics",
    "/no-such/feed.xml",
    "/feeds/no-such/atom.xml",
    "/opml.xml",
    "/no-such.xml",
    "/no-such/feed.json",
    "/no-such.json",
    "/no-such.bib",
    "/no-such.webmanifest",
    "/no-such.css",
    "/no-such.pdf",
    "/no-such.bin",
    "/theme/site.0123456789.css",
    "/images/bridge-0123456789.webp",
    "/theme/clock.0123456789.js",
    "/no-such.aspx",
    "/no-such/search/",
]


@pytest.mark.parametrize("path", MISSING)
def test_a_file_that_is_missing_is_a_page_that_says_so_and_is_not_kept(server, published, path):
    answer = server.ask(path)

    assert answer.status == 404
    assert answer["Cache-Control"] == ""
    assert answer.body == (published / "current/404.html").read_bytes()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert {name: answer[name] for name in PROTECTION if name != "Content-Security-Policy"} == {
        name: value for name, value in PROTECTION.items() if name != "Content-Security-Policy"
    }
    assert answer["Content-Security-Policy"] in (POLICY, SEARCH_POLICY)


@pytest.mark.parametrize("path", ["/%00", "/%2e%2e/%2e%2e/etc/passwd", "/%ff"])
def test_a_name_that_no_file_can_have_is_refused(server, path):
    assert server.ask(path).status in (400, 404)
