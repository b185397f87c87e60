"""A trial over real SMTP with TLS, read back on the other side."""

from __future__ import annotations

import pytest

from tests.conftest import run_site
from tests.newsletter.mails import html_of, read, text_of


@pytest.fixture
def sent(content, certificate):
    def send(port, *options, **environment):
        return run_site(
            *("newsletter", content / "newsletters/spring.md", "--content", content),
            *("--send-test", "anna@example.org", "--smtp", f"localhost:{port}", *options),
            **{"SSL_CERT_FILE": str(certificate / "cert.pem"), "SMTP_USER": "me", "SMTP_PASSWORD": "right"}
            | environment,
        )

    return send


def test_a_trial_arrives_over_tls_as_it_was_made(sent, server, content, tmp_path):
    done = sent(server.port)
    run_site("newsletter", content / "newsletters/spring.md", "--eml", tmp_path / "file.eml", "--content", content)

    assert done.returncode == 0, done.stderr
    (envelope,), own = server.mails, read(tmp_path / "file.eml")
    mail = read(envelope.content)
    assert (envelope.mail_from, envelope.rcpt_tos) == ("newsletter@example.org", ["anna@example.org"])
    assert server.secure == [True]
    assert server.users == ["me"]
    assert (mail["From"], mail["To"]) == ("EXAMPLE <newsletter@example.org>", "anna@example.org")
    assert html_of(mail).split() == html_of(own).split()
    assert text_of(mail).split("\n") == text_of(own).split("\n")
    assert done.stdout == "Sent to anna@example.org.\n"


def test_two_trials_are_two_mails_and_neither_has_the_name_of_the_issue(sent, server):
    sent(server.port)
    sent(server.port)

    names = [str(read(envelope.content)["Message-ID"]) for envelope in server.mails]
    assert len(set(names)) == 2
    assert all(name.startswith("<test-") and name.endswith(".newsletter/spring.2026@example.org>") for name in names)


def test_nothing_is_sent_where_there_is_no_tls(sent, open_server):
    done = sent(open_server.port)

    assert done.stderr == f"site: newsletter: localhost:{open_server.port} offers no TLS, so nothing was sent.\n"
    assert (done.returncode, open_server.mails) == (1, [])


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(sent, server):
    done = sent(server.port, SSL_CERT_FILE="/nowhere")

    assert done.stderr == f"site: newsletter: localhost:{server.port} cannot be trusted: CERTIFICATE_VERIFY_FAILED.\n"
    assert server.mails == []


def test_a_wrong_password_is_told(sent, server):
    done = sent(server.port, SMTP_PASSWORD="wrong")

    assert done.stderr == (
        f"site: newsletter: localhost:{server.port} does not take the name and password in SMTP_USER and SMTP_PASSWORD.\n"
    )
    assert server.mails == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--send-test", "nobody", "--smtp", "localhost:1"], "“nobody” is no address of mail."),
        (["--send-test", "a@example.org", "--smtp", ":25"], "“:25” is no server: write a host, or host:port."),
        (
            ["--send-test", "a@example.org", "--smtp", "localhost:1"],
            "localhost:1 cannot be reached (Connection refused). Is the name right, and does a mail server answer there?",
        ),
    ],
)
def test_what_cannot_be_sent_is_told_in_one_line(content, options, told):
    done = run_site("newsletter", content / "newsletters/spring.md", "--content", content, *options)

    assert (done.returncode, done.stderr) == (1, f"site: newsletter: {told}\n")
