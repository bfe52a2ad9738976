"""The action and the hook for other projects' CI: their own steps, run by hand as a runner would."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.live.examinations import environment

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")


def checked(tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Return the end of the check's step with these inputs, on a runner where goverify is installed."""
    bin_folder = tmp_path / "goverify" / "bin"
    bin_folder.mkdir(parents=True)
    tool = bin_folder / "goverify"
    tool.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m goverify "$@"\n', "utf-8")
    tool.chmod(0o755)
    given = {name: entry["default"] for name, entry in ACTION["inputs"].items()} | inputs
    step = {name: given[text.split("inputs.")[1].strip(" }")] for name, text in CHECK["env"].items()}
    runner = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    env = environment(tmp_path / "home", PYTHONPATH=str(ROOT)) | runner | step
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK["run"]]
    return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)


@posix
def test_the_steps_write_outputs_summary_and_files(tmp_path: Path) -> None:
    done = checked(tmp_path, sarif="go.sarif", report="go.json", **{"fail-on": "never"})
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "outputs").read_text("utf-8")
    assert [name for name in ("health", "score", "exit-code") if name not in told] == []
    assert "## goverify" in (tmp_path / "summary").read_text("utf-8")
    assert [(tmp_path / name).is_file() for name in ("go.sarif", "go.json")] == [True, True]


@posix
def test_a_job_without_go_fails(tmp_path: Path) -> None:
    done = checked(tmp_path)
    assert done.returncode == 1
    assert "::error" in done.stdout


@posix
def test_an_input_is_an_argument_and_never_a_piece_of_the_script(tmp_path: Path) -> None:
    done = checked(tmp_path, config='x"; touch owned; "')
    assert done.returncode == 2
    assert not (tmp_path / "owned").exists()


def test_every_input_reaches_a_step_by_its_environment() -> None:
    texts = [text for step in (INSTALL, CHECK) for text in step["env"].values()]
    used = {text.split("inputs.")[1].strip(" }") for text in texts if "inputs." in text}
    assert used == set(ACTION["inputs"])
    assert "${{" not in INSTALL["run"] + CHECK["run"]


def test_it_uses_no_other_action() -> None:
    assert [step for step in ACTION["runs"]["steps"] if "uses" in step] == []


@posix
def test_the_steps_are_sound_scripts() -> None:
    for step in (INSTALL, CHECK):
        subprocess.run(["bash", "-n"], input=step["run"], text=True, check=True, env={"PATH": os.environ["PATH"]})


def test_the_hook_runs_for_what_asks_for_a_go() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    names = (
        "go.mod",
        "tools/go.work",
        ".tool-versions",
        "mise.toml",
        ".mise.toml",
        "goverify.toml",
        "main.go",
        "go.mod.old",
    )
    assert [bool(re.search(hook["files"], name)) for name in names] == [True] * 6 + [False] * 2
    assert hook["entry"].split()[0] == "goverify"
