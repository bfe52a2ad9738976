"""What others paste and what our own CI runs: each as the reader of such a file takes it."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.actionlint import actionlint
from tests.field.containerfile import KNOWN, instructions
from tests.hadolint import hadolint
from tests.hosts import FIXTURES

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PAGES = ("docs/ci.md", "docs/formats.md", "docs/policy.md", "README.md")
SHA = re.compile(r"[\w./-]+@[0-9a-f]{40}")


class Example(NamedTuple):
    """A block of a page."""

    page: str
    language: str
    text: str


def examples(page: str) -> Iterator[Example]:
    """Yield the blocks of a page."""
    for language, text in re.findall(r"(?ms)^```(\w+)\n(.*?)^```$", (ROOT / page).read_text("utf-8")):
        yield Example(page, language, text)


def named(name: str) -> str:
    """Return the example that begins with the name of its file."""
    [found] = [each.text for each in examples("docs/ci.md") if re.match(rf"(?:#|//) {re.escape(name)}\n", each.text)]
    return found


def refused(file: Path, *options: str) -> str:
    """Return what is wrong with a file by the schema that its reader publishes; empty where nothing is."""
    command = [sys.executable, "-m", "check_jsonschema", *options, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def linted(*files: Path) -> str:
    """Return what actionlint has to say; it reads the action itself where a workflow uses it by its folder."""
    command = [str(actionlint()), "-no-color", "-shellcheck=", "-pyflakes=", *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


GITHUB, ACTION, GITLAB = (
    ("--builtin-schema", "vendor.github-workflows"),
    ("--builtin-schema", "vendor.github-actions"),
    ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
)


@pytest.fixture
def workflow(tmp_path: Path) -> Path:
    """Return the page's workflow as a file; the action's place has a commit for a name."""
    file = tmp_path / "go.yml"
    file.write_text(named(".github/workflows/go.yml"), "utf-8")
    return file


def test_workflows_and_action_are_as_their_schemas_say(workflow: Path) -> None:
    assert [refused(file, *GITHUB) for file in (*WORKFLOWS, workflow)] == [""] * (len(WORKFLOWS) + 1)
    assert refused(ROOT / "action.yml", *ACTION) == ""


def test_actionlint_has_nothing_to_say_of_the_workflows(workflow: Path) -> None:
    assert linted(*WORKFLOWS, workflow) == ""


def test_the_pipeline_is_as_its_schema_says(tmp_path: Path) -> None:
    (tmp_path / "gitlab.yml").write_text(named(".gitlab-ci.yml"), "utf-8")
    assert refused(tmp_path / "gitlab.yml", *GITLAB) == ""


def test_what_is_spoilt_is_refused(workflow: Path, tmp_path: Path) -> None:
    text = workflow.read_text("utf-8")
    workflow.write_text(text.replace("runs-on:", "run-on:"), "utf-8")
    assert "run-on" in refused(workflow, *GITHUB)
    (tmp_path / "action.yml").write_text(
        (ROOT / "action.yml").read_text("utf-8").replace("shell: bash", "", 1), "utf-8"
    )
    assert "shell" in refused(tmp_path / "action.yml", *ACTION)
    (tmp_path / "gitlab.yml").write_text(named(".gitlab-ci.yml").replace("when: always", "when: ever"), "utf-8")
    assert "ever" in refused(tmp_path / "gitlab.yml", *GITLAB)


def test_actionlint_knows_what_a_matrix_holds(workflow: Path) -> None:
    workflow.write_text(workflow.read_text("utf-8").replace("matrix.go }}\n", "matrix.release }}\n", 1), "utf-8")
    assert 'property "release" is not defined' in linted(workflow)


def test_inputs_and_outputs_that_the_example_uses_are_those_of_the_action(workflow: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    text = workflow.read_text("utf-8")
    [step] = [each for each in steps(yaml.safe_load(text)) if "goverify@" in each.get("uses", "")]
    assert set(step["with"]) <= set(action["inputs"])
    assert set(re.findall(r"steps\.go\.outputs\.([\w-]+)", text)) <= set(action["outputs"])
    rows = re.findall(r"(?m)^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", (ROOT / "docs/ci.md").read_text("utf-8"))
    assert {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)} == set(action["inputs"])


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all steps of a workflow."""
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_our_workflows_may_read_and_no_more_and_use_what_is_pinned(file: Path) -> None:
    text = file.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in workflow["jobs"].values())
    assert all(job["timeout-minutes"] for job in workflow["jobs"].values())
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")
        used = step.get("uses", "./")
        assert used == "./" or SHA.fullmatch(used)
        assert not used.startswith("actions/checkout") or step["with"]["persist-credentials"] is False


def test_the_example_pins_what_our_own_workflows_pin(workflow: Path) -> None:
    ours = {pin for file in WORKFLOWS for pin in SHA.findall(file.read_text("utf-8"))}
    assert set(SHA.findall(workflow.read_text("utf-8"))) <= ours


def test_what_the_legs_of_a_matrix_hand_in_has_names_of_its_own(workflow: Path) -> None:
    for file in (*WORKFLOWS, workflow):
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values():
            axes = job.get("strategy", {}).get("matrix", {})
            for step in job["steps"]:
                if "upload-artifact@" in step.get("uses", ""):
                    assert all(f"matrix.{axis}" in step["with"]["name"] for axis in axes)


def test_the_hooks_are_what_pre_commit_takes(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(named(".pre-commit-config.yaml"), "utf-8")
    assert judged("validate-manifest", ROOT / ".pre-commit-hooks.yaml", tmp_path) == 0
    assert judged("validate-config", tmp_path / "config.yaml", tmp_path) == 0
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    [repository] = yaml.safe_load(named(".pre-commit-config.yaml"))["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= hooks
    (tmp_path / "spoilt.yaml").write_text(
        "- id: goverify\n  name: goverify\n  entry: goverify\n  language: snake\n", "utf-8"
    )
    assert judged("validate-manifest", tmp_path / "spoilt.yaml", tmp_path) == 1


def judged(command: str, file: Path, home: Path) -> int:
    """Return how pre-commit ends."""
    env = {"PRE_COMMIT_HOME": str(home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, str(file)], env=env, capture_output=True, check=False
    )
    return done.returncode


RECIPES = [each.text for each in examples("docs/ci.md") if each.language == "dockerfile"]


def test_recipes_are_of_instructions_that_there_are() -> None:
    for text in RECIPES:
        words = [each.word for each in instructions(text)]
        assert words[0] == "FROM"
        assert set(words) <= KNOWN


def test_hadolint_has_nothing_to_say_of_the_recipes_and_would_have() -> None:
    ours = (ROOT / "docs/Containerfile").read_text("utf-8")
    assert [faults(text) for text in (ours, *RECIPES)] == [""] * (1 + len(RECIPES))
    assert "DL3042" in faults(ours.replace("--no-cache-dir", ""))
    assert "SC1072" in faults(ours.replace("compileall -q", "compileall '-q"))


def faults(recipe: str) -> str:
    """Return what hadolint has to say of a recipe."""
    command = [str(hadolint()), "--no-color", "-"]
    done = subprocess.run(command, input=recipe, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout + done.stderr


def test_every_block_has_a_reader_here() -> None:
    assert {each.language for each in examples("docs/ci.md")} == {"yaml", "groovy", "sh", "dockerfile"}


def test_a_pipeline_of_jenkins_is_balanced() -> None:
    text = re.sub(r"'[^'\n]*'|\"[^\"\n]*\"|//.*", "", named("Jenkinsfile"))
    open_brackets = []
    for sign in re.findall(r"[{}()\[\]]", text):
        if sign in "{([":
            open_brackets.append(sign)
        else:
            assert open_brackets.pop() + sign in ("{}", "()", "[]")
    assert open_brackets == []
    assert "'" not in text


def command_lines() -> Iterator[tuple[str, str]]:
    """Yield each use of goverify on our pages that is a check of this machine, and the page."""
    for page in PAGES:
        for example in examples(page):
            for line in example.text.replace("\\\n", " ").splitlines():
                found = re.search(r"(?:^|[\s'\"/]|-m )goverify(?= -| check\b)([^|'\"\n]*)", line.partition(" #")[0])
                if found:
                    yield page, found[1].strip()


LINES = sorted(set(command_lines()))


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{page} {line}" for page, line in LINES])
def test_every_line_of_our_pages_is_one_that_the_command_line_takes(page: str, line: str, tmp_path: Path) -> None:
    for name in re.findall(r"(?:--baseline|--config|--host) (\S+)", line):
        (tmp_path / name).write_bytes((FIXTURES / "linux.json").read_bytes() if "--host" in line else known(name))
    words = [word.replace("/var/lib/node_exporter/textfile", str(tmp_path)) for word in shlex.split(line)]
    words = words if words[:1] == ["check"] else ["check", *words]
    words += [] if "--host" in words else ["--host", str(FIXTURES / "linux.json")]
    command = [sys.executable, "-m", "goverify", *words]
    done = subprocess.run(command, cwd=tmp_path, env=paths(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stderr


def known(name: str) -> bytes:
    """Return what may stand in a file that a line names: an earlier report, or a policy."""
    if name.endswith(".toml"):
        return b'fail-on = "high"\n'
    command = [
        sys.executable,
        "-m",
        "goverify",
        "check",
        "--json",
        "--only",
        "path",
        "--host",
        str(FIXTURES / "linux.json"),
    ]
    return subprocess.run(command, env=paths(), capture_output=True, timeout=60, check=True).stdout


def paths() -> dict[str, str]:
    """Return the environment in which goverify is found from anywhere."""
    return os.environ | {"PYTHONPATH": str(ROOT)}
