"""The built site as web archives keep it: every answer of a server, in a WARC file (ISO 28500)."""

from __future__ import annotations

import http.client
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from core.build.outputs import file_of
from core.hosting.headers import media_type

_KEPT = ("content-type", "content-length", "location")  # the rest is of our own small server


def write_warc(site: Path, address: str, file: Path, moment: datetime) -> int:
    """Fetch every address of a built site from a server here and write the answers as those of its real address.

    Returns how many. `moment` is when.
    """
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    day = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    paths = [quote(f"/{name.removesuffix('index.html') if file_of(f'/{name}') == name else name}") for name in names]
    with file.open("wb") as out, _serving(site) as port:
        writer = WARCWriter(out, gzip=True)

        def named(kind: str, uri: str) -> dict[str, str]:
            return {"WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {uri} {day}')}>", "WARC-Date": day}

        told = {"software": "warcio", "format": "WARC File Format 1.1", "isPartOf": address}
        info = writer.create_warcinfo_record(file.name, told)
        for name, value in named("warcinfo", address).items():
            info.rec_headers.replace_header(name, value)
        writer.write_record(info)
        for path, name in zip(paths, names, strict=True):
            if name.startswith(("_", ".htaccess")):
                continue
            uri = address.rstrip("/") + path
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", path, headers={"Host": urlsplit(address).netloc})
            answer = connection.getresponse()
            headers = [(name, value) for name, value in answer.getheaders() if name.lower() in _KEPT]
            said = StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")
            body = io.BytesIO(answer.read())
            connection.close()
            writer.write_record(
                writer.create_warc_record(
                    uri, "response", body, http_headers=said, warc_headers_dict=named("response", uri)
                )
            )
    return len(paths)


@contextmanager
def _serving(site: Path) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=site))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the types that they have everywhere."""

    def guess_type(self, path: object) -> str:
        """Return the type of a file; an old address with another program's ending is a page."""
        kind = media_type(str(path))
        return "text/html; charset=utf-8" if kind == "application/octet-stream" else kind

    def log_message(self, *_: object) -> None:
        """Say nothing."""
