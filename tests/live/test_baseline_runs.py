"""Runs on this machine held against an earlier one: the same faults are known, and one more is exactly what is new."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.live.examinations import Examined, environment, examined

OLD = {"GOPROXI": "off", "GOFLAGS": "-mod=vendor"}


def run(folder: Path, tree: Path, env: Mapping[str, str], *options: str) -> Examined:
    """Return what a job's run says of the go of a tree."""
    own = environment(folder / "home", tree / "bin", **env)
    return examined(own, "--profile", "ci", "--fail-on", "low", *options, cwd=folder)


def test_one_fault_more_is_exactly_what_is_new_and_what_is_mended_is_gone(newer_go: Path, tmp_path: Path) -> None:
    first = run(tmp_path, newer_go, OLD)
    (tmp_path / "before.json").write_text(json.dumps(first.report), "utf-8")
    again, more, mended = (
        run(tmp_path, newer_go, env, "--baseline", "before.json") for env in (OLD, {**OLD, "GOROOT": "/nowhere"}, {})
    )
    assert (first.status, again.status, more.status, mended.status) == (1, 0, 1, 0)
    assert (again.report["baseline"]["new"], again.report["baseline"]["gone"]) == ([], [])
    assert again.report["baseline"]["known"] >= len(OLD)
    assert [(each["cause"], each["subject"]) for each in more.report["baseline"]["new"]] == [
        ("goroot-missing", "GOROOT")
    ]
    assert more.report["run"]["exit_reason"] == "goroot-missing is critical, and new since before.json"
    assert {each["subject"] for each in mended.report["baseline"]["gone"]} == set(OLD)
