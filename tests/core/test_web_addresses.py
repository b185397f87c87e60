"""Addresses on the web: which are refused and why, and how all others are written."""

from __future__ import annotations

import pytest

from core.markdown.web_addresses import find_fault, find_site_fault, readable, to_uri
from tests.conftest import PROJECT, read, site_of, told


@pytest.mark.parametrize(
    ("address", "message", "fix"),
    [
        ("https://example.org:port/x", "the port, “port”, is not a number from 1 to 65535", "https://example.org/x"),
        ("https://example.org:65536/", "the port, “65536”, is not a number", "https://example.org/"),
        ("https://example.org:0/", "the port, “0”, is not a number", "https://example.org/"),
        ("https://anna:secret@example.org/a", "a password in it", "https://example.org/a"),
        ("https://anna@example.org/", "a user name in it", "https://example.org/"),
        ("https:/example.org/a", "is not an address on the web", "Write https://example.org/a."),
        ("https:example.org", "is not an address on the web", "Write https://example.org."),
        ("https://[::1/", "is not an address on the web", "https://example.org/page"),
        ("https://exa mple.org/", "there can be no host “exa mple.org”", "https://example.org/page"),
        ("https://a..org/", "there can be no host “a..org”", "https://example.org/page"),
        ("https://-a.org/", "there can be no host “-a.org”", "https://example.org/page"),
        ("https://exa\tmple.org/", "is not an address on the web", "https://example.org/page"),
        ("https://example.org\\a", "is not an address on the web", "https://example.org/page"),
    ],
)
def test_an_address_that_no_program_can_ask_for_is_refused_with_what_to_write(address, message, fix):
    fault = find_fault(address)

    assert fault is not None
    assert message in fault[0]
    assert fix in fault[1]
    assert "secret" not in "".join(fault)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://127.0.0.1:8080/a?b=c#d",
        "http://[::1]:80/",
        "https://example.org./",
        "HTTPS://EXAMPLE.ORG/@anna@example.social",
        "https://my_host.example.org/",
        "https://größe.example/größe?ä=ö",
        "https://example.org/a b",
        "https://example.org/?mail=a@b",
    ],
)
def test_an_address_that_can_be_asked_for_is_taken(address):
    assert find_fault(address) is None


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://Łódź.example/", "https://xn--d-uga0v4h.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://example.org:8443/größe", "https://example.org:8443/gr%C3%B6%C3%9Fe"),
        ("https://example.org/a b?c d#e f", "https://example.org/a%20b?c%20d#e%20f"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%A9%20", "https://example.org/%C3%A9%20"),
        ("https://example.org/[a]|{b}", "https://example.org/%5Ba%5D%7C%7Bb%7D"),
        ("https://example.org/x?a=1&b=2", "https://example.org/x?a=1&b=2"),
        ("tel:+32 (0)9 123 45", "tel:+32(0)912345"),
        ("mailto:anna@example.org?subject=Über uns", "mailto:anna@example.org?subject=%C3%9Cber%20uns"),
        ("../files/plan.pdf", "../files/plan.pdf"),
    ],
)
def test_an_address_is_written_so_that_every_program_understands_it_and_stays_so(address, uri):
    assert to_uri(address) == uri
    assert to_uri(uri) == uri


def test_a_page_and_its_feed_have_the_same_encoded_addresses(build):
    text = "[a](<https://größe.example/ä b>) [b](<tel:+32 9 12>) [c](https://example.org/größe#ü)"
    files = {
        "news/index.md": "---\ntitle: News\n---\n",
        "news/a.md": f"---\ntitle: A\nsummary: S.\npublished: 2026-05-01\nlink: https://münchen.example/ü\n---\n{text}\n",
    }

    built = build(files)

    expected = {
        "https://xn--gre-6ka8i.example/%C3%A4%20b",
        "tel:+32912",
        "https://example.org/gr%C3%B6%C3%9Fe#%C3%BC",
    }
    links = set(built["/news/a/"].tree.xpath("//main//a/@href"))
    assert expected | {"https://xn--mnchen-3ya.example/%C3%BC"} <= links
    feed = built.bytes("/feed.xml").decode()
    assert [address for address in expected if address not in feed] == [], feed
    assert "münchen.example/ü" in built["/news/a/"].words("//main//a")


@pytest.mark.parametrize(
    ("address", "message", "fix"),
    [
        ("https://u:p@example.org/", "a password", "https://example.org/"),
        ("https://example.org/?x=1", "a query", "https://example.org/"),
        ("https://example.org/site/#top", "a fragment", "https://example.org/site/"),
        ("https://example.org/a b/", "a space", "https://example.org/a%20b/"),
        ("https://example.org/a/../b/", "a detour", "https://example.org/site/"),
    ],
)
def test_what_the_address_of_a_site_cannot_have_is_refused(address, message, fix):
    fault = find_site_fault(address)

    assert fault is not None
    assert message in fault[0]
    assert fix in fault[1]
    assert find_site_fault(fault[1].rpartition(" ")[2]) is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Step", "https://example.org/Step/"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org/é/", "https://example.org/%C3%A9/"),
        ("https://Żory.example/", "https://xn--ory-22a.example/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_the_address_of_a_site_is_brought_into_one_form(written, address):
    site = site_of({"project.yaml": PROJECT.replace("https://example.org/", f'"{written}"') + "folders: {}\n"})

    assert site.project.address == address
    assert site.absolute("/") == address


def test_a_site_address_with_a_password_is_reported_at_its_line_and_the_password_is_not_shown():
    project = PROJECT.replace("https://example.org/", "https://anna:secret@example.org/") + "folders: {}\n"

    (problem,) = told({"project.yaml": project})

    assert problem.startswith("content/project.yaml:5: address: the address has a password in it")
    assert "secret" not in problem


def test_addresses_are_shown_as_people_read_them():
    assert readable("https://xn--mnchen-3ya.example/gr%C3%B6%C3%9Fe") == "https://münchen.example/größe"
    assert readable("https://example.org/%E2%80%AEa%20b%FF") == "https://example.org/%E2%80%AEa%20b%FF"


def test_a_malformed_address_in_a_field_ends_in_a_problem_and_never_in_an_error():
    for address in ("https://[x", "https://a:b:c/", "https://example.org:99999999999999999999/", "https://\u2100.org/"):
        files = {
            "news/index.md": "---\ntitle: News\n---\n",
            "news/a.md": f'---\ntitle: A\nsummary: S.\npublished: 2026-05-01\nlink: "{address}"\n---\n[x](<{address}>)\n',
        }
        problems = read(files)[1]

        assert {(problem.line, problem.code) for problem in problems} == {(5, "E013"), (7, "E055")}, address
