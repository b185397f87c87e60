"""Who may ask the server at localhost, and what browsers may do with its pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.hosting.headers import POLICY, PROTECTION, SEARCH_POLICY

_LOCAL = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE)
# What live reload and the gallery need besides, by the name of the directive.
_OWN = {"script-src": "{origin}/_serve/", "style-src": "{origin}/_serve/", "connect-src": "'self'"}
_GALLERY = {"frame-src": "'self'", "frame-ancestors": "'self'"}


class Guard:
    """Answers only requests that this machine sends to itself, and sends the security policy of the published site.

    A page elsewhere can make a browser ask localhost under a name of its own (DNS rebinding), and would then read drafts.
    """

    def __init__(self, app: ASGIApp, gallery: str = "/_gallery/") -> None:
        """Take the application, and the beginning of the addresses of pages that show others in frames."""
        self._app, self._gallery = app, gallery

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_local(headers.getlist("host")):
            refused = "This server answers only to localhost and 127.0.0.1."
            await PlainTextResponse(refused, 421)(scope, receive, send)
            return
        if "origin" in headers and not is_local([headers["origin"].removeprefix("http://")]):
            await PlainTextResponse("Pages elsewhere may not ask this server.", 403)(scope, receive, send)
            return
        protection = self._protection(scope["path"], f"http://{headers['host']}")

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(protection)
            await send(message)

        await self._app(scope, receive, protected)

    def _protection(self, path: str, origin: str) -> dict[str, str]:
        policy = with_sources(SEARCH_POLICY if path.endswith("/search/") else POLICY, _OWN, origin)
        if path.startswith(self._gallery):
            policy = with_sources(policy, _GALLERY, origin)
        # A browser would remember that it may ask localhost only over TLS.
        kept = {name: value for name, value in PROTECTION.items() if name != "Strict-Transport-Security"}
        return {**kept, "Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "same-origin"}


def is_local(hosts: Iterable[str]) -> bool:
    """Whether one host is named, and it is this machine.

    >>> is_local(["localhost:8000"]), is_local(["[::1]"]), is_local(["example.org"]), is_local([])
    (True, True, False, False)
    """
    named = list(hosts)
    return len(named) == 1 and bool(_LOCAL.fullmatch(named[0]))


def with_sources(policy: str, more: dict[str, str], origin: str) -> str:
    """Return a content security policy that allows some more sources.

    Of several policies, joined by commas, each has to allow them: the first in any case, a further one where it speaks of
    their kind.

    >>> with_sources("default-src 'none'; script-src 'self'", {"script-src": "{origin}/a/"}, "http://localhost")
    "default-src 'none'; script-src 'self' http://localhost/a/"
    >>> with_sources("script-src 'self', img-src 'self'", {"script-src": "{origin}/a/"}, "http://localhost")
    "script-src 'self' http://localhost/a/, img-src 'self'"
    """
    first, *others = policy.split(",")
    further = (_with(one, {name: more[name] for name in more if name in one}, origin) for one in others)
    return ", ".join([_with(first, more, origin), *further])


def _with(policy: str, more: dict[str, str], origin: str) -> str:
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    for name, source in more.items():
        known = directives.get(name, "'none'").split()
        added = source.format(origin=origin)
        directives[name] = " ".join([*(one for one in known if one not in ("'none'", added)), added])
    return "; ".join(f"{name} {sources}".rstrip() for name, sources in directives.items())
