"""What web servers read from the site itself: headers, types and redirects, in the words of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote

from core.hosting.headers import (
    FILE,
    FOR_EVER,
    HASHED,
    NAMES,
    PAGE,
    PROTECTION,
    SHORT,
    TEXTS,
    TYPES,
    media_type,
    policy,
)
from core.hosting.redirects import Redirect
from core.site.addresses import is_page
from core.site.site import Site

_FOUND = '"expr=%{REQUEST_STATUS} -lt 400"'  # for Apache: the page of an error is not kept
_VALID = timedelta(days=300)  # RFC 9116 recommends less than a year


def nginx_map(redirects: Sequence[Redirect], site: Site) -> str:
    """Return the lines of a map of nginx from old addresses, which it has already decoded, to new ones."""
    # A dollar sign would begin a variable in the value.
    return "".join(
        f"{_quoted(form)} {_quoted(site.href(one.new).replace('$', '%24'))};\n"
        for one in redirects
        for form in _forms(_base(site) + one.old)
    )


def caddy_rules(redirects: Iterable[Redirect], site: Site) -> str:
    """Return redirects as lines of a Caddyfile."""
    return "".join(
        f"redir {_quoted(form)} {_quoted(site.href(one.new))} 301\n"
        for one in redirects
        for form in _forms(_base(site) + one.old)
        if "*" not in form  # it stands for anything there
    )


def apache(redirects: Iterable[Redirect], site: Site) -> str:
    """Return what Apache reads as `_apache.conf` at each request (deploy/apache.conf), or as `.htaccess`."""
    protection = {**PROTECTION, "Content-Security-Policy": policy(_base(site))}
    lines = [
        f"ErrorDocument 404 {site.href('/404.html')}",
        *(f'AddType "{media_type(f"a{ending}")}" {ending}' for ending in sorted(TYPES)),
        'AddType "text/html; charset=utf-8" .asp .aspx .cfm .jsp',
        "AddType application/octet-stream .pagefind .pf_filter .pf_fragment .pf_index .pf_meta .pf_sort",
        *_apache_types(),
        "<IfModule mod_headers.c>",
        *(f'  Header always set {name} "{value}"' for name, value in protection.items()),
        f'  Header always set Content-Security-Policy "{policy(_base(site), search=True)}" "expr=%{{REQUEST_URI}} =~ m#/search/(index\\.html)?$#"',
        f'  Header set Cache-Control "{FILE}" {_FOUND}',
        f'  <FilesMatch "({"|".join(re.escape(ending) for ending in SHORT)})$">',
        f'    Header set Cache-Control "{PAGE}" {_FOUND}',
        "  </FilesMatch>",
        f'  <FilesMatch "{HASHED}">',
        f'    Header set Cache-Control "{FOR_EVER}" {_FOUND}',
        "  </FilesMatch>",
        "</IfModule>",
        "<IfModule mod_filter.c>",
        f"  AddOutputFilterByType DEFLATE {' '.join(_shrinking())}",
        "</IfModule>",
    ]
    for one in redirects:
        old = re.escape((_base(site) + one.old).rstrip("/"))
        lines.append(f'RedirectMatch 301 "^{old}{"/?" if is_page(one.old) else ""}$" "{site.href(one.new)}"')
    return "\n".join(lines) + "\n"


def _apache_types() -> Iterable[str]:
    """Yield what tells feeds from other XML by their names."""
    for name in NAMES:
        yield f'<Files "{name}">'
        yield f'  ForceType "{media_type(name)}"'
        yield "</Files>"


def _shrinking() -> list[str]:
    """Return the types that shrink when they are compressed."""
    names = [f"a{ending}" for ending in TEXTS] + list(NAMES)
    return sorted({media_type(name).partition(";")[0] for name in names})


def _base(site: Site) -> str:
    """Return the path below which the site is put up, as it is before it is encoded."""
    return site.href("/").rstrip("/")


def _forms(address: str) -> tuple[str, ...]:
    """Return the ways in which an old address is asked for: a page also with and without its last slash."""
    return (address.rstrip("/"), f"{address.rstrip('/')}/") if is_page(address) else (address,)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def security(site: Site, now: datetime) -> str:
    """Return /.well-known/security.txt after RFC 9116: whom to tell of a weakness.

    The project may print no addresses, so the contact is the page that says how to get in touch.
    """
    expires = (now + _VALID).astimezone(site.zone).date()
    return (
        f"Contact: {site.absolute(site.nodes[site.project.contact].address)}\n"
        f"Expires: {expires}T00:00:00Z\n"
        f"Preferred-Languages: {quote(site.project.language.partition('-')[0])}\n"
        f"Canonical: {site.absolute('/.well-known/security.txt')}\n"
    )
