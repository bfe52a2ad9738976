"""The progress line: on a terminal alone, after a while, it names the checks that still run; then it is gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.examinations import GOVERIFY, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def seen_on_a_terminal(env: dict[str, str], cwd: Path, *args: str) -> tuple[str, str]:
    """Return what goverify writes to stdout, and to a terminal that is its stderr."""
    import pty

    master, slave = pty.openpty()
    with subprocess.Popen((*GOVERIFY, *args), env=env, cwd=cwd, stdout=subprocess.PIPE, stderr=slave) as process:
        os.close(slave)
        out = process.stdout.read().decode() if process.stdout else ""
    try:
        shown = os.read(master, 1 << 16).decode()
    except OSError:  # Linux says so where nothing was written
        shown = ""
    os.close(master)
    return out, shown


@pytest.fixture
def hanging_go(tmp_path: Path) -> dict[str, str]:
    """Return an environment whose go never answers."""
    go = tmp_path / "bin" / "go"
    go.parent.mkdir()
    go.write_text("#!/bin/sh\nsleep 60\n")
    go.chmod(0o755)
    return environment(tmp_path / "home", go.parent, TERM="xterm")


def test_what_still_runs_is_named_and_wiped_away(hanging_go: dict[str, str], tmp_path: Path) -> None:
    out, shown = seen_on_a_terminal(hanging_go, tmp_path, "--run-unknown", "--timeout", "4")
    assert "still running: " in shown
    assert "binary.detached" in shown
    assert shown.endswith("\r")
    assert json.loads(out)["schema"] == "goverify.report/1"


def test_a_quick_run_shows_nothing(tmp_path: Path) -> None:
    _, shown = seen_on_a_terminal(environment(tmp_path / "home"), tmp_path, "--only", "path")
    assert shown == ""


def test_without_a_terminal_nothing_is_shown(hanging_go: dict[str, str], tmp_path: Path) -> None:
    command = (*GOVERIFY, "--run-unknown", "--timeout", "4")
    done = subprocess.run(command, env=hanging_go, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
