"""The lookup of go is that of the system: what goverify says answers is what a shell would start."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.examinations import environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of Unix")

SCRIPT = "#!/bin/sh\nexit 0\n"


def go_file(folder: Path, mode: int = 0o755) -> Path:
    """Return a file called go in a new folder."""
    folder.mkdir()
    file = folder / "go"
    file.write_text(SCRIPT)
    file.chmod(mode)
    return file


def answering(env: dict[str, str], cwd: Path) -> str | None:
    """Return the go that `goverify which` says answers."""
    command = (sys.executable, "-m", "goverify", "which", "--json")
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, timeout=60, check=False)
    candidates = json.loads(done.stdout)["candidates"]
    return next((item["found"] for item in candidates if item["answers"]), None)


@pytest.mark.parametrize("first", ["plain", "not executable", "a folder", "dangling", "a loop", "absent"])
def test_what_is_said_to_answer_is_what_a_shell_starts(first: str, tmp_path: Path) -> None:
    one = tmp_path / "one"
    match first:
        case "plain" | "not executable":
            go_file(one, 0o755 if first == "plain" else 0o644)
        case "a folder":
            (one / "go").mkdir(parents=True)
        case "dangling" | "a loop":
            one.mkdir()
            (one / "go").symlink_to("go" if first == "a loop" else "gone")
    two = go_file(tmp_path / "two")
    env = environment(tmp_path / "home", one, two.parent)
    shell = subprocess.run(("/bin/sh", "-c", "command -v go"), env=env, capture_output=True, text=True, check=True)
    assert answering(env, tmp_path) == shell.stdout.strip() == shutil.which("go", path=env["PATH"])
