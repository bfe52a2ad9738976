"""Recorded hosts for tests of builds: what go answers there, how its builds go, and what the programs say."""

import json
from collections.abc import Mapping
from typing import Any

from goverify.host import Completed
from goverify.host.recorded import RecordedHost
from tests.golang import whole

ROOT = "/usr/local/go"
GO = f"{ROOT}/bin/go"
PROBE_BUILD = f"{GO} build -buildvcs=false -o <scratch>/probe/program ."
PROBE_RUN = "<scratch>/probe/program -dir <scratch>/probe-files"
HELLO_BUILD = f"{GO} build -buildvcs=false -o <scratch>/hello/program ."
HELLO_RUN = "<scratch>/hello/program"
VERSION = f"{GO} version"
ENV_GOROOT = f"{GO} env GOROOT"
DIST_LIST = f"{GO} tool dist list"
KNOWN = "darwin/arm64\nlinux/386\nlinux/amd64\nlinux/arm64\nplan9/amd64\nwindows/amd64\nwindows/arm64\n"
OK = Completed(0)

STEPS: Mapping[str, Any] = {
    "runtime": {"version": "go1.27.3", "goos": "linux", "goarch": "amd64", "gomaxprocs": 2},
    "buildinfo": {"go_version": "go1.27.3"},
    "signal": {"interrupt": True, "terminated": True},
    "netpoll": {"echoes": 50},
    "sched": {"ns_per_pingpong": 300},
    "gc": {"num_gc_delta": 1},
    "ca_roots": {"count": 100},
    "dns": ["127.0.0.1", "::1"],
}
"""What the steps of a sound probe tell."""


def host(runs: Mapping[str, Completed | None] | None = None, /, **env: str) -> RecordedHost:
    """Return a Linux host where these runs end so and these variables are set; where nothing else is said, all goes well."""
    fine = {
        HELLO_BUILD: OK,
        HELLO_RUN: Completed(0, stdout="it works\n"),
        VERSION: Completed(0, stdout="go version go1.27.3 linux/amd64\n"),
        ENV_GOROOT: Completed(0, stdout=f"{ROOT}\n"),
        DIST_LIST: Completed(0, stdout=KNOWN),
        PROBE_BUILD: OK,
        PROBE_RUN: said(),
    }
    return whole().but(env=env, runs=fine | dict(runs or {}))


def said(failed: Mapping[str, str] | None = None, **steps: Any) -> Completed:
    """Return the output of a probe in which some steps failed with an error, and others tell something else."""
    document = {name: {"ok": True, "ms": 1.0, "data": data} for name, data in {**STEPS, **steps}.items()}
    document |= {name: {"ok": False, "ms": 1.0, "err": error} for name, error in (failed or {}).items()}
    return Completed(0, stdout=json.dumps({"schema": 1, "steps": document, "total_ms": 9.0}))


def failed(stderr: str, status: int = 1) -> Completed:
    """Return how a go command ends that says only this."""
    return Completed(status, stderr=stderr)
