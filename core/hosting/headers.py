"""How a web server is to hand out the files of the site: their types, how long they are kept, what browsers may do.

deploy/ says the same in the words of nginx and Caddy; tests/publishing asks the real ones.
"""

from __future__ import annotations

import re
from posixpath import basename, splitext

# Nothing is allowed but what the site itself brings; there are no inline scripts, styles or forms to except.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'{more}; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none', "
    "script-src *:*{base}/theme/ *:*{base}/pagefind/{more}"
)


def policy(base: str = "", *, search: bool = False) -> str:
    """Return the content security policy of a site below the path `base`, or that of its search.

    It is two policies, and what runs has to pass both: a script is of this site, and it lies in the folder of the theme
    or of the search, so that no file of the content can ever run. A folder of “this site” has no sign of its own.
    The search compiles the program that Pagefind brings; no other page may do that.
    """
    return _POLICY.format(base=base, more=" 'wasm-unsafe-eval'" if search else "")


POLICY, SEARCH_POLICY = policy(), policy(search=True)
PROTECTION = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}

FOR_EVER, PAGE, FILE = "public, max-age=31536000, immutable", "public, max-age=300", "public, max-age=3600"
HASHED = r"[._-][0-9a-f]{10,}\.[a-z0-9_]+$"  # a name that carries a digest of its content: never another content
_HASHED = re.compile(HASHED)
SHORT = (".html", ".xml", ".ics", ".json", ".txt")

NAMES = {
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "feed.xml": "application/rss+xml",
    "opml.xml": "text/x-opml",
}
TYPES = {
    ".avif": "image/avif",
    ".bib": "text/x-bibtex",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
# What shrinks when it is compressed.
TEXTS = frozenset({".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})


def media_type(path: str) -> str:
    """Return the Content-Type of a file of the site.

    >>> media_type("news/feed.xml"), media_type("calendars/all.ics"), media_type("a.bin")
    ('application/rss+xml; charset=utf-8', 'text/calendar; charset=utf-8', 'application/octet-stream')
    """
    ending = splitext(path)[1].lower()
    name = NAMES.get(basename(path)) or TYPES.get(ending, "application/octet-stream")
    # JSON is UTF-8 by its own rules, and a picture says itself what it is.
    needs = ending in TEXTS and not name.startswith("image/") and not name.endswith("json")
    return f"{name}; charset=utf-8" if needs else name


def is_hashed(path: str) -> bool:
    """Whether the name of a file changes with its content.

    >>> is_hashed("theme/site.0123456789.css"), is_hashed("images/map-2014.svg")
    (True, False)
    """
    return bool(_HASHED.search(path))


def cache_control(path: str) -> str:
    """Return for how long browsers may keep a file without asking."""
    if is_hashed(path):
        return FOR_EVER
    return PAGE if path.endswith(SHORT) else FILE
