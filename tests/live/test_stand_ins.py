"""Programs called go that hang, die, flood or multiply: the report still comes, names them, and leaves none behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.live.examinations import GOVERIFY, Examined, environment, examined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts and signals of Unix")

SHORT_S, GUARD_S = 4, 20
"""What a run is given, and what starting it, ending all processes and a busy machine may take beside."""

SETTLED_S = 1.0
"""After this time every check has begun and nothing is left but to wait for go."""

HANGING = {
    "sleeps": "sleep {mark}",
    "ignores SIGTERM": "trap '' TERM INT HUP\nwhile :; do sleep {mark}; done",
    "calls itself by name": 'sleep 0.05\nexec go "$@"',
    "starts itself over and over": "sleep 0.2\n{python} -c pass {mark}\ngo\n",
}
"""Shell scripts that never come to an end; {mark} is a number of seconds that no other process has."""

ENDING = {
    "floods its output": "exec yes {mark}",
    "floods its errors": "exec yes {mark} >&2",
    "dies of SIGSEGV": "kill -SEGV $$",
    "is killed": "kill -KILL $$",
    "prints garbage": 'echo "{{]}} not what anybody asked"',
    "prints JSON of another form": 'echo "[1, {{}}]"',
    "prints terminal sequences": "printf '\\033[2J\\033]0;owned\\007\\033[31mgo version go1.27.3\\n'",
    "prints bytes that are no text": "printf '\\377\\376\\000\\200\\n'",
    "says nothing": "exit 0",
    "fails without a word": "exit 3",
    "waits for input": "cat\nexit 7",
    "leaves a child with its output": "(sleep {mark}) &\nexit 1",
    "leaves a child in a session of its own": "{python} {detached} {mark}\nexit 1",
}
"""Shell scripts that come to an end, or are stopped for what they write."""

DETACHED = """import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(float(sys.argv[1]))
os._exit(0)
"""


@pytest.fixture
def mark() -> Iterator[str]:
    """Return a number of seconds by which the test's processes are known; none may be left."""
    number = str(90_000_000 + uuid.uuid4().int % 9_999_999)
    yield number
    assert left_over(number) == []


def left_over(mark: str) -> list[str]:
    """Return the command lines of processes that bear the mark, once those that are ending have had their time."""
    until = time.monotonic() + 2
    while (found := _marked(mark)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def _marked(mark: str) -> list[str]:
    lines = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if mark in line and process.pid != os.getpid():
            lines.append(line)
    return lines


def stand_in(folder: Path, text: str, mark: str) -> Path:
    """Write a script called go and return the folder to put on PATH."""
    bin_ = folder / f"bin-{mark}"
    bin_.mkdir()
    detached = folder / "detached.py"
    detached.write_text(DETACHED)
    body = text.format(mark=mark, python=sys.executable, detached=detached)
    (bin_ / "go").write_text(f"#!/bin/sh\n# {mark}\n{body}\n")
    (bin_ / "go").chmod(0o755)
    return bin_


def run(folder: Path, bin_: Path, *args: str, seconds: int = SHORT_S) -> Examined:
    """Return goverify's report, which must come in time."""
    env = environment(folder / "home", bin_)
    return examined(env, "--timeout", str(seconds), *args, cwd=folder, limit_s=seconds + GUARD_S)


@pytest.mark.parametrize("kind", HANGING)
def test_a_go_that_never_ends_does_not_keep_the_report(kind: str, tmp_path: Path, mark: str) -> None:
    bin_ = stand_in(tmp_path, HANGING[kind], mark)
    seen = run(tmp_path, bin_, "--run-unknown")
    assert seen.report["go"]["command"] == str(bin_ / "go")
    assert seen.report["health"] in {"undecided", "broken"}
    assert seen.status in {1, 3}
    assert "unknown" in seen.outcomes().values()


def test_a_go_that_hangs_is_named_once_it_had_its_time(tmp_path: Path, mark: str) -> None:
    bin_ = stand_in(tmp_path, HANGING["ignores SIGTERM"], mark)
    seen = run(tmp_path, bin_, "--run-unknown", "--only", "build", seconds=25)
    assert (seen.first["cause"], seen.status) == ("go-command-fails", 1)
    assert seen.first["title"].startswith(f"{bin_ / 'go'} cannot even answer `go version`")
    assert "it gave no answer within 10 s" in seen.first["title"]


@pytest.mark.parametrize("kind", ENDING)
def test_a_go_that_misbehaves_is_named(kind: str, tmp_path: Path, mark: str) -> None:
    bin_ = stand_in(tmp_path, ENDING[kind], mark)
    seen = run(tmp_path, bin_, "--run-unknown", seconds=30)
    named = [item for item in seen.report["diagnosis"] if str(bin_ / "go") in item["title"]]
    assert named
    assert (seen.report["health"], seen.status) == ("broken", 1)
    text = json.dumps(seen.report)
    assert "\\u001b" not in text
    assert "\\u0007" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="system programs that can be copied")
def test_another_program_under_the_name_of_go_is_named(tmp_path: Path, mark: str) -> None:
    bin_ = stand_in(tmp_path, "", mark)
    (bin_ / "go").unlink()
    shutil.copy(shutil.which("yes") or "/usr/bin/yes", bin_ / "go")
    seen = run(tmp_path, bin_, "--run-unknown", seconds=30)
    assert seen.report["health"] == "broken"
    assert any(str(bin_ / "go") in item["title"] for item in seen.report["diagnosis"])


@pytest.mark.parametrize("kind", ["sleeps", "prints garbage"])
def test_a_script_that_nobody_knows_is_never_started_unasked(kind: str, tmp_path: Path, mark: str) -> None:
    started = tmp_path / "started"
    bin_ = stand_in(tmp_path, f': > "{started}"\n' + (HANGING | ENDING)[kind], mark)
    seen = run(tmp_path, bin_, seconds=30)
    assert not started.exists()
    reason = seen.check("build.by-itself")["reason"]
    assert (seen.check("build.by-itself")["outcome"], "script of unknown kind" in reason) == ("blocked", True)
    run(tmp_path, bin_, "--run-unknown", "--only", "build.commands")
    assert started.exists(), "it is started where that was asked for"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_while_go_hangs_gives_the_report_of_what_is_done(
    number: signal.Signals, tmp_path: Path, mark: str
) -> None:
    started = tmp_path / "started"
    bin_ = stand_in(tmp_path, f': > "{started}"\nsleep {{mark}}', mark)
    env = environment(tmp_path / "home", bin_)
    command = [*GOVERIFY, "--run-unknown", "--timeout", "60"]
    with subprocess.Popen(command, env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 20
        while not started.exists() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(SETTLED_S)
        begun = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - begun < GUARD_S
    assert process.returncode == 128 + number, err.decode()
    report = json.loads(out)
    assert (report["run"]["exit_code"], report["run"]["exit_reason"]) == (128 + number, "interrupted")
    assert "interrupted" in {item["reason"] for item in report["checks"]}
    assert any(item["outcome"] == "passed" for item in report["checks"])
