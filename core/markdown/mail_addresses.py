"""E-mail addresses in texts: real ones, not everything that has an @ in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST_LOCAL = 64  # characters before the @ (RFC 5321)
_LONGEST_URL = 2_000  # characters; a longer address before an @ is not recognised as one
# Every repetition has a bound, so that the time grows only with the length of the text.
_AT = re.compile(
    r"@|＠|&#0{0,5}64;|&#[xX]0{0,5}40;|&commat;|[ \t]?[\[({][ \t]?(?:at|At|AT|@)[ \t]?[\])}][ \t]?| (?:at|AT) "
)
HINT = re.compile(r"@|＠|&#|&c|[\[({][ \t]?[aA@][tT]?| dot | DOT ")  # most texts have none, which is quickly seen
_LOCAL = re.compile(r"[\w.+'-]+\Z")
_END = r"[^\W\d_][\w-]{1,62}"  # a top-level domain does not begin with a digit: vue@3.2.1 is a version
_DOMAIN = re.compile(
    rf"(?:[\w-]{{1,63}}(?:\.|[ \t]?[\[({{][ \t]?(?:dot|DOT|punkt|\.)[ \t]?[\])}}][ \t]?| (?:dot|DOT) )){{1,8}}{_END}"
)
_SPOKEN_DOMAIN = re.compile(rf"(?:[\w-]{{1,63}} (?:dot|DOT) ){{1,8}}{_END}")
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s<>\"]*\Z")
_CALENDAR = re.compile(r"(?:[\w-]+\.)?calendar\.google\.com", re.IGNORECASE)  # the id of a calendar, no mailbox


def find_mail_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Yield place (in characters) and wording of each e-mail address in a text, disguised ones too.

    What only looks like one is left out: a user name or a path of a URL, git@host:path, a name on Mastodon.

    >>> [found for _, found in find_mail_addresses("anna@example.org, bo (at) example (dot) org, @anna@example.social")]
    ['anna@example.org', 'bo (at) example (dot) org']
    """
    if not HINT.search(text):
        return
    before = 0  # where the sign before this one ends
    for sign in _AT.finditer(text):
        local = _LOCAL.search(text[max(before, sign.start() - _LONGEST_LOCAL) : sign.start()])
        spoken = sign[0].strip().lower() == "at"
        domain = (_SPOKEN_DOMAIN if spoken else _DOMAIN).match(text, sign.end())
        before = sign.end()
        if local and domain:
            begin = sign.start() - len(local[0].lstrip(".'-"))
            if begin < sign.start() and not _is_account(text, begin, sign.start(), domain):
                yield begin, text[begin : domain.end()]


def _is_account(text: str, begin: int, at: int, domain: re.Match[str]) -> bool:
    """Whether what has the form of an e-mail address is the name of an account or a part of a URL."""
    behind = text[domain.end() : domain.end() + 200]
    if text[begin - 1 : begin] == "@" or behind[:1] == "@":
        return True  # @anna@example.social
    path = behind[1:].split(maxsplit=1)[0] if behind[:1] == ":" and behind[1:2].strip() else ""
    if path and (text[begin:at] == "git" or "/" in path):
        return True  # git@example.org:group/project.git
    url = _URL.search(text[max(0, begin - _LONGEST_URL) : begin])
    if url is None:
        return False
    # The user name and the path of a URL name accounts; its query hands e-mail addresses over.
    return not re.search(r"[?#]", url[0]) or bool(_CALENDAR.match(domain[0]))
