"""What Netlify and Cloudflare Pages do with the files that they read from the site, whatever its size."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.hosting.headers import FOR_EVER, PROTECTION, SEARCH_POLICY, is_hashed, media_type
from plugins.hosting.hosts import headers, notes, redirect_rules
from tests.conftest import run_site, site_of, with_bare, write
from tests.publishing.rules import blocks, cloudflare_redirects, netlify_redirects, said

HOSTS = ["netlify", "cloudflare"]
SITE = site_of({})


@pytest.fixture(scope="module", params=["small", "ours"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with all its files: that of the tests, and our own."""
    if request.param == "small":
        return request.getfixturevalue("published") / "current"
    output = tmp_path_factory.mktemp("ours") / "output"
    done = run_site("build", "--output", output, "--today", "2026-12-01")
    assert done.returncode == 0, done.stderr
    assert "Cloudflare" not in done.stdout
    return output


def paths_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def is_typed(path: str) -> bool:
    """Whether these hosts would say another type, or no character set."""
    return path.endswith(
        (".bib", ".csv", ".ics", ".webmanifest", "/feed.xml", "/atom.xml", "/feed.json", "/opml.xml")
    ) or (path in ("feed.xml", "atom.xml", "feed.json"))


@pytest.mark.parametrize("host", HOSTS)
def test_every_file_gets_the_headers_that_are_meant_for_it_once(host, built):
    text = (built / "_headers").read_text()

    for path in paths_of(built):
        if path.endswith((".br", ".gz")) or path.startswith(("_", "pagefind/")):
            continue
        found = said(text, f"/{path.removesuffix('index.html')}", host)

        assert {name: found[name] for name in PROTECTION} == {**PROTECTION, "Content-Security-Policy": SEARCH_POLICY}
        assert (path, found.get("Cache-Control", "")) == (path, FOR_EVER if is_hashed(path) else "")
        assert (path, found.get("Content-Type", "")) == (path, media_type(path) if is_typed(path) else "")


def test_the_rules_are_far_fewer_than_a_host_reads(built):
    rules = blocks((built / "_headers").read_text())

    assert len(rules) < 40
    assert max(len(rule) for rule, _ in rules) < 1000


@pytest.mark.parametrize("host", HOSTS)
def test_what_is_missing_is_not_kept_as_missing_where_pages_need_it(host, built):
    text = (built / "_headers").read_text()

    for path in (
        "/theme/site.0123456789.css",
        "/theme/clock.0123456789.js",
        "/theme/serif.0123456789.woff2",
        "/no-such/",
    ):
        assert "Cache-Control" not in said(text, path, host)


def names(count: int) -> list[str]:
    """Return the files of a site of any size: pictures in many folders, hashed ones beside others."""
    found = ["index.html", "feed.xml", "theme/site.0123456789.css", "theme/clock.0123456789.js", "theme/icon.png"]
    for number in range(count):
        found += [
            f"theme/cards/page-{number}.{number:010x}.png",
            f"images/{number % 50}/picture-{number}-{number:010x}.webp",
            f"images/{number % 50}/picture-{number}.jpg",
            f"images/{number % 50}/picture-{number}-{number:010x}.jpg",
            f"feeds/partners/partner-{number}/feed.xml",
            f"calendars/partners/partner-{number}.ics",
        ]
    return found


@pytest.mark.parametrize("count", [0, 1, 10, 100, 1000])
def test_a_site_of_any_size_has_rules_that_are_read(count):
    paths = names(count)
    text = headers(paths, SITE)

    assert len(blocks(text)) <= 100
    assert said(text, "/theme/site.0123456789.css", "cloudflare")["Cache-Control"] == FOR_EVER
    for path in paths[:: max(1, len(paths) // 97)]:
        for host in HOSTS:
            found = said(text, f"/{path}", host)
            assert found.get("Cache-Control", FOR_EVER if is_hashed(path) else "") == (
                FOR_EVER if is_hashed(path) else ""
            )
            assert found.get("Content-Type", "") == (media_type(path) if is_typed(path) else "")


def test_files_for_which_there_is_no_room_are_counted_and_told():
    (note,) = notes(names(1000), [], SITE)

    assert re.match(
        r"Cloudflare Pages reads 100 rules of _headers, so \d+ files with a digest in their names, such as "
        r"images/\d+/picture-\d+-[0-9a-f]{10}\.jpg, have none there: browsers ask for them again at each visit\.",
        note,
    )
    assert list(notes(names(10), [], SITE)) == []


FOLDERS = st.lists(st.sampled_from(["a", "b", "a-b", "theme", "c:d", "e*"]), max_size=3)
FILES = st.tuples(st.sampled_from(["x", "y-0123456789", "z.abcdef0123"]), st.sampled_from([".png", ".css", ".webp"]))


@given(st.sets(st.tuples(FOLDERS.map(tuple), FILES).map(lambda one: "/".join([*one[0], "".join(one[1])])), max_size=12))
def test_no_pattern_fits_a_name_that_may_change_its_content(paths):
    text = headers(sorted(paths), SITE)

    for path in paths:
        for host in HOSTS:
            kept = said(text, f"/{path}", host).get("Cache-Control", "")
            assert kept in ("", FOR_EVER)
            assert not kept or is_hashed(path)
            if is_hashed(path) and not re.search("[:*]", path):
                assert kept == FOR_EVER


def test_both_hosts_follow_every_redirect_though_a_page_is_at_the_old_address(built):
    text, files = (built / "_redirects").read_text(), set(paths_of(built))
    olds = {line.split()[0] for line in text.splitlines()}

    assert olds
    assert cloudflare_redirects(text) == netlify_redirects(text, files)
    assert set(cloudflare_redirects(text)) == olds


def redirects(count: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(old=f"/old/{number}/", new=f"/new/{number}/") for number in range(count)]


@pytest.mark.parametrize(
    ("count", "cloudflare", "netlify", "said_to_users"),
    [
        (0, 0, 0, ""),
        (1000, 1000, 1000, ""),
        (1001, 1001, 0, "With 1001 redirects there is no room for the form that Netlify needs"),
        (2000, 2000, 0, "With 2000 redirects there is no room"),
        (2001, 2000, 0, "Cloudflare Pages reads 2000 of the 2001 redirects."),
    ],
)
def test_redirects_are_counted_as_the_hosts_count_them(count, cloudflare, netlify, said_to_users):
    text = redirect_rules(redirects(count), SITE)
    pages = {f"old/{number}/index.html" for number in range(count)}

    assert len(cloudflare_redirects(text)) == cloudflare
    assert len(netlify_redirects(text, pages)) == netlify
    assert " ".join(notes([], redirects(count), SITE)).startswith(said_to_users)
    assert bool(said_to_users) is bool(list(notes([], redirects(count), SITE)))


@pytest.mark.parametrize("old", ["/news:item/", "/a*b/", "/:all/", "/*"])
def test_an_old_address_with_signs_that_stand_for_others_redirects_nothing_else(old):
    text = redirect_rules([SimpleNamespace(old=old, new="/new/"), *redirects(1)], SITE)

    for path in cloudflare_redirects(text):
        assert not re.search(r"\*|:", path)
    assert "/old/0/" in cloudflare_redirects(text)


def test_a_redirect_too_long_for_a_host_is_told():
    (note,) = notes([], [SimpleNamespace(old=f"/{'long/' * 200}", new="/new/")], SITE)

    assert note.startswith(
        "Cloudflare Pages reads no line of _redirects with more than 1000 characters: 1 old addresses"
    )


def test_a_build_tells_what_a_host_will_not_do(tmp_path):
    aliases = ", ".join(f"/old/{number}/" for number in range(1001))
    content = write(tmp_path / "content", with_bare({"news.md": f"---\ntitle: N\naliases: [{aliases}]\n---\n"}))

    done = run_site("build", "--content", content, "--output", tmp_path / "output")

    assert done.returncode == 0, done.stderr
    assert "With 1001 redirects there is no room for the form that Netlify needs" in done.stdout
