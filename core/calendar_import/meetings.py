"""Video meetings in texts of calendars: their links, and the lines about them that are not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_HOSTS = re.compile(
    r"(?:[\w-]+\.)*(?:zoom\.(?:us|com|eu)|zoomgov\.com|teams\.(?:microsoft|live)\.com|meet\.google\.com|webex\.com|"
    r"gotomeet(?:ing)?\.(?:me|com)|whereby\.com|meet\.jit\.si|8x8\.vc|bluejeans\.com|skype\.com|chime\.aws|"
    r"big-?blue-?button\.[\w.-]+|bbb\.[\w.-]+|meet\.[\w-]+\.[\w.]+|jitsi\.[\w.-]+|zoom\.[\w-]+\.[\w.]+|lync\.com)"
)
_ABOUT = re.compile(  # pages of the makers, no meetings
    r"https?://(?:support\.|aka\.ms|tel\.meet|dialin\.teams|www\.microsoft\.com|go\.microsoft\.com)|"
    r"/meetingOptions|/u/\w+$|JoinTeamsMeeting|/zoomconference|teams/downloads|usp/pstnconferencing",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"“”|\\^`{}]+", re.IGNORECASE)
_SECRET_PARAMETERS = ("pwd", "passcode", "password", "pin", "p", "passwd", "pw")
_LABELS = (
    r"meeting[ -]?id|meeting number|access code|meeting password|passcode|pass code|password|conference id|phone conference id|"
    r"video id|host key|pin|numeric password|webinar id|event number|event password|tenant key|"
    r"besprechungs-?id|kenncode|kennung|kennwort|passwort|telefonkonferenz-?id|konferenz-?id|zugangscode|sitzungs-?id|"
    r"code secret|mot de passe|id de (?:la )?réunion|id de réunion|code d['’]accès|id de conférence(?: téléphonique)?|"
    r"vergadering-?id|wachtwoord(?:code)?|toegangscode|id telefonische vergadering|"
    r"id de (?:la )?reunión|código de acceso|contraseña|id riunione|codice di accesso|id da reunião|senha|mötes-?id|lösenord"
)
_SECRET = re.compile(
    rf"[\s(\[,;–-]{{0,3}}(?<!\w)(?:{_LABELS})(?!\w)[*_\s]*(?:\([^)\n]{{0,30}}\))?[*_\s]*(?:[:#=]|\bis\b)[*_\s]*"
    r"(?P<value>\d[\d ]*\d#?|[^\s,;)\]<]+)(?:\s*\([^)\n]*phones?[^)\n]*\))?\)?",
    re.IGNORECASE,
)
_DIAL = re.compile(
    r"\+?\d[\d ()./-]{5,}\d[,;]{1,2}[\d#,*;]+|(?:^|\s)\d{6,}@[\w.-]*(?:zoomcrc|webex|teams|conf)[\w.-]*|^\W*\+\d[\d ()-]{6,}\d\b.*"
)
_RULE = re.compile(r"\s*(?:[_*=~.:-]\\?|\\){3,}\s*")
_FOOTER = re.compile(
    r"microsoft teams|.* is inviting you to a scheduled zoom meeting|join$|(?:you can also )?dial \S*\d|join with google meet|join zoom|join (?:by phone|on your computer|on the web|webex|from the)|or dial|"
    r"or call in|one tap mobile|dial by your location|find (?:a|your) local number|more phone numbers|reset (?:dial-in )?pin|"
    r"learn more about meet|please do not edit this section|download teams|meeting options|join by (?:sip|h\.323|phone)|"
    r"tap to join|need help\?|for organizers|learn more|global call-in numbers|more ways to join|video conference|"
    r"jetzt an der besprechung|teilnehmen|an der besprechung|"
    r"rejoindre la réunion|participez? à partir|deelnemen|neem deel|click here to join|join the meeting|"
    r"when it['’]s time, join|join meeting|weitere informationen|besprechungsoptionen|meer informatie|en savoir plus|joining instructions",
    re.IGNORECASE,
)
_MAKERS = re.compile(r"microsoft teams|google meet\b|zoom (?:meeting|webinar)|webex|one tap mobile", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:microsoft )?teams(?:[ -]?(?:meeting|besprechung|vergadering))?|zoom(?: (?:meeting|webinar|call))?|online(?: event| meeting)?|"
    r"(?:google )?meet|(?:cisco )?webex(?: meeting)?|virtual(?:ly)?|video ?(?:call|conference)|web(?:inar)?|réunion microsoft teams|"
    r"microsoft teams-(?:besprechung|vergadering)|en ligne|remote|skype(?: meeting)?",
    re.IGNORECASE,
)


def is_meeting(address: str) -> bool:
    """Whether an address leads into a video meeting."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(_HOSTS.fullmatch(host)) and len(parts.path) > 1 and not _ABOUT.search(address)


def is_online_word(text: str) -> bool:
    """Whether a place is only the name of a way to meet on the web.

    >>> is_online_word("Microsoft Teams Meeting"), is_online_word("Town Hall")
    (True, False)
    """
    return bool(_WORDS.fullmatch(text.strip(" .,;:()[]")))


def unwrapped(address: str) -> str:
    """Return where an address leads that a mail program or Google has wrapped; their wrapping names the reader.

    >>> unwrapped("https://www.google.com/url?q=https://example.org/a&sa=D")
    'https://example.org/a'
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return address
    name = "q" if host in ("www.google.com", "google.com") and parts.path == "/url" else ""
    if host.endswith(("safelinks.protection.outlook.com", "safelinks.protection.office365.us")):
        name = "url"
    inner = next((value for key, value in parse_qsl(parts.query) if key == name), "") if name else ""
    return inner if ADDRESS.fullmatch(inner) else address


def without_passcode(address: str) -> tuple[str, bool]:
    """Return an address of a meeting without the passcode in it, and whether there was one.

    >>> without_passcode("https://zoom.us/j/1?pwd=Abc")
    ('https://zoom.us/j/1', True)
    """
    parts = urlsplit(address)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if name.lower() not in _SECRET_PARAMETERS]
    if len(kept) == len(pairs):
        return address, False
    return urlunsplit(parts._replace(query=urlencode(kept))), True


def find_meeting(texts: Iterable[str]) -> str:
    """Return the first address of a meeting in some texts; empty where there is none."""
    for text in texts:
        for found in ADDRESS.finditer(text):
            address = unwrapped(trimmed(found[0]))
            if is_meeting(address):
                return address
    return ""


def trimmed(address: str) -> str:
    """Return an address found in running text without the punctuation behind it.

    >>> trimmed("https://example.org/a_(b)),"), trimmed("https://example.org/a.")
    ('https://example.org/a_(b)', 'https://example.org/a')
    """
    while address and (
        address[-1] in ".,;:!?'’*_]" or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address


def without_footer(text: str) -> tuple[str, bool]:
    """Return a text without meeting ids, passcodes, numbers to dial and the lines that programs add around them.

    Also returns whether anything was taken out. Lines that people wrote stay, save for the secrets in them.
    """
    meets = bool(find_meeting([text])) or bool(_MAKERS.search(text))
    lines = text.split("\n")
    gone = [False] * len(lines)
    for number, line in enumerate(lines):
        plain = re.sub(r"[*_\\]", "", unquote(line) if "%3" in line else line).strip()
        bare = ADDRESS.sub("", plain).strip(" <>()[]|:-")
        if meets and plain and (_is_added(plain, bare) or _DIAL.search(plain)):
            gone[number] = True
            continue
        shorter = _open_only(_SECRET.sub(partial(_replacement, line), line))
        if shorter != line:
            lines[number], gone[number] = shorter.rstrip(), not re.search(r"\w", shorter)
    removed = any(gone) or "\n".join(lines) != text
    if any(gone):
        _take_rules_along(lines, gone)
    kept = [line for line, taken in zip(lines, gone, strict=True) if not taken]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n"), removed


def _replacement(line: str, found: re.Match[str]) -> str:
    """Return what remains of a label and its value: nothing of a secret, all of words about pins or passwords."""
    alone = not re.search(r"\w", line.replace(found[0], ""))
    if not alone and not any(sign.isdigit() for sign in found["value"]):
        return found[0]
    return ")" if found[0].count(")") > found[0].count("(") else ""


def _open_only(line: str) -> str:
    """Return a line whose addresses of meetings have no passcode."""
    return ADDRESS.sub(lambda found: without_passcode(found[0])[0] if is_meeting(found[0]) else found[0], line)


def _take_rules_along(lines: list[str], gone: list[bool]) -> None:
    """Mark drawn lines that stand beside lines that are taken out, or at the edge of what they leave."""
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        beside = False
        for number in order:
            if gone[number]:
                beside = True
            elif lines[number].strip():
                gone[number] = beside = beside and bool(_RULE.fullmatch(lines[number]))


def _is_added(plain: str, bare: str) -> bool:
    """Whether a program has added a line: what stands beside its links are words of a footer, or nothing."""
    if _RULE.fullmatch(plain):
        return False  # may be a line that somebody drew; taken out later where a footer was
    addresses = [trimmed(found[0]) for found in ADDRESS.finditer(plain)]
    if addresses and all(is_meeting(unwrapped(one)) or _ABOUT.search(one) for one in addresses):
        return len(bare) < 60 and (not bare or bool(_FOOTER.search(bare)) or is_online_word(bare))
    return not addresses and len(plain) < 90 and bool(_FOOTER.match(plain) or _FOOTER.fullmatch(bare))
