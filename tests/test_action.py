"""The action and the hook for other projects' CI: their own steps, run by hand as a runner would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement

from tests.live.examinations import environment

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]
CONTEXTS = {"github.action_path": str(ROOT), "github.job": "test", "strategy.job-index": "3"}
"""What a runner knows of the third leg of a job's matrix."""

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""How a runner runs a step whose shell is bash."""

posix = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="a shell of Unix")


class Step(NamedTuple):
    """How a step ended."""

    status: int
    log: str
    """What the runner reads for its commands: both streams."""
    folder: Path

    @property
    def outputs(self) -> dict[str, str]:
        """Return what the step handed on, as the runner reads it: NAME<<DELIMITER, the value's lines, DELIMITER."""
        file = self.folder / "outputs"
        text = file.read_text("utf-8") if file.exists() else ""
        return {name: value for name, _, value in re.findall(r"(?ms)^([\w-]+)<<(\S+)\n(.*?)\n?^\2$", text)}

    @property
    def commands(self) -> list[str]:
        """Return the lines that the runner would obey."""
        return [line for line in self.log.splitlines() if re.match(r"\s*::[A-Za-z-]+( |::)", line) or "##[" in line]


def expanded(text: str, inputs: Mapping[str, str]) -> str:
    """Return a text of the action with its expressions replaced by what they stand for; every one must be known."""
    known = CONTEXTS | {f"inputs.{name}": value for name, value in inputs.items()}
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match[1]], text)


def taken(step: Mapping[str, Any], folder: Path, env: Mapping[str, str], **inputs: str) -> Step:
    """Run one step of the action with these inputs, the others being as they are by default."""
    given = {name: expanded(entry["default"], {}) for name, entry in ACTION["inputs"].items()} | inputs
    own = {name: expanded(text, given) for name, text in step["env"].items()}
    runner = {
        "RUNNER_TEMP": str(folder),
        "GITHUB_ACTIONS": "true",
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
    }
    command = [*BASH, expanded(step["run"], given)]
    done = subprocess.run(
        command, env={**env, **runner, **own}, cwd=folder, capture_output=True, timeout=200, check=False
    )
    return Step(done.returncode, (done.stdout + done.stderr).decode(errors="replace"), folder)


def checked(folder: Path, *paths: Path, **inputs: str) -> Step:
    """Take the step that checks, where goverify is installed and these folders are first on PATH."""
    tool = folder / "goverify" / "bin" / "goverify"
    tool.parent.mkdir(parents=True)
    tool.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m goverify "$@"\n', "utf-8")
    tool.chmod(0o755)
    return taken(CHECK, folder, environment(folder / "home", *paths, PYTHONPATH=str(ROOT)), **inputs)


@posix
def test_a_job_with_a_whole_go_goes_on(tmp_path: Path, newer_go: Path) -> None:
    step = checked(tmp_path, newer_go / "bin", sarif="go.sarif", report="go.json")
    assert step.status == 0, step.log
    assert step.outputs == {"health": "ok", "score": step.outputs["score"], "exit-code": "0"}
    assert int(step.outputs["score"]) > 80
    assert [line for line in step.commands if "::error" in line] == []
    assert "## goverify: no grave fault found" in (tmp_path / "summary").read_text("utf-8")
    assert '"goverify/' in (tmp_path / "go.sarif").read_text("utf-8")
    assert (tmp_path / "go.json").is_file()


@posix
def test_a_job_without_go_fails_and_hands_on_why(tmp_path: Path) -> None:
    step = checked(tmp_path)
    assert step.status == 1
    assert (step.outputs["health"], step.outputs["exit-code"]) == ("broken", "1")
    assert step.commands[0].startswith("::error title=goverify")


@posix
def test_a_job_whose_settings_break_go_fails_unless_it_is_to_go_on(tmp_path: Path, newer_go: Path) -> None:
    broken, lenient = tmp_path / "broken", tmp_path / "lenient"
    for folder in (broken, lenient):
        (folder / "home/.config/go").mkdir(parents=True)
        (folder / "home/.config/go/env").write_text("GOFLAGS=-nosuch\n", "utf-8")
    step, other = checked(broken, newer_go / "bin"), checked(lenient, newer_go / "bin", **{"fail-on": "never"})
    assert (step.status, step.outputs["exit-code"]) == (1, "1")
    assert (other.status, other.outputs["exit-code"]) == (0, "0")
    assert step.outputs["health"] == other.outputs["health"] != "ok"
    assert any("GOFLAGS" in line for line in step.commands)


@posix
def test_the_legs_of_a_matrix_write_into_nothing_of_each_other(tmp_path: Path) -> None:
    step = checked(tmp_path, sarif="go.sarif")
    assert re.search(r'"goverify/[a-z]+/[a-z0-9]+/test-3/"', (tmp_path / "go.sarif").read_text("utf-8")), step.log


@posix
def test_the_policy_of_a_job_that_is_no_policy_is_told_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "goverify.toml").write_text("fail_on = 'high'\n", "utf-8")
    step = checked(tmp_path)
    assert (step.status, step.outputs) == (2, {})
    assert "goverify.toml:1: there is no key 'fail_on'; did you mean 'fail-on'?" in step.log


HOSTILE = (
    "$(touch owned)",
    "`touch owned`",
    "; touch owned; '\"",
    "x\n::error::forged",
    "--version",
    "\x1b[2J",
    "##[error]x",
)


@posix
@pytest.mark.parametrize("name", ACTION["inputs"])
def test_an_input_is_a_value_and_never_a_piece_of_the_script_or_of_the_log(name: str, tmp_path: Path) -> None:
    values = HOSTILE if name not in ("profile", "fail-on") else HOSTILE[:-1]  # typer itself repeats these
    for number, value in enumerate(values):
        folder = tmp_path / str(number)
        folder.mkdir()
        if name == "python":
            step = taken(INSTALL, folder, environment(folder / "home"), python=value)
        else:
            step = checked(folder, **{"project": ".", name: value})
        assert step.status in (1, 2)
        assert not list(tmp_path.rglob("owned")), value
        assert [
            line
            for line in step.commands
            if not line.startswith(("::error title=goverify", "::warning title=goverify"))
        ] == []
        assert "\x1b" not in step.log


@posix
def test_the_step_that_installs_makes_a_goverify_of_the_pinned_versions(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", Path(sys.executable).parent)
    step = taken(INSTALL, tmp_path, env | pip_settings(), python=sys.executable)
    if "Could not find a version" in step.log or "No matching distribution" in step.log:
        pytest.skip(f"needs a package registry: {step.log.splitlines()[-1]}")
    assert step.status == 0, step.log
    tool = tmp_path / "goverify" / "bin" / "goverify"
    told = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    assert told.split()[-1] == version("goverify")
    assert taken(CHECK, tmp_path, environment(tmp_path / "home")).outputs["health"] == "broken"


def pip_settings() -> dict[str, str]:
    """Return how this machine's pip finds packages."""
    own = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name.endswith("_proxy")}
    return own | {"PIP_NO_COMPILE": "1"}  # which spares this test most of its time


@posix
def test_a_job_without_a_python_is_told_so(tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    step = taken(INSTALL, tmp_path, environment(tmp_path / "home"), python=str(old))
    assert (step.status, step.commands) == (1, [line for line in step.commands if "Python 3.11 or newer" in line])


def test_every_input_reaches_a_step_by_its_environment() -> None:
    texts = [text for step in (INSTALL, CHECK) for text in step["env"].values()]
    used = {text.split("inputs.")[1].strip(" }") for text in texts if "inputs." in text}
    assert used == set(ACTION["inputs"])
    assert "${{" not in INSTALL["run"] + CHECK["run"]


def test_it_uses_no_other_action() -> None:
    assert [step for step in ACTION["runs"]["steps"] if "uses" in step] == []


def test_what_it_installs_is_pinned_to_the_version() -> None:
    lines = (ROOT / ".github/constraints.txt").read_text("utf-8").splitlines()
    pins = {each.name: each for each in map(Requirement, (line for line in lines if not line.startswith("#")))}
    assert [str(each.specifier)[:2] for each in pins.values()] == ["=="] * len(pins)
    unpinned, ask = [], ["goverify"]
    while ask:
        for needed in map(Requirement, requires(ask.pop()) or []):
            name = needed.name.lower()
            if "extra" in str(needed.marker) or (needed.marker and not needed.marker.evaluate()):
                continue
            found = pins.get(name)
            if found is None or str(found.specifier)[2:] not in needed.specifier:
                unpinned.append(str(needed))
            elif found not in ask:
                ask.append(name)
    assert unpinned == []


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
