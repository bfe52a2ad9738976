"""Whole runs of goverify on this machine, in an environment of the test's own, as a person or a job would start it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.trees import CACHE

GOVERIFY = (sys.executable, "-m", "goverify", "check", "--json")
KEPT = CACHE / "live"
"""The cache folder that all these runs share, so that the standard library is compiled once on a machine."""

LIMIT_S = 200
"""For a cold build on a busy machine."""

NEEDED = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATHEXT", "COMSPEC")
"""Without these no program of Windows starts."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a run came to."""

    status: int
    report: dict[str, Any]

    @property
    def causes(self) -> list[str]:
        """Return the causes of all diagnoses that count, most important first."""
        return [item["cause"] for item in self.report["diagnosis"] if item["severity"] not in {"info", "low"}]

    @property
    def first(self) -> dict[str, Any]:
        """Return the most important diagnosis."""
        diagnosis: dict[str, Any] = self.report["diagnosis"][0]
        return diagnosis

    def check(self, id_: str) -> dict[str, Any]:
        """Return the result of one check."""
        result: dict[str, Any] = next(item for item in self.report["checks"] if item["id"] == id_)
        return result

    def outcomes(self) -> dict[str, str]:
        """Return the outcome of each check."""
        return {item["id"]: item["outcome"] for item in self.report["checks"]}


def environment(home: Path, *folders: Path, **env: str) -> dict[str, str]:
    """Return an environment with this home, these folders first on PATH, and nothing else of the tester's own."""
    home.mkdir(exist_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    system = r"C:\Windows\System32" if sys.platform == "win32" else "/usr/bin:/bin"
    own = {name: os.environ[name] for name in NEEDED if name in os.environ}
    places = {"HOME": str(home), "USERPROFILE": str(home), "XDG_CACHE_HOME": str(KEPT)}
    return own | places | {"PATH": os.pathsep.join([*map(str, folders), system])} | env


def examined(
    env: Mapping[str, str],
    *args: str,
    cwd: Path,
    before: str = "",
    within: tuple[str, ...] = (),
    limit_s: float = LIMIT_S,
) -> Examined:
    """Return what goverify reports; `before` is run in the same shell first, `within` is a program that starts it."""
    command = (*within, *GOVERIFY, *args)
    words = ("/bin/sh", "-c", f'{before}\nexec "$@"', "sh", *command) if before else command
    done = subprocess.run(words, env=env, cwd=cwd, capture_output=True, timeout=limit_s, check=False)
    assert done.stdout, f"no report, exit status {done.returncode}: {done.stderr.decode(errors='replace')}"
    return Examined(done.returncode, json.loads(done.stdout))


def looked_at(tree: Path, tmp_path: Path, *args: str, before: str = "", **env: str) -> Examined:
    """Return what goverify says of builds with the go of a tree, under these settings."""
    return examined(
        environment(tmp_path / "home", tree / "bin", **env), "--only", "build", *args, cwd=tmp_path, before=before
    )
