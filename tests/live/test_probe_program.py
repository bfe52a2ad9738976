"""The embedded probe says what it must, and one bad step costs no other."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.live.probe_program import Probe, built

STEPS = {"runtime", "buildinfo", "cgroup", "signal", "sched", "gc", "metrics", "netpoll", "tz", "ca_roots", "dns"}
FOLDER_STEPS = {"filepath", "lock", "trace", "heap_profile"}
SIGNALS = {"ctrl_break"} if sys.platform == "win32" else {"interrupt", "terminated"}


@pytest.fixture
def probe(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Probe:
    """Return the built program with an empty folder to write in."""
    return built(tmp_path_factory).writing_in(tmp_path / "scratch")


def test_every_step_succeeds_on_this_machine(probe: Probe) -> None:
    steps = probe.run()["steps"]
    assert {name: step for name, step in steps.items() if not step["ok"]} == {}
    assert set(steps) == STEPS | FOLDER_STEPS


def test_the_document_has_the_agreed_shape(probe: Probe) -> None:
    document = probe.run()
    assert set(document) == {"schema", "steps", "total_ms"}
    assert document["schema"] == 1
    assert document["total_ms"] > 0
    assert all(set(step) == {"ok", "ms", "data"} for step in document["steps"].values())
    keys = {name: set(step["data"]) for name, step in document["steps"].items() if isinstance(step["data"], dict)}
    runtime = {"version", "goos", "goarch", "compiler", "num_cpu", "gomaxprocs", "memlimit", "goroot", "env"}
    assert keys.pop("buildinfo") >= {"go_version", "CGO_ENABLED", "GOOS", "GOARCH"}
    assert keys == {
        "runtime": runtime,
        "signal": SIGNALS,
        "cgroup": {"version", "cpu_quota", "mem_limit"},
        "sched": {"ns_per_pingpong"},
        "gc": {"num_gc_delta", "pause_us"},
        "metrics": {"count", "bad"},
        "netpoll": {"echoes", "ipv4_loopback", "ipv6_loopback"},
        "tz": {"offset", "local"},
        "ca_roots": {"count"},
        "filepath": {"sep", "list_sep", "from_slash", "walk", "case_insensitive", "symlink"},
        "lock": {"second_lock_refused"},
        "trace": {"bytes", "header"},
        "heap_profile": {"bytes", "gzip"},
    }


def test_runtime_and_build_name_the_release_that_built_them(probe: Probe) -> None:
    steps = probe.run()["steps"]
    built = steps["buildinfo"]["data"]
    assert steps["runtime"]["data"]["version"] == built["go_version"] == probe.release
    assert built["CGO_ENABLED"] == "0"


def test_what_was_measured_is_plausible(probe: Probe) -> None:
    data = {name: step["data"] for name, step in probe.run()["steps"].items()}
    assert data["netpoll"]["echoes"] == 50
    assert data["gc"]["num_gc_delta"] >= 1
    assert data["metrics"]["count"] >= 30
    assert data["metrics"]["bad"] == 0
    assert re.fullmatch(r"go 1\.\d+ trace", data["trace"]["header"])
    assert data["heap_profile"]["gzip"]
    assert data["lock"]["second_lock_refused"]
    assert data["tz"]["offset"] == 8 * 3600
    assert data["filepath"]["sep"] == os.sep
    assert data["filepath"]["walk"] == [".", "a", os.path.join("a", "b"), os.path.join("a", "b", "f.txt")]
    assert set(data["signal"].values()) <= {True}


def test_nothing_is_left_in_the_folder(probe: Probe) -> None:
    probe.run()
    assert list(probe.scratch.iterdir()) == []


def test_a_relative_folder_serves_as_well(probe: Probe) -> None:
    relative = os.path.relpath(probe.scratch)
    steps = probe.run(relative)["steps"]
    assert {name for name, step in steps.items() if not step["ok"]} == set()


def test_without_its_folder_only_the_steps_that_write_fail(probe: Probe) -> None:
    steps = probe.run(probe.scratch / "gone")["steps"]
    assert {name for name, step in steps.items() if not step["ok"]} == FOLDER_STEPS
    assert all("gone" in steps[name]["err"] for name in FOLDER_STEPS)


def test_a_step_that_hangs_costs_no_other(probe: Probe, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere the probe reads nothing below -root")
    (tmp_path / "proc" / "self").mkdir(parents=True)
    os.mkfifo(tmp_path / "proc" / "self" / "cgroup")  # nobody will ever write to it
    steps = probe.run(None, "-root", str(tmp_path))["steps"]
    assert {name for name, step in steps.items() if not step["ok"]} == {"cgroup"}
    assert steps["cgroup"]["err"] == "no answer within 5s"


def test_vet_finds_nothing_for_any_of_the_three_systems(probe: Probe) -> None:
    try:
        for system in ("linux", "windows", "darwin"):
            vet = probe.ask_go("vet", ".", GOOS=system)
            assert (system, vet.returncode, vet.stderr) == (system, 0, "")
    finally:
        shutil.rmtree(probe.env["GOCACHE"], ignore_errors=True)  # some 200 MiB; only the build before this needed it
