"""What a finding offers as its remedy is pasted into the same shell, and the fault is gone."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from tests.live.examinations import Examined, environment, examined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the lines are for the shells of Unix")

AREAS = "path,goroot,env,build,cgo,storage,toolchain,project"


class Fault(NamedTuple):
    """What is wrong with an environment."""

    cause: str
    env: Mapping[str, str] = MappingProxyType({})
    """Variables, where {home} and {go} stand for the home folder and the folder of the go command."""
    files: Mapping[str, str] = MappingProxyType({})
    """Files below the home folder."""
    links: Mapping[str, str] = MappingProxyType({})
    """Links below the home folder."""
    needs: str = ""
    """A program without which there is no such fault."""
    cwd: str = "."


def stored(**settings: str) -> dict[str, str]:
    """Return the go env file with these settings."""
    place = "Library/Application Support/go/env" if sys.platform == "darwin" else ".config/go/env"
    return {place: "".join(f"{name}={value}\n" for name, value in settings.items())}


FAULTS = {
    "GOROOT that is gone": Fault("goroot-missing", {"GOROOT": "/not-there"}),
    "GOROOT that is stored": Fault("goroot-missing", files=stored(GOROOT="/not-there")),
    "GOROOT in quotes": Fault("goroot-not-a-tree", {"GOROOT": '"/usr/local/go"'}),
    "GOROOT that is no tree": Fault("goroot-not-a-tree", {"GOROOT": "{home}"}),
    "GOFLAGS": Fault("goflags-invalid", {"GOFLAGS": "-bogus"}),
    "GOFLAGS that is stored": Fault("goflags-invalid", files=stored(GOFLAGS="-bogus")),
    "GOEXPERIMENT": Fault("goexperiment-invalid", {"GOEXPERIMENT": "foo"}),
    "GOEXPERIMENT that is stored": Fault("goexperiment-invalid", files=stored(GOEXPERIMENT="foo")),
    "GO111MODULE": Fault("env-value-invalid", {"GO111MODULE": "yes"}),
    "GO111MODULE off": Fault("go111module-off", {"GO111MODULE": "off"}, {"go.mod": "module app\n\ngo 1.21\n"}),
    "GOMEMLIMIT": Fault("env-value-invalid", {"GOMEMLIMIT": "4Gib"}),
    "GOTOOLCHAIN": Fault("env-value-invalid", {"GOTOOLCHAIN": "nonsense"}),
    "GOTOOLCHAIN that is stored": Fault("toolchain-blocked", {"GOPROXY": "off"}, stored(GOTOOLCHAIN="go1.99.1")),
    "GOPATH": Fault("gopath-invalid", {"GOPATH": "~/go"}),
    "GOBIN": Fault("env-value-invalid", {"GOBIN": "bin"}),
    "GOPROXY": Fault("proxy-invalid", {"GOPROXY": ","}),
    "GOSUMDB": Fault("sumdb-invalid", {"GOSUMDB": "nobody"}),
    "GOOS": Fault("target-in-env", {"GOOS": "plan9"}),
    "GOARCH": Fault("env-value-invalid", {"GOARCH": "x86_64"}),
    "GOCACHE off": Fault("cache-disabled", {"GOCACHE": "off"}),
    "GOCACHE relative": Fault("cache-disabled", {"GOCACHE": "rel"}),
    "GOTMPDIR": Fault("tmpdir-missing", {"GOTMPDIR": "/not-there"}),
    "TMPDIR": Fault("tmpdir-missing", {"TMPDIR": "/not-there"}),
    "GOCACHEPROG": Fault("cacheprog-invalid", {"GOCACHEPROG": "/not-there"}),
    "a broken entry": Fault("go-path-entry-broken", {"PATH": "'{go}':/usr/bin:/bin"}),
    "no entry": Fault("go-not-on-path", {"PATH": "/usr/bin:/bin", "GOROOT": "{go}/.."}),
    "GODEBUG": Fault("env-value-invalid", {"GODEBUG": "cgocheck=2"}),
    "GOARM64": Fault("env-value-invalid", {"GOARM64": "v9"}),
    "CGO_ENABLED": Fault("env-value-invalid", {"CGO_ENABLED": "yes"}),
    "CC": Fault("cc-invalid", {"CC": "/not-there/cc", "CGO_ENABLED": "1"}),
    "CGO_CFLAGS": Fault("cgo-flags-leftover", {"CGO_CFLAGS": "-fno-such-flag", "CGO_ENABLED": "1"}, needs="gcc"),
    "stored settings of Windows": Fault(
        "goenv-unreadable",
        files={name: text.replace("\n", "\r\n") for name, text in stored(GOAMD64="v1").items()},
    ),
    "a dangling link": Fault(
        "go-link-dangling", {"PATH": "{home}/bin:{go}:/usr/bin:/bin"}, links={"bin/go": "/not-there/go"}
    ),
    "a link to itself": Fault("go-link-loop", {"PATH": "{home}/bin:{go}:/usr/bin:/bin"}, links={"bin/go": "go"}),
    "a workspace further up": Fault(
        "gowork-shadows", files={"go.work": "go 1.21\n", "app/go.mod": "module app\n\ngo 1.21\n"}, cwd="app"
    ),
    "a go.mod in GOPATH": Fault("gopath-has-gomod", files={"go/go.mod": "module forgotten\n"}),
}


def look(fault: Fault, go: Path, home: Path, before: str = "") -> Examined:
    """Return what is said of an environment, after some lines were typed into its shell."""
    given = {name: value.format(home=home, go=go) for name, value in fault.env.items()}
    return examined(environment(home, go) | given, "--only", AREAS, cwd=home / fault.cwd, before=before)


@pytest.mark.parametrize("name", FAULTS)
def test_the_lines_of_the_remedy_mend_the_fault(newer_go: Path, tmp_path: Path, name: str) -> None:
    fault, home = FAULTS[name], tmp_path / "home"
    if fault.needs and not shutil.which(fault.needs):
        pytest.skip(f"needs {fault.needs}")
    for place, text in fault.files.items():
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).write_text(text)
    for place, target in fault.links.items():
        (home / place).parent.mkdir(parents=True, exist_ok=True)
        (home / place).symlink_to(target)
    seen = look(fault, newer_go / "bin", home)
    assert seen.first["cause"] == fault.cause
    lines = seen.first["fix"]["commands"]
    assert lines
    after = look(fault, newer_go / "bin", home, "\n".join(["set -e", *lines]))
    assert fault.cause not in after.causes
    assert after.report["health"] in {"ok", "degraded"}
