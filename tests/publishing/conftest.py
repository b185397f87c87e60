"""Real servers on this machine: nginx and Caddy with the configuration of deploy/, sshd, a store; and sites to put up."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests

from core.build.atomic_folder import MARK
from plugins.publishing.releases import publish, read_target
from tests.conftest import ROOT, SMALL, run_site, write
from tests.plugins.test_publishing import ssh_server  # noqa: F401 (a fixture)
from tests.publishing.web import Server
from tests.repo.setup import program

RELEASE = "20260615T000000Z"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def started(command: list[str | Path], port: int, folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    """Start a server and wait until it listens."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
    for _ in range(200):
        assert process.poll() is None, (folder / "log").read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)
    raise AssertionError((folder / "log").read_text())


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as the command puts it up into a folder."""
    folder = tmp_path_factory.mktemp("web")
    content = shutil.copytree(SMALL, folder / "content")
    done = run_site("publish", folder / "site", "--content", content, "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def make_certificate(folder: Path) -> None:
    """Make a key and a certificate of our own, as the files of deploy/ name them."""
    of = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    to = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run([program("openssl"), "req", "-x509", *of, *to], check=True, capture_output=True)


@contextmanager
def nginx_for(site: Path, folder: Path, main: str) -> Iterator[Server]:
    """Run nginx with a file of deploy/, changed only in what binds it to a machine: ports, folders, certificate."""
    plain, secure = free_port(), free_port()
    for file in (ROOT / "deploy").glob("nginx*.conf"):
        text = file.read_text("utf-8").replace("/srv/site", str(site)).replace("/etc/ssl/site", str(folder))
        for written, port in ((":80 ", plain), ("8080 ", plain), ("80 ", plain), (":443 ", secure), ("443 ", secure)):
            host = "[::1]" if written.startswith(":") else "127.0.0.1"
            before = "listen [::]" if written.startswith(":") else "listen "
            text = text.replace(f"{before}{written}", f"listen {host}:{port} ")
        if not socket.has_ipv6 or not Path("/proc/net/if_inet6").exists():
            text = "".join(line for line in text.splitlines(keepends=True) if "[::1]" not in line)
        (folder / file.name).write_text(text, "utf-8")
    if "ssl_certificate" in (folder / main).read_text("utf-8"):
        make_certificate(folder)
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"{user}pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nworker_processes 1;\n"
        f"events {{ }}\nhttp {{\naccess_log off;\n{temporary}include {main};\n}}\n"
    )
    process = started(
        [program("nginx"), "-p", folder, "-e", folder / "error.log", "-c", folder / "main.conf"], plain, folder
    )
    try:
        yield Server(plain, secure if (folder / "privkey.pem").exists() else 0)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def nginx(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the published site as on a host of its own, with TLS."""
    with nginx_for(published, tmp_path_factory.mktemp("nginx"), "nginx.conf") as server:
        yield server


@pytest.fixture(scope="session")
def nginx_in_container(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the published site as in the container."""
    with nginx_for(published, tmp_path_factory.mktemp("container"), "nginx-container.conf") as server:
        yield server


MODULES = "mpm_event authz_core alias allowmethods deflate dir filter headers mime setenvif socache_shmcb ssl"


@pytest.fixture(scope="session")
def apache(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the published site with Apache, with TLS; the file of deploy/ is changed only in what binds it to a machine."""
    folder, plain, secure = tmp_path_factory.mktemp("apache"), free_port(), free_port()
    make_certificate(folder)
    text = (ROOT / "deploy/apache.conf").read_text("utf-8")
    for before, after in (
        ("/srv/site", str(published)),
        ("/etc/ssl/site", str(folder)),
        ("*:80", f"127.0.0.1:{plain}"),
        ("*:443", f"127.0.0.1:{secure}"),
    ):
        text = text.replace(before, after)
    (folder / "main.conf").write_text(
        f"ServerRoot {folder}\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"Listen 127.0.0.1:{plain}\nListen 127.0.0.1:{secure}\n"
        + "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES.split())
        + f"TypesConfig /etc/mime.types\n{'User www-data' if os.geteuid() == 0 else ''}\n{text}",
        "utf-8",
    )
    for place in (published, *published.parents):  # as on a host, others may read it
        if os.geteuid() == 0 and place.is_relative_to(tmp_path_factory.getbasetemp().parent):
            place.chmod(place.stat().st_mode | 0o055)
    process = started([program("apache2"), "-DFOREGROUND", "-f", folder / "main.conf"], plain, folder)
    yield Server(plain, secure)
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def caddy(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the published site with Caddy."""
    folder, port = tmp_path_factory.mktemp("caddy"), free_port()
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + (ROOT / "deploy/Caddyfile").read_text("utf-8"), "utf-8")
    command = [program("caddy"), "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    environment = {"SITE_ADDRESS": f"http://127.0.0.1:{port}", "SITE_ROOT": f"{published}/current"}
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    process = started([*command], port, folder, **environment, **home)
    yield Server(port)
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """Run a store that speaks S3; yield its address."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@dataclass
class Bucket:
    """A bucket of the store."""

    client: Any
    name: str = "site"

    def objects(self) -> dict[str, str]:
        """Return the objects that visitors can name, with their dates."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        found = {entry["Key"]: entry for page in pages for entry in page.get("Contents", ())}
        return {key: entry["LastModified"] for key, entry in found.items() if not key.startswith(".releases/")}

    def get(self, key: str) -> dict[str, Any]:
        return self.client.get_object(Bucket=self.name, Key=key)

    def text(self, key: str) -> str:
        return self.get(key)["Body"].read().decode()

    def version(self) -> int:
        return int(re.search(r"version (\d+)", self.text("index.html"))[1])


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    for name, value in {
        "AWS_ENDPOINT_URL": store,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "very-secret-key",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="site")
    yield Bucket(client)
    client.close()
    requests.post(f"{store}/moto-api/reset", timeout=10)


@pytest.fixture
def version(tmp_path: Path) -> Callable[[int], Path]:
    """Return a function that makes a built site of which every file says its version, under names that carry it."""

    def make(number: int, pages: int = 16) -> Path:
        digest = f"{number:010x}"
        said = f"version {number} ".encode()
        page = b'<link rel="stylesheet" href="/theme/site.%s.css">' % digest.encode() + said
        files = {f"page-{one}/index.html": page for one in range(pages)}
        files |= {
            MARK: said,
            "index.html": page,
            f"theme/site.{digest}.css": said,
            "_redirects": b"/old /page-1/ 301\n",
        }
        return write(tmp_path / f"version-{number}", files)

    return make


@pytest.fixture
def live(tmp_path: Path, version: Callable[[int], Path]) -> Path:
    """A folder into which version 1 was published."""
    publish(version(1), read_target(str(tmp_path / "web")), RELEASE)
    return tmp_path / "web"
