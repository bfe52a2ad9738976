"""What real releases of Go say when settings, projects and servers fail them is read for what it is."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from goverify.host import Completed
from tests.blaming import WORK, blamed
from tests.builds import host
from tests.debs import DEBIAN, tree_of
from tests.live.examinations import environment
from tests.servers import DAY, Reply, authority, certificate_file, serving
from tests.trees import NEWER, OLDER

VERSIONS = (DEBIAN, "1.21.13", OLDER, NEWER)
PROGRAM = "package main\n\nfunc main() {}\n"
IMPORTER = 'package main\n\nimport _ "example.com/dep"\n\nfunc main() {}\n'
NEEDS = "module app\n\ngo 1.21\n\nrequire example.com/dep v1.0.0\n"
ABSENT = os.path.abspath(os.sep + "not-there")
LIMIT_S = 60

pytestmark = pytest.mark.parametrize("version", VERSIONS)
linux = pytest.mark.skipif(sys.platform != "linux", reason="a file of authorities takes the place of the system's")


def cause(version: str, tmp_path: Path, files: Mapping[str, str], *args: str, **env: str) -> str:
    """Return the deepest cause of what this release says to a command in a folder with these files."""
    app = tmp_path / "app"
    for name, content in files.items():
        (app / name).parent.mkdir(parents=True, exist_ok=True)
        (app / name).write_text(content)
    bound = {"GOTOOLCHAIN": "local", "GOPROXY": "off", "GOSUMDB": "off", "LC_ALL": "C"}
    given = bound | {"TEST_TELEMETRY_DIR": str(tmp_path / "telemetry"), "GOCACHE": str(tmp_path / "cache")} | env
    tree = tree_of(version)
    given |= {"GOROOT": str(tree)} if version == DEBIAN else {}
    go = tree / "bin" / ("go.exe" if sys.platform == "win32" else "go")
    done = subprocess.run(
        (go, *args),
        cwd=app,
        env=environment(tmp_path / "home", **given),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode, "it was to fail"
    run = Completed(done.returncode, stdout=done.stdout, stderr=done.stderr)
    return blamed(run, host(**env).but(cwd=str(WORK)), under_settings=True)[-1].cause


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("GOFLAGS", "-bogus", "goflags-invalid"),
        ("GOFLAGS", "mod=mod", "goflags-invalid"),
        ("GOFLAGS", "'-a", "goflags-invalid"),
        ("GOFLAGS", "-p=two", "goflags-invalid"),
        ("GO111MODULE", "yes", "env-value-invalid"),
        ("GOEXPERIMENT", "foo", "goexperiment-invalid"),
        ("GOOS", "win", "env-value-invalid"),
        ("GOTMPDIR", ABSENT, "tmpdir-missing"),
        ("GOCACHE", "off", "cache-disabled"),
        ("GOCACHE", "rel", "cache-disabled"),
        ("GOPATH", "go", "gopath-invalid"),
        ("GOPATH", "~/go", "gopath-invalid"),
        ("GOMEMLIMIT", "4Gib", "env-value-invalid"),
        ("GOTOOLCHAIN", "nonsense", "env-value-invalid"),
        ("GOWORK", "rel", "env-value-invalid"),
        ("GOWORK", os.path.join(ABSENT, "go.work"), "gowork-shadows"),
    ],
)
def test_a_setting_is_blamed(version: str, tmp_path: Path, name: str, value: str, expected: str) -> None:
    if version == DEBIAN and name == "GOTOOLCHAIN":
        pytest.skip("1.19 does not know it")
    files = {"go.mod": "module app\n\ngo 1.21\n", "main.go": PROGRAM}
    assert cause(version, tmp_path, files, "build", ".", **{name: value}) == expected


def test_a_place_for_programs_must_be_absolute(version: str, tmp_path: Path) -> None:
    files = {"go.mod": "module app\n\ngo 1.21\n", "main.go": PROGRAM}
    assert cause(version, tmp_path, files, "install", ".", GOBIN="rel") == "env-value-invalid"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"go.mod": "module app\n\ngo 1.21\n"}, "gomod-untidy"),
        ({"go.mod": NEEDS}, "gomod-untidy"),
        ({"go.mod": NEEDS, "vendor/modules.txt": ""}, "vendor-inconsistent"),
        ({"go.mod": "module app\n\ngo 1.21\n\nfoo bar\n"}, "gomod-invalid"),
        ({"go.mod": "module app\n\ngo 1.21\n<<<<<<< HEAD\n"}, "gomod-invalid"),
        ({"go.mod": "module app\n\ngo abc\n"}, "gomod-invalid"),
    ],
    ids=["not required", "no sum", "vendor", "directive", "conflict", "go line"],
)
def test_a_project_is_blamed(version: str, tmp_path: Path, files: Mapping[str, str], expected: str) -> None:
    assert cause(version, tmp_path, {"main.go": IMPORTER, **files}, "build", ".") == expected


def test_the_users_own_code_is_blamed_on_nothing(version: str, tmp_path: Path) -> None:
    files = {"go.mod": "module app\n\ngo 1.21\n", "main.go": PROGRAM, "other.go": "package other\n"}
    assert cause(version, tmp_path, files, "build", ".") == "build-fails"


def fetching(version: str, tmp_path: Path, proxy: str, **env: str) -> str:
    """Return the cause of what go says to a download from this proxy."""
    settings = {"GOPROXY": proxy, "GOFLAGS": "-modcacherw", "no_proxy": "", **env}
    return cause(version, tmp_path, {"go.mod": NEEDS}, "mod", "download", "example.com/dep@v1.0.0", **settings)


@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("http://127.0.0.1:9", "proxy-unreachable"),
        ("off", "proxy-off"),
        (",", "proxy-invalid"),
        ("ftp://proxy.example", "proxy-invalid"),
    ],
)
def test_a_list_of_proxies_is_blamed(version: str, tmp_path: Path, proxy: str, expected: str) -> None:
    assert fetching(version, tmp_path, proxy) == expected


def test_a_dead_web_proxy_is_blamed(version: str, tmp_path: Path) -> None:
    dead = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    assert fetching(version, tmp_path, "https://proxy.example", **dead) == "proxy-unreachable"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(403), "proxy-denied"),
        (Reply(404), "proxy-denied"),
        (Reply(410), "proxy-denied"),
        (Reply(500), "proxy-denied"),
        (Reply(503), "proxy-unreachable"),
        (Reply(200, b"<html><title>Log in</title></html>"), "proxy-denied"),
        (Reply(200, b"garbage"), "proxy-denied"),
    ],
    ids=["403", "404", "410", "500", "503", "page", "garbage"],
)
def test_what_a_proxy_answers_is_told_apart(version: str, tmp_path: Path, reply: Reply, expected: str) -> None:
    with serving({"*": reply}) as (server, _):
        assert fetching(version, tmp_path, f"http://{server}") == expected


def test_an_authority_that_nobody_knows_is_blamed(version: str, tmp_path: Path) -> None:
    with serving({}, certificate_file(tmp_path)) as (server, _):
        assert fetching(version, tmp_path, f"https://{server}") == "tls-untrusted"


@linux
def test_a_certificate_past_its_date_is_blamed(version: str, tmp_path: Path) -> None:
    known = tmp_path / "ca.pem"
    known.write_bytes(authority().pem)
    trusting = {"SSL_CERT_FILE": str(known), "SSL_CERT_DIR": ABSENT}
    with serving({}, certificate_file(tmp_path, begins=-3 * DAY, ends=-DAY)) as (server, _):
        assert fetching(version, tmp_path, f"https://{server}", **trusting) == "tls-expired"


@linux
def test_a_host_without_authorities_is_blamed(version: str, tmp_path: Path) -> None:
    nobody = {"SSL_CERT_FILE": ABSENT, "SSL_CERT_DIR": ABSENT}
    with serving({}, certificate_file(tmp_path)) as (server, _):
        found = fetching(version, tmp_path, f"https://{server}", **nobody)
    assert found in {"ca-missing", "tls-untrusted"}  # by the release
