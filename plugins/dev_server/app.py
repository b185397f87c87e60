"""The site at localhost: pages from the last good build, problems on top of them, and a sign to the browser to reload."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from core.hosting.headers import media_type
from core.limits import SOURCE_FILE
from plugins.dev_server.gallery import ADDRESS, Gallery
from plugins.dev_server.guard import Guard
from plugins.dev_server.workshop import Workshop, excerpt

HERE = Path(__file__).parent
OWN = ("gallery.css", "gallery.js", "problems.css", "reload.js")  # files beside this one that pages at home name
NO_STORE = {"Cache-Control": "no-store"}
TYPES = {".ics": "text/calendar; charset=utf-8", ".webmanifest": "application/manifest+json", ".aspx": "text/html"}
HEAD = '<script src="/_serve/reload.js" data-version="{version}" defer></script><link rel="stylesheet" href="/_serve/problems.css">'


def application(workshop: Workshop, read: dict[str, Path], gallery: Gallery) -> Starlette:
    """Return the server; `read` says where a file that problems name lies, by the beginning of its name."""

    async def events(_request: Request) -> Response:
        return StreamingResponse(_versions(workshop), media_type="text/event-stream", headers=NO_STORE)

    async def own(request: Request) -> Response:
        if request.path_params["name"] not in OWN:
            return HTMLResponse("<title>Not found</title>", 404)
        return FileResponse(HERE / request.path_params["name"], headers=NO_STORE)

    async def shown(request: Request) -> Response:
        path = request.path_params["path"]
        if path and not path.endswith("/"):
            return RedirectResponse(f"{ADDRESS}{path}/")
        try:
            html, status = gallery.page(path, _sheets(workshop.folder)), 200
        except Exception as error:  # noqa: BLE001 (a component under work may raise anything)
            html, status = f"<title>Gallery</title><pre>{type(error).__name__}: {escape(str(error))}</pre>", 500
        if html is None:
            html, status = "<title>Gallery</title><p>There is no such component.</p>", 404
        if request.headers.get("sec-fetch-dest") != "iframe":  # the page around it reloads it
            html = _dressed(html, workshop, read)
        return HTMLResponse(html, status, NO_STORE)

    async def page(request: Request) -> Response:
        asked = request.path_params["path"]
        path, status = _file(workshop.folder, asked)
        if status != 200 and (made := await run_in_threadpool(workshop.on_request, asked)) is not None:
            return Response(made, 200, NO_STORE, media_type(asked))
        if path is None:
            return HTMLResponse(
                _dressed("<!doctype html><title>Not built yet</title><body></body>", workshop, read), 503
            )
        if path.suffix == ".html":
            return HTMLResponse(
                _dressed(path.read_text("utf-8"), workshop, read), status, {"Cache-Control": "no-store"}
            )
        return FileResponse(path, status, NO_STORE, TYPES.get(path.suffix))

    dev_build = [
        Route("/_serve/events", events),
        Route("/_serve/{name:str}", own),
        Route(ADDRESS + "{path:path}", shown),
    ]
    return guarded([*dev_build, Route("/{path:path}", page)])


def built_site(folder: Path) -> Starlette:
    """Return a server that shows a built site as it is."""

    async def page(request: Request) -> Response:
        path, status = _file(folder, request.path_params["path"])
        if path is None:
            return HTMLResponse("<title>Not found</title><p>There is no such page.</p>", 404)
        return FileResponse(path, status, NO_STORE, media_type(path.name))

    return guarded([Route("/{path:path}", page)])


def guarded(routes: list[Route]) -> Starlette:
    """Return an application that answers only to this machine."""
    return Starlette(routes=routes, middleware=[Middleware(Guard, gallery=ADDRESS)])


def _file(folder: Path, path: str) -> tuple[Path | None, int]:
    """Return the file that answers at a path of an address, and its status; never one outside the folder."""
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # no name for a disk, or links in a circle
        wanted = (folder / path).resolve()
        if wanted.is_relative_to(folder.resolve()):
            for candidate in (wanted / "index.html", wanted):
                if candidate.is_file():
                    return candidate, 200
    missing = folder / "404.html"
    return (missing, 404) if missing.is_file() else (None, 503)


def _sheets(folder: Path) -> list[str]:
    """Return the addresses of the style sheets of a built site, as its pages name them."""
    found = (file for name in ("site", "further") for file in sorted((folder / "theme").glob(f"{name}.*.css")))
    return [f"/theme/{file.name}" for file in found]


async def _versions(workshop: Workshop) -> AsyncIterator[str]:
    """Yield the version of the site now, and again each time it has changed."""
    changed, loop = asyncio.Event(), asyncio.get_running_loop()

    def tell() -> None:
        loop.call_soon_threadsafe(changed.set)

    workshop.listeners.append(tell)
    try:
        while True:
            changed.clear()
            yield f"data: {workshop.version}\n\n"
            await changed.wait()
    finally:
        workshop.listeners.remove(tell)


def _dressed(html: str, workshop: Workshop, read: dict[str, Path]) -> str:
    """Return a page with the sign to reload and with what is wrong, for this one visitor at home."""
    html = html.replace("</head>", HEAD.format(version=workshop.version) + "</head>", 1)
    if "</head>" not in html:
        html = HEAD.format(version=workshop.version) + html
    return html.replace("</body>", _problems(workshop, read) + "</body>", 1)


def _text(folder: Path, path: str) -> str | None:
    """Return the text of a file of a folder; None where it is none, or where a link leads to it."""
    try:
        file = folder.resolve() / path
        if file.resolve() != file or not file.is_relative_to(folder.resolve()) or not file.is_file():
            return None
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, encoding="utf-8", errors="replace") as opened:  # noqa: PTH123 (a descriptor)
            return opened.read(SOURCE_FILE)
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        return None


def _problems(workshop: Workshop, read: dict[str, Path]) -> str:
    if not workshop.problems and not workshop.failure:
        return ""
    count = len(workshop.problems)
    title = "The site could not be built" if workshop.failure else f"{count} problem{'s' if count != 1 else ''} to mend"
    parts = [f'<aside class="serve-problems" role="alert"><h2>{title}</h2><p>This is the last good site.</p>']
    if workshop.failure:
        parts.append(f"<pre>{escape(workshop.failure)}</pre>")
    for problem in workshop.problems:
        field = f"{problem.field}: " if problem.field else ""
        where, what = f"{escape(problem.path)}:{problem.line}", escape(field + problem.message)
        parts.append(f"<article><h3>{where}</h3><p><strong>{what}</strong> [{problem.code}]</p>")
        if rows := _excerpt(problem, read):
            parts.append(f"<pre>{rows}</pre>")
        parts.append(f"<p>{escape(problem.mend)}</p></article>")
    return "".join(parts) + "</aside>"


def _excerpt(problem, read: dict[str, Path]) -> str:
    for start, folder in read.items():
        text = _text(folder, problem.path.removeprefix(start).lstrip("/")) if problem.path.startswith(start) else None
        if text is not None:
            lines = excerpt(problem, text)
            return "\n".join(
                f"{'<mark>' if here else ''}{n:4} {escape(text)}{'</mark>' if here else ''}" for n, text, here in lines
            )
    return ""
