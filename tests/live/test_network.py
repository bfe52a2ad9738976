"""What this machine fetches and remembers: from a server of the test's own, in a folder of the test's own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from goverify.host.live import LiveHost

MOVED = {"/away": "file:///etc/hostname", "/moved": "/there", "/round": "/round"}
ANSWERS = dict.fromkeys(MOVED, (302, b"")) | {"/there": (200, b"content"), "/gone": (410, b""), "/broken": (500, b"no")}


class Answering(BaseHTTPRequestHandler):
    """A server with a few answers."""

    def do_GET(self) -> None:
        status, content = ANSWERS.get(self.path, (404, b""))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", MOVED[self.path])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server that runs while the tests do."""
    with HTTPServer(("127.0.0.1", 0), Answering) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_what_is_served_is_returned(host: LiveHost, server: str) -> None:
    assert host.fetch(f"{server}/there", 7) == b"content"


def test_what_has_moved_is_followed(host: LiveHost, server: str) -> None:
    assert host.fetch(f"{server}/moved", 7) == b"content"


@pytest.mark.parametrize("name", ["absent", "gone"])
def test_what_is_not_served_is_no_file(host: LiveHost, server: str, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        host.fetch(f"{server}/{name}", 100)


@pytest.mark.parametrize(
    ("name", "limit", "why"),
    [
        ("broken", 9, "answered 500"),
        ("there", 6, "more than 6"),
        ("away", 9, "answered 302"),
        ("round", 9, "answered 302"),
    ],
)
def test_what_cannot_be_had_is_an_error(host: LiveHost, server: str, name: str, limit: int, why: str) -> None:
    with pytest.raises(OSError, match=why) as found:
        host.fetch(f"{server}/{name}", limit)
    assert not isinstance(found.value, FileNotFoundError)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:1/", "ftp://x/", "http://[", ""])
def test_what_is_no_address_of_the_web_is_an_error(host: LiveHost, url: str) -> None:
    with pytest.raises(OSError, match=r"."):
        host.fetch(url, 100)


PROGRAM = """
import sys
from goverify.host.live import LiveHost
with LiveHost() as host:
    print(host.recall("x"))
    host.remember("x", sys.argv[1].encode())
    print(host.recall("x"))
"""


def remembered(home: Path, text: str) -> list[str]:
    """Return what a process with this home recalls before and after it remembers a text."""
    places = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "LOCALAPPDATA": str(home / "state")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, text], env=os.environ | places, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform == "darwin", reason="its state folder follows from no variable")
def test_what_is_remembered_is_there_in_the_next_run(tmp_path: Path) -> None:
    assert remembered(tmp_path, "one") == ["b''", "b'one'"]
    assert remembered(tmp_path, "two") == ["b'one'", "b'two'"]
    assert [path.name for path in (tmp_path / "state").rglob("*") if path.is_file()] == ["x"]


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can write into another's home")
def test_root_remembers_nothing_in_anothers_home(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    assert remembered(tmp_path, "one") == ["b''", "b''"]
