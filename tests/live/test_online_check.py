"""A check-up that may ask the network names what is wrong with a server of the test's own, first and alone."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.servers import DAY, Reply, authority, certificate_file, serving

MODULE = "/example.com/greet/@v/v1.0.0"
GOOD = {
    f"{MODULE}.info": Reply(200, b'{"Version":"v1.0.0"}'),
    f"{MODULE}.mod": Reply(200, b"module example.com/greet\n"),
}
PAGE = Reply(200, b"<!doctype html><title>Log in</title>", {"Content-Type": "text/html"})
LONG_AGO = {"Date": "Thu, 01 Jan 2015 00:00:00 GMT"}


def checked(folder: Path, **env: str) -> list[dict[str, Any]]:
    """Return the diagnosis of a project that lacks a module."""
    project = folder / "app"
    project.mkdir()
    project.joinpath("go.mod").write_text("module example.com/app\n\ngo 1.20\n\nrequire example.com/greet v1.0.0\n")
    own = {"HOME": str(folder), "GOMODCACHE": str(folder / "cache"), "GOSUMDB": "off", "GOTOOLCHAIN": "local"}
    bare = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    done = subprocess.run(
        [sys.executable, "-m", "goverify", "check", "--online", "--format", "json", "--only", "network"],
        cwd=project,
        env=bare | own | env,
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["diagnosis"]
    return found


def told(found: list[dict[str, Any]]) -> str:
    """Return the causes, in their order."""
    return " ".join(each["cause"] for each in found)


@pytest.mark.parametrize(
    ("replies", "causes"),
    [
        (GOOD, ""),
        ({"*": Reply(403)}, "proxy-denied"),
        ({"/login": PAGE, "*": Reply(302, b"", {"Location": "/login"})}, "proxy-denied"),
        ({path: reply._replace(headers=LONG_AGO) for path, reply in GOOD.items()}, "clock-wrong"),
    ],
    ids=["good", "403", "login", "old"],
)
def test_what_a_proxy_answers(tmp_path: Path, replies: Mapping[str, Reply], causes: str) -> None:
    with serving(replies) as (server, _):
        assert told(checked(tmp_path, GOPROXY=f"http://{server}")) == causes


def test_a_path_behind_the_host_counts(tmp_path: Path) -> None:
    with serving({f"/api/go{path}": reply for path, reply in GOOD.items()}) as (server, _):
        assert checked(tmp_path, GOPROXY=f"http://{server}/api/go/") == []


def test_a_proxy_variable_that_is_left_over(tmp_path: Path) -> None:
    [found] = checked(tmp_path, GOPROXY="https://mirror.invalid", HTTPS_PROXY="http://127.0.0.1:1")
    assert found["cause"] == "proxy-unreachable"
    assert "HTTPS_PROXY" in found["title"]


@pytest.mark.parametrize(
    ("times", "causes"),
    [
        ({}, ""),
        ({"begins": -3 * DAY, "ends": -DAY}, "tls-expired"),
        ({"begins": DAY, "ends": 3 * DAY}, "tls-expired"),
    ],
    ids=["good", "expired", "not yet"],
)
def test_what_a_certificate_is_worth(tmp_path: Path, times: dict[str, Any], causes: str) -> None:
    file = tmp_path / "ca.pem"
    file.write_bytes(authority().pem)
    with serving(GOOD, certificate_file(tmp_path, **times)) as (server, _):
        found = checked(tmp_path, GOPROXY=f"https://{server}", SSL_CERT_FILE=str(file))
    assert told(found) == causes


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store decides")
@pytest.mark.parametrize(("trusted", "cause"), [("Another CA", "tls-untrusted"), ("", "ca-missing")])
def test_who_signed_it_matters(tmp_path: Path, trusted: str, cause: str) -> None:
    file = tmp_path / "ca.pem"
    file.write_bytes(authority(trusted).pem if trusted else b"")
    env = {"SSL_CERT_FILE": str(file), "SSL_CERT_DIR": str(tmp_path / "none")}
    with serving(GOOD, certificate_file(tmp_path)) as (server, _):
        assert told(checked(tmp_path, GOPROXY=f"https://{server}", **env)) == cause
