"""The machine's own way to modules, where it has one: what go fetches by it, --online finds in order."""

import os
import subprocess
from pathlib import Path

import pytest

from goverify.facts.network.wanted import KNOWN
from tests.live.examinations import examined
from tests.trees import some_go

pytestmark = pytest.mark.field

ASKED = ("certificates", "checksum-database", "clock", "private-modules", "proxy", "sums")
"""What has somebody to ask where the project lacks a public module."""


def test_where_go_gets_a_module_nothing_is_found_wrong(tmp_path: Path) -> None:
    module, version = KNOWN
    app = tmp_path / "app"
    app.mkdir()
    (app / "go.mod").write_text(f"module example.com/app\n\ngo 1.21\n\nrequire {module} {version}\n")
    env = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    env |= {"GOFLAGS": "-modcacherw", "GOTOOLCHAIN": "local", "GOMODCACHE": str(tmp_path / "one")}
    fetched = subprocess.run(
        [some_go(), "mod", "download", module],
        cwd=app,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if fetched.returncode or not (app / "go.sum").exists():
        pytest.skip(f"go gets no module here: {fetched.stderr.strip()[-200:]}")
    env |= {"GOMODCACHE": str(tmp_path / "other")}
    seen = examined(env, "--online", "--only", "network", cwd=app)
    assert (seen.report["health"], seen.causes) == ("ok", [])
    assert {seen.check(f"network.{name}")["outcome"] for name in ASKED} == {"passed"}
