"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the site, within the limits of the latter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import splitext

from core.hosting.headers import FOR_EVER, PROTECTION, is_hashed, media_type, policy
from core.hosting.redirects import Redirect
from core.limits import CLOUDFLARE_HEADERS, CLOUDFLARE_LINE, CLOUDFLARE_REDIRECTS
from core.site.site import Site

# What these hosts take for another type, or send without its character set.
_ENDINGS = (".bib", ".csv", ".ics", ".webmanifest")
_FEEDS = ("atom.xml", "feed.json", "feed.xml", "opml.xml")
# Listed by name: a pattern also fits what is missing, and a browser would keep that as missing for a year.
_VITAL = (".css", ".js", ".woff2")


def headers(paths: Sequence[str], site: Site) -> str:
    """Return `_headers` for the files of a site.

    Where two rules fit an address some hosts join their values, so each header of an address comes from one rule. Two
    policies joined allow what both allow: the search can then not be let do more, so all pages have its policy.
    """
    rules, _ = header_rules(paths, site)
    return "".join(f"{line}\n" for place, said in rules for line in (place, *said))


def header_rules(paths: Sequence[str], site: Site) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return the rules of `_headers`, each with its lines, and the files that have none since there is no room.

    Cloudflare Pages reads a hundred rules, so that files have one together wherever a pattern fits them and no others.
    """
    protection = {**PROTECTION, "Content-Security-Policy": policy(site.href("/").rstrip("/"), search=True)}
    rules = [("/*", [f"  {name}: {value}" for name, value in protection.items()])]
    rules += [(_pattern(site, *parts), [f"  Content-Type: {kind}"]) for parts, kind in _types(paths)]
    beyond = []
    for parts, fitting in _for_ever(paths):
        place = _pattern(site, *parts)
        if len(rules) < CLOUDFLARE_HEADERS and len(place) <= CLOUDFLARE_LINE:
            rules.append((place, [f"  Cache-Control: {FOR_EVER}"]))
        else:
            beyond += fitting
    return rules, beyond


def _types(paths: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield patterns and the type of the files that fit them; “*” stands for anything between the parts of a pattern."""
    paths = list(paths)
    for ending in _ENDINGS:
        if any(path.endswith(ending) for path in paths):
            yield ("/", ending), media_type(f"a{ending}")
    for name in _FEEDS:
        for path in {name, f"feeds/{name}"} & set(paths):
            yield (f"/{path}",), media_type(name)
        if any(re.fullmatch(rf"feeds/.+/{re.escape(name)}", path) for path in paths):
            yield ("/feeds/", f"/{name}"), media_type(name)


def _for_ever(paths: Iterable[str]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield patterns that fit hashed names and nothing else, with those names; what cannot be missing comes first."""
    paths = list(paths)
    hashed = sorted(path for path in paths if is_hashed(path))
    mixed = {place for path in paths if not is_hashed(path) for place in _above(path)}
    alone: list[tuple[tuple[str, ...], list[str]]] = []
    together: dict[tuple[str, ...], list[str]] = {}
    for path in hashed:
        pure = [place for place in _above(path) if place not in mixed]
        if path.endswith(_VITAL):
            yield (f"/{path}",), [path]
        elif pure:
            together.setdefault(pure[0], []).append(path)
        else:
            alone.append(((f"/{path}",), [path]))
    yield from sorted(together.items(), key=lambda item: -len(item[1]))
    yield from alone


def _above(path: str) -> Iterator[tuple[str, str]]:
    """Yield the patterns of one ending that fit a file, the widest first.

    >>> list(_above("theme/cards/a.png"))
    [('/', '.png'), ('/theme/', '.png'), ('/theme/cards/', '.png')]
    """
    ending, folders = splitext(path)[1], path.split("/")[:-1]
    for depth in range(len(folders) + 1):
        yield "/" + "".join(f"{folder}/" for folder in folders[:depth]), ending


def _pattern(site: Site, *parts: str) -> str:
    """Return a pattern as both hosts read it: one “*” at most, which stands for anything."""
    first, *rest = parts
    return "*".join([_plain(site.href(first)), *map(_plain, rest)])


def _plain(address: str) -> str:
    """Return an address without the signs that stand for others: “*”, and “:” before a name."""
    return address.replace("*", "%2A").replace(":", "%3A")


def redirect_rules(redirects: Iterable[Redirect], site: Site) -> str:
    """Return `_redirects`.

    At each old address there is a page too. Netlify shows that unless “!” says otherwise; Cloudflare Pages passes over
    the line with “!” and reads the next one. It counts both, so that there is one line for each where there are many.
    """
    pairs = [(_plain(site.href(one.old)), site.href(one.new)) for one in redirects]
    codes = ("301!", "301") if 2 * len(pairs) <= CLOUDFLARE_REDIRECTS else ("301",)
    return "".join(f"{old} {new} {code}\n" for old, new in pairs for code in codes)


def notes(paths: Sequence[str], redirects: Sequence[Redirect], site: Site) -> Iterator[str]:
    """Yield what these two hosts do not do for a site of this size, and what helps."""
    _, beyond = header_rules(paths, site)
    if beyond:
        yield (
            f"Cloudflare Pages reads {CLOUDFLARE_HEADERS} rules of _headers, so {len(beyond)} files with a digest in "
            f"their names, such as {beyond[0]}, have none there: browsers ask for them again at each visit. Nothing is "
            "missing. A server with a configuration of deploy/ has no such limit."
        )
    long = [one.old for one in redirects if len(site.href(one.old) + site.href(one.new)) > CLOUDFLARE_LINE - 10]
    if long:
        yield (
            f"Cloudflare Pages reads no line of _redirects with more than {CLOUDFLARE_LINE} characters: {len(long)} old "
            f"addresses, such as {long[0][:60]}…, show a page that leads on there."
        )
    if (count := len(redirects)) > CLOUDFLARE_REDIRECTS:
        yield (
            f"Cloudflare Pages reads {CLOUDFLARE_REDIRECTS} of the {count} redirects. The other old addresses show a page "
            "that leads on. A server with a configuration of deploy/ has no such limit."
        )
    elif 2 * count > CLOUDFLARE_REDIRECTS:
        yield (
            f"With {count} redirects there is no room for the form that Netlify needs: old addresses show a page that "
            "leads on there. Cloudflare Pages and the servers of deploy/ answer 301."
        )
