"""The embedded probe, built with this machine's Go for the tests of it."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.trees import some_go

SOURCE = Path(__file__).parents[2] / "goverify" / "data" / "probe"
OLDEST = (1, 19)
NEEDED_ON_WINDOWS = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "LOCALAPPDATA")
BUILD_LIMIT_S = 300


@dataclass(frozen=True, slots=True)
class Probe:
    """The built program and what it was built with."""

    program: Path
    source: Path
    go: str
    release: str
    env: dict[str, str]
    scratch: Path

    def writing_in(self, scratch: Path) -> "Probe":
        """Return the same program with an empty folder to write in."""
        scratch.mkdir()
        return replace(self, scratch=scratch)

    def run(self, folder: str | Path | None = None, *options: str) -> dict[str, Any]:
        """Return the document the program prints; it must print one and exit with 0 whatever its steps find."""
        command = [self.program, "-dir", folder or self.scratch, *options]
        done = subprocess.run(command, check=False, env=self.env, capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")
        document: dict[str, Any] = json.loads(done.stdout)
        return document

    def ask_go(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run the go that built the program, in its source."""
        return _run([self.go, *command], self.source, self.env | env)


def built(tmp_path_factory: pytest.TempPathFactory) -> Probe:
    """Build the probe once for all workers of a parallel run, with a cache of its own; skip where no go can."""
    go = some_go()
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "probe-program"
    env = {"PATH": os.environ["PATH"], "HOME": str(base / "home"), "GOCACHE": str(folder / "cache")}
    env |= {
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "",
        "GOWORK": "off",
        "GOENV": "off",
        "GOPROXY": "off",
        "CGO_ENABLED": "0",
    }
    env |= {name: os.environ[name] for name in NEEDED_ON_WINDOWS if name in os.environ}
    asked = _run([go, "env", "GOVERSION"], base, env)
    release = asked.stdout.strip()
    language = re.search(r"go(\d+)\.(\d+)", release)
    if language is None or (int(language[1]), int(language[2])) < OLDEST:
        pytest.skip(f"the probe needs Go 1.19 or newer, {go} answers {release or asked.stderr!r}")
    suffix = ".exe" if sys.platform == "win32" else ""
    probe = Probe(folder / f"probe{suffix}", folder / "source", go, release, env, folder)
    _build_once(probe, folder, f"module goverify.probe\n\ngo {language[1]}.{language[2]}\n")
    assert probe.program.exists(), "the probe does not build"
    return probe


def _build_once(probe: Probe, folder: Path, gomod: str) -> None:
    """Let whoever comes first build and the others wait for it."""
    ready = folder / "ready"
    try:
        folder.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + BUILD_LIMIT_S
        while not ready.exists():
            assert time.monotonic() < deadline, "the worker that builds the probe has not finished"
            time.sleep(0.1)
        return
    try:
        shutil.copytree(SOURCE, probe.source)
        (probe.source / "go.mod").write_text(gomod)
        build = probe.ask_go("build", "-o", str(probe.program), ".")
        assert build.returncode == 0, build.stderr
    finally:
        ready.touch()


def _run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, cwd=folder, env=env, capture_output=True, text=True, timeout=BUILD_LIMIT_S
    )
