"""Links to other sites, asked on a server of our own."""

import http.server
import threading
from zoneinfo import ZoneInfo

import pytest

from core.dates.instants import instant
from core.documents.sources import Sources
from core.read_site import read_site
from plugins.external_links import ask

PROJECT = """\
name: EXAMPLE
long_name: An Example
tagline: Two towns.
timezone: Europe/Brussels
address: https://example.org/
id_authority: example.org,2026
run_by: The towns.
contact: index.md
folders: {}
"""


class Answers(http.server.BaseHTTPRequestHandler):
    """Says 404 to /gone, 405 to every HEAD below /get, 503 to /busy, 200 to all else; counts what it was asked."""

    asked = []  # noqa: RUF012 (the server makes a new handler for each question)

    def do_HEAD(self):
        self.asked.append(f"HEAD {self.path}")
        self.answer(405 if self.path.startswith("/get") else 200)

    def do_GET(self):
        self.asked.append(f"GET {self.path}")
        self.answer(200)

    def answer(self, status):
        self.send_response({"/gone": 404, "/busy": 503}.get(self.path, status))
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setattr(ask, "PAUSE", 0)
    Answers.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def site(text):
    sources = Sources(
        "content", {"project.yaml": PROJECT.encode(), "index.md": f"---\ntitle: Home\n---\n{text}\n".encode()}
    )
    found, problems = read_site(sources, instant("2026-05-01", ZoneInfo("Europe/Brussels")))
    assert not problems
    return found


def test_a_link_that_is_gone_is_told_with_file_and_line(host, tmp_path):
    page = site(f"[good]({host}/good)\n\n[gone]({host}/gone)")

    (problem,) = ask.find_gone(page, tmp_path / "memory.json", 1000.0, private=True)

    assert str(problem) == (
        f"content/index.md:6: {host}/gone is gone: the host says that it is not there (404). [E059]\n"
        "    Link to where it is now or to an archived copy, or take the link out."
    )


def test_a_host_that_is_busy_or_refuses_head_is_not_gone(host, tmp_path):
    assert (
        ask.find_gone(site(f"[a]({host}/busy) [b]({host}/get)"), tmp_path / "memory.json", 1000.0, private=True) == []
    )


def test_an_answer_is_believed_for_a_while_and_then_asked_again(host, tmp_path):
    page, memory = site(f"[good]({host}/good)"), tmp_path / "memory.json"

    ask.find_gone(page, memory, 1000.0, private=True)
    ask.find_gone(page, memory, 1000.0 + 6 * ask.DAY, private=True)
    assert Answers.asked == ["HEAD /good"]

    ask.find_gone(page, memory, 1000.0 + 8 * ask.DAY, private=True)
    assert Answers.asked == ["HEAD /good", "HEAD /good"]


def test_a_damaged_memory_counts_as_none(host, tmp_path):
    memory = tmp_path / "memory.json"
    memory.write_text('{"http://x": 3')

    assert ask.find_gone(site(f"[good]({host}/good)"), memory, 1000.0, private=True) == []
    assert Answers.asked == ["HEAD /good"]


def test_without_any_connection_nothing_is_called_gone(tmp_path):
    page = site("[a](https://no-such-host.invalid/) [b](https://neither.invalid/)")

    with pytest.raises(ask.Offline):
        ask.find_gone(page, tmp_path / "memory.json", 1000.0, online=lambda: False)
    assert not (tmp_path / "memory.json").exists()


def test_a_dead_host_is_reported_at_its_line_while_there_is_a_connection(tmp_path):
    page = site("[a](https://no-such-host.invalid/)")

    (problem,) = ask.find_gone(page, tmp_path / "memory.json", 1000.0, online=lambda: True)

    assert str(problem).startswith(
        "content/index.md:4: https://no-such-host.invalid/ is gone: its host no longer exists. [E059]"
    )


def test_addresses_of_private_networks_are_not_visited_and_it_is_said(host, tmp_path):
    said: list[str] = []
    number = host.rpartition(":")[2]
    names = [f"{host}/good", f"http://localhost:{number}/", f"http://[::1]:{number}/", f"http://2130706433:{number}/"]
    page = site(" ".join(f"[a]({name})" for name in [*names, "http://10.0.0.1/", "http://169.254.169.254/latest"]))

    assert ask.find_gone(page, tmp_path / "memory.json", 1000.0, say=said.append) == []
    assert Answers.asked == []
    assert len(said) == 6
    assert said[0] == (
        f"content/index.md:4: {host}/good was not visited: it leads into a private network. --private visits it too."
    )


def test_a_path_beyond_ascii_and_a_space_are_asked_encoded(host, tmp_path):
    page = site(f"[a]({host}/größe) [b](<{host}/a b>)")

    assert ask.find_gone(page, tmp_path / "memory.json", 1000.0, private=True) == []
    assert Answers.asked == ["HEAD /a%20b", "HEAD /gr%C3%B6%C3%9Fe"]
