"""Sends one mail over SMTP; never without TLS."""

from __future__ import annotations

import re
import smtplib
import ssl

from plugins.newsletter.headers import address
from plugins.newsletter.message import NoMail

PORT, IMPLICIT = 587, 465  # submission with STARTTLS; TLS from the first byte
LAST_PORT = 65535
PATIENCE = 30  # seconds


def send(mail: bytes, sender: str, to: str, server: str, user: str = "", password: str = "") -> None:
    """Send a mail through a server, given as host or host:port; NoMail where that fails."""
    host, _, port = server.partition(":")
    if not host or not re.fullmatch(r"[0-9]{0,5}", port) or int(port or PORT) > LAST_PORT:
        raise NoMail(f"“{server}” is no server: write a host, or host:port.")
    number = int(port or PORT)
    context = ssl.create_default_context()
    try:
        if number == IMPLICIT:
            with smtplib.SMTP_SSL(host, number, timeout=PATIENCE, context=context) as connection:
                _hand_over(connection, mail, sender, to, user, password)
            return
        with smtplib.SMTP(host, number, timeout=PATIENCE) as connection:
            connection.starttls(context=context)
            _hand_over(connection, mail, sender, to, user, password)
    except smtplib.SMTPNotSupportedError:
        raise NoMail(f"{server} offers no TLS, so nothing was sent.") from None
    except smtplib.SMTPAuthenticationError:
        raise NoMail(f"{server} does not take the name and password in SMTP_USER and SMTP_PASSWORD.") from None
    except ssl.SSLError as error:
        raise NoMail(f"{server} cannot be trusted: {error.reason}.") from None
    except smtplib.SMTPException as error:
        raise NoMail(f"{server} did not take the mail: {error}") from None
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "no such name"
        raise NoMail(
            f"{server} cannot be reached ({reason}). Is the name right, and does a mail server answer there?"
        ) from None


def _hand_over(connection: smtplib.SMTP, mail: bytes, sender: str, to: str, user: str, password: str) -> None:
    if user:
        connection.login(user, password)
    connection.sendmail(address(sender)[1], [address(to)[1]], mail)
