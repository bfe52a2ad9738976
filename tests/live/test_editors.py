"""Editors' settings on a real file system: what is said of them, and that no file makes it fail or wait."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.editing import goland

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and sparse files are made the Unix way")

HUGE_BYTES = 100 << 20


def checks(home: Path) -> dict[str, Any]:
    """Return what the checks of this area say, by their ids."""
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    command = (sys.executable, "-m", "goverify", "check", "--format", "json", "--only", "ide.*")
    done = subprocess.run(command, env=env, cwd=home / "app", capture_output=True, text=True, timeout=60, check=False)
    return {check["id"]: check for check in json.loads(done.stdout)["checks"]}


def huge(file: Path) -> None:
    file.write_text('{"go.goroot": "/gone", "x": "', encoding="utf-8")
    os.truncate(file, HUGE_BYTES)


def pipe(file: Path) -> None:
    os.mkfifo(file)


def circle(file: Path) -> None:
    file.symlink_to(file.name)


def written(data: bytes) -> Callable[[Path], object]:
    """Return what writes a file with that content."""
    return lambda file: file.write_bytes(data)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "huge": huge,
    "pipe": pipe,
    "circle": circle,
    "folder": Path.mkdir,
    "deep": written(b'{"go.goroot":' + b"[" * 500_000),
    "zeros": written(b"\0" * 500_000),
    "half a character": written(b'{"go.goroot": "/\\ud800/go", "go.alternateTools": {"go": "/home/\\u0000/x/go"}}'),
    "not UTF-8": written(b'\xff\xfe\x00{"go.goroot": "\xff"}'),
    "long path": written(b'{"go.goroot": "/' + b"a/" * 100_000 + b'"}'),
    "long name": written(b'{"go.goroot": "/' + b"a" * 100_000 + b'"}'),
    "laughs": written(b'<!DOCTYPE p [<!ENTITY a "ha">]><component name="GOROOT" url="file://&a;&#xD800;&#0;"/>'),
    "circular workspace": written(b'{"folders": [{"path": "x.code-workspace"}, {"path": "\\u0000"}, {"path": "."}]}'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_settings_file_makes_it_fail_or_wait(name: str, tmp_path: Path) -> None:
    app = tmp_path / "app"
    for place in ("app/.vscode/settings.json", "app/.idea/workspace.xml", "app/x.code-workspace", ".emacs", ".vimrc"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        HOSTILE[name](tmp_path / place)
    started = time.monotonic()
    found = checks(tmp_path)
    assert time.monotonic() - started < 20
    assert {check["outcome"] for check in found.values()} <= {"passed", "failed", "skipped", "blocked"}, found
    assert app.is_dir()


def test_a_goland_project_s_missing_sdk_is_named(tmp_path: Path) -> None:
    (tmp_path / "app" / ".idea").mkdir(parents=True)
    file = tmp_path / "app" / ".idea" / "workspace.xml"
    file.write_text(goland("file://$USER_HOME$/sdk/go1.20"), encoding="utf-8")
    [finding] = checks(tmp_path)["ide.go-missing"]["findings"]
    assert finding["cause"] == "ide-go-missing"
    assert f"{file}, line 3" in json.dumps(finding)
