"""The embedded probe builds for the three systems with each release that it is for, and answers where it can run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.debs import debian_root
from tests.live.probe_program import BUILD_LIMIT_S, SOURCE
from tests.trees import go_tree

pytestmark = [
    pytest.mark.field,
    pytest.mark.skipif(sys.platform != "linux", reason="the releases are those for Linux"),
]

TARGETS = (("linux", "amd64"), ("darwin", "arm64"), ("windows", "amd64"))


def debians() -> Path:
    """Return the tree of Debian's Go, which is 1.19 in Debian 12; skip where it is another."""
    found = [*(debian_root() / "usr/lib").glob("go-1.19")]
    if not found:
        pytest.skip("this machine's packages have no Go 1.19")
    return found[0]


TREES: dict[str, Callable[[], Path]] = {
    "1.19": debians,
    "1.21": lambda: go_tree("1.21.13"),
    "1.24": lambda: go_tree("1.24.11"),
    "1.26": lambda: go_tree("1.26.6"),
    "1.27": lambda: go_tree("1.27.3"),
}
FORMATS = {"1.19": "1.19", "1.21": "1.21", "1.24": "1.23", "1.26": "1.26", "1.27": "1.26"}
"""The format of traces by release."""

Go = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module", params=TREES)
def release(request: pytest.FixtureRequest) -> str:
    """Return the release, by its first two numbers."""
    return str(request.param)


@pytest.fixture(scope="module")
def go(release: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Go]:
    """Return what runs that release's go in the probe's source."""
    tree, folder = TREES[release](), tmp_path_factory.mktemp("probe")
    shutil.copytree(SOURCE, folder / "source")
    (folder / "source" / "go.mod").write_text(f"module goverify.probe\n\ngo {release}\n")
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GOCACHE": str(folder / "cache"), "GOROOT": str(tree)}
    env |= {"GOTOOLCHAIN": "local", "GOENV": "off", "GOWORK": "off", "GOPROXY": "off", "CGO_ENABLED": "0"}

    def run(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [str(tree / "bin" / "go"), *args]
        return subprocess.run(
            command,
            check=False,
            cwd=folder / "source",
            env=env | more,
            capture_output=True,
            text=True,
            timeout=BUILD_LIMIT_S,
        )

    yield run
    shutil.rmtree(folder, ignore_errors=True)  # some hundred MiB for each release


@pytest.mark.parametrize(("system", "arch"), TARGETS)
def test_it_builds_and_vet_finds_nothing(go: Go, tmp_path: Path, system: str, arch: str) -> None:
    for command in (("vet", "."), ("build", "-buildvcs=false", "-o", str(tmp_path / "probe"), ".")):
        done = go(*command, GOOS=system, GOARCH=arch)
        assert (command, done.returncode, done.stderr) == (command, 0, "")


def test_every_step_answers_as_this_release_does(go: Go, release: str, tmp_path: Path) -> None:
    program, scratch = tmp_path / "probe", tmp_path / "scratch"
    scratch.mkdir()
    assert go("build", "-buildvcs=false", "-o", str(program), ".").returncode == 0
    done = subprocess.run([program, "-dir", scratch], check=True, capture_output=True, text=True, timeout=60)
    steps = json.loads(done.stdout)["steps"]
    assert {name: step for name, step in steps.items() if not step["ok"]} == {}
    data = {name: step["data"] for name, step in steps.items()}
    assert data["runtime"]["version"].startswith(f"go{release}")
    assert data["signal"] == {"interrupt": True, "terminated": True}
    assert data["trace"]["header"] == f"go {FORMATS[release]} trace"
    assert data["metrics"]["count"] > 30
    assert data["metrics"]["bad"] == 0
    assert "DefaultGODEBUG" not in data["buildinfo"]
