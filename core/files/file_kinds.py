"""Which kinds of file a site publishes: what a reader opens, never what a browser or a web server would run."""

from __future__ import annotations

import re
from posixpath import basename

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".svg")
HEIC = (".heic", ".heif")  # published as JPEG: few browsers show them

# Kinds that every site may link to, each with what its first bytes have to be; an empty tuple stands for plain text.
_ZIP, _OLD_OFFICE, _MPEG4 = (b"PK\3\4", b"PK\5\6"), (b"\xd0\xcf\x11\xe0", b"{\\rtf"), (b"ftyp",)
USUAL: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "epub", "zip"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), _OLD_OFFICE),
    "rtf": (b"{\\rtf",),
    **dict.fromkeys(("txt", "csv", "tsv", "json", "geojson", "bib", "ris", "srt", "vtt"), ()),
    "ics": (b"BEGIN:VCALENDAR",),
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa"),
    "ogg": (b"OggS",),
    "wav": (b"RIFF",),
    "mp4": _MPEG4,
    "m4a": _MPEG4,
    "webm": (b"\x1aE\xdf\xa3",),
}


def _names(text: str) -> frozenset[str]:
    """Return the names in a text, with spaces between them."""
    return frozenset(text.split())


# What a web server runs wherever the ending stands in a name: Apache takes x.php.pdf for PHP.
_SERVERS = _names(
    "asa asax ascx ashx asmx asp aspx axd cer cfc cfm cgi fcgi htaccess htpasswd inc jsp jspf jspx jsw lasso phar "
    "php php2 php3 php4 php5 php6 php7 php8 phps pht phtm phtml pl pm py pyc rb shtm shtml stm "
)

# What a browser runs or shows as a page of this site, and what a computer runs when somebody opens it.
_RUNS = _SERVERS | _names(
    "appcache apk app bash bat bin br chm class cmd com command cpl crx css dll dmg docm dotm eml exe fish gadget "
    "gz hta htc htm html ipa iqy jar jnlp js jse json5 jsonp jsx ksh lnk lua mathml mhtml mht mjs cjs mml msc msi "
    "msp msix ocx pac pif pkg potm ppam ppsm pptm ps1 psm1 rdf reg scf scr sct sh shb so svgz swf sys ts url "
    "vb vbe vbs wasm webmanifest ws wsc wsf wsh xap xbl xht xhtm xhtml xla xlam xll xlsb xlsm xltm xml xpi xsl xslt "
    "zsh "
)

_ENDING = re.compile(r"[a-z0-9]{1,12}")
# What a program would take for a web page, whatever the name says (after the MIME Sniffing Standard).
_PAGE = re.compile(
    rb"\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*"
    rb"<(!doctype html|html|head|body|script|iframe|style|title|table|div|font|h1|br|a|p|meta|link|\?php|\?=|%)\b",
    re.IGNORECASE | re.DOTALL,
)


def ending_of(path: str) -> str:
    """Return the ending of a file's name in small letters, without its dot; empty where it has none.

    >>> ending_of("files/Report.PDF"), ending_of("files/README")
    ('pdf', '')
    """
    name = basename(path)
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(path: str) -> bool:
    """Whether the name of a file says that it is a picture which pages can show."""
    return path.lower().endswith(PICTURES)


def is_allowed_ending(ending: str) -> bool:
    """Whether a project may allow a kind of file: it names one, and neither browsers nor web servers run it."""
    return bool(_ENDING.fullmatch(ending)) and ending not in _RUNS


def running_part(path: str) -> str:
    """Return the part of a file's name by which a browser or a web server would run it; empty where there is none.

    >>> running_part("x/shell.php.pdf"), running_part("a.js"), running_part("Node.js.pdf"), running_part("D3.1.pdf")
    ('.php', '.js', '', '')
    """
    parts = [part.lower() for part in basename(path).split(".")[1:]]
    if parts and parts[-1] in _RUNS:
        return f".{parts[-1]}"
    return next((f".{part}" for part in parts if part in _SERVERS), "")


def is_web_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page or of a script for a server."""
    return bool(_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")[:2000]))


def is_program(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a program for Windows, Linux or macOS."""
    return head[:2] == b"MZ" or head[:4] in (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


def fits_ending(ending: str, head: bytes) -> bool:
    """Whether the first bytes of a download are what its ending promises; endings without known bytes always fit."""
    signs = USUAL.get(ending, ())
    if not signs:
        return True
    if ending == "pdf":
        return b"%PDF-" in head[:1024]
    start = head[4:] if signs is _MPEG4 else head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.upper().startswith(signs) or start.startswith(signs)
