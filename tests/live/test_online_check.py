"""A check-up that may ask the network names what is wrong with a server of the test's own, first and alone."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from goverify.commands.documents import FORMATS
from goverify.host.local.network import TOTAL_S
from tests.servers import DAY, Reply, authority, certificate_file, hanging, serving

MODULE = "/example.com/greet/@v/v1.0.0"
GOOD = {
    f"{MODULE}.info": Reply(200, b'{"Version":"v1.0.0"}'),
    f"{MODULE}.mod": Reply(200, b"module example.com/greet\n"),
}
PAGE = Reply(200, b"<!doctype html><title>Log in</title>", {"Content-Type": "text/html"})
OTHERS = tuple(form for form in FORMATS if form != "json")
"""The formats that can be written beside JSON."""

LONG_AGO = {"Date": "Thu, 01 Jan 2015 00:00:00 GMT"}


def reported(folder: Path, *formats: str, module: str = "example.com/greet", **env: str) -> str:
    """Return the report on a project that lacks a module, in JSON, and in other formats behind it."""
    project = folder / "app"
    project.mkdir()
    project.joinpath("go.mod").write_text(f"module example.com/app\n\ngo 1.20\n\nrequire {module} v1.0.0\n")
    own = {"HOME": str(folder), "GOMODCACHE": str(folder / "cache"), "GOSUMDB": "off", "GOTOOLCHAIN": "local"}
    bare = {name: value for name, value in os.environ.items() if not name.upper().endswith("_PROXY")}
    also = [f"--also={form}={folder / form}" for form in formats]
    done = subprocess.run(
        [sys.executable, "-m", "goverify", "check", "--online", "--format", "json", "--only", "network", *also],
        cwd=project,
        env=bare | own | env,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + "".join((folder / form).read_text("utf-8") for form in formats)


def checked(folder: Path, **env: str) -> list[dict[str, Any]]:
    """Return the diagnosis of a project that lacks a module."""
    found: list[dict[str, Any]] = json.loads(reported(folder, **env))["diagnosis"]
    return found


def told(found: list[dict[str, Any]]) -> str:
    """Return the causes, in their order."""
    return " ".join(each["cause"] for each in found)


@pytest.mark.parametrize(
    ("replies", "causes"),
    [
        (GOOD, ""),
        ({"*": Reply(401)}, "proxy-denied"),
        ({"*": Reply(403)}, "proxy-denied"),
        ({"*": Reply(404)}, "proxy-denied"),
        ({"*": Reply(410)}, "proxy-denied"),
        ({"*": Reply(500)}, "proxy-denied"),
        ({"*": Reply(503)}, "proxy-unreachable"),
        ({"*": PAGE}, "proxy-denied"),
        ({"*": Reply(200, b"\0\1garbage")}, "proxy-denied"),
        ({"/login": PAGE, "*": Reply(302, b"", {"Location": "/login"})}, "proxy-denied"),
        ({path: reply._replace(headers=LONG_AGO) for path, reply in GOOD.items()}, "clock-wrong"),
    ],
    ids=["good", "401", "403", "404", "410", "500", "503", "page", "garbage", "login", "old"],
)
def test_what_a_proxy_answers(tmp_path: Path, replies: Mapping[str, Reply], causes: str) -> None:
    with serving(replies) as (server, _):
        assert told(checked(tmp_path, GOPROXY=f"http://{server}")) == causes


def test_servers_that_keep_silent_are_waited_for_at_once_and_once(tmp_path: Path) -> None:
    """They are asked about proxy, module, record and certificate: one limit of ten seconds for all of it."""
    with hanging() as one, hanging() as other, hanging(b"HTTP/1.1 200 OK\r\n") as slow:
        proxies, database = f"http://{one}|http://{other}|http://{slow}", f"sum.golang.org http://{slow}"
        told = json.loads(reported(tmp_path, GOPROXY=proxies, GOSUMDB=database))
    [found] = told["diagnosis"]
    seen = "\n".join(item["observed"] for item in found["evidence"])
    assert found["cause"] == "proxy-unreachable"
    assert [seen.count(f"{server} does not answer in time") for server in (one, other, slow)] == [1, 1, 1]
    assert told["run"]["duration_s"] < 1.9 * TOTAL_S


def test_what_speaks_no_tls_is_told_as_that(tmp_path: Path) -> None:
    with serving(GOOD) as (server, _):
        [found] = checked(tmp_path, GOPROXY=f"https://{server}")
    assert found["cause"] == "proxy-unreachable"
    assert "does not speak TLS" in found["title"]
    assert "_ssl" not in found["title"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own store decides")
def test_a_login_is_in_no_report(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_bytes(authority().pem)
    with serving({"*": Reply(401)}, certificate_file(tmp_path)) as (server, requests):
        told = reported(tmp_path, *OTHERS, GOPROXY=f"https://ada:pass-of-ada@{server}", SSL_CERT_FILE=str(file))
    assert "GET /example.com/greet/@v/v1.0.0.info" in requests
    assert server in told
    assert secrets_in(told) == []


def test_a_login_is_sent_to_nobody_who_speaks_no_tls_and_is_in_no_report(tmp_path: Path) -> None:
    with serving({"*": Reply(401)}) as (server, requests):
        told = reported(tmp_path, *OTHERS, GOPROXY=f"http://ada:pass-of-ada@{server}")
    assert requests == []
    assert secrets_in(told) == []


def secrets_in(told: str) -> list[str]:
    """Return in which forms a text gives the password away."""
    return [form for form in ("pass-of-ada", b64encode(b"ada:pass-of-ada").decode()) if form in told]


def test_a_private_repository_that_wants_a_login_is_named(tmp_path: Path) -> None:
    module = "github.com/ada/secret"
    with serving({"*": Reply(401, b"", {"WWW-Authenticate": "Basic"})}) as (server, requests):
        tmp_path.joinpath(".gitconfig").write_text(f'[url "http://{server}/"]\n\tinsteadOf = https://github.com/\n')
        told = json.loads(reported(tmp_path, module=module, GOPRIVATE="github.com/ada"))
    [found] = told["diagnosis"]
    assert (found["cause"], found["subject"]) == ("vcs-credentials", module)
    assert requests[0].startswith("GET /ada/secret")


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
        ({"names": ("other.example",)}, "tls-untrusted"),
    ],
    ids=["good", "expired", "not yet", "another server"],
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
