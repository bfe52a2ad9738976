"""The bug report: a machine that was recorded replays to the report that it gave itself."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from goverify.score import recompute
from tests.live.examinations import GOVERIFY, LIMIT_S, environment
from tests.schemas import schema

RECORD = (sys.executable, "-m", "goverify", "record", "--hashes")

FLEETING = re.compile(r"^built| free$| took | µs$|^\d+ bytes, ")
"""How long something took, how large it came out, and how much room there is, is another thing each time."""


def said(command: tuple[str, ...], env: dict[str, str], cwd: Path) -> str:
    """Return what a command writes to stdout."""
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, timeout=LIMIT_S, check=False)
    assert done.stdout, done.stderr.decode(errors="replace")
    return done.stdout.decode()


def lasting(text: str, home: Path) -> dict[str, Any]:
    """Return a report without what is another one in each run, the home under the name that recordings give it."""
    report: dict[str, Any] = json.loads(text.replace(str(home), str(home.with_name("user"))))
    del report["run"]["id"], report["run"]["started_at"], report["run"]["duration_s"]
    for check in report["checks"]:
        del check["duration_s"]
        check["evidence"] = [item for item in check["evidence"] if not FLEETING.search(item["observed"])]
    return report


@pytest.mark.parametrize(
    "setting",
    [{}, {"GOROOT": "/nonexistent/go"}, {"GOFLAGS": "-nonsense"}],
    ids=["in order", "a stale GOROOT", "GOFLAGS of no use"],
)
def test_a_recording_replays_to_the_same_report(newer_go: Path, tmp_path: Path, setting: dict[str, str]) -> None:
    home = tmp_path / "gopher-at-home"
    env = environment(home, newer_go / "bin", **setting)
    live = said(GOVERIFY, env, home)
    file = tmp_path / "host.json"
    file.write_text(said(RECORD, env, home), encoding="utf-8")
    Draft202012Validator(schema("report")).validate(json.loads(live))
    Draft202012Validator(schema("host")).validate(json.loads(file.read_text(encoding="utf-8")))
    again = said((*GOVERIFY, "--host", str(file)), environment(tmp_path / "elsewhere"), tmp_path)
    assert lasting(again, home) == lasting(live, home)


def test_the_score_can_be_computed_again_from_a_live_report(newer_go: Path, tmp_path: Path) -> None:
    env = environment(tmp_path / "home", newer_go / "bin", GOROOT="/nonexistent/go")
    report = json.loads(said(GOVERIFY, env, tmp_path))
    assert report["score"]["cap"]
    assert recompute(report) == report["score"]


def test_a_recording_names_nobody(newer_go: Path, tmp_path: Path) -> None:
    home = tmp_path / "gopher-at-home"
    env = environment(home, newer_go / "bin", SOME_TOKEN="hush-hush-hush", GOPROXY="https://me:pass-word@proxy.example")
    recorded = said(RECORD, env, home)
    assert not [word for word in ("gopher-at-home", "hush-hush-hush", "pass-word") if word in recorded]
